//! The text of an article, read from a publisher's HTML or plain text into a typed tree of blocks.
//!
//! A publisher's markup never reaches the page as markup. HTML is parsed by the standard's algorithm (in the browser by
//! `DOMParser`, natively by `html5ever`), and the parsed document is read into a closed list of [`Block`]s and [`Inline`]s. An
//! element that is not on the list is replaced by its content or dropped with it. Text is plain text, and URLs have harmless
//! schemes only. Both parsers get the same input, and give equal trees.
//!
//! - `bounds`: what is too much for a parser, or for a browser
//! - `source`: from a parsed document to pieces, the parts of it that the tree has a place for
//! - `flow`, `blocks`, `media`: from pieces to the tree
//! - `plain`: from plain text to the tree
//! - `beginning`: what a list shows of a text

mod beginning;
mod blocks;
mod bounds;
#[cfg(target_arch = "wasm32")]
mod browser;
mod flow;
mod media;
#[cfg(not(target_arch = "wasm32"))]
mod native;
mod plain;
mod segmenter;
mod sentences;
mod source;
mod text;
mod tree;
pub mod view;

use std::collections::{BTreeMap, BTreeSet};

pub use beginning::{LEAST_SIDE, excerpt, is_decoration, lead_picture};
pub use bounds::{
    DEEPEST_IN_BROWSER, LONGEST_IN_BROWSER, MOST_REOPENED, MOST_TAGS_IN_BROWSER, is_too_long_for_browser,
};
#[cfg(target_arch = "wasm32")]
use browser as parser;
#[cfg(not(target_arch = "wasm32"))]
use native as parser;
pub use sentences::{Sentence, is_speakable, rendered_text, sentences};
pub(crate) use source::is_unwritable;
use source::{ANCHOR, Element, Piece};
pub use text::{of_inlines, pictures, text_of, words};
pub use tree::{
    Block, Cell, Definition, Inline, LangDir, Part, Phrase, Quotation, Row, Source, Table, Track, Video,
};

use crate::model::{Body, Slug};

/// Reads the text of an article. `base` is the URL of the document that it came from; URLs in the text are resolved against it,
/// as [`crate::browser::urls`] describes.
///
/// # Examples
///
/// ```
/// use london_daily::article::{Block, Inline, Phrase, parse};
/// use london_daily::model::Body;
///
/// let body = Body::Markup("<p>See <a href='map.html'>the map</a></p><script>alert(1)</script><hr>".into());
/// let link = Inline::Phrase(Phrase::Link("/content/map.html".into()), vec![Inline::Text("the map".into())]);
/// let paragraph = Block::Paragraph(vec![Inline::Text("See ".into()), link]);
/// assert_eq!(parse(&body, "/content/feed.json"), [paragraph, Block::Rule]);
/// ```
pub fn parse(body: &Body, base: &str) -> Vec<Block> {
    match body {
        Body::Absent => Vec::new(),
        Body::Text(text) => plain::read(text),
        Body::Markup(html) => {
            let mut pieces = parser::pieces(&document(html));
            let names = Names::given_to(&mut pieces);
            let setting = flow::Setting::new(base, names, html.len());
            let mut flow = flow::Flow::new(&setting);
            flow.read(pieces);
            flow.finish()
        }
    }
}

/// Returns the fragments, with their `#`, that links in an article name and that nothing a link can lead to has as its id in the
/// publisher's markup. [`parse`] reads such a link as plain text.
#[cfg(not(target_arch = "wasm32"))]
pub fn dead_fragments(body: &Body) -> Vec<String> {
    let Body::Markup(html) = body else { return Vec::new() };
    // The `#` may be written as a character reference.
    if !html.contains(['#', '&']) {
        return Vec::new();
    }
    let mut pieces = parser::pieces(&document(html));
    let names = Names::given_to(&mut pieces);
    let mut dead = Vec::new();
    each_fragment(&pieces, &mut |name| {
        if names.of(name).is_none() {
            dead.push(format!("#{name}"));
        }
    });
    dead
}

/// Returns the number of pictures in a text that are not meant to be seen, such as those that count readers. [`parse`] leaves them
/// out.
#[cfg(not(target_arch = "wasm32"))]
pub fn hidden_pictures(body: &Body) -> usize {
    fn count(pieces: &[Piece]) -> usize {
        let of_piece = |piece: &Piece| match piece {
            Piece::Element(element) if element.name == "img" => usize::from(media::is_hidden(element)),
            Piece::Element(element) => count(&element.children),
            Piece::Text(_) | Piece::Edge => 0,
        };
        pieces.iter().map(of_piece).sum()
    }
    match body {
        Body::Markup(html) if html.contains("<img") => count(&parser::pieces(&document(html))),
        _ => 0,
    }
}

