//! Which articles the reader has opened.

use crate::{browser::storage::StoredText, store::context::SiteContext};

/// Marks that are kept; the oldest leaves first.
const MOST: usize = 500;

/// The articles that were read in this browser, by slug.
#[derive(Clone, Copy)]
pub struct ReadMarks {
    kept: StoredText,
}

impl ReadMarks {
    /// Reads the marks.
    pub fn open() -> Self {
        Self { kept: StoredText::open("london-daily-read") }
    }

    /// The marks that the app has provided.
    ///
    /// # Panics
    /// Outside of `<App>`.
    pub fn here() -> Self {
        SiteContext::here().marks
    }

    /// Makes what calls this run again when a mark is made.
    pub fn track(&self) {
        self.kept.with(|_| ());
    }

    /// Whether the article at `slug` was read, untracked.
    pub fn has_untracked(&self, slug: &str) -> bool {
        self.kept.with_untracked(|kept| kept.split(' ').any(|marked| marked == slug))
    }

    /// Notes that the article at `slug` was read.
    pub fn mark(&self, slug: &str) {
        let marked = self.kept.with_untracked(|kept| with_mark(kept, slug));
        if let Some(marked) = marked {
            self.kept.set(marked);
        }
    }
}

/// The kept text with one mark more; `None` when it is there already.
fn with_mark(kept: &str, slug: &str) -> Option<String> {
    let mut marks: Vec<&str> = kept.split(' ').filter(|mark| !mark.is_empty()).collect();
    if marks.contains(&slug) {
        return None;
    }
    marks.push(slug);
    let surplus = marks.len().saturating_sub(MOST);
    Some(marks[surplus..].join(" "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_article_is_marked_once() {
        assert_eq!(with_mark("", "a").as_deref(), Some("a"));
        assert_eq!(with_mark("a", "b").as_deref(), Some("a b"));
        assert_eq!(with_mark("a b", "a"), None);
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
