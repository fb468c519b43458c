use super::{MOST_ROWS, merge::StoryIndex};
use crate::model::Edition;

/// The content of a list of headlines, by the ids of stories; their texts are in the edition. No id occurs twice in `rows` and
/// `pending` together.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Listing {
    /// The rows, from top to bottom.
    pub rows: Vec<String>,
    /// New stories that wait until the reader asks for them, in the edition's order; at most [`super::MOST_PENDING`].
    pub pending: Vec<String>,
    /// The rows with the mark "Updated".
    pub updated: Vec<String>,
}

impl Listing {
    /// Returns a list with these rows; nothing is pending, nothing is marked.
    pub fn of(rows: impl IntoIterator<Item = String>) -> Self {
        Self { rows: rows.into_iter().collect(), ..Self::default() }
    }

    /// Returns the list after the reader has asked for the pending stories: they are at the top, in the edition's order.
    #[must_use]
    pub fn released(&self, edition: &Edition) -> Self {
        let mut released = self.clone();
        let waiting = std::mem::take(&mut released.pending);
        released.insert(StoryIndex::new(edition).in_order(&waiting));
        released
    }

    /// Returns `true` if a row has the mark "Updated".
    pub fn is_updated(&self, id: &str) -> bool {
        self.updated.iter().any(|updated| updated == id)
    }

    /// Inserts rows at the top, and drops rows at the end if the list becomes too long.
    pub(super) fn insert(&mut self, ids: Vec<String>) {
        let most = MOST_ROWS.max(self.rows.len());
        self.rows.splice(0..0, ids);
        self.rows.truncate(most);
        let rows = &self.rows;
        self.updated.retain(|updated| rows.contains(updated));
    }
}
