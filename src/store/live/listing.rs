use super::{MOST_ROWS, merge::Places};
use crate::model::Edition;

/// What one list of headlines shows, by the ids of stories; their words are in the edition. No id is in it twice, but for
/// `updated`, which marks rows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Listing {
    /// The rows, from top to bottom.
    pub rows: Vec<String>,
    /// New stories that wait until the reader asks for them, in the edition's order; at most [`super::MOST_PENDING`].
    pub pending: Vec<String>,
    /// Rows that carry the mark "Updated".
    pub updated: Vec<String>,
}

impl Listing {
    /// A list that shows these stories; nothing waits, nothing is marked.
    pub fn of(rows: impl IntoIterator<Item = String>) -> Self {
        Self { rows: rows.into_iter().collect(), ..Self::default() }
    }

    /// The list after its reader has asked for what waits: that stands at the top, in the edition's order.
    #[must_use]
    pub fn released(&self, edition: &Edition) -> Self {
        let mut released = self.clone();
        let waiting = std::mem::take(&mut released.pending);
        released.insert(Places::of(edition).in_order(&waiting));
        released
    }

    /// Whether a row carries the mark "Updated".
    pub fn is_updated(&self, id: &str) -> bool {
        self.updated.iter().any(|updated| updated == id)
    }

    /// Puts rows at the top, and lets go of rows at the end that are too many.
    pub(super) fn insert(&mut self, ids: Vec<String>) {
        let most = MOST_ROWS.max(self.rows.len());
        self.rows.splice(0..0, ids);
        self.rows.truncate(most);
        let rows = &self.rows;
        self.updated.retain(|updated| rows.contains(updated));
    }
}
