//! The front page.

use leptos::{
    either::{Either, EitherOf3},
    prelude::*,
};

use crate::{
    components::{
        notice::Notice,
        story_card::{Prominence, StoryCard},
        waiting::{needs_whole_edition, waiting},
    },
    features::{newsletter::view::NewsletterRoot, related::list::ListRoot, selection::STORIES_PER_SECTION},
    model::{Edition, Slug, Story},
    store::{
        context::PageContext,
        newsroom::{Newsroom, Request},
    },
    text,
};

/// The front page: the lead story, the newest of each section, then the list and the newsletter form.
#[component]
pub fn FrontPage() -> impl IntoView {
    let newsroom = Newsroom::here();
    PageContext::here().follow_title(String::new);
    let needs_whole = needs_whole_edition();
    move || match newsroom.error.get() {
        Some(error) => EitherOf3::A(view! {
            <h1 class="visually-hidden" tabindex="-1">{text::FRONT_PAGE}</h1>
            <Notice title=text::PAPER_ERROR error retry=Request::Edition />
        }),
        None if needs_whole.get() => EitherOf3::B(waiting()),
        None => EitherOf3::C(view! { <Front /> }),
    }
}

#[component]
fn Front() -> impl IntoView {
    let newsroom = Newsroom::here();
    let empty = Memo::new(move |_| newsroom.edition.with(|edition| edition.stories.is_empty()));
    view! {
        <h1 class="visually-hidden" tabindex="-1">
            {move || newsroom.edition.with(|edition| edition.paper.name.clone())}
        </h1>
        {move || {
            if empty.get() {
                Either::Left(view! {
                    <section class="notice">
                        <h2>{text::EMPTY_EDITION}</h2>
                        <p>{text::EMPTY_EDITION_TEXT}</p>
                    </section>
                })
            } else {
                // The arrangement is settled when the page is opened; each card then follows its story.
                Either::Right(newsroom.edition.with_untracked(|edition| stories(edition)))
            }
        }}
    }
}

fn stories(edition: &Edition) -> impl IntoView + use<> {
    let lead = edition.stories.iter().find(|story| !story.withdrawn).map(|story| story.id.clone());
    let paths = Newsroom::here().paths();
    let sections = edition
        .sections()
        .into_iter()
        .filter_map(|name| {
            let newest: Vec<String> = newest_of(edition, &name, lead.as_deref());
            let href = paths.section(&name);
            let id = format!("front-{}", Slug::of_name(&name));
            let labelled_by = id.clone();
            (!newest.is_empty()).then(|| {
                let cards = newest
                    .into_iter()
                    .enumerate()
                    .map(|(place, id)| {
                        let prominence = if place == 0 { Prominence::Feature } else { Prominence::Brief };
                        view! { <StoryCard id=id prominence=prominence level=3 /> }
                    })
                    .collect_view();
                view! {
                    <section class="front-section" aria-labelledby=labelled_by>
                        <h2 class="section-title" id=id><a href=href>{name}</a></h2>
                        {cards}
                    </section>
                }
            })
        })
        .collect_view();
    view! {
        <div class="frame">
            {lead.map(|id| view! { <StoryCard id=id prominence=Prominence::Lead level=2 /> })}
            <div class="front-sections">{sections}</div>
            <div class="front-foot">
                <ListRoot />
                <NewsletterRoot />
            </div>
        </div>
    }
}

/// Returns the ids of the newest stories of a section, without the lead story.
fn newest_of(edition: &Edition, section: &str, lead: Option<&str>) -> Vec<String> {
    let belongs =
        |story: &Story| story.section.as_deref() == Some(section) && Some(story.id.as_str()) != lead;
    edition.newest(&belongs).into_iter().take(STORIES_PER_SECTION).map(|story| story.id.clone()).collect()
}
