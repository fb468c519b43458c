//! Limits for a publisher's HTML, looked for before a parser sees it: some texts make a parser, or a browser, work out of all
//! proportion to their length.
//!
//! Where the tree builder of the HTML standard would have to be asked (are these the contents of a `script` in SVG?), tags are rather
//! counted too often than too rarely.

mod tags;

use std::{borrow::Cow, collections::BTreeMap};

use self::tags::Tags;
use crate::model::Body;

/// Most bytes of a text that a browser parses. A long read of 20,000 words has about 150,000.
pub const LONGEST_IN_BROWSER: usize = 512 * 1024;
/// Most tags of a text that a browser parses, or most lines of a plain text.
pub const MOST_TAGS_IN_BROWSER: usize = 60_000;
/// Elements within each other that a browser parses in any text. In a long one there may be more: the time of its parser grows with
/// their square, which may be [`SQUARE_FOR_EACH_BYTE`] times the length.
pub const DEEPEST_IN_BROWSER: usize = 512;
const SQUARE_FOR_EACH_BYTE: usize = 32;

/// Most times that the formatting of an article is opened anew. HTML goes on with a `<b>` that is not closed in each paragraph that
/// follows (13.2.4.3), which makes a large document of a small text.
pub const MOST_REOPENED: usize = 500_000;
/// The same for each tag. An article of few words may have [`FREELY_REOPENED`] in any case.
const REOPENED_FOR_EACH_TAG: usize = 4;
const FREELY_REOPENED: usize = 10_000;
/// Most formatting elements that are open at the same place.
const MOST_OPEN: usize = 250;
/// Formatting elements of the HTML standard. There is no `a`, since a link ends at the next one.
const FORMATTING: &[&str] =
    &["b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt", "u"];
/// Elements within which the end tag of a formatting element outside has no effect. All but [`UNMARKED`] of them also keep the
/// formatting outside from being opened anew.
const BARRIERS: &[&str] =
    &["applet", "caption", "marquee", "math", "object", "svg", "table", "td", "template", "th"];
const UNMARKED: &[&str] = &["math", "svg", "table"];
/// Elements without content, and elements that the next of their kind ends. They do not nest by themselves.
const FLAT: &[&str] = &[
    "a", "area", "base", "br", "caption", "col", "colgroup", "dd", "dt", "embed", "frame", "h1", "h2", "h3",
    "h4", "h5", "h6", "hr", "img", "input", "keygen", "li", "link", "meta", "option", "p", "param", "source",
    "tbody", "td", "tfoot", "th", "thead", "tr", "track", "wbr",
];

/// Elements of a drawing in SVG, in which an element can close itself.
const DRAWN: &[&str] = &[
    "circle",
    "clippath",
    "defs",
    "ellipse",
    "g",
    "line",
    "lineargradient",
    "marker",
    "mask",
    "path",
    "pattern",
    "polygon",
    "polyline",
    "radialgradient",
    "rect",
    "stop",
    "symbol",
    "text",
    "tspan",
    "use",
];

/// Returns `true` if a browser would stand still while it parses this text and shows it.
///
/// # Examples
///
/// ```
/// use london_daily::article::is_too_long_for_browser;
/// use london_daily::model::Body;
///
/// assert!(!is_too_long_for_browser(&Body::Markup("<p>A sentence of a story.</p>".repeat(10_000))));
/// assert!(is_too_long_for_browser(&Body::Markup("<div>".repeat(10_000))));
/// ```
pub fn is_too_long_for_browser(body: &Body) -> bool {
    match body {
        Body::Absent => false,
        Body::Text(text) => {
            text.len() > LONGEST_IN_BROWSER || text.split('\n').count() > MOST_TAGS_IN_BROWSER
        }
        Body::Markup(html) => html.len() > LONGEST_IN_BROWSER || is_heavy(html),
    }
}

