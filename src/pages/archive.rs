//! The pages by which every story can be found without the app: that of all stories, and the numbered pages of each list.
//!
//! Only the press makes them. Their links to each other have `rel="external"`, so that the browser follows them, and the app
//! makes none of these pages from data.

use leptos::prelude::*;

use crate::{
    components::story_card::{Rank, StoryCard},
    store::newsroom::Newsroom,
    text,
};

/// The place of a printed page in a list of stories, which only the press knows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PlaceInList {
    /// The heading of a page that is rendered by [`ArchivePage`].
    pub title: String,
    /// The URL of the numbered page with the next older stories.
    pub older: Option<String>,
    /// The URL of the numbered page with the next newer stories.
    pub newer: Option<String>,
    /// The URL of the page of the list, for its numbered pages.
    pub newest: Option<String>,
}

impl PlaceInList {
    /// Returns the place of the page that is being printed.
    pub fn here() -> Self {
        use_context().unwrap_or_default()
    }
}

/// The page of all stories, or a numbered page of a list. It has the stories of the edition, in their order.
#[component]
pub fn ArchivePage() -> impl IntoView {
    let PlaceInList { title, older, newer, newest } = PlaceInList::here();
    let shown = Newsroom::here().edition.with_untracked(|edition| {
        let stories = edition.stories.iter().filter(|story| !story.withdrawn);
        stories.map(|story| story.id.clone()).collect::<Vec<_>>()
    });
    let nothing =
        shown.is_empty().then(|| view! { <p lang=text::lang() dir=text::dir()>{text::nothing_here()}</p> });
    let cards = shown
        .into_iter()
        .map(|id| view! { <li><StoryCard id rank=Rank::Listed level=2 with_date=true /></li> })
        .collect_view();
    let links = [
        (older, "prev external", text::older_stories()),
        (newer, "next external", text::newer_stories()),
        (newest, "external", text::newest_stories()),
    ];
    let links: Vec<_> = links
        .into_iter()
        .filter_map(|(url, rel, name)| url.map(|url| view! { <li><a href=url rel=rel>{name}</a></li> }))
        .collect();
    let nav = (!links.is_empty()).then(|| {
        view! { <nav class="listing-pages" aria-label=text::pages() lang=text::lang() dir=text::dir()><ul>{links}</ul></nav> }
    });
    view! {
        <section class="listing frame">
            <h1 class="headline" tabindex="-1" lang=text::lang() dir=text::dir()>{title}</h1>
            {nothing}
            <ul class="listing-stories">{cards}</ul>
            {nav}
        </section>
    }
}

/// Returns the end of a printed list that goes on: the link to its newest numbered page.
pub fn older_stories(url: String) -> impl IntoView {
    view! {
        <p class="listing-more" lang=text::lang() dir=text::dir()>
            {text::newest_only()}" "
            <a href=url rel="prev external">{text::older_stories()}</a>
        </p>
    }
}
