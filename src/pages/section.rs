//! The pages of sections and topics.

use leptos::{either::EitherOf3, prelude::*};

use super::not_found::NotFoundPage;
use crate::{
    components::{
        story_card::{Prominence, StoryCard},
        waiting::{needs_whole_edition, waiting},
    },
    model::{Slug, Story},
    store::{
        context::{PAGE_SIZE, PageContext},
        newsroom::Newsroom,
    },
    text,
};

/// The page of a section, with its newest stories.
#[component]
pub fn SectionPage(
    /// The slug of the section.
    slug: String,
) -> impl IntoView {
    listing(slug, |story| story.section.iter().collect())
}

/// The page of a topic, with the newest stories about it. The section of a story counts as one of its topics.
#[component]
pub fn TopicPage(
    /// The slug of the topic.
    slug: String,
) -> impl IntoView {
    listing(slug, |story| story.topics.iter().chain(&story.section).collect())
}

/// Lists the stories that have a name with the slug `wanted`, among those that `names` returns.
fn listing(wanted: String, names: fn(&Story) -> Vec<&String>) -> impl IntoView {
    let newsroom = Newsroom::here();
    let found = Memo::new(move |_| {
        let title = newsroom.edition.with(|edition| {
            let named = |name: &&String| Slug::of_name(name).as_str() == wanted;
            let of_story = |story: &Story| names(story).into_iter().find(named).cloned();
            edition.sections().iter().find(named).cloned().or_else(|| {
                let newest = edition.newest(&|story| of_story(story).is_some());
                newest.first().and_then(|story| of_story(story))
            })
        });
        title.map(|title| (title, wanted.clone()))
    });
    let needs_whole = needs_whole_edition();
    move || match found.get() {
        _ if needs_whole.get() => EitherOf3::A(waiting()),
        None => EitherOf3::B(view! { <NotFoundPage /> }),
        Some((title, slug)) => EitherOf3::C(view! { <Listing title slug names /> }),
    }
}

#[component]
fn Listing(title: String, slug: String, names: fn(&Story) -> Vec<&String>) -> impl IntoView {
    let newsroom = Newsroom::here();
    let name = title.clone();
    PageContext::here().follow_title(move || name.clone());
    let limit = RwSignal::new(PAGE_SIZE);
    let listed = Memo::new(move |_| {
        newsroom.edition.with(|edition| {
            let named = |name: &String| Slug::of_name(name).as_str() == slug;
            let stories = edition.newest(&|story| names(story).into_iter().any(named));
            let more = edition.older.is_some() || stories.len() > limit.get();
            let ids = stories.into_iter().take(limit.get()).map(|story| story.id.clone());
            (ids.collect::<Vec<_>>(), more)
        })
    });
    let empty = Memo::new(move |_| listed.with(|(ids, _)| ids.is_empty()));
    let more = Memo::new(move |_| listed.with(|(_, more)| *more));
    let add = move |_| {
        limit.update(|limit| *limit += PAGE_SIZE);
        newsroom.load_older();
    };
    view! {
        <section class="listing frame">
            <h1 class="headline" tabindex="-1">{title}</h1>
            {move || empty.get().then(|| view! { <p>{text::NOTHING_HERE}</p> })}
            <ul class="listing-stories">
                <For each=move || listed.with(|(ids, _)| ids.clone()) key=String::clone let(id)>
                    <li><StoryCard id prominence=Prominence::Feature level=2 /></li>
                </For>
            </ul>
            {move || more.get().then(|| view! {
                <p class="listing-more needs-program">
                    {text::NEWEST_ONLY}" "
                    <button type="button" class="quiet-button" on:click=add>{text::MORE}</button>
                </p>
            })}
        </section>
    }
}
