//! Writing the shapes of roots into printed HTML.

use super::{SHAPE, START, fnv_step};

/// A root whose end tag has not been reached.
struct Open {
    /// The number of elements around it.
    depth: usize,
    /// The index in the HTML at which its attribute is inserted.
    at: usize,
    shape: u32,
}

/// Writes the shape of each root into its start tag. Only HTML as Leptos writes it is understood: quoted values, lower-case
/// names, no raw text elements in a root.
pub(super) fn with_shapes(html: &str) -> String {
    let mut found: Vec<(usize, u32)> = Vec::new();
    let mut open: Vec<Open> = Vec::new();
    let mut depth = 0_usize;
    let mut at = 0;
    while at < html.len() {
        let rest = &html[at..];
        let note = |open: &mut Vec<Open>, bytes: &[u8]| {
            // Of a root within a root, the outer shape has only the element, not its content.
            if let Some(root) = open.last_mut() {
                root.shape = fnv_step(root.shape, bytes);
            }
        };
        if !rest.starts_with('<') {
            note(&mut open, b"#");
            at += rest.find('<').unwrap_or(rest.len());
        } else if rest.starts_with("<!") {
            note(&mut open, b"!");
            let end = if rest.starts_with("<!--") { rest.find("-->").map(|end| end + 3) } else { None };
            at += end.or_else(|| rest.find('>').map(|end| end + 1)).unwrap_or(rest.len());
        } else if rest.starts_with("</") {
            depth = depth.saturating_sub(1);
            if let Some(root) = open.pop_if(|root| root.depth == depth) {
                found.push((root.at, root.shape));
            }
            note(&mut open, b">");
            at += rest.find('>').map_or(rest.len(), |end| end + 1);
        } else {
            let end = end_of_tag(rest);
            let tag = &rest[..end];
            let name = tag[1..].split([' ', '>', '/']).next().unwrap_or_default();
            note(&mut open, b"<");
            note(&mut open, name.as_bytes());
            if is_void(name) {
                note(&mut open, b">");
            } else {
                if tag.contains(" data-root=\"") {
                    open.push(Open { depth, at: at + end - 1, shape: START });
                }
                depth += 1;
            }
            at += end;
        }
    }
    found.sort_unstable();
    let mut marked = String::with_capacity(html.len() + found.len() * 24);
    let mut written = 0;
    for (place, shape) in found {
        marked.push_str(&html[written..place]);
        marked.push_str(&format!(" {SHAPE}=\"{}\"", base_36(shape)));
        written = place;
    }
    marked.push_str(&html[written..]);
    marked
}

/// Returns the length of the start tag at the beginning of `html`; a `>` in a quoted value does not end it.
fn end_of_tag(html: &str) -> usize {
    let mut quoted = false;
    for (at, byte) in html.bytes().enumerate() {
        match byte {
            b'"' => quoted = !quoted,
            b'>' if !quoted => return at + 1,
            _ => {}
        }
    }
    html.len()
}

/// Returns `true` for elements without an end tag (HTML Standard, "Void elements").
fn is_void(name: &str) -> bool {
    matches!(
        name,
        "area"
            | "base"
            | "br"
            | "col"
            | "embed"
            | "hr"
            | "img"
            | "input"
            | "link"
            | "meta"
            | "source"
            | "track"
            | "wbr"
    )
}

fn base_36(mut number: u32) -> String {
    let mut digits = Vec::new();
    loop {
        digits.push(char::from_digit(number % 36, 36).unwrap_or('0'));
        number /= 36;
        if number == 0 {
            return digits.into_iter().rev().collect();
        }
    }
}
