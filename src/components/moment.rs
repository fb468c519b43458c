//! Dates and times.

use leptos::prelude::*;

use crate::{
    app::SiteContext,
    browser::{calendar, effect::effect, timers},
    model::Moment,
    store::newsroom::Newsroom,
    text,
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

/// How much of a moment is written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Detail {
    /// The date, or how long ago it was when that is less than a day.
    #[default]
    Short,
    /// Weekday, date and time of day.
    Exact,
}

/// A moment for people and machines: the exact time in the paper's time zone on hover and in `datetime`.
#[component]
pub fn MomentView(
    /// The moment.
    moment: Moment,
    /// How much is written.
    #[prop(optional)]
    detail: Detail,
) -> impl IntoView {
    let zone = Newsroom::here().edition.with_untracked(|edition| edition.paper.time_zone.clone());
    let date = calendar::civil(moment, &zone);
    let exact = text::exact_date(date);
    let written = if detail == Detail::Exact { exact.clone() } else { text::short_date(date) };
    let clock = Clock::here();
    let text = move || {
        let ago = match (detail, clock.now()) {
            (Detail::Short, Some(now)) => text::ago(now.as_second() - moment.as_second()),
            _ => None,
        };
        ago.unwrap_or_else(|| written.clone())
    };
    // Printed ones have no view: those that say how long ago they were are found by their class.
    let class = (detail == Detail::Short).then_some("ago");
    view! { <time class=class datetime=moment.to_string() title=exact>{text}</time> }
}
