//! Functions of the app that views call through pointers, so that views neither import the app nor link the code of another
//! piece.

use std::cell::Cell;

use futures::future::{LocalBoxFuture, ready};

use super::{context::Reasons, newsroom::Newsroom};

/// A function that ranks the headlines of a list: those related to the article with this id, or without an id the latest; at
/// most so many.
pub type Rank = fn(Newsroom, Option<&str>, usize) -> Reasons;

/// The functions of the app that views call.
#[derive(Clone, Copy)]
pub struct Hooks {
    /// The function that wakes roots which have come into the document.
    pub wake_roots: fn(),
    /// The function that replaces the shown page by the same page rendered from data.
    pub rerender: fn(),
    /// The function that loads the ranking; `None` if its piece could not be loaded.
    pub load_rank: fn() -> LocalBoxFuture<'static, Option<Rank>>,
}

thread_local! {
    static HOOKS: Cell<Option<Hooks>> = const { Cell::new(None) };
}

/// Sets the functions of the app. In the press there are none, and the calls below do nothing.
pub fn set_hooks(hooks: Hooks) {
    HOOKS.set(Some(hooks));
}

/// Wakes roots that have come into the document.
pub fn wake_roots() {
    if let Some(hooks) = HOOKS.get() {
        (hooks.wake_roots)();
    }
}

/// Replaces the shown page by the same page rendered from data.
pub fn rerender() {
    if let Some(hooks) = HOOKS.get() {
        (hooks.rerender)();
    }
}

/// Loads the function that ranks headlines; returns `None` if its piece could not be loaded.
pub fn load_rank() -> LocalBoxFuture<'static, Option<Rank>> {
    match HOOKS.get() {
        Some(hooks) => (hooks.load_rank)(),
        None => Box::pin(ready(None)),
    }
}
