//! The foot of every page.

use leptos::prelude::*;

use super::keys::KeysDialog;
use crate::view::{Node, view};
use crate::{newsroom::Newsroom, words};

/// The foot of every page.
#[component]
pub fn Footer() -> Node {
    let newsroom = Newsroom::here();
    let name = move || newsroom.edition.with(|edition| edition.paper.name.clone());
    let feed = newsroom.feed();
    let keys = KeysDialog::here();
    view! {
        <footer class="page-footer">
            <p class="page-footer-name">{name}</p>
            <p class="fine-print">{words::PRIVACY}</p>
            <p class="fine-print">
                <a href=feed rel="external" type="application/feed+json">{words::FEED}</a>
                <button class="link-button needs-program" type="button" on:click=move |_| keys.open()>
                    {words::KEYS}
                </button>
            </p>
        </footer>
    }
}
