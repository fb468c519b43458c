//! Live updates: the changes that a new answer of the endpoint makes for a reader.
//!
//! There is one [`Edition`], and each page shows a [`Listing`] of it: the ids of its rows, in any order (a related list is
//! ranked, the front page's is not). When the endpoint has answered, [`receive`] returns the next state of both:
//!
//! - The edition is updated at once, except for what is held back (see below).
//! - A **new** story goes to the top of the rows only if the reader is at the top of the list and attends to none of its rows.
//!   Otherwise it is *pending*: known, but not shown until [`Listing::released`].
//! - A **changed** story is changed in place, even if its date or its rank has changed.
//! - A story that was **withdrawn**, or is **gone** from the feed, leaves the list. A story that fell off the end of a feed of
//!   only the newest stories stays, and so does one that came from an older page.
//! - The row under the reader's pointer or focus **never moves**. Changes that would move it (removing it or a row above it, or
//!   changing the texts of a row above it) are held back; the caller calls again with the same answer when the reader's
//!   attention has moved. The row itself may change its texts, since it grows downwards.
//! - An answer equal to what is shown changes nothing, and receiving an answer twice is the same as once.
//!
//! A printed page begins with an [`Excerpt`] of the edition. The first answer after that completes it: stories that the page
//! merely did not include join the edition without being announced, and only those newer than all stories at the time of
//! printing are new.
//!
//! An answer without any story is ignored: an empty feed is far more often a broken publishing job than a publisher who took
//! back everything.

mod listing;
mod merge;
mod pace;
mod scope;
#[cfg(test)]
mod tests;

pub use listing::Listing;
pub use merge::receive;
pub use pace::{Millis, Pace};
pub use scope::{ListKind, Scope};

use crate::model::{Edition, Moment, Story};

/// The most stories that can be pending; of more, the newest are kept.
pub const MOST_PENDING: usize = 200;
/// The length to which live updates can make the list grow. Beyond it, rows leave at the end.
pub const MOST_ROWS: usize = 500;
/// The length to which live updates can make the edition grow. Beyond it, stories that are neither in the feed nor listed are
/// dropped.
pub const MOST_STORIES: usize = 1_000;

/// The state before an answer is received.
#[derive(Clone, Copy)]
pub struct Shown<'a> {
    /// The current edition: the stories of the last answer, followed by older ones that stay known.
    pub edition: &'a Edition,
    /// The rows, and the pending stories.
    pub listing: &'a Listing,
    /// The facts about the whole edition, while the current one is only the excerpt of a printed page.
    pub excerpt: Option<Excerpt>,
    /// The function that returns `true` if a new story belongs to this list (a section's page shows only its own; a related
    /// list not its article).
    pub belongs: &'a dyn Fn(&Story) -> bool,
}

/// The facts that a printed page gives about the edition beyond the few stories that it includes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Excerpt {
    /// The date of the newest story when the page was printed; `None` if its stories have no dates, and in the articles of a large
    /// paper, which are not printed again for each new story. Then the first answer has no news.
    pub newest: Option<Moment>,
}

/// The reader's position in the list.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Attention<'a> {
    /// `true` if the top of the list is in view.
    pub at_top: bool,
    /// The id of the row under the pointer.
    pub pointing_at: Option<&'a str>,
    /// The id of the row that has the focus, or has it inside.
    pub focused_in: Option<&'a str>,
}

impl Attention<'_> {
    /// Returns `true` if no row is under the pointer or has the focus.
    pub fn is_free(&self) -> bool {
        self.pointing_at.is_none() && self.focused_in.is_none()
    }
}

/// The result of receiving an answer.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Outcome {
    /// The changes to apply now; `None` if there are none.
    pub changes: Option<Changes>,
    /// `true` if something is held back, since it would move the row that the reader attends to. Then keep the answer, and
    /// receive it again when [`Attention`] changes. If `false`, an answer that was kept earlier can be dropped.
    pub held: bool,
}

/// The state after an answer, and its differences to the state before.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Changes {
    /// The new edition.
    pub edition: Edition,
    /// The new content of the list.
    pub listing: Listing,
    /// Ids of the rows that came in at the top, in their order.
    pub inserted: Vec<String>,
    /// Ids of the rows that changed in place.
    pub changed: Vec<String>,
    /// Ids of the rows that left.
    pub removed: Vec<String>,
    /// The announcement for screen readers; `None` if there is nothing worth announcing.
    pub announcement: Option<Announcement>,
}

/// An announcement for screen readers, made politely and once for each answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Announcement {
    /// The number of stories that are new with this answer, shown or pending.
    pub new: usize,
    /// The number of rows that changed in place.
    pub changed: usize,
}
