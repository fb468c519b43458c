//! Related articles: the headlines that go with an article, and the reasons why.
//!
//! The list has every story: first those that the publisher chose, then those that share topics, words or the section with the
//! article (rare terms and new stories weigh more), then all others, newest first. The age of a story is measured against the
//! newest story of the edition, never against the clock, and all arithmetic is in integers: the same edition gives the same
//! list on every machine, in print and in the browser.

mod index;
pub mod list;
pub(crate) mod listed;
#[cfg(test)]
mod sample;
mod terms;
#[cfg(test)]
mod tests;

pub use index::Index;

use crate::{model::Story, text};

/// One headline of a related list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Related {
    /// The index of the story in the edition that was ranked.
    pub index: usize,
    /// The reason why it is in the list.
    pub reason: Reason,
}

/// The reason why a headline is in the list, for a reader who asks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reason {
    /// The publisher named it.
    Chosen,
    /// It is about the same topics: at most three, the rarest first, as the article's publisher spells them.
    Topics(Vec<String>),
    /// It uses the same words: at most three, the rarest first, as the article spells them.
    Words(Vec<String>),
    /// It stands in the same section.
    Section(String),
    /// It shares nothing with the article; it is here because it is new.
    Newest,
}

impl Reason {
    /// Returns the reason in words for readers.
    pub fn text(&self) -> String {
        match self {
            Self::Chosen => text::reason_chosen().to_owned(),
            Self::Topics(topics) => text::reason_topics(topics),
            Self::Words(words) => text::reason_words(words),
            Self::Section(section) => text::reason_section(section),
            Self::Newest => text::reason_newest().to_owned(),
        }
    }
}

/// Returns the `limit` stories of `edition` that go best with `of`, best first.
///
/// Neither `of` itself (known by its id; it need not be in the edition) nor a withdrawn story is ever among them, and no story
/// is there twice. There are fewer than `limit` only if the edition has no more. Equal stories are sorted by date, newest
/// first, undated last; then they keep the publisher's order.
///
/// To rank one edition for many articles, keep an [`Index`] of it.
pub fn rank(edition: &[Story], of: &Story, limit: usize) -> Vec<Related> {
    Index::new(edition).rank(edition, of, limit)
}
