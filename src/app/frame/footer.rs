//! The foot of every page.

use leptos::prelude::*;

#[cfg(target_arch = "wasm32")]
use crate::browser::elements;
use crate::{store::newsroom::Newsroom, text};

/// The other hosts that pages ask for pictures and sound, as their policy allows. Only the press knows them all.
#[cfg(not(target_arch = "wasm32"))]
#[derive(Clone, Debug, Default)]
pub struct OtherHosts(pub Vec<String>);

#[cfg(not(target_arch = "wasm32"))]
fn privacy(newsroom: Newsroom) -> String {
    let OtherHosts(hosts) = use_context().unwrap_or_default();
    let has_newsletter = newsroom.edition.with_untracked(|edition| edition.paper.newsletter.is_some());
    text::privacy(&hosts, has_newsletter)
}

/// Returns the note that was printed in this document, even for another URL, as in the page for URLs that the site does not have.
/// Where nothing was printed, the hosts are not known.
#[cfg(target_arch = "wasm32")]
fn privacy(_: Newsroom) -> String {
    let printed = elements(".page-footer .fine-print").next().and_then(|note| note.text_content());
    printed.unwrap_or_else(|| text::privacy_not_known().to_owned())
}

/// The foot of every page.
#[component]
pub fn Footer() -> impl IntoView {
    let newsroom = Newsroom::here();
    let name = move || newsroom.edition.with(|edition| edition.paper.name.clone());
    let feed = newsroom.feed();
    let archive = newsroom.has_archive().then(|| {
        let href = newsroom.paths().archive();
        view! { <a href=href rel="external">{text::all_stories()}</a> }
    });
    let saved = newsroom.paths().saved();
    view! {
        <footer class="page-footer">
            <p class="page-footer-name">{name}</p>
            <p class="fine-print" lang=text::lang() dir=text::dir()>{privacy(newsroom)}</p>
            <p class="fine-print" lang=text::lang() dir=text::dir()>
                {archive}
                <a href=saved>{text::saved_stories()}</a>
                <a href=feed rel="external" type="application/feed+json">{text::feed()}</a>
                <button class="link-button needs-program" type="button" data-open="keys">
                    {text::keys()}
                </button>
            </p>
        </footer>
    }
}
