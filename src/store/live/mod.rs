//! What a new answer from the endpoint changes for a reader.
//!
//! The paper holds one [`Edition`], and each page shows a [`Listing`] of it: the ids of its rows, in any order (a related
//! list is ranked, a front page is not). When the endpoint answers anew, [`receive`] says what both are from then on:
//!
//! - The edition is always brought up to date at once, but for what is held back (below).
//! - A **new** story goes to the top of the rows only if the reader is at the top of the list and attends to none of its
//!   rows; else it is *pending*: known, and not shown until [`Listing::released`].
//! - A **changed** story is changed in place, whatever happened to its date or its rank.
//! - A story that was **withdrawn**, or is **gone** from the feed, leaves. One that fell off the end of a feed that carries
//!   only the newest stays, and so does one that came from an older page.
//! - The row under the reader's pointer or focus **never moves**. What would move it (taking away it or a row above it,
//!   changing the words of a row above it) is held back; whoever called then calls again with the same answer when the
//!   attention has left. A row under the pointer may change its own words, since those grow downwards.
//! - An answer equal to what is shown changes nothing, and the same answer twice is the same as once.
//!
//! A page that came printed begins with an [`Excerpt`] of the edition. The first answer after that completes it: what the
//! page merely did not carry joins the edition in silence, and only what is newer than all that was printed is new.
//!
//! An answer without any story is not believed: a list that is suddenly empty is far more often a broken publishing job
//! than a paper that took back everything. What was on screen stays.

mod listing;
mod merge;
mod pace;
#[cfg(test)]
mod tests;

pub use listing::Listing;
pub use merge::receive;
pub use pace::{Millis, Pace};

use crate::model::{Edition, Moment, Story};

/// No more stories than this wait to be shown; the newest are kept.
pub const MOST_PENDING: usize = 200;
/// Live updates alone never make the list of rows longer than this: rows then leave at its end.
pub const MOST_ROWS: usize = 500;
/// Live updates alone never make the edition longer than this: what is neither in the feed nor listed is forgotten.
pub const MOST_STORIES: usize = 1_000;

/// What is on screen before an answer is received.
#[derive(Clone, Copy)]
pub struct Shown<'a> {
    /// The edition in force: what the last answer held, followed by older stories that stay known.
    pub edition: &'a Edition,
    /// The rows and what waits behind them.
    pub listing: &'a Listing,
    /// Set while the edition in force is only an excerpt of what the paper held.
    pub excerpt: Option<Excerpt>,
    /// Whether a new story belongs to this list (a section's page shows only its own; a related list not its article).
    pub belongs: &'a dyn Fn(&Story) -> bool,
}

/// What a printed page knows of the edition beyond the few stories that it carries.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Excerpt {
    /// Date of the newest story that the paper held when the page was printed; `None`: its stories have no dates.
    pub newest: Option<Moment>,
}

/// Where the reader is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Attention<'a> {
    /// The top of the list is in view.
    pub at_top: bool,
    /// The row under the pointer.
    pub pointing_at: Option<&'a str>,
    /// The row that has the focus, or has it inside.
    pub focused_in: Option<&'a str>,
}

impl Attention<'_> {
    /// Whether no row is under the pointer or has the focus.
    pub fn is_free(&self) -> bool {
        self.pointing_at.is_none() && self.focused_in.is_none()
    }
}

/// What an answer comes to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Outcome {
    /// What changes now; `None`: nothing at all, and nothing is to be touched.
    pub changes: Option<Changes>,
    /// Something is held back, since it would move the row that the reader attends to. Keep the answer, and receive it
    /// again when [`Attention`] changes. `false`: an answer kept earlier can be let go.
    pub held: bool,
}

/// The state that an answer leads to, and what is different in it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Changes {
    /// The edition in force from now on.
    pub edition: Edition,
    /// What the list shows from now on.
    pub listing: Listing,
    /// Ids of the rows that came in at the top, in their order.
    pub inserted: Vec<String>,
    /// Ids of the rows that changed in place.
    pub changed: Vec<String>,
    /// Ids of the rows that left.
    pub removed: Vec<String>,
    /// What to tell a reader who does not see it; `None`: nothing worth a word.
    pub announcement: Option<Announcement>,
}

/// What is announced, once for each answer and politely.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Announcement {
    /// Stories that are new with this answer, whether shown or waiting.
    pub new: usize,
    /// Rows that changed in place.
    pub changed: usize,
}
