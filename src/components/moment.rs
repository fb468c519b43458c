//! Dates and times.

use leptos::prelude::*;

use crate::{
    browser::calendar,
    model::Moment,
    store::{clock::Clock, newsroom::Newsroom},
    text,
};

/// The amount of detail with which a moment is written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Detail {
    /// The date, or how long ago it was when that is less than a day.
    #[default]
    Short,
    /// Weekday, date and time of day.
    Exact,
}

/// A `<time>` element. Its text is short or exact; its title is the exact time in the site's time zone, and its `datetime` is
/// machine-readable.
#[component]
pub fn MomentView(
    /// The moment.
    moment: Moment,
    /// The amount of detail.
    #[prop(optional)]
    detail: Detail,
) -> impl IntoView {
    let (exact, short) = Newsroom::here().edition.with_untracked(|edition| {
        let date = calendar::civil(moment, &edition.paper.time_zone);
        (text::exact_date(date), text::short_date(date))
    });
    let written = if detail == Detail::Exact { exact.clone() } else { short };
    let clock = Clock::here();
    let text = move || {
        let ago = match (detail, clock.now()) {
            (Detail::Short, Some(now)) => text::ago(now.as_second() - moment.as_second()),
            _ => None,
        };
        ago.unwrap_or_else(|| written.clone())
    };
    // Printed times have no view. The class marks those that say how long ago it was, for the listeners on the document.
    let class = (detail == Detail::Short).then_some("ago");
    view! { <time class=class datetime=moment.to_string() title=exact lang=text::lang() dir=text::dir()>{text}</time> }
}
