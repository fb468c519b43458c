//! Looking at a printed page as a browser would.

use std::cell::RefCell;

use html5ever::{ns, tendril::TendrilSink};
use markup5ever_rcdom::{Handle, NodeData, RcDom};

/// Elements that a page may hold, with the attributes that each may have besides those of [`ANYWHERE`].
#[rustfmt::skip]
const ALLOWED: &[(&str, &[&str])] = &[
    ("p", &[]), ("h2", &["id"]), ("h3", &["id"]), ("h4", &["id"]), ("ul", &[]), ("ol", &["start"]), ("li", &[]), ("dl", &[]),
    ("dt", &[]), ("dd", &[]), ("blockquote", &[]), ("aside", &["aria-hidden"]), ("footer", &[]), ("figure", &[]), ("figcaption", &[]), ("span", &["id"]),
    ("div", &["tabindex", "role", "aria-label"]), ("table", &[]), ("caption", &[]), ("thead", &[]), ("tbody", &[]), ("tfoot", &[]),
    ("tr", &[]), ("td", &["colspan", "rowspan"]), ("th", &["colspan", "rowspan", "scope"]),
    ("pre", &["tabindex", "role", "aria-label"]), ("code", &["data-language"]), ("hr", &[]), ("details", &["open"]),
    ("summary", &[]), ("audio", &["controls", "preload", "aria-label"]),
    ("video", &["controls", "preload", "aria-label", "poster", "width", "height"]), ("source", &["src", "type"]),
    ("track", &["kind", "src", "srclang", "label"]), ("a", &["href", "rel"]),
    ("img", &["src", "width", "height", "alt", "loading", "decoding", "referrerpolicy", "data-number"]),
    ("strong", &[]), ("em", &[]), ("sub", &[]), ("sup", &[]), ("small", &[]), ("mark", &[]), ("abbr", &["title", "tabindex"]), ("kbd", &[]),
    ("time", &["datetime"]), ("del", &[]), ("ins", &[]), ("q", &[]), ("br", &[]),
];
const ANYWHERE: &[&str] = &["class", "data-block", "lang", "dir"];
const ADDRESSES: &[&str] = &["href", "src", "poster"];

/// Reads a printed page again, as a browser would, and looks at the element that it stands in.
fn reread<T>(page: &str, look: impl FnOnce(&Handle) -> T) -> T {
    let dom = html5ever::parse_document(RcDom::default(), Default::default())
        .one(format!("<!DOCTYPE html><html><head></head><body><main>{page}</main></body></html>"));
    let html = child(&dom.document, "html").expect("a document has a root");
    let body = child(&html, "body").expect("a document has a body");
    look(&child(&body, "main").expect("the page is there"))
}

fn child(parent: &Handle, wanted: &str) -> Option<Handle> {
    let children = parent.children.borrow();
    children
        .iter()
        .find(|node| matches!(&node.data, NodeData::Element { name, .. } if *name.local == *wanted))
        .cloned()
}

/// Everything below a node, in the order of the document; `leave` is called after what a node holds.
fn walk(node: &Handle, enter: &mut dyn FnMut(&Handle), leave: &mut dyn FnMut(&Handle)) {
    for child in node.children.borrow().iter() {
        enter(child);
        walk(child, enter, leave);
        leave(child);
    }
}

fn text_content(node: &Handle) -> String {
    let mut text = String::new();
    walk(
        node,
        &mut |node| {
            if let NodeData::Text { contents } = &node.data {
                text.push_str(&contents.borrow());
            }
        },
        &mut |_| {},
    );
    text
}

/// Says what is wrong with a page: anything that is not on the list.
pub(crate) fn foul(page: &str) -> Option<String> {
    let mut found = None;
    let mut enter = |node: &Handle| {
        let NodeData::Element { name, attrs, .. } = &node.data else { return };
        let Some((_, own)) = ALLOWED.iter().find(|(allowed, _)| *name.local == **allowed) else {
            found = Some(format!("an element {}", name.local));
            return;
        };
        if name.ns != ns!(html) {
            found = Some(format!("{} of another namespace", name.local));
        }
        for attribute in attrs.borrow().iter() {
            let key = &*attribute.name.local;
            if !ANYWHERE.contains(&key) && !own.contains(&key) {
                found = Some(format!("an attribute {key} of {}", name.local));
            }
            let value = &*attribute.value;
            let harmless = ["https://", "http://", "mailto:", "/", "#section-"];
            let harmless = if key == "href" { &harmless[..] } else { &harmless[..2] };
            if ADDRESSES.contains(&key) && !harmless.iter().any(|start| value.starts_with(start)) {
                found = Some(format!("an address {value}"));
            }
        }
    };
    reread(page, |main| walk(main, &mut enter, &mut |_| {}));
    found
}

/// The tags of a printed page as they are written.
pub(crate) fn written_tags(page: &str) -> Vec<String> {
    let mut tags = Vec::new();
    let mut rest = page;
    while let Some(at) = rest.find('<') {
        rest = &rest[at + 1..];
        let end =
            rest.find(|letter: char| !letter.is_ascii_alphanumeric() && letter != '/').unwrap_or(rest.len());
        if end > 0 {
            tags.push(rest[..end].to_owned());
        }
        // A value may hold anything but its quotation mark.
        let mut quoted = false;
        let close = rest.find(|letter| {
            quoted ^= letter == '"';
            letter == '>' && !quoted
        });
        rest = &rest[close.unwrap_or(rest.len())..];
    }
    tags
}

/// The tags of a page as a browser understands them.
pub(crate) fn understood_tags(page: &str) -> Vec<String> {
    let void = |name: &str| matches!(name, "br" | "hr" | "img" | "source" | "track");
    let tags = RefCell::new(Vec::new());
    let mut enter = |node: &Handle| {
        if let NodeData::Element { name, .. } = &node.data {
            tags.borrow_mut().push(name.local.to_string());
        }
    };
    let mut leave = |node: &Handle| {
        if let NodeData::Element { name, .. } = &node.data
            && !void(&name.local)
        {
            tags.borrow_mut().push(format!("/{}", name.local));
        }
    };
    reread(page, |main| walk(main, &mut enter, &mut leave));
    tags.into_inner()
}

/// The text of each element that stands directly on the page, as `textContent` has it.
pub(crate) fn texts(page: &str) -> Vec<String> {
    reread(page, |main| {
        let elements = main.children.borrow();
        let elements = elements.iter().filter(|node| matches!(node.data, NodeData::Element { .. }));
        elements.map(text_content).collect()
    })
}
