//! The URL of an article, for readers of a print-out.

use leptos::prelude::*;

use crate::store::navigation::Navigation;

/// The origin at which the site is published, such as `https://news.example`. Only the press knows it.
#[cfg(not(target_arch = "wasm32"))]
#[derive(Clone, Debug)]
pub struct PublishedAt(pub Option<String>);

#[cfg(not(target_arch = "wasm32"))]
fn origin() -> Option<String> {
    use_context::<PublishedAt>().and_then(|PublishedAt(origin)| origin)
}

#[cfg(target_arch = "wasm32")]
fn origin() -> Option<String> {
    window().location().origin().ok()
}

/// The URL of the page. It is seen only on paper.
#[component]
pub fn PageAddress() -> impl IntoView {
    let path = untrack(|| Navigation::here().path());
    origin().map(|origin| view! { <p class="page-address" hidden>{origin}{path}</p> })
}
