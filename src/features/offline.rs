//! Notices about the network and about new releases.

use leptos::prelude::*;

use crate::{store::newsroom::Newsroom, text};

/// The button that keeps an article until the reader no longer wants it, whatever else is read.
///
/// The page's own script shows it where there is a worker to keep things, listens to it, and says whether it is pressed. Its
/// place is there from the beginning: nothing may move when the worker has come.
#[component]
pub fn SaveButton() -> impl IntoView {
    view! {
        <div class="save">
            <button class="quiet-button" type="button" data-save="" aria-pressed="false">{text::SAVE}</button>
            <p class="save-failed" role="status" hidden>{text::NOT_SAVED}</p>
        </div>
    }
}

/// The offline mark, the notice of a new release, and the one that a part of the app has not come.
///
/// All are in every page and not shown. For the first two the page's own script (`src/press/offline/page.js`) finds out, tells it
/// as an attribute of the document's root, and listens to the button: that works without the app, too.
#[component]
pub fn PageNotes() -> impl IntoView {
    let page = format!("{}offline/", Newsroom::here().paths().front());
    view! {
        <div class="page-notes">
            <p class="page-note offline-mark" role="status">
                {text::OFFLINE}
                " "
                <a href=page rel="external">{text::OFFLINE_LINK}</a>
            </p>
            <p class="page-note renewal" role="status">
                {text::RENEWED}
                " "
                <button class="link-button" type="button" data-renew="">{text::RENEW}</button>
            </p>
            <p class="page-note piece-failed" role="status">
                {text::PIECE_FAILED}
                " "
                <button class="link-button" type="button" data-retry="">{text::RETRY}</button>
            </p>
        </div>
    }
}
