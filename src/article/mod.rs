//! The text of an article, read from a publisher's HTML or plain text into a typed tree of blocks.
//!
//! A publisher's markup never reaches the page as markup. HTML is parsed by the standard's algorithm (in the browser by
//! `DOMParser`, natively by `html5ever`), and the parsed document is read into a closed list of [`Block`]s and [`Inline`]s. An
//! element that is not on the list is replaced by its content or dropped with it. Text is plain text, and URLs have harmless
//! schemes only. Both parsers get the same input, and give equal trees.
//!
//! - `source`: from a parsed document to pieces, the parts of it that the tree has a place for
//! - `flow`, `blocks`, `media`: from pieces to the tree
//! - `plain`: from plain text to the tree

mod blocks;
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

use std::collections::BTreeMap;

#[cfg(target_arch = "wasm32")]
use browser as parser;
#[cfg(not(target_arch = "wasm32"))]
use native as parser;
pub use sentences::{Sentence, is_speakable, rendered_text, sentences};
use source::Piece;
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
            let mut names = Names::default();
            names.give(&mut pieces);
            let setting = flow::Setting::new(base, names, html.len());
            let mut flow = flow::Flow::new(&setting);
            flow.read(pieces);
            flow.finish()
        }
    }
}

/// Returns the fragments, with their `#`, that links in an article name and that no heading has as its id in the publisher's
/// markup. [`parse`] reads such a link as plain text.
#[cfg(not(target_arch = "wasm32"))]
pub fn dead_fragments(body: &Body) -> Vec<String> {
    let Body::Markup(html) = body else { return Vec::new() };
    // The `#` may be written as a character reference.
    if !html.contains(['#', '&']) {
        return Vec::new();
    }
    let mut pieces = parser::pieces(&document(html));
    let mut names = Names::default();
    names.give(&mut pieces);
    let mut dead = Vec::new();
    gather_dead(&pieces, &names, &mut dead);
    dead
}

#[cfg(not(target_arch = "wasm32"))]
fn gather_dead(pieces: &[Piece], names: &Names, dead: &mut Vec<String>) {
    for piece in pieces {
        let Piece::Element(element) = piece else { continue };
        if element.name == "a"
            && let Some(href) = element.said("href")
            && let Some(name) = href.strip_prefix('#')
            && names.of(name).is_none()
        {
            dead.push(href.to_owned());
        }
        gather_dead(&element.children, names, dead);
    }
}

/// Returns the text of `html` on one line of at most `limit` characters. A longer text is cut and ends with `…`.
pub fn plain_text(html: &str, limit: usize) -> String {
    let blocks = parse(&Body::Markup(html.to_owned()), "/");
    let text = text_of(&blocks);
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
    format!("<!DOCTYPE html><body>{html}")
}

/// The ids of an article's headings.
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
    /// Gives every heading an id of ours, since the publisher's could be the id of something else on the page. A heading may stand
    /// within another.
    fn give(&mut self, pieces: &mut [Piece]) {
        for piece in pieces {
            let Piece::Element(element) = piece else { continue };
            if matches!(element.name, "h1" | "h2" | "h3" | "h4" | "h5" | "h6") {
                let slug = Slug::from_text(&text::of_pieces(&element.children));
                let name = self.free(slug);
                // Of several headings with the same id, a link leads to the first, as in HTML.
                if let Some(own) = element.said("id").filter(|own| self.of(own).is_none()) {
                    self.anchors.insert(own.to_owned(), self.given.len());
                }
                self.given.push(name.clone());
                element.attributes = vec![("id", name)];
            }
            self.give(&mut element.children);
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
