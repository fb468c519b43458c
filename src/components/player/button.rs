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
    effect::effect,
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
    story: Story,
    /// Its article, when it is at hand.
    article: Option<Arc<Article>>,
) -> impl IntoView {
    let listening = Listening::here();
    let id = story.id.clone();
    // The header is set anew when the article comes: a button that is there before would be pulled from under the finger.
    let recorded = article.is_some() && !story.recordings.is_empty();
    let lines = match &article {
        Some(article) if !recorded => piece::lines(article),
        _ => Vec::new(),
    };
    let readable = !lines.is_empty();
    let withdrawn = story.withdrawn;
    let offered =
        Memo::new(move |_| !withdrawn && (recorded || (readable && listening.read(|stage| stage.voices))));

    // What is being read is marked on a page that comes, or comes back.
    effect(move || request_animation_frame(move || listening.mark_again()));

    let held = StoredValue::new((story, lines));
    let active = Memo::new({
        let id = id.clone();
        move |_| listening.read(|Stage { machine, .. }| machine.article() == Some(&id) && machine.is_active())
    });
    let press = move |_| {
        held.with_value(|(story, lines)| {
            if listening.is_open() && listening.piece().id == story.id {
                listening.tell(Event::Toggle);
            } else if let Some((piece, source)) = prepare(story, lines) {
                listening.listen(piece, source);
            }
        });
    };
    view! {
        <div class="listen" data-article=id>
            {move || offered.get().then(|| view! {
                <button class="quiet-button" type="button" on:click=press>
                    {icon(Signal::derive(move || play_shape(active.get())))}
                    {Signal::derive(move || if active.get() { words::PAUSE } else { words::LISTEN }.to_owned())}
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
