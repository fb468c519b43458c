//! The header of an article, above its text.

use std::sync::Arc;

use leptos::prelude::*;

#[cfg(target_arch = "wasm32")]
use crate::browser::effect::effect;
#[cfg(target_arch = "wasm32")]
use crate::browser::timers;
#[cfg(target_arch = "wasm32")]
use crate::features::player::bar::play_icon;
#[cfg(not(target_arch = "wasm32"))]
use crate::features::player::button::ListenButton;
#[cfg(not(target_arch = "wasm32"))]
use crate::features::player::listening::Listening;
#[cfg(target_arch = "wasm32")]
use crate::features::player::offer;
use crate::{
    article,
    components::{
        headline::Length,
        moment::{Detail, MomentView},
        picture::{PictureLink, Width, caption},
    },
    features::offline::SaveButton,
    model::{Author, Story},
    store::newsroom::{Article, Newsroom},
    text,
};

/// The number of words that a reader reads in a minute.
const WORDS_A_MINUTE: usize = 220;

/// The header of an article. It is shown while the text may still be loading.
#[component]
pub fn ArticleHeader(
    /// The story, with no more fields than the header shows.
    story: Story,
    /// The complete story, for the player.
    whole: Memo<Story>,
    /// The article, once it has loaded. It is a memo, so that what depends on it changes by itself: re-rendering the whole
    /// header would take away the focus of a reader who is in it.
    article: Memo<Option<Arc<Article>>>,
) -> impl IntoView {
    let paths = Newsroom::here().paths();
    let section = story.section.clone().map(|section| {
        let href = paths.section(&section);
        view! { <a class="section-link" href=href>{section}</a> }
    });
    let kicker = story.kicker.clone().map(|kicker| view! { <span class="kicker-text">{kicker}</span> });
    let changed = story.updated.filter(|updated| Some(*updated) > story.published);
    let picture = story.leading_picture().cloned();
    // The text of a note says what its headline is made from.
    let class = if story.is_note { "headline visually-hidden" } else { headline_class(&story.headline) };
    let is_brief = Memo::new(move |_| article.with(|article| article.as_deref().is_some_and(is_brief)));
    let standfirst = story.standfirst.clone();
    let minutes = Memo::new(move |_| article.with(|article| article.as_deref().and_then(reading_minutes)));
    // Until the text has loaded, room is kept for the reading time, so that nothing moves when it is known.
    let awaited = Memo::new(move |_| article.with(Option::is_none));
    view! {
        <header class="article-header">
            <p class="kicker">{section} " " {kicker}</p>
            <h1 class=class id="headline" tabindex="-1">{story.headline.clone()}</h1>
            {move || {
                let standfirst = standfirst.clone().filter(|_| !is_brief.get());
                standfirst.map(|standfirst| view! { <p class="standfirst">{standfirst}</p> })
            }}
            <div class="article-meta">
                <div class="article-facts">
                    {byline(&story.authors)}
                    <p class="dateline" lang=text::lang() dir=text::dir()>
                        {story.published.map(|moment| view! {
                            <span class="published">{text::published()}" "<MomentView moment=moment detail=Detail::Exact /></span>
                        })}
                        {changed.map(|moment| view! {
                            <span class="updated">{text::updated()}" "<MomentView moment=moment detail=Detail::Exact /></span>
                        })}
                        <span class:awaited=move || awaited.get() hidden=move || !awaited.get() && minutes.get().is_none()>
                            {move || text::reading_time(minutes.get().unwrap_or(1))}
                        </span>
                    </p>
                </div>
                <div class="article-tools">
                    <SaveButton />
                    // Last, since its place stays empty in a browser without voices.
                    <div class="needs-program"><ListenRoot story=whole article /></div>
                </div>
            </div>
            {picture.map(|picture| {
                let caption = caption(&picture);
                view! {
                    <figure class="lead-picture">
                        <PictureLink number=1 picture=picture width=Width::Wide eager=true />
                        {caption}
                    </figure>
                }
            })}
        </header>
    }
}

/// Returns the class of the headline of an article.
pub fn headline_class(headline: &str) -> &'static str {
    match Length::of(headline) {
        Length::Short => "headline",
        Length::Long => "headline headline-long",
        Length::Longer => "headline headline-longer",
    }
}

/// Returns `true` if the standfirst of a story is all of its text.
pub fn is_brief(article: &Article) -> bool {
    article.blocks.is_empty() && article.story.standfirst.is_some()
}

/// Returns the minutes that it takes to read an article; `None` for a very short one.
fn reading_minutes(article: &Article) -> Option<usize> {
    let words = article::words(&article.blocks);
    (words > WORDS_A_MINUTE / 2).then(|| words.div_ceil(WORDS_A_MINUTE))
}

fn byline(authors: &[Author]) -> Option<impl IntoView + use<>> {
    let names: Vec<&str> = authors.iter().map(|author| author.name.as_str()).collect();
    (!names.is_empty()).then(|| {
        let line = text::byline(&names);
        view! { <p class="byline" lang=text::lang() dir=text::dir()>{line}</p> }
    })
}

/// The root of the button that starts listening. Its attributes tell if there is a recording, or a text to read aloud.
#[component]
fn ListenRoot(story: Memo<Story>, article: Memo<Option<Arc<Article>>>) -> impl IntoView {
    let recorded = move || story.with(|story| !story.withdrawn && !story.recordings.is_empty());
    let speakable = move || {
        let has_text = |article: &Article| article::is_speakable(&article.blocks);
        !story.with(|story| story.withdrawn)
            && article.with(|article| article.as_deref().is_some_and(has_text))
    };
    let id = story.get_untracked().id;
    let place = id.clone();
    view! {
        <div
            class="listen"
            data-root="listen"
            data-article=place
            lang=text::lang()
            dir=text::dir()
            data-recorded=move || recorded().then_some("")
            data-speakable=move || speakable().then_some("")
        >
            {listen_button(id, recorded, speakable)}
        </div>
    }
}

#[cfg(not(target_arch = "wasm32"))]
fn listen_button(
    article: String,
    recorded: impl Fn() -> bool,
    speakable: impl Fn() -> bool,
) -> impl IntoView {
    provide_context(Listening::open());
    view! { <ListenButton article recorded=recorded() speakable=speakable() /> }
}

/// Returns the button of a page rendered from data. It is hidden until `offer_listening` has found that something can be heard.
#[cfg(target_arch = "wasm32")]
fn listen_button(
    _: String,
    recorded: impl Fn() -> bool + 'static,
    speakable: impl Fn() -> bool + 'static,
) -> impl IntoView {
    effect(move || {
        if recorded() || speakable() {
            timers::next_frame(offer::offer_listening);
        }
    });
    view! { <button class="quiet-button" type="button" hidden="">{play_icon()} {text::listen()}</button> }
}
