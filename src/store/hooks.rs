//! Requests of views to the app around them, as function pointers: imports point one way, and a view links no other piece.

use std::cell::Cell;

use futures::future::{LocalBoxFuture, ready};

use super::{context::Reasons, newsroom::Newsroom};

/// Ranks the headlines of a list: beside an article with this id, or the latest; at most so many.
pub type Rank = fn(Newsroom, Option<&str>, usize) -> Reasons;

/// The functions of the app.
#[derive(Clone, Copy)]
pub struct Hooks {
    /// Wakes roots that have come into the document.
    pub wake_roots: fn(),
    /// Replaces the shown page by the same page, made from the data at hand.
    pub rerender: fn(),
    /// Loads the function that ranks headlines; `None` where it has not come.
    pub load_rank: fn() -> LocalBoxFuture<'static, Option<Rank>>,
}

thread_local! {
    static HOOKS: Cell<Option<Hooks>> = const { Cell::new(None) };
}

/// Sets the functions of the app. Natively there are none, and calls do nothing.
pub fn set_hooks(hooks: Hooks) {
    HOOKS.set(Some(hooks));
}

/// Wakes roots that have come into the document.
pub fn wake_roots() {
    if let Some(hooks) = HOOKS.get() {
        (hooks.wake_roots)();
    }
}

/// Replaces the shown page by the same page, made from the data at hand.
pub fn rerender() {
    if let Some(hooks) = HOOKS.get() {
        (hooks.rerender)();
    }
}

/// Loads the function that ranks headlines; `None` where it has not come.
pub fn load_rank() -> LocalBoxFuture<'static, Option<Rank>> {
    match HOOKS.get() {
        Some(hooks) => (hooks.load_rank)(),
        None => Box::pin(ready(None)),
    }
}
