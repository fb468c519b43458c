//! The clock of a document.

use leptos::prelude::*;

use super::context::SiteContext;
use crate::{
    browser::{calendar, effect::effect, timers},
    model::Moment,
};

/// How often the clock moves on, in milliseconds.
const TICK: u32 = 30_000;

/// The present moment, once a page is alive.
///
/// In print and while a printed page is being adopted there is none, so that both render the same.
#[derive(Clone, Copy)]
pub struct Clock(RwSignal<Option<Moment>>);

impl Clock {
    /// Starts a clock that goes as long as the page is open.
    pub fn start() -> Self {
        let now = RwSignal::new(None);
        effect(move || {
            now.set(Some(calendar::now()));
            timers::every(TICK, move || now.set(Some(calendar::now())));
        });
        Self(now)
    }

    /// The clock that the app has provided.
    ///
    /// # Panics
    /// Outside of `<App>`.
    pub fn here() -> Self {
        SiteContext::here().clock
    }

    /// The present moment, tracked; `None` before the page is alive.
    pub fn now(self) -> Option<Moment> {
        self.0.get()
    }
}
