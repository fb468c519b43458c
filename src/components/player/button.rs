//! The button that starts listening.

use std::sync::Arc;

use leptos::prelude::*;

use super::{
    Listening, Stage,
    bar::{icon, play_shape},
    piece::{self, Piece},
    recording,
};
use crate::{
    later,
    model::Story,
    newsroom::{Article, Newsroom},
    player::{Event, Script, Source},
    words,
};

/// The button that lets the reader hear an article: its recording, or else the browser's voices.
///
/// Where there is neither, and while the article is on its way, there is no button, only its place: voices are found after
/// the page has been laid out, and nothing may move then.
#[component]
pub fn ListenButton(
    /// The story.
    story: Memo<Story>,
    /// Its article, when it is at hand.
    article: Memo<Option<Arc<Article>>>,
) -> impl IntoView {
    let listening = Listening::here();
    let newsroom = Newsroom::here();
    let readable = Memo::new(move |_| {
        article.with(|article| article.as_ref().is_some_and(|article| !piece::lines(article).is_empty()))
    });
    let offered = Memo::new(move |_| {
        let (withdrawn, recorded) = story.with(|story| (story.withdrawn, !story.recordings.is_empty()));
        let there = article.with(Option::is_some);
        there && !withdrawn && (recorded || (readable.get() && listening.read(|stage| stage.voices)))
    });
    let active = Memo::new(move |_| {
        story.with(|story| {
            listening
                .read(|Stage { machine, .. }| machine.article() == Some(&story.id) && machine.is_active())
        })
    });

    // What is being read is marked on a page that comes, or comes back.
    crate::later::effect(move || {
        article.with(|_| {});
        later::next_frame(move || listening.mark_again());
    });

    let press = move |_| {
        let story = story.get_untracked();
        if listening.is_open() && listening.piece().id == story.id {
            listening.tell(Event::Toggle);
        } else if let Some((piece, source)) = prepare(newsroom, &story, article.get_untracked().as_deref()) {
            listening.listen(piece, source);
        }
    };
    view! {
        <div class="listen" data-article=move || story.get().id>
            {move || offered.get().then(|| view! {
                <button class="quiet-button" type="button" on:click=press>
                    {icon(Signal::derive(move || play_shape(active.get())))}
                    {move || if active.get() { words::PAUSE } else { words::LISTEN }}
                </button>
            })}
        </div>
    }
}

/// What the player needs to know.
fn prepare(newsroom: Newsroom, story: &Story, article: Option<&Article>) -> Option<(Piece, Source)> {
    let (source, lines) = match recording::best(&story.recordings) {
        Some(recording) => {
            (Source::Recording { src: recording.src.clone(), seconds: recording.seconds }, Vec::new())
        }
        None => {
            let lines = piece::lines(article?);
            (Source::Speech(Script::of(lines.iter().map(|line| line.text.as_str()))), lines)
        }
    };
    let href = newsroom.paths().article(&story.slug);
    let names: Vec<&str> = story.authors.iter().map(|author| author.name.as_str()).collect();
    let piece = newsroom.edition.with_untracked(|edition| Piece {
        id: story.id.clone(),
        href,
        headline: story.headline.clone(),
        by: if names.is_empty() { edition.paper.name.clone() } else { names.join(", ") },
        paper: edition.paper.name.clone(),
        picture: story.picture.as_ref().map(|picture| picture.src.clone()),
        language: story.language.clone().or_else(|| edition.paper.language.clone()),
        lines,
    });
    Some((piece, source))
}
