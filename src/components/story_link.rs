//! Headlines that lead to their articles.

use leptos::prelude::*;

use crate::{
    later::{self, Timer},
    model::Story,
    newsroom::{Newsroom, Order},
    reader::read_marks::ReadMarks,
};

/// How many milliseconds a pointer or the focus rests on a headline before its article is fetched ahead.
const REST: u32 = 90;

/// A headline that leads to its article. It is marked quietly once the article was read, and fetched ahead when the reader
/// seems about to open it.
#[component]
pub fn StoryLink(
    /// The story.
    story: Story,
) -> impl IntoView {
    let newsroom = Newsroom::here();
    let marks = ReadMarks::here();
    let paths = newsroom.paths();
    let href = paths.article(&story.slug);
    let Story { id, slug, headline, language, .. } = story;
    // The mark is the reader's: it comes after the page is alive.
    let read = RwSignal::new(false);
    crate::later::effect(move || read.set(marks.has(slug.as_str())));
    let id = StoredValue::new(id);
    let resting = StoredValue::new(None::<Timer>);
    let rest = move || {
        // The headline may be gone by then.
        let fetch_ahead = move || {
            if let Some(id) = id.try_get_value() {
                newsroom.order(Order::Prefetch(id));
            }
        };
        resting.set_value(Some(later::after(REST, fetch_ahead)));
    };
    let leave = move || resting.set_value(None);
    on_cleanup(leave);
    view! {
        <a
            class="story-link"
            class:read=move || read.get()
            href=href
            lang=language
            on:pointerenter=move |_| rest()
            on:pointerleave=move |_| leave()
            on:focus=move |_| rest()
            on:blur=move |_| leave()
        >
            {headline}
        </a>
    }
}
