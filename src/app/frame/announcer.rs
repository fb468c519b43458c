//! The live region for screen readers.

use leptos::prelude::*;

use crate::store::newsroom::Newsroom;

/// The only polite live region, from which screen readers announce what has changed.
#[component]
pub fn Announcer() -> impl IntoView {
    let newsroom = Newsroom::here();
    view! { <div class="visually-hidden" role="status" aria-live="polite">{move || newsroom.announcement.get()}</div> }
}
