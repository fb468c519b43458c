//! The button that starts listening.

use std::sync::Arc;

use leptos::prelude::*;

use super::{
    Listening,
    bar::{PAUSE_SHAPE, PLAY_SHAPE, icon},
    piece::{self, Piece},
    recording,
};
use crate::{
    effect::effect,
    model::Story,
    newsroom::{Article, Newsroom},
    player::{Event, Player as Machine, Script, Source},
    words,
};

/// The button that lets the reader hear an article: its recording, or else the browser's voices.
///
/// Where there is neither, there is no button, only its place: voices are found after the page has been laid out, and
/// nothing may move then.
#[component]
pub fn ListenButton(
    /// The story.
    story: Story,
    /// Its article, when it is at hand.
    article: Option<Arc<Article>>,
) -> impl IntoView {
    let listening = Listening::here();
    let id = story.id.clone();
    let recorded = !story.recordings.is_empty();
    let lines = match &article {
        Some(article) if !recorded => piece::lines(article),
        _ => Vec::new(),
    };
    let readable = !lines.is_empty();
    let offered = move || !story.withdrawn && (recorded || (readable && listening.voices.get()));

    // What is being read is marked on a page that comes, or comes back.
    effect(move || request_animation_frame(move || listening.mark_again()));

    let held = StoredValue::new((story, lines));
    let active = Memo::new({
        let id = id.clone();
        move |_| listening.has(&id) && listening.machine.with(Machine::is_active)
    });
    let press = move |_| {
        held.with_value(|(story, lines)| {
            if untrack(|| listening.has(&story.id)) {
                listening.tell(Event::Toggle);
            } else if let Some((piece, source)) = prepare(story, lines) {
                listening.listen(piece, source);
            }
        });
    };
    view! {
        <div class="listen" data-article=id>
            {move || offered().then(|| view! {
                <button class="quiet-button" type="button" on:click=press>
                    {icon(move || if active.get() { PAUSE_SHAPE } else { PLAY_SHAPE })}
                    {move || if active.get() { words::PAUSE } else { words::LISTEN }}
                </button>
            })}
        </div>
    }
    .into_any()
}

/// What the player needs to know.
fn prepare(story: &Story, lines: &[piece::Line]) -> Option<(Piece, Source)> {
    let source = match recording::best(&story.recordings) {
        Some(recording) => Source::Recording { src: recording.src.clone(), seconds: recording.seconds },
        None if lines.is_empty() => return None,
        None => Source::Speech(Script::of(lines.iter().map(|line| line.text.as_str()))),
    };
    let newsroom = Newsroom::here();
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
        lines: lines.to_vec(),
    });
    Some((piece, source))
}
