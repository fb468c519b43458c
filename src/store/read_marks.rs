//! Marks of the articles that the reader has opened.

use leptos::prelude::*;

use crate::{browser::storage::StoredText, store::context::SiteContext};

/// The number of marks that are kept; the oldest is dropped first.
const MOST: usize = 500;

/// The articles that were read in this browser, by slug.
#[derive(Clone, Copy)]
pub struct ReadMarks {
    kept: StoredText,
}

impl ReadMarks {
    /// Reads the marks from the browser's storage.
    pub fn open() -> Self {
        Self { kept: StoredText::open("london-daily-read") }
    }

    /// Returns the marks of the [`SiteContext`].
    ///
    /// # Panics
    /// Without a [`SiteContext`]: a mistake in the code, which no content can cause.
    pub fn here() -> Self {
        SiteContext::here().marks
    }

    /// Returns a signal that is `true` once the browser has refused to keep marks.
    pub fn refused(&self) -> RwSignal<bool> {
        self.kept.refused()
    }

    /// Subscribes the current effect or memo to changes of the marks.
    pub fn track(&self) {
        self.kept.with(|_| ());
    }

    /// Returns `true` if the article at `slug` was read, untracked.
    pub fn has_untracked(&self, slug: &str) -> bool {
        self.kept.with_untracked(|kept| kept.split(' ').any(|marked| marked == slug))
    }

    /// Returns the slugs of all articles that were read, the one that was opened last at the end, tracked.
    pub fn all(&self) -> Vec<String> {
        self.kept.with(|kept| marks(kept).map(str::to_owned).collect())
    }

    /// Marks these articles as read, in this order, and no others.
    pub fn set_all(&self, slugs: &[String]) {
        self.kept.set(slugs.join(" "));
    }

    /// Marks the article at `slug` as read.
    pub fn mark(&self, slug: &str) {
        let marked = self.kept.with_untracked(|kept| with_mark(kept, slug));
        if let Some(marked) = marked {
            self.kept.set(marked);
        }
    }
}

/// Returns the kept text with this mark as the newest; `None` if it is that already.
fn with_mark(kept: &str, slug: &str) -> Option<String> {
    let mut marks: Vec<&str> = marks(kept).collect();
    if marks.last() == Some(&slug) {
        return None;
    }
    marks.retain(|mark| *mark != slug);
    marks.push(slug);
    let surplus = marks.len().saturating_sub(MOST);
    Some(marks[surplus..].join(" "))
}

fn marks(kept: &str) -> impl Iterator<Item = &str> {
    kept.split(' ').filter(|mark| !mark.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_article_is_marked_once() {
        assert_eq!(with_mark("", "a").as_deref(), Some("a"));
        assert_eq!(with_mark("a", "b").as_deref(), Some("a b"));
        assert_eq!(with_mark("a b", "b"), None);
    }

    #[test]
    fn an_article_that_is_opened_again_is_the_newest() {
        assert_eq!(with_mark("a b c", "a").as_deref(), Some("b c a"));
    }

    #[test]
    fn the_oldest_marks_leave_first() {
        let full = (0..MOST).map(|number| number.to_string()).collect::<Vec<_>>().join(" ");
        let marked = with_mark(&full, "new").unwrap();
        assert!(marked.starts_with("1 2 "));
        assert!(marked.ends_with(" new"));
        assert_eq!(marked.split(' ').count(), MOST);
    }
}
