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
        newsroom::{Newsroom, Order},
    },
    text,
};

/// Says that the page is on its way, and sends for the whole edition.
pub fn waiting() -> impl IntoView {
    let newsroom = Newsroom::here();
    effect(move || newsroom.order(Order::Whole));
    let said = move || match newsroom.lacking.get() {
        Some(trouble) => {
            Either::Left(view! { <Notice title=text::PAPER_TROUBLE trouble=trouble retry=Order::Whole /> })
        }
        None => Either::Right(view! { <p class="loading" role="status">{text::LOADING_PAGE}</p> }),
    };
    view! { <div class="frame">{said}</div> }
}

/// Whether the page that is being set would have to do with another page's excerpt. A page that follows this, and not the excerpt
/// itself, is not set anew when the edition that it was printed from becomes whole.
pub fn lacking() -> Memo<bool> {
    let newsroom = Newsroom::here();
    let path = untrack(|| Navigation::here().path());
    Memo::new(move |_| newsroom.lacks(&path))
}

/// Runs `run`: at once, or as soon as the whole edition is there, if the page that is being set would have to do with another
/// page's excerpt until then.
pub fn once_whole(run: impl Fn() + 'static) {
    let newsroom = Newsroom::here();
    let lacking = lacking();
    if !lacking.get_untracked() {
        return run();
    }
    PageContext::here().listing.set(Listing::default());
    newsroom.order(Order::Older);
    effect(move || {
        if !lacking.get() {
            run();
        }
    });
}

/// Whether all of the page that is being set is to be there. A reader who has followed a link begins at its top: what is not to be
/// seen there comes when that has been painted, so that they wait for less.
pub fn all_there() -> RwSignal<bool> {
    let is_led = Navigation::here().is_led();
    let all = RwSignal::new(!is_led);
    if is_led {
        timers::painted(move || all.set(true));
    }
    all
}
