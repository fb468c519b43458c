//! The addresses of the paper, one file each.

pub mod article;
pub mod front;
pub mod not_found;
pub mod section;

use leptos::{mount::mount_to, prelude::*};
use web_sys::HtmlElement;

use self::{
    article::ArticlePage,
    front::FrontPage,
    not_found::NotFoundPage,
    section::{SectionPage, TopicPage},
};
use crate::{
    app::Desk,
    components::page_head::follow_head,
    navigation::Navigation,
    newsroom::Newsroom,
    paths::Page,
};

/// The page at the present address.
#[component]
pub fn CurrentPage() -> impl IntoView {
    let navigation = Navigation::here();
    let paths = Newsroom::here().paths();
    let page = Memo::new(move |_| paths.page(&navigation.path()));
    // What a reader has opened or moved on one page is not to be found so on the next.
    view! {
        <For each=move || [page.get()] key=Page::clone let(page)>
            {match page {
                Page::Front => view! { <FrontPage /> }.into_any(),
                Page::Article(slug) => view! { <ArticlePage slug /> }.into_any(),
                Page::Section(slug) => view! { <SectionPage slug /> }.into_any(),
                Page::Topic(slug) => view! { <TopicPage slug /> }.into_any(),
                Page::Unknown => view! { <NotFoundPage /> }.into_any(),
            }}
        </For>
    }
}

/// Sets the page anew in `content`, and follows the reader from there.
pub fn set(content: HtmlElement, desk: Desk) {
    content.set_text_content(None);
    mount_to(content, move || {
        desk.provide();
        follow_head();
        view! { <CurrentPage /> }
    })
    .forget();
}
