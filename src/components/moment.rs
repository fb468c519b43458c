//! Dates and times.

use leptos::prelude::*;

use crate::{
    browser::calendar,
    model::Moment,
    store::{clock::Clock, newsroom::Newsroom},
    text,
};

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