/// Returns the text of `html` on one line of at most `limit` characters. A longer text is cut and ends with `…`.
pub fn plain_text(html: &str, limit: usize) -> String {
    cut(&text_of(&parse(&Body::Markup(html.to_owned()), "/")), limit)
}

/// Returns a text on one line of at most `limit` characters. A longer one is cut after a word and ends with `…`.
pub(crate) fn cut(text: &str, limit: usize) -> String {
    let mut line = String::new();
    let mut length = 0;
    for word in text.split_whitespace() {
        let letters = word.chars().count();
        if length + letters + usize::from(length > 0) > limit {
            if length == 0 {
                line.extend(word.chars().take(limit.saturating_sub(1)));
            } else if length >= limit {
                // Make room for the `…`.
                line.pop();
            }
            line.push('…');
            break;
        }
        if length > 0 {
            line.push(' ');
            length += 1;
        }
        line.push_str(word);
        length += letters;
    }
    line
}

/// Returns a whole document around a publisher's fragment. Since `body` is open already, nothing in the fragment becomes part of
/// the head or turns the document into a frame set. The doctype avoids quirks mode, in which a table does not end a paragraph.
fn document(html: &str) -> String {
    ["<!DOCTYPE html><body>", &bounds::bounded(html)].concat()
}

/// Calls `each` with every fragment that a link names, without its `#`.
fn each_fragment(pieces: &[Piece], each: &mut impl FnMut(&str)) {
    for piece in pieces {
        let Piece::Element(element) = piece else { continue };
        if element.name == "a"
            && let Some(name) = element.said("href").and_then(|href| href.strip_prefix('#'))
        {
            each(name);
        }
        each_fragment(&element.children, each);
    }
}

/// The ids of an article's headings, and of places in it that its links lead to.
#[derive(Default)]
struct Names {
    given: Vec<String>,
    /// The publisher's ids, each with the index of the one that replaces it.
    anchors: BTreeMap<String, usize>,
    /// The ids that are given, each with its index.
    taken: BTreeMap<String, usize>,
    /// Repetitions of ids so far. It numbers those of all texts together, so that no number is tried twice.
    repetitions: usize,
}

impl Names {
    fn given_to(pieces: &mut [Piece]) -> Self {
        let mut linked = BTreeSet::new();
        each_fragment(pieces, &mut |name| _ = linked.insert(name.to_owned()));
        let mut names = Self::default();
        names.give(pieces, &linked);
        names
    }

    /// Gives every heading, and every other place that is linked to, an id of ours, since the publisher's could be the id of
    /// something else on the page. A heading may stand within another.
    fn give(&mut self, pieces: &mut [Piece], linked: &BTreeSet<String>) {
        for piece in pieces {
            let Piece::Element(element) = piece else { continue };
            let mut anchor = None;
            if matches!(element.name, "h1" | "h2" | "h3" | "h4" | "h5" | "h6") {
                let slug = Slug::from_text(&text::of_pieces(&element.children));
                let name = self.free(slug);
                // Of several headings with the same id, a link leads to the first, as in HTML.
                if let Some(own) = element.said("id").filter(|own| self.of(own).is_none()) {
                    self.anchors.insert(own.to_owned(), self.given.len());
                }
                self.given.push(name.clone());
                element.attributes = vec![("id", name)];
            } else if let Some(own) = element.said("id").map(str::to_owned) {
                element.attributes.retain(|(name, _)| *name != "id");
                if linked.contains(&own) && self.of(&own).is_none() {
                    let name = self.free(None);
                    self.anchors.insert(own, self.given.len());
                    self.given.push(name.clone());
                    anchor =
                        Some(Element { name: ANCHOR, attributes: vec![("id", name)], children: Vec::new() });
                }
            }
            self.give(&mut element.children, linked);
            if let Some(anchor) = anchor {
                element.children.insert(0, Piece::Element(anchor));
            }
        }
    }

    /// Returns an id for a heading with this slug that no other has, and takes it.
    fn free(&mut self, slug: Option<Slug>) -> String {
        let slug = slug.as_ref().map_or("", Slug::as_str);
        let stem = ["section-", slug].concat();
        let stem = stem.trim_end_matches('-');
        let mut name = if slug.is_empty() { "section-1".to_owned() } else { stem.to_owned() };
        while self.taken.contains_key(&name) {
            self.repetitions += 1;
            name = format!("{stem}-{}", self.repetitions + 1);
        }
        self.taken.insert(name.clone(), self.given.len());
        name
    }

    /// Returns the id of the heading that had this id in the publisher's markup.
    fn of(&self, own: &str) -> Option<&str> {
        self.given.get(*self.anchors.get(own)?).map(String::as_str)
    }
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests;
