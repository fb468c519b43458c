//! The pages of the site, one file or folder each.

pub mod article;
pub mod front;
pub mod head;
pub mod not_found;
pub mod section;

use leptos::{either::EitherOf5, prelude::*};

use self::{
    article::ArticlePage,
    front::FrontPage,
    not_found::NotFoundPage,
    section::{SectionPage, TopicPage},
};
use crate::{
    model::paths::Page,
    pages::head::PageContent,
    store::{navigation::Navigation, newsroom::Newsroom},
    text,
};

/// The page at the current path. It does not change when the reader goes on: the page stack then mounts another one.
#[component]
pub fn CurrentPage() -> impl IntoView {
    let path = Navigation::here().path_untracked();
    match Newsroom::here().paths().page(&path) {
        Page::Front => EitherOf5::A(view! { <FrontPage /> }),
        Page::Article(slug) => EitherOf5::B(view! { <ArticlePage slug /> }),
        Page::Section(slug) => EitherOf5::C(view! { <SectionPage slug /> }),
        Page::Topic(slug) => EitherOf5::D(view! { <TopicPage slug /> }),
        Page::NotFound => EitherOf5::E(view! { <NotFoundPage /> }),
    }
}

/// Returns the page's own title; empty for the front page, which has only the site's name.
fn title(page: PageContent<'_>) -> &str {
    match page {
        Page::Front => "",
        Page::Article((story, _)) => &story.headline,
        Page::Section(name) | Page::Topic(name) => name,
        Page::NotFound => text::NOT_FOUND,
    }
}
