//! The clock of a document.

use leptos::prelude::*;

use super::context::SiteContext;
use crate::{
    browser::{calendar, effect::effect, timers},
    model::Moment,
};

/// Milliseconds between two ticks of the clock.
const TICK: u32 = 30_000;

/// The current time, once the page has been hydrated.
///
/// In print and during hydration there is none, so that both render the same.
#[derive(Clone, Copy)]
pub struct Clock(RwSignal<Option<Moment>>);

impl Clock {
    /// Starts a clock that runs as long as the current owner lives.
    pub fn start() -> Self {
        let now = RwSignal::new(None);
        effect(move || {
            now.set(Some(calendar::now()));
            timers::every(TICK, move || now.set(Some(calendar::now())));
        });
        Self(now)
    }

    /// Returns the clock of the [`SiteContext`].
    ///
    /// # Panics
    /// Without a [`SiteContext`]: a mistake in the code, which no content can cause.
    pub fn here() -> Self {
        SiteContext::here().clock
    }

    /// Returns the current time, tracked; `None` until the page has been hydrated.
    pub fn now(self) -> Option<Moment> {
        self.0.get()
    }
}
