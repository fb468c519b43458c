//! The button that saves an article, and notices about the network and new releases.

use leptos::prelude::*;

use crate::{store::newsroom::Newsroom, text};

/// The button that keeps an article for offline reading, until the reader presses it again.
///
/// The page's own script (`crates/press/src/offline/page.js`) shows it where a service worker can keep pages, listens to it,
/// and sets if it is pressed; by that the style sheet chooses the text. Room is kept for it, so that nothing moves when it
/// appears.
#[component]
pub fn SaveButton() -> impl IntoView {
    view! {
        <div class="save" lang=text::lang() dir=text::dir()>
            <button class="quiet-button" type="button" data-save="" aria-pressed="false">
                <span class="to-save">{text::save()}</span>
                <span class="saved">{text::saved()}</span>
            </button>
            <p class="save-failed" role="status" hidden>{text::not_saved()}</p>
        </div>
    }
}

/// The offline mark, the notice of a new release, and the notice that a piece of the app could not be loaded.
///
/// All are hidden in every page. For the first two, the page's own script (`crates/press/src/offline/page.js`) sets attributes
/// of the root element that make the style sheet show them, and listens to the button: so they work without the app, too.
#[component]
pub fn PageNotes() -> impl IntoView {
    let page = Newsroom::here().paths().offline();
    view! {
        <div class="page-notes" lang=text::lang() dir=text::dir()>
            <p class="page-note offline-mark" role="status">
                {text::offline()}
                " "
                <a href=page rel="external">{text::offline_link()}</a>
            </p>
            <p class="page-note renewal" role="status">
                {text::renewed()}
                " "
                <button class="link-button" type="button" data-renew="">{text::renew()}</button>
            </p>
            <p class="page-note piece-failed" role="status">
                {text::piece_failed()}
                " "
                <button class="link-button" type="button" data-retry="">{text::retry()}</button>
            </p>
        </div>
    }
}
