//! Notices above the text of an article: that it was withdrawn, or has changed since it was opened.

use leptos::prelude::*;

use crate::{
    browser::effect::effect,
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
        <div class="root" data-root="notices" data-article=id>
            {printed_only(move || view! { <ArticleNotices article updated=None withdrawn=false /> })}
        </div>
    }
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
    let asked = RwSignal::new(false);
    effect(move || {
        if asked.get() && updated.is_some() && at_hand.with(Option::is_some) {
            hooks::rerender();
        }
    });
    let show = move |_| {
        asked.set(true);
        newsroom.reload_article(id.get_value());
    };
    view! {
        <div class="withdrawn" role="status">
            {move || is_withdrawn.get().then(|| view! { <div class="notice"><h2>{text::WITHDRAWN}</h2></div> })}
        </div>
        <div class="article-changed" role="status">
            {move || changed.get().then(|| view! {
                <p>{text::ARTICLE_CHANGED}</p>
                <button type="button" class="button" on:click=show>{text::SHOW_NEW_VERSION}</button>
            })}
        </div>
    }
}
