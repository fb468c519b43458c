//! Reads JSON Feed 1.1 into an [`Edition`].
//!
//! The document must be whole, valid JSON in UTF-8. Beyond that the reading is lenient: what is missing, misspelt or of a wrong
//! type costs only its field, at worst its item, and leaves a [`Diagnostic`] for developers. `null` counts as absent; unknown
//! keys and extensions are ignored. Values beyond the [`limits`] are cut or left out.
//!
//! `serde_json` parses both natively and in the browser, so the same documents are valid in both. If an object has several
//! members with the same name, the last one counts. A lone surrogate becomes U+FFFD. A number that does not fit into an `f64`
//! makes the document invalid.
//!
//! # Standfirst and body
//!
//! | the item has | standfirst | body |
//! |---|---|---|
//! | `content_html` | `summary` | the markup |
//! | `content_text` | `summary` | the text |
//! | only a `summary`, or the same in `content_text` | `summary` | absent, so that it is shown once |
//! | no `content_html`, but `_london_daily.article_url` | `summary`, else `content_text` | absent: in the article's document |
//!
//! A list shows more than many feeds say. Without a `summary`, its excerpt is made from the beginning of the text; without an
//! `image`, the first real picture of the text stands for the story; and an item without a `title` is a note, whose headline is made
//! from the text. If the feed names no sections, a first tag is one if three items or more have it.

mod author;
mod date;
mod diagnostic;
mod error;
mod fields;
mod item;
pub mod limits;
mod made;
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
use crate::model::{Edition, Story};
#[cfg(not(target_arch = "wasm32"))]
use crate::model::{Moment, Slug};

/// The contents of a feed, and the problems found in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decoded {
    /// All that could be used, with unique ids and unique slugs.
    pub edition: Edition,
    /// Problems in the order in which they were found.
    pub diagnostics: Vec<Diagnostic>,
}

/// Reads a feed. `address` is the URL of the document, absolute or beginning with `/`; the URLs in it are resolved against it.
///
/// # Errors
///
/// Fails if the bytes are not whole, valid JSON, or the JSON is not a feed. An empty list of `items` is a valid feed; a list in
/// which no item can be used is not.
///
/// # Examples
///
/// ```
/// use london_daily::feed;
///
/// let json = br#"{
///     "version": "https://jsonfeed.org/version/1.1",
///     "title": "The Village Post",
///     "items": [{ "id": 7, "url": "/2025/bridge-open-again.html", "title": "Bridge open again", "date_published": "noon" }]
/// }"#;
/// let decoded = feed::decode(json, "/content/feed.json").unwrap();
/// let story = &decoded.edition.stories[0];
/// assert_eq!((story.id.as_str(), story.slug.as_str()), ("7", "bridge-open-again"));
///
/// let problem = decoded.diagnostics[0].to_string();
/// assert!(problem.starts_with("items[0].date_published: \"noon\" is no date that can be read"));
/// ```
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
        time_zone: &edition.paper.time_zone,
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
    edition.settle_sections();
    edition.settle_slugs();
    Ok(Decoded { edition, diagnostics: notes.into_diagnostics() })
}

/// Reads an article's own document: a feed with one item, or with several of which one has the id `expected`. A single item is
/// taken whatever its id.
///
/// The story gets the id `expected`. Its slug is made by the usual rules; [`Story::merged_with`] replaces it by the one under
/// which the story is listed.
///
/// # Errors
///
/// Fails as [`decode`] does, and if none of several items is the expected one.
pub fn decode_article(bytes: &[u8], address: &str, expected: &str) -> Result<Story, Error> {
    read_article(bytes, address, expected).map(|(story, _)| story)
}

/// Reads an article's own document as [`decode_article`] does, and also returns the problems found in it.
///
/// # Errors
///
/// Fails as [`decode_article`] does.
pub fn read_article(bytes: &[u8], address: &str, expected: &str) -> Result<(Story, Vec<Diagnostic>), Error> {
    let document = parse(bytes)?;
    let notes = Notes::new(address);
    let feed = root(&document, &notes)?;
    let items = items(&feed)?;
    let paper = paper::read(&feed);
    let authors = author::read(&feed);
    // Kept even if it is the language of this document: the paper, which is another document, may have a different one.
    let frame = Frame {
        sections: &paper.sections,
        authors: &authors,
        time_zone: &paper.time_zone,
        language: None,
        extent: Extent::Whole,
    };
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

/// The slug that a story asks for, whether it has it or another story was first.
#[cfg(not(target_arch = "wasm32"))]
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WantedSlug {
    /// The slug that its item names, else the one made from its URL, id or title.
    pub slug: Slug,
    /// `true` if it is made from the title, and so changes with every new wording.
    pub follows_title: bool,
}

#[cfg(not(target_arch = "wasm32"))]
impl WantedSlug {
    /// Returns the slug that a story asks for.
    pub fn of(story: &Story) -> Self {
        let natural = item::natural_slug(story, Some(&story.headline));
        let is_natural = story.slug == natural || story.slug == natural.with_suffix(&story.id);
        let follows_title = is_natural && item::natural_slug(story, None) != natural;
        Self { slug: if is_natural { natural } else { story.slug.clone() }, follows_title }
    }
}

/// Returns the id and the path, such as `items[3]`, of each item in a document, including items whose id is not unique. The list
/// is empty if [`decode`] cannot read the document.
#[cfg(not(target_arch = "wasm32"))]
pub fn places(bytes: &[u8]) -> Vec<(String, String)> {
    let Ok(document) = parse(bytes) else { return Vec::new() };
    let notes = Notes::new("/");
    let items = root(&document, &notes).and_then(|feed| items(&feed)).unwrap_or_default();
    items.iter().filter_map(|item| Some((item::id(item)?, item.path().to_owned()))).collect()
}

/// Parses a date as feeds write them: by RFC 3339 or RFC 2822. Without a time of day it is midnight, and without an offset it is meant
/// in the time zone with the IANA name `zone`.
///
/// # Examples
///
/// ```
/// use london_daily::feed;
///
/// let moment = |text| feed::moment(text, "Europe/London").map(|moment| moment.to_string());
/// assert_eq!(moment("2025-07-10T09:00:00+01:00").as_deref(), Some("2025-07-10T08:00:00Z"));
/// assert_eq!(moment("Thu, 10 Jul 2025 08:00:00 GMT"), moment("2025-07-10T09:00"));
/// assert_eq!(moment("2025-07-10").as_deref(), Some("2025-07-09T23:00:00Z"));
/// ```
#[cfg(not(target_arch = "wasm32"))]
pub fn moment(text: &str, zone: &str) -> Option<Moment> {
    date::parse(text, zone)
}

/// Parses whole, valid JSON in UTF-8. A byte order mark before it is tolerated, and lone surrogates become U+FFFD.
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

/// Returns the items that are objects. A document without a list of items is not a feed.
fn items<'a>(feed: &Fields<'a>) -> Result<Vec<Fields<'a>>, Error> {
    if !feed.is_list("items") {
        return Err(Error::NotAFeed { reason: "it has no list `items`" });
    }
    Ok(feed.objects("items", limits::ITEMS))
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests;
