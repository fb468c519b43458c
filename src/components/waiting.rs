//! Waiting: for the whole edition, when the excerpt of a printed page does not suffice, and for the first paint, before a page
//! is rendered further down.

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

/// Requests the whole edition, and returns a view that says that the page is loading.
pub fn waiting() -> impl IntoView {
    let newsroom = Newsroom::here();
    effect(move || newsroom.complete_edition());
    let said = move || match newsroom.completion_error.get() {
        Some(error) => {
            Either::Left(view! { <Notice title=text::paper_error() error=error retry=Request::Whole /> })
        }
        None => Either::Right(view! { <p class="loading" role="status">{text::loading()}</p> }),
    };
    view! { <div class="frame" lang=text::lang() dir=text::dir()>{said}</div> }
}

/// Returns a memo that is `true` while the page being rendered needs the whole edition, but there is only the excerpt of
/// another printed page. A page that depends on this memo, and not on `printed`, is not re-rendered when its own excerpt is
/// completed.
pub fn needs_whole_edition() -> Memo<bool> {
    let newsroom = Newsroom::here();
    let path = untrack(|| Navigation::here().path());
    Memo::new(move |_| newsroom.needs_whole_edition(&path))
}

/// Runs `run` at once, or as soon as the whole edition is there, if the page being rendered needs that.
pub fn once_whole(run: impl Fn() + 'static) {
    let newsroom = Newsroom::here();
    let needs_whole = needs_whole_edition();
    if !needs_whole.get_untracked() {
        return run();
    }
    PageContext::here().listing.set(Listing::default());
    newsroom.load_older();
    effect(move || {
        if !needs_whole.get() {
            run();
        }
    });
}

/// Returns a signal that is `true` once all of the page being rendered is to be shown. A reader who has followed a link begins
/// at the top of the page: to show that sooner, the rest is rendered after it has been painted.
pub fn all_there() -> RwSignal<bool> {
    let followed_link = Navigation::here().followed_link();
    let all = RwSignal::new(!followed_link);
    if followed_link {
        timers::painted(move || all.set(true));
    }
    all
}
