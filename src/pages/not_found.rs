//! The page for URLs that the site does not have.

use leptos::{
    either::{Either, EitherOf3},
    prelude::*,
};

use crate::{
    browser::effect::effect,
    components::{
        notice::Notice,
        story_card::{Rank, StoryCard},
        waiting::{needs_whole_edition, waiting},
    },
    features::selection::SUGGESTIONS,
    store::{
        context::PageContext,
        navigation::Navigation,
        newsroom::{Newsroom, Request},
    },
    text,
};

/// The page for URLs that the site does not have, with the newest headlines.
#[component]
pub fn NotFoundPage() -> impl IntoView {
    let newsroom = Newsroom::here();
    let needs_whole = needs_whole_edition();
    PageContext::here().follow_title(move || {
        let title = match newsroom.error.with(Option::is_some) {
            true => text::paper_error(),
            false if needs_whole.get() => text::loading(),
            false => text::not_found(),
        };
        title.to_owned()
    });
    move || match newsroom.error.get() {
        None if needs_whole.get() => EitherOf3::A(waiting()),
        Some(error) => {
            EitherOf3::B(view! { <Notice title=text::paper_error() error retry=Request::Edition /> })
        }
        None => EitherOf3::C(view! { <Offer /> }),
    }
}

#[component]
fn Offer() -> impl IntoView {
    if Navigation::here().has_moved() {
        // The host may have a page that the edition does not include, such as that of an older story. After the reload
        // `has_moved` returns `false`, so this happens only once.
        effect(|| {
            let _ = window().location().reload();
        });
        return Either::Left(
            view! { <p class="loading frame" role="status" lang=text::lang() dir=text::dir()>{text::loading()}</p> },
        );
    }
    let newest: Vec<String> = Newsroom::here().edition.with_untracked(|edition| {
        edition.newest(&|_| true).into_iter().take(SUGGESTIONS).map(|story| story.id.clone()).collect()
    });
    let cards = newest
        .into_iter()
        .map(|id| view! { <li><StoryCard id=id rank=Rank::Listed level=2 with_date=true /></li> })
        .collect_view();
    Either::Right(view! {
        <section class="listing frame">
            <h1 class="headline" tabindex="-1" lang=text::lang() dir=text::dir()>{text::not_found()}</h1>
            <p class="standfirst" lang=text::lang() dir=text::dir()>{text::not_found_text()}</p>
            <ul class="listing-stories">{cards}</ul>
        </section>
    })
}
