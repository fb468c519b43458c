//! What is not there yet: a page for which more of the edition is needed than a printed page carries, and what a reader sees only
//! after the top of a page.

use leptos::{either::Either, prelude::*};

use crate::{
    browser::{effect::effect, timers},
    components::notice::Notice,
    store::{
        context::PageContext,
        live::Listing,
        navigation::Navigation,
        newsroom::{Newsroom, Request},
    },
    text,
};

/// Says that the page is on its way, and sends for the whole edition.
pub fn waiting() -> impl IntoView {
    let newsroom = Newsroom::here();
    effect(move || newsroom.request(Request::Whole));
    let said = move || match newsroom.completion_error.get() {
        Some(error) => {
            Either::Left(view! { <Notice title=text::PAPER_ERROR error=error retry=Request::Whole /> })
        }
        None => Either::Right(view! { <p class="loading" role="status">{text::LOADING_PAGE}</p> }),
    };
    view! { <div class="frame">{said}</div> }
}

/// Whether the page that is being set would have to do with another page's excerpt. A page that follows this, and not the excerpt
/// itself, is not set anew when the edition that it was printed from becomes whole.
pub fn needs_whole_edition() -> Memo<bool> {
    let newsroom = Newsroom::here();
    let path = untrack(|| Navigation::here().path());
    Memo::new(move |_| newsroom.needs_whole_edition(&path))
}

/// Runs `run`: at once, or as soon as the whole edition is there, if the page that is being set would have to do with another
/// page's excerpt until then.
pub fn once_whole(run: impl Fn() + 'static) {
    let newsroom = Newsroom::here();
    let needs_whole = needs_whole_edition();
    if !needs_whole.get_untracked() {
        return run();
    }
    PageContext::here().listing.set(Listing::default());
    newsroom.request(Request::Older);
    effect(move || {
        if !needs_whole.get() {
            run();
        }
    });
}

/// Whether all of the page that is being set is to be there. A reader who has followed a link begins at its top: what is not to be
/// seen there comes when that has been painted, so that they wait for less.
pub fn all_there() -> RwSignal<bool> {
    let followed_link = Navigation::here().followed_link();
    let all = RwSignal::new(!followed_link);
    if followed_link {
        timers::painted(move || all.set(true));
    }
    all
}
