//! Notices above the text of an article: that it was withdrawn, or has changed since it was opened.

use std::collections::BTreeSet;

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, ScrollIntoViewOptions, ScrollLogicalPosition};

use crate::{
    browser::{effect::effect, elements, focus, timers},
    components::root::printed_only,
    model::{Moment, Story},
    store::{
        hooks,
        newsroom::{ArticleState, Newsroom},
    },
    text,
};

/// The root of the notices.
#[component]
pub fn NoticesRoot(
    /// The id of the article's story.
    article: String,
) -> impl IntoView {
    let id = article.clone();
    view! {
        <div class="root" data-root="notices" data-article=id lang=text::lang() dir=text::dir()>
            {printed_only(move || view! { <ArticleNotices article updated=None withdrawn=false /> })}
        </div>
    }
}

/// An article as the reader has it before the window when asking for its new version.
#[derive(Clone)]
struct Seen {
    texts: BTreeSet<String>,
    updated: Option<Moment>,
}

/// The notices that an article was withdrawn, or that it has changed.
#[component]
pub fn ArticleNotices(
    /// The id of the article's story.
    article: String,
    /// The date of the last change of the printed text; `None` if the text was rendered from data.
    updated: Option<Moment>,
    /// `true` if the notice of a withdrawal was printed.
    withdrawn: bool,
) -> impl IntoView {
    let newsroom = Newsroom::here();
    let id = StoredValue::new(article);
    let listed = Memo::new(move |before: Option<&Option<Story>>| {
        let now = newsroom.edition.with(|edition| id.with_value(|id| edition.by_id(id).cloned()));
        now.or_else(|| before.cloned().flatten())
    });
    let at_hand = Memo::new(move |_| match listed.get().and_then(|story| newsroom.article(&story)) {
        Some(ArticleState::Ready(article)) => Some(article),
        _ => None,
    });
    let is_withdrawn = Memo::new(move |_| {
        withdrawn
            || listed.with(|story| story.as_ref().is_some_and(|story| story.withdrawn))
            || at_hand.with(|article| article.as_ref().is_some_and(|article| article.story.withdrawn))
    });
    // The printed text stays on the page, even when a newer one has been fetched.
    let shown = Memo::new(move |_| {
        updated.or_else(|| at_hand.with(|article| article.as_ref().and_then(|article| article.story.updated)))
    });
    let changed = Memo::new(move |_| {
        let now = listed.with(|story| story.as_ref().and_then(|story| story.updated));
        let is_shown = updated.is_some() || at_hand.with(Option::is_some);
        is_shown && now.map(Moment::as_millisecond) > shown.get().map(Moment::as_millisecond)
    });
    let asked = RwSignal::new(None::<Seen>);
    effect(move || {
        let at_hand = at_hand.with(|article| article.as_ref().map(|article| article.story.updated));
        let Some(seen) = asked.get() else { return };
        let arrived = match updated {
            Some(_) => at_hand.is_some(),
            None => at_hand.is_some_and(|now| now != seen.updated),
        };
        if arrived {
            asked.set(None);
            if updated.is_some() {
                hooks::rerender();
            }
            // The rest of a long text is there with the frame after the first.
            timers::painted(move || timers::painted(move || show_changes(&seen.texts)));
        }
    });
    let show = move |_| {
        let texts = blocks().filter_map(|block| block.text_content()).collect();
        asked.set(Some(Seen { texts, updated: shown.get_untracked() }));
        newsroom.reload_article(id.get_value());
    };
    view! {
        <div class="withdrawn" role="status">
            {move || is_withdrawn.get().then(|| view! { <div class="notice"><h2>{text::withdrawn()}</h2></div> })}
        </div>
        <div class="article-changed" role="status">
            {move || changed.get().then(|| view! {
                <p>{text::article_changed()}</p>
                <button type="button" class="button" on:click=show>{text::show_new_version()}</button>
            })}
        </div>
    }
}

/// The blocks of the article's text that are on the page.
fn blocks() -> impl Iterator<Item = Element> {
    elements(".article-body > [data-block]")
}

/// Marks the blocks of the article whose text was not among those that were seen before, and moves the focus to the first. If only
/// something was taken away, the focus goes to the text.
fn show_changes(seen: &BTreeSet<String>) {
    let mut new = blocks().filter(|block| block.text_content().is_some_and(|text| !seen.contains(&text)));
    let first = new.next();
    for block in first.iter().cloned().chain(new) {
        let _ = block.class_list().add_1("changed-block");
    }
    let place = first.or_else(|| blocks().next());
    let Some(place) = place.and_then(|place| place.dyn_into::<HtmlElement>().ok()) else { return };
    let _ = place.set_attribute("tabindex", "-1");
    focus::give(Some(place.clone()));
    let options = ScrollIntoViewOptions::new();
    options.set_block(ScrollLogicalPosition::Center);
    place.scroll_into_view_with_scroll_into_view_options(&options);
}
