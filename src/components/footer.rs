//! The foot of every page.

use leptos::prelude::*;

use crate::{newsroom::Newsroom, words};

/// The foot of every page.
#[component]
pub fn Footer() -> impl IntoView {
    let newsroom = Newsroom::here();
    let name = move || newsroom.edition.with(|edition| edition.paper.name.clone());
    let feed = newsroom.feed();
    view! {
        <footer class="page-footer">
            <p class="page-footer-name">{name}</p>
            <p class="fine-print">{words::PRIVACY}</p>
            <p class="fine-print">
                <a href=feed rel="external" type="application/feed+json">{words::FEED}</a>
                <button class="link-button needs-program" type="button" data-open="keys">
                    {words::KEYS}
                </button>
            </p>
        </footer>
    }
}
