//! Requests of views to the app around them, as function pointers: imports point one way, and a view links no other piece.
//!
//! Natively nothing is set, and calls do nothing.

use std::cell::Cell;

use super::{context::Reasons, newsroom::Newsroom};

/// Ranks the headlines of a list: beside an article with this id, or the latest; at most so many.
pub type Rank = fn(Newsroom, Option<&str>, usize) -> Reasons;

/// Calls back with the function that ranks headlines, once its piece has come.
pub type WithRank = fn(Box<dyn FnOnce(Rank)>);

thread_local! {
    static WAKE_ROOTS: Cell<fn()> = const { Cell::new(|| {}) };
    static RERENDER: Cell<fn()> = const { Cell::new(|| {}) };
    static WITH_RANK: Cell<WithRank> = const { Cell::new(|_| {}) };
}

/// Sets the function that wakes roots which have come into the document.
pub fn set_wake_roots(wake_roots: fn()) {
    WAKE_ROOTS.set(wake_roots);
}

/// Sets the function that replaces the shown page by the same page, rendered from data.
pub fn set_rerender(rerender: fn()) {
    RERENDER.set(rerender);
}

/// Sets the function that loads the ranking.
pub fn set_with_rank(with_rank: WithRank) {
    WITH_RANK.set(with_rank);
}

/// Wakes roots that have come into the document.
pub fn wake_roots() {
    WAKE_ROOTS.get()();
}

/// Replaces the shown page by the same page, rendered from data.
pub fn rerender() {
    RERENDER.get()();
}

/// Calls back with the function that ranks headlines, once its piece has come.
pub fn with_rank(then: impl FnOnce(Rank) + 'static) {
    WITH_RANK.get()(Box::new(then));
}
