//! What the reader is told of the network and of new releases.

use leptos::prelude::*;

use crate::view::{Node, view};
use crate::{newsroom::Newsroom, words};

/// The offline mark, and the notice that there is a new release.
///
/// Both are in every page and not shown. The page's own script (`src/press/offline/page.js`) finds out, tells it as an
/// attribute of the root, and listens to the button: that works without the program, too.
#[component]
pub fn Offline() -> Node {
    let page = format!("{}offline/", Newsroom::here().paths().front());
    view! {
        <div class="page-notes">
            <p class="page-note offline-mark" role="status">
                {words::OFFLINE}
                " "
                <a href=page rel="external">{words::OFFLINE_LINK}</a>
            </p>
            <p class="page-note renewal" role="status">
                {words::RENEWED}
                " "
                <button class="link-button" type="button" data-renew="">{words::RENEW}</button>
            </p>
        </div>
    }
}