/// Returns `true` if the elements of a text are too many for a browser, or nest too deeply.
pub(super) fn is_heavy(html: &str) -> bool {
    let mut open: BTreeMap<String, usize> = BTreeMap::new();
    let mut depth = 0_usize;
    let mut in_drawing = false;
    for (count, tag) in Tags::of(html).enumerate() {
        if count >= MOST_TAGS_IN_BROWSER {
            return true;
        }
        in_drawing = match tag.is_one_of(&["svg"]) {
            true => !tag.is_end && !tag.closes_itself,
            false => in_drawing && tag.is_one_of(DRAWN),
        };
        if tag.is_one_of(FLAT) || (in_drawing && tag.closes_itself) {
            continue;
        }
        let known = open.entry(tag.name.to_ascii_lowercase()).or_default();
        if !tag.is_end {
            (*known, depth) = (*known + 1, depth + 1);
            if depth > DEEPEST_IN_BROWSER && depth * depth > html.len() * SQUARE_FOR_EACH_BYTE {
                return true;
            }
        } else if *known > 0 {
            (*known, depth) = (*known - 1, depth - 1);
        }
    }
    false
}

/// Returns HTML that a parser makes no more of than is in proportion to it: without formatting where that would be opened anew too
/// often, and without the attributes that an element has too many of.
pub(super) fn bounded(html: &str) -> Cow<'_, str> {
    let drops_formatting = reopens_too_much(html);
    let mut rest = 0;
    let mut bounded = String::new();
    for tag in Tags::of(html) {
        let (from, put) = match tag.surplus {
            // A comment takes the place of the tag, so that what stands around it does not become one.
            _ if drops_formatting && tag.is_one_of(FORMATTING) => (tag.start, "<!---->"),
            Some(surplus) => (surplus, ">"),
            None => continue,
        };
        bounded.push_str(&html[rest..from]);
        bounded.push_str(put);
        rest = tag.end;
    }
    if rest == 0 {
        return Cow::Borrowed(html);
    }
    bounded.push_str(&html[rest..]);
    Cow::Owned(bounded)
}

/// Returns `true` if the parser would open formatting anew more often than is allowed.
fn reopens_too_much(html: &str) -> bool {
    let mut open = Open::default();
    let mut reopened = 0_usize;
    for (count, tag) in Tags::of(html).enumerate() {
        let known = |names: &'static [&'static str]| {
            names.iter().find(|name| tag.name.eq_ignore_ascii_case(name)).copied()
        };
        let format = known(FORMATTING);
        if format.is_none() || tag.is_end {
            reopened += open.formatting();
            if reopened > (FREELY_REOPENED + REOPENED_FOR_EACH_TAG * count).min(MOST_REOPENED) {
                return true;
            }
        }
        match (format, known(BARRIERS), tag.is_end) {
            (Some(name), _, false) => open.begin(name, &html[tag.start..tag.end]),
            (Some(name), _, true) => open.end(name),
            (None, Some(name), false) => open.begin_barrier(name),
            (None, Some(name), true) => open.end_barrier(name),
            (None, None, _) => {}
        }
        if open.entries.len() > MOST_OPEN {
            return true;
        }
    }
    false
}

/// The formatting elements and barriers that are open, outermost first, each with its tag as it is written.
#[derive(Default)]
struct Open<'a> {
    entries: Vec<(&'static str, &'a str)>,
}

impl<'a> Open<'a> {
    /// Returns the number of formatting elements that the parser may open anew here.
    fn formatting(&self) -> usize {
        let from = self.behind(|name| is_barrier(name) && !UNMARKED.contains(&name));
        self.entries[from..].iter().filter(|(name, _)| !is_barrier(name)).count()
    }

