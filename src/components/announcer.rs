//! What assistive technology is told.

use leptos::prelude::*;

use crate::newsroom::Newsroom;
use crate::view::{Node, view};

/// The one place from which assistive technology is told politely what has changed.
#[component]
pub fn Announcer() -> Node {
    let newsroom = Newsroom::here();
    view! { <div class="visually-hidden" role="status" aria-live="polite">{move || newsroom.announcement.get()}</div> }
}
