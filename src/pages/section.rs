//! The pages of sections and topics.

use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

use super::not_found::NotFoundPage;
use crate::{
    components::{
        story_card::{Prominence, StoryCard},
        visit::PageTitle,
    },
    model::{Slug, Story},
    newsroom::Newsroom,
    words,
};

/// Everything that the edition has of one section.
#[component]
pub fn SectionPage() -> impl IntoView {
    listing(|story| story.section.iter().collect())
}

/// Everything that the edition has about one topic; a section's stories are about the section too.
#[component]
pub fn TopicPage() -> impl IntoView {
    listing(|story| story.topics.iter().chain(&story.section).collect())
}

/// Lists the stories for which one of the names that `names` gives has the slug in the address.
fn listing(names: fn(&Story) -> Vec<&String>) -> impl IntoView {
    let newsroom = Newsroom::here();
    let params = use_params_map();
    let found = Memo::new(move |_| {
        let wanted = params.with(|params| params.get("slug")).unwrap_or_default();
        newsroom.edition.with(|edition| {
            let named = |name: &&String| Slug::of_name(name).as_str() == wanted;
            let stories = edition.newest(&|story| names(story).into_iter().any(|name| named(&name)));
            let title = edition
                .sections()
                .iter()
                .find(named)
                .cloned()
                .or_else(|| names(stories.first()?).into_iter().find(named).cloned());
            title.map(|title| (title, stories.into_iter().map(|story| story.id.clone()).collect::<Vec<_>>()))
        })
    });
    move || match found.get() {
        None => view! { <NotFoundPage /> }.into_any(),
        Some((title, ids)) => view! { <Listing title=title ids=ids /> }.into_any(),
    }
}

#[component]
fn Listing(title: String, ids: Vec<String>) -> impl IntoView {
    let name = title.clone();
    PageTitle::follow(move || name.clone());
    let empty = ids.is_empty();
    let cards = ids
        .into_iter()
        .map(|id| view! { <li><StoryCard id=id prominence=Prominence::Feature level=2 /></li> }.into_any())
        .collect_view();
    view! {
        <section class="listing frame">
            <h1 class="headline" tabindex="-1">{title}</h1>
            {empty.then(|| view! { <p>{words::NOTHING_HERE}</p> }.into_any())}
            <ul class="listing-stories">{cards}</ul>
        </section>
    }
}
