//! The endpoint's format: JSON Feed 1.1 in, [`Edition`] out.
//!
//! The document must be whole, valid JSON in UTF-8; beyond that the reading is lenient. What is missing, misspelt or of
//! a wrong type costs the field that it stands in, at worst its item, never the paper, and leaves a [`Diagnostic`] for
//! the developer. `null` counts as absent; unknown keys and extensions are ignored.
//!
//! The same parser (`serde_json`) reads natively and in the browser. Of several members of an object with one name the last
//! counts, half of a surrogate pair is read as U+FFFD, and a number that no double can hold makes the document invalid.
//! Values that no page could bear are cut: see [`limits`].
//!
//! # Which text stands where
//!
//! | the item has | standfirst | body |
//! |---|---|---|
//! | `content_html` | `summary` | the markup |
//! | `content_text` | `summary` | the text |
//! | a `summary` alone, or repeated as `content_text` | `summary` | absent: it is shown once |
//! | no `content_html`, but `_london_daily.article_url` | `summary`, else `content_text` | absent: the article's document has it |

mod author;
mod date;
mod diagnostic;
mod error;
mod fields;
mod item;
pub mod limits;
mod newsletter;
mod paper;
mod picture;
mod script;
mod surrogates;
mod text;
#[cfg(not(target_arch = "wasm32"))]
pub mod write;

use std::collections::BTreeSet;

pub use diagnostic::{Diagnostic, Problem};
pub use error::Error;
pub use script::inert;
use serde_json::Value;

use self::{
    diagnostic::Notes,
    fields::Fields,
    item::{Extent, Frame},
};
use crate::model::{Edition, Moment, Story};

/// The contents of a feed's document, and what is wrong with it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decoded {
    /// Everything that could be used. Ids and slugs are unique.
    pub edition: Edition,
    /// Everything that could not, in the order in which it was met.
    pub diagnostics: Vec<Diagnostic>,
}

/// Reads a feed. `address` is the feed's own: absolute, or beginning with `/`; all others are resolved against it.
///
/// # Errors
///
/// When the bytes are not whole, valid JSON, or the JSON is no feed. A feed whose `items` are an empty list is a paper
/// without news; one none of whose items can be used is no feed.
pub fn decode(bytes: &[u8], address: &str) -> Result<Decoded, Error> {
    let document = parse(bytes)?;
    let notes = Notes::new(address);
    let feed = root(&document, &notes)?;
    let items = items(&feed)?;
    let mut edition = Edition {
        paper: paper::read(&feed),
        stories: Vec::with_capacity(items.len()),
        older: paper::older(&feed),
        expired: feed.flag("expired"),
    };
    if items.is_empty() {
        feed.note("items", Problem::Empty);
    }
    let authors = author::read(&feed);
    let frame = Frame {
        sections: &edition.paper.sections,
        authors: &authors,
        language: edition.paper.language.as_deref(),
        extent: Extent::Listed,
    };
    let mut ids = BTreeSet::new();
    for fields in &items {
        let Some(story) = item::read(fields, &frame) else { continue };
        if ids.insert(story.id.clone()) {
            edition.stories.push(story);
        } else {
            fields.note("id", Problem::Duplicate);
        }
    }
    if edition.stories.is_empty() && !feed.is_empty_list("items") {
        return Err(Error::NotAFeed { reason: "none of its items can be used" });
    }
    edition.settle_slugs();
    Ok(Decoded { edition, diagnostics: notes.into_diagnostics() })
}

/// Reads an article's own document: a feed of one item. The story gets the id `expected`, and a slug by the usual rules
/// that its caller replaces by the one under which the paper lists it (see [`Story::merged_with`]).
///
/// The only item is taken whatever id it gives itself. Among several, the one whose id is `expected` is taken.
///
/// # Errors
///
/// As [`decode`]; also when none of several items is the expected one.
pub fn decode_article(bytes: &[u8], address: &str, expected: &str) -> Result<Story, Error> {
    read_article(bytes, address, expected).map(|(story, _)| story)
}

/// Reads an article's own document as [`decode_article`] does, and says what could not be used.
///
/// # Errors
///
/// As [`decode_article`].
pub fn read_article(bytes: &[u8], address: &str, expected: &str) -> Result<(Story, Vec<Diagnostic>), Error> {
    let document = parse(bytes)?;
    let notes = Notes::new(address);
    let feed = root(&document, &notes)?;
    let items = items(&feed)?;
    let paper = paper::read(&feed);
    let authors = author::read(&feed);
    // The language is named even where the document's own agrees: the paper's may be another.
    let frame = Frame { sections: &paper.sections, authors: &authors, language: None, extent: Extent::Whole };
    let mut stories = items.iter().filter_map(|fields| item::read(fields, &frame));
    let story = if items.len() == 1 { stories.next() } else { stories.find(|story| story.id == expected) };
    let mut story = story.ok_or(Error::NotAFeed { reason: "it does not hold the article" })?;
    story.id = expected.to_owned();
    if story.language.is_none() {
        story.language = paper.language;
    }
    drop(items);
    drop(feed);
    Ok((story, notes.into_diagnostics()))
}

/// Where the items of a document stand, such as `items[3]`, each behind its id, in their order and with those whose id an earlier
/// one has. None where [`decode`] can read nothing.
#[cfg(not(target_arch = "wasm32"))]
pub fn places(bytes: &[u8]) -> Vec<(String, String)> {
    let Ok(document) = parse(bytes) else { return Vec::new() };
    let notes = Notes::new("/");
    let items = root(&document, &notes).and_then(|feed| items(&feed)).unwrap_or_default();
    items.iter().filter_map(|item| Some((item::id(item)?, item.path().to_owned()))).collect()
}

/// Parses a date as feeds write them (RFC 3339 or RFC 2822).
pub fn moment(text: &str) -> Option<Moment> {
    date::parse(text)
}

/// Parses whole, valid JSON in UTF-8; a byte order mark before it is tolerated.
fn parse(bytes: &[u8]) -> Result<Value, Error> {
    const BYTE_ORDER_MARK: &[u8] = b"\xef\xbb\xbf";
    let json = bytes.strip_prefix(BYTE_ORDER_MARK).unwrap_or(bytes);
    serde_json::from_slice(json)
        .or_else(|error| match surrogates::replace_lone(json) {
            Some(json) => serde_json::from_slice(&json),
            None => Err(error),
        })
        .map_err(|error| Error::not_json(&error))
}

fn root<'a>(document: &'a Value, notes: &'a Notes<'a>) -> Result<Fields<'a>, Error> {
    Fields::root(document, notes).ok_or(Error::NotAFeed { reason: "it is no object" })
}

/// The items that are objects. That there is a list of them is what makes a document a feed.
fn items<'a>(feed: &Fields<'a>) -> Result<Vec<Fields<'a>>, Error> {
    if !feed.is_list("items") {
        return Err(Error::NotAFeed { reason: "it has no list `items`" });
    }
    Ok(feed.objects("items", limits::ITEMS))
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests;
