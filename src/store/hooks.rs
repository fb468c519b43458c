//! Requests of views to the app around them, as function pointers: imports point one way, and a view links no other piece.
//!
//! Natively nothing is set, and calls do nothing.

use std::cell::Cell;

use super::{
    context::{PageContext, RankedIds},
    newsroom::Newsroom,
};

/// Takes the ranked headlines of a page's list.
pub type UseRanked = fn(PageContext, RankedIds);

/// Ranks the headlines of a page's list and passes them on.
pub type RankList = fn(Newsroom, PageContext, UseRanked);

thread_local! {
    static WAKE_ROOTS: Cell<fn()> = const { Cell::new(|| {}) };
    static RERENDER: Cell<fn()> = const { Cell::new(|| {}) };
    static RANK: Cell<RankList> = const { Cell::new(|_, _, _| {}) };
}

/// Sets the function that wakes roots which have come into the document.
pub fn set_wake_roots(wake_roots: fn()) {
    WAKE_ROOTS.set(wake_roots);
}

/// Sets the function that replaces the shown page by the same page, rendered from data.
pub fn set_rerender(rerender: fn()) {
    RERENDER.set(rerender);
}

/// Sets the function that ranks the headlines of a list, once its piece has come.
pub fn set_rank(rank: RankList) {
    RANK.set(rank);
}

/// Wakes roots that have come into the document.
pub fn wake_roots() {
    WAKE_ROOTS.get()();
}

/// Replaces the shown page by the same page, rendered from data.
pub fn rerender() {
    RERENDER.get()();
}

/// Ranks the headlines of a page's list and passes them on, once the piece that does it has come.
pub fn rank(newsroom: Newsroom, page: PageContext, then: UseRanked) {
    RANK.get()(newsroom, page, then);
}
