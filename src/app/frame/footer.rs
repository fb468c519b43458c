//! The foot of every page.

use leptos::prelude::*;

use crate::{store::newsroom::Newsroom, text};

/// The foot of every page.
#[component]
pub fn Footer() -> impl IntoView {
    let newsroom = Newsroom::here();
    let name = move || newsroom.edition.with(|edition| edition.paper.name.clone());
    let feed = newsroom.feed();
    view! {
        <footer class="page-footer">
            <p class="page-footer-name">{name}</p>
            <p class="fine-print">{text::PRIVACY}</p>
            <p class="fine-print">
                <a href=feed rel="external" type="application/feed+json">{text::FEED}</a>
                <button class="link-button needs-program" type="button" data-open="keys">
                    {text::KEYS}
                </button>
            </p>
        </footer>
    }
}