    /// Returns the position behind the last entry for whose name `stops` is true.
    fn behind(&self, stops: impl Fn(&'static str) -> bool) -> usize {
        self.entries.iter().rposition(|(name, _)| stops(name)).map_or(0, |at| at + 1)
    }

    fn begin(&mut self, name: &'static str, tag: &'a str) {
        // Of more than three equal ones the parser forgets the first.
        let from = self.behind(is_barrier);
        let mut equal = self.entries[from..].iter().enumerate().filter(|(_, (_, known))| *known == tag);
        if let (Some((first, _)), Some(_)) = (equal.next(), equal.nth(1)) {
            self.entries.remove(from + first);
        }
        self.entries.push((name, tag));
    }

    fn end(&mut self, name: &'static str) {
        let from = self.behind(is_barrier);
        if let Some(at) = self.entries[from..].iter().rposition(|(known, _)| *known == name) {
            self.entries.remove(from + at);
        }
    }

    fn begin_barrier(&mut self, name: &'static str) {
        if is_cell(name) {
            // Without a table the parser ignores it, and in one it ends the cell before it.
            let Some(table) = self.table() else { return };
            self.end_cell(table, is_cell);
        }
        self.entries.push((name, ""));
    }

    /// Ends a barrier and those within it. Formatting in it may be open still, so that is kept.
    fn end_barrier(&mut self, name: &'static str) {
        if is_cell(name) {
            if let Some(table) = self.table() {
                self.end_cell(table, |known| known == name);
            }
        } else if let Some(at) = self.entries.iter().rposition(|(known, _)| *known == name) {
            let within = self.entries.split_off(at);
            self.entries.extend(within.into_iter().filter(|(name, _)| !is_barrier(name)));
        }
    }

    /// Returns the position behind the innermost table.
    fn table(&self) -> Option<usize> {
        Some(self.behind(|name| matches!(name, "table" | "template"))).filter(|at| *at > 0)
    }

    /// Ends the cell of the innermost table. The formatting in it ends with it, unless a barrier in it has kept it.
    fn end_cell(&mut self, table: usize, is_its: impl Fn(&'static str) -> bool) {
        if let Some(at) = self.entries[table..].iter().rposition(|(name, _)| is_its(name)) {
            let within = self.entries.split_off(table + at);
            if within[1..].iter().any(|(name, _)| is_barrier(name)) {
                self.entries.extend(within.into_iter().filter(|(name, _)| !is_barrier(name)));
            }
        }
    }
}

fn is_cell(name: &'static str) -> bool {
    matches!(name, "td" | "th" | "caption")
}

fn is_barrier(name: &'static str) -> bool {
    BARRIERS.contains(&name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_ordinary_text_is_left_as_it_is() {
        let cell = "<tr><td><b>a</b><td><i>b";
        for html in [
            "<p><b>One</b> and <i>two</i></p>".repeat(5_000),
            "<b>left open <p>by mistake".repeat(2_000),
            format!("<table>{}</table>", cell.repeat(2_000)),
            "<p>x".repeat(10_000),
        ] {
            assert!(matches!(bounded(&html), Cow::Borrowed(_)), "{}", &html[..30]);
        }
    }

    #[test]
    fn formatting_that_would_be_opened_anew_is_left_out() {
        let different: String = (0..400).map(|at| format!("<b a={at}>")).collect();
        let behind_a_barrier: String =
            (0..400).map(|at| format!("<b a={at}><object></b></object>")).collect();
        let few: String = (0..100).map(|at| format!("<b a={at}>")).collect();
        for open in [different, behind_a_barrier, few] {
            let html = format!("<p>{open}{}", "<p>x</p>".repeat(20_000));
            let bounded = bounded(&html);
            assert!(!bounded.contains("<b a"), "{}", &bounded[..60]);
            assert!(bounded.contains("<p>x</p>"));
        }
    }

    #[test]
    fn a_tag_that_is_left_out_makes_no_other() {
        let html = format!("<<b>i a=1>{}", (0..400).map(|at| format!("<b a={at}>")).collect::<String>());
        assert!(bounded(&html).starts_with("<<!---->i a=1>"));
    }

    #[test]
    fn an_element_has_so_many_attributes_at_most() {
        let attributes: String = (0..1_000).map(|at| format!(" a{at}='>'")).collect();
        let html = format!("<p{attributes}>x</p>");
        let bounded = bounded(&html);
        assert!(bounded.ends_with(" a199='>'>x</p>"), "{bounded}");
    }

    #[test]
    fn a_browser_parses_no_text_that_it_cannot_bear() {
        let markup = |html: String| is_too_long_for_browser(&Body::Markup(html));
        assert!(!markup("<p>A sentence of a story.</p>".repeat(15_000)));
        for heavy in ["<div>", "<blockquote><p>", "<details>", "<p>x", "<b>"] {
            assert!(markup(heavy.repeat(100_000)), "{heavy}");
        }
        assert!(markup("x".repeat(LONGEST_IN_BROWSER + 1)));
        assert!(markup("<div><br>".repeat(5_000)));
        let chart = format!("<svg>{}</svg>", "<path d=\"M0 0\"/>".repeat(10_000));
        assert!(!markup(chart.clone()));
        assert!(markup(chart.replace("<svg>", "<svg><desc>")), "there it is HTML again");
        assert!(is_too_long_for_browser(&Body::Text("x\n\n".repeat(100_000))));
        assert!(!is_too_long_for_browser(&Body::Text("A line of a poem.\n".repeat(10_000))));
    }
}
