//! The pages of the site, one file or folder each.

#[cfg(not(target_arch = "wasm32"))]
pub mod archive;
pub mod article;
pub mod front;
pub mod head;
pub mod not_found;
#[cfg(not(target_arch = "wasm32"))]
pub mod offline;
pub mod saved;
pub mod section;

use std::borrow::Cow;

use leptos::{either::EitherOf6, prelude::*};

#[cfg(not(target_arch = "wasm32"))]
use self::{archive::ArchivePage, offline::OfflinePage};
use self::{
    article::ArticlePage,
    front::FrontPage,
    not_found::NotFoundPage,
    saved::SavedPage,
    section::{SectionPage, TopicPage},
};
use crate::{
    model::paths::{List, Page},
    pages::head::PageContent,
    store::{navigation::Navigation, newsroom::Newsroom},
    text,
};

/// The page at the current path. It does not change when the reader goes on: the page stack then mounts another one.
#[component]
pub fn CurrentPage() -> impl IntoView {
    let path = Navigation::here().path_untracked();
    match Newsroom::here().paths().page(&path) {
        Page::Front => EitherOf6::A(view! { <FrontPage /> }),
        Page::Article(slug) => EitherOf6::B(view! { <ArticlePage slug /> }),
        Page::Section(slug) => EitherOf6::C(view! { <SectionPage slug /> }),
        Page::Topic(slug) => EitherOf6::D(view! { <TopicPage slug /> }),
        Page::Saved => EitherOf6::E(view! { <SavedPage /> }),
        page @ (Page::Archive | Page::Numbered(..) | Page::Offline | Page::NotFound) => {
            EitherOf6::F(other_page(page))
        }
    }
}

/// Returns the view of a page that only the press makes, or of the one for URLs that the site does not have.
#[cfg(not(target_arch = "wasm32"))]
fn other_page(page: Page) -> impl IntoView {
    use leptos::either::EitherOf3;
    match page {
        Page::Archive | Page::Numbered(..) => EitherOf3::A(view! { <ArchivePage /> }),
        Page::Offline => EitherOf3::B(view! { <OfflinePage /> }),
        _ => EitherOf3::C(view! { <NotFoundPage /> }),
    }
}

/// Returns the view of the page for URLs that the site does not have. A page that only the press makes is not made from data:
/// that view asks the host for it.
#[cfg(target_arch = "wasm32")]
fn other_page(_: Page) -> impl IntoView {
    view! { <NotFoundPage /> }
}

/// Returns the page's own title; empty for the front page, which has only the site's name.
pub fn title(page: PageContent<'_>) -> Cow<'_, str> {
    Cow::Borrowed(match page {
        Page::Front => "",
        Page::Article((story, _)) => &story.headline,
        Page::Section(name) | Page::Topic(name) => name,
        Page::Archive => text::all_stories(),
        Page::Numbered(list, number) => return Cow::Owned(text::numbered_page(name(list), number)),
        Page::Saved => text::saved_stories(),
        Page::Offline => text::offline_kept(),
        Page::NotFound => text::not_found(),
    })
}

/// Returns the name of a list.
fn name(list: List<&str>) -> &str {
    match list {
        List::Archive => text::all_stories(),
        List::Section(name) | List::Topic(name) => name,
    }
}
