//! The page for addresses that the paper does not have.

use leptos::prelude::*;

use crate::{
    app::PageContext,
    components::{
        notice::Notice,
        story_card::{Prominence, StoryCard},
        waiting::{lacking, waiting},
    },
    navigation::Navigation,
    newsroom::{Newsroom, Order},
    selection::OFFERED,
    words,
};

/// What a reader sees at an address that the paper does not have: the newest headlines.
#[component]
pub fn NotFoundPage() -> impl IntoView {
    let newsroom = Newsroom::here();
    let lacking = lacking();
    PageContext::here().follow_title(move || {
        let title = match newsroom.trouble.with(Option::is_some) {
            true => words::PAPER_TROUBLE,
            false if lacking.get() => words::LOADING_PAGE,
            false => words::NOT_FOUND,
        };
        title.to_owned()
    });
    move || match newsroom.trouble.get() {
        None if lacking.get() => waiting().into_any(),
        Some(trouble) => {
            view! { <Notice title=words::PAPER_TROUBLE trouble retry=Order::Edition /> }.into_any()
        }
        None => view! { <Offer /> }.into_any(),
    }
}

#[component]
fn Offer() -> impl IntoView {
    if Navigation::here().has_moved() {
        // The host may have what the edition at hand does not carry: the printed page of an older story. It is asked once.
        Effect::new(|| {
            let _ = window().location().reload();
        });
        return view! { <p class="loading frame" role="status">{words::LOADING_PAGE}</p> }.into_any();
    }
    let newest: Vec<String> = Newsroom::here().edition.with_untracked(|edition| {
        edition.newest(&|_| true).into_iter().take(OFFERED).map(|story| story.id.clone()).collect()
    });
    let cards = newest
        .into_iter()
        .map(|id| view! { <li><StoryCard id=id prominence=Prominence::Feature level=2 /></li> })
        .collect_view();
    view! {
        <section class="listing frame">
            <h1 class="headline" tabindex="-1">{words::NOT_FOUND}</h1>
            <p class="standfirst">{words::NOT_FOUND_TEXT}</p>
            <ul class="listing-stories">{cards}</ul>
        </section>
    }
    .into_any()
}
