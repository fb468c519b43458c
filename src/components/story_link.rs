//! Headlines that lead to their articles.

use std::time::Duration;

use leptos::prelude::*;

use crate::effect::effect;
use crate::view::{Node, view};
use crate::{
    model::Story,
    newsroom::{Newsroom, Order},
    reader::read_marks::ReadMarks,
};

/// How long a pointer or the focus rests on a headline before its article is fetched ahead.
const REST: Duration = Duration::from_millis(90);

/// A headline that leads to its article. It is marked quietly once the article was read, and fetched ahead when the reader
/// seems about to open it.
#[component]
pub fn StoryLink(
    /// The story. When its words change, the link stays the same element: it may have the focus.
    #[prop(into)]
    story: Signal<Story>,
) -> Node {
    let newsroom = Newsroom::here();
    let marks = ReadMarks::here();
    let paths = newsroom.paths();
    let href = move || story.with(|story| paths.article(&story.slug));
    // The mark is the reader's: it comes after the page is alive.
    let read = RwSignal::new(false);
    effect(move || read.set(story.with(|story| marks.has(story.slug.as_str()))));
    let resting = StoredValue::new(None::<TimeoutHandle>);
    let rest = move || {
        // The headline may be gone by then.
        let fetch_ahead = move || {
            if let Some(story) = story.try_get_untracked() {
                newsroom.order(Order::Prefetch(story.id));
            }
        };
        resting.try_set_value(set_timeout_with_handle(fetch_ahead, REST).ok());
    };
    let leave = move || {
        if let Some(handle) = resting.try_update_value(Option::take).flatten() {
            handle.clear();
        }
    };
    on_cleanup(leave);
    view! {
        <a
            class="story-link"
            class:read=move || read.get()
            href=href
            lang=move || story.with(|story| story.language.clone())
            on:pointerenter=move |_| rest()
            on:pointerleave=move |_| leave()
            on:focus=move |_| rest()
            on:blur=move |_| leave()
        >
            {move || story.with(|story| story.headline.clone())}
        </a>
    }
}
