//! What assistive technology is told.

use leptos::prelude::*;

use crate::store::newsroom::Newsroom;

/// The one place from which assistive technology is told politely what has changed.
#[component]
pub fn Announcer() -> impl IntoView {
    let newsroom = Newsroom::here();
    view! { <div class="visually-hidden" role="status" aria-live="polite">{move || newsroom.announcement.get()}</div> }
}
