//! The offline page.

use leptos::prelude::*;

use crate::{store::newsroom::Newsroom, text};

/// The offline page, as it is shown at its own URL. Where the page stands in for another one, its script
/// (`crates/press/src/offline/kept.js`) shows the hidden parts and hides the others. A browser without scripts has no worker, so
/// the page does not stand in for another there.
///
/// Only the press makes it, and it works without the app. The script fills the list, which is hidden until it has entries, with
/// copies of the row in the template.
#[component]
pub fn OfflinePage() -> impl IntoView {
    let newsroom = Newsroom::here();
    let paths = newsroom.paths();
    let name = newsroom.edition.with_untracked(|edition| edition.paper.name.clone());
    view! {
        <section class="listing offline-page frame">
            <h1 class="headline" tabindex="-1" lang=text::lang() dir=text::dir()>{text::offline_kept()}</h1>
            <p class="standfirst" lang=text::lang() dir=text::dir()>{text::offline_kept_text()}</p>
            <h1 class="headline" lang=text::lang() dir=text::dir() hidden>{text::offline_title()}</h1>
            <p class="standfirst" lang=text::lang() dir=text::dir() hidden>{text::offline_text(&name)} " " <a href="">{text::retry()}</a></p>
            <h2 class="section-title" lang=text::lang() dir=text::dir() hidden>{text::offline_kept()}</h2>
            <ul id="kept" data-path=paths.offline() data-saved=paths.saved() data-front=text::front_page() hidden>
                <template><li class="row"><a class="story-link" href=""></a></li></template>
            </ul>
            <p class="listing-more" lang=text::lang() dir=text::dir()><a href=paths.saved()>{text::saved_stories()}</a></p>
        </section>
    }
}
