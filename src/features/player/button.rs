//! The button that starts listening.

use leptos::prelude::*;

use crate::{
    article,
    browser::{effect::effect, timers},
    features::player::{
        Event, Source, Timeline,
        bar::{icon, play_shape},
        listening::{Listening, Stage},
        now_playing,
        now_playing::NowPlaying,
        recording,
    },
    model::Story,
    store::{
        context::SiteContext,
        newsroom::{Article, ArticleState, Newsroom},
    },
    text,
};

/// The button that plays an article: its recording, or else a reading by the browser's voices.
///
/// Where there is neither it is hidden, but room is kept for it: voices are found after the page has been laid out, and nothing
/// may move then.
#[component]
pub fn ListenButton(
    /// The id of the article's story.
    article: String,
    /// `true` if the printed article has a recording.
    recorded: bool,
    /// `true` if the printed article has a text to read aloud.
    speakable: bool,
) -> impl IntoView {
    let listening = Listening::here();
    let newsroom = Newsroom::here();
    let id = StoredValue::new(article);
    let listed = Memo::new(move |before: Option<&Option<Story>>| {
        let now = newsroom.edition.with(|edition| id.with_value(|id| edition.by_id(id).cloned()));
        now.or_else(|| before.cloned().flatten())
    });
    let article = Memo::new(move |_| match listed.get().and_then(|story| newsroom.article(&story)) {
        Some(ArticleState::Ready(article)) => Some(article),
        _ => None,
    });
    let readable = Memo::new(move |_| match article.get() {
        Some(article) => article::is_speakable(&article.blocks),
        None => speakable,
    });
    let offered = Memo::new(move |_| {
        let withdrawn = listed.with(|story| story.as_ref().is_some_and(|story| story.withdrawn));
        let recorded = article.with(|article| match article {
            Some(article) => !article.story.recordings.is_empty(),
            None => recorded,
        });
        !withdrawn && (recorded || (readable.get() && listening.read(|stage| stage.voices)))
    });
    let active = Memo::new(move |_| {
        id.with_value(|id| {
            listening.read(|Stage { machine, .. }| machine.article() == Some(id) && machine.is_active())
        })
    });

    let shown = SiteContext::here().page;
    // A page that is shown, or shown again, gets the mark on the sentence that is being read.
    effect(move || {
        article.track();
        shown.track();
        timers::next_frame(move || listening.mark_again());
    });

    // The article of a printed page is fetched only when the reader wants to hear it.
    let wanted = StoredValue::new(false);
    let begin = move || {
        let Some(article) = article.get_untracked() else { return };
        let story = listed.get_untracked().map(|listed| listed.merged_with(article.story.clone()));
        if let Some((track, source)) = story.and_then(|story| prepare(newsroom, &story, &article)) {
            listening.listen(track, source);
        }
    };
    effect(move || {
        if article.with(Option::is_some) && wanted.get_value() {
            wanted.set_value(false);
            begin();
        }
    });
    let press = move |_| {
        if listening.is_open() && id.with_value(|id| listening.track().id == *id) {
            listening.tell(Event::Toggle);
        } else if article.with_untracked(Option::is_some) {
            begin();
        } else {
            wanted.set_value(true);
            newsroom.load_article(id.get_value());
        }
    };
    view! {
        <button class="quiet-button" type="button" hidden=move || !offered.get() on:click=press>
            {icon(Signal::derive(move || play_shape(active.get())))}
            {move || if active.get() { text::pause() } else { text::listen() }}
        </button>
    }
}

/// Returns the track and the source for the player.
fn prepare(newsroom: Newsroom, story: &Story, article: &Article) -> Option<(NowPlaying, Source)> {
    let (source, lines) = match recording::best(&story.recordings) {
        Some(recording) => {
            (Source::Recording { src: recording.src.clone(), seconds: recording.seconds }, Vec::new())
        }
        None => {
            let lines = now_playing::lines(article);
            (Source::Speech(Timeline::of(lines.iter().map(|line| line.text.as_str()))), lines)
        }
    };
    let href = newsroom.paths().article(&story.slug);
    let names: Vec<&str> = story.authors.iter().map(|author| author.name.as_str()).collect();
    let track = newsroom.edition.with_untracked(|edition| NowPlaying {
        id: story.id.clone(),
        href,
        headline: story.headline.clone(),
        by: if names.is_empty() { edition.paper.name.clone() } else { names.join(", ") },
        paper: edition.paper.name.clone(),
        picture: story.picture.as_ref().map(|picture| picture.src.clone()),
        language: story.language.clone().or_else(|| edition.paper.language.clone()),
        lines,
    });
    Some((track, source))
}
