//! The text of an article: from whatever a publisher sends to a typed tree of blocks.
//!
//! Nothing of a publisher's markup reaches the page as markup. HTML is parsed by a parser that follows the standard
//! (the browser's own, inert one; natively `html5ever`), and the parsed document is read into the closed list of
//! [`Block`]s and [`Inline`]s. What is not on the list is replaced by what it holds, or goes with all that it holds;
//! texts are plain, and addresses keep only harmless schemes. Both parsers see the same input, and the trees are equal.
//!
//! - `source`: from a parsed document to the pieces that the tree has a place for
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

use std::collections::BTreeSet;

#[cfg(target_arch = "wasm32")]
use browser as parser;
#[cfg(not(target_arch = "wasm32"))]
use native as parser;
pub use sentences::{Sentence, is_speakable, rendered_text, sentences};
use source::Piece;
pub use text::{of_inlines, pictures, text_of, words};
pub use tree::{
    Block, Cell, Definition, Inline, LangDir, Phrase, Quotation, Row, Source, Table, Track, Video,
};

use crate::model::{Body, Slug};

/// Reads the text of an article. `base` is the address of the document that it came from; see [`crate::browser::urls`].
pub fn parse(body: &Body, base: &str) -> Vec<Block> {
    match body {
        Body::Absent => Vec::new(),
        Body::Text(text) => plain::read(text),
        Body::Markup(html) => {
            let mut pieces = parser::pieces(&document(html));
            let mut names = Names::default();
            names.give(&mut pieces);
            let setting = flow::Setting { base, anchors: names.anchors };
            let mut flow = flow::Flow::new(&setting);
            flow.read(pieces);
            flow.finish()
        }
    }
}

/// The fragments (with their `#`) that links in an article name, and that none of its headings has in the publisher's markup:
/// [`parse`] leaves such links out.
#[cfg(not(target_arch = "wasm32"))]
pub fn dead_fragments(body: &Body) -> Vec<String> {
    let Body::Markup(html) = body else { return Vec::new() };
    // The sign may be written as a character reference.
    if !html.contains(['#', '&']) {
        return Vec::new();
    }
    let mut pieces = parser::pieces(&document(html));
    let mut names = Names::default();
    names.give(&mut pieces);
    let mut dead = Vec::new();
    gather_dead(&pieces, &names.anchors, &mut dead);
    dead
}

#[cfg(not(target_arch = "wasm32"))]
fn gather_dead(pieces: &[Piece], anchors: &[(String, String)], dead: &mut Vec<String>) {
    for piece in pieces {
        let Piece::Element(element) = piece else { continue };
        if element.name == "a"
            && let Some(href) = element.said("href")
            && let Some(name) = href.strip_prefix('#')
            && !anchors.iter().any(|(own, _)| own == name)
        {
            dead.push(href.to_owned());
        }
        gather_dead(&element.children, anchors, dead);
    }
}

/// The text of `html` on one line, at most `limit` characters; a longer text is cut at a word and ends with `…`.
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
                // Make room for the mark.
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

/// A whole document around a publisher's fragment. With the body already open, nothing in the fragment can count as the
/// document's head or turn it into a frame set; with a document type, tables and paragraphs nest as they should.
fn document(html: &str) -> String {
    format!("<!DOCTYPE html><body>{html}")
}

/// Names for the headings of an article.
#[derive(Default)]
struct Names {
    /// The publisher's names, and those that stand in their place.
    anchors: Vec<(String, String)>,
    taken: BTreeSet<String>,
}

impl Names {
    /// Gives every heading an id of our own in place of the publisher's, which could be one of the page's.
    fn give(&mut self, pieces: &mut [Piece]) {
        for piece in pieces {
            let Piece::Element(element) = piece else { continue };
            if matches!(element.name, "h1" | "h2" | "h3" | "h4" | "h5" | "h6") {
                let slug = Slug::from_text(&text::of_pieces(&element.children));
                let stem = slug.map_or_else(|| "section".to_owned(), |slug| format!("section-{slug}"));
                let mut name = if stem == "section" { "section-1".to_owned() } else { stem.clone() };
                let mut number = 2;
                while !self.taken.insert(name.clone()) {
                    name = format!("{stem}-{number}");
                    number += 1;
                }
                let own = element.said("id").map(str::to_owned);
                if let Some(own) = own {
                    // A name that is given twice is the first one's.
                    self.anchors.push((own, name.clone()));
                }
                element.attributes = vec![("id", name)];
            } else {
                self.give(&mut element.children);
            }
        }
    }
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests;
