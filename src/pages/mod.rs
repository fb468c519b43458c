//! The pages of the paper, one file each.

pub mod article;
pub mod front;
pub mod not_found;
pub mod section;

use leptos::prelude::*;

use self::{
    article::ArticlePage,
    front::FrontPage,
    not_found::NotFoundPage,
    section::{SectionPage, TopicPage},
};
use crate::{navigation::Navigation, newsroom::Newsroom, paths::Page};

/// The page at the present path. It stays that page: another one is mounted in its place.
#[component]
pub fn CurrentPage() -> impl IntoView {
    let path = Navigation::here().path_untracked();
    match Newsroom::here().paths().page(&path) {
        Page::Front => view! { <FrontPage /> }.into_any(),
        Page::Article(slug) => view! { <ArticlePage slug /> }.into_any(),
        Page::Section(slug) => view! { <SectionPage slug /> }.into_any(),
        Page::Topic(slug) => view! { <TopicPage slug /> }.into_any(),
        Page::Unknown => view! { <NotFoundPage /> }.into_any(),
    }
}
