//! Stories on the front page and in sections.

use leptos::prelude::*;

use super::{
    moment::MomentView,
    picture::{PictureImage, Width},
    story_link::StoryLink,
};
use crate::view::{IntoNode, Node, live, view};
use crate::{model::Story, newsroom::Newsroom};

/// How much of a story its card shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Prominence {
    /// Everything, large: the story that leads the front page.
    Lead,
    /// Headline, standfirst and time: the story that leads a section.
    Feature,
    /// Headline and time.
    Brief,
}

/// A story on the front page or in a section. It follows what the edition says of the story, and vanishes with it.
#[component]
pub fn StoryCard(
    /// The story's id.
    id: String,
    /// How much is shown.
    prominence: Prominence,
    /// The level of its heading.
    level: u8,
) -> Node {
    let newsroom = Newsroom::here();
    let story = Memo::new(move |_| {
        newsroom.edition.with(|edition| edition.by_id(&id).filter(|story| !story.withdrawn).cloned())
    });
    let there = Memo::new(move |_| story.with(Option::is_some));
    let story = Signal::derive(move || story.get().unwrap_or_default());
    live(move || there.get().then(|| card(story, prominence, level).into_node()))
}

fn card(story: Signal<Story>, prominence: Prominence, level: u8) -> Node {
    let class = match prominence {
        Prominence::Lead => "card card-lead",
        Prominence::Feature => "card card-feature",
        Prominence::Brief => "card card-brief",
    };
    // Each part follows the story by itself, so that one that changes does not take another's focus.
    let picture = Memo::new(move |_| {
        story.with(|story| story.picture.clone()).filter(|_| prominence != Prominence::Brief)
    });
    let kicker = Memo::new(move |_| {
        story
            .with(|story| story.kicker.clone().or_else(|| story.section.clone()))
            .filter(|_| prominence == Prominence::Lead)
    });
    let standfirst = Memo::new(move |_| {
        story.with(|story| story.standfirst.clone()).filter(|_| prominence != Prominence::Brief)
    });
    let published = Memo::new(move |_| story.with(|story| story.published));
    let link = view! { <StoryLink story=story /> };
    let heading = match level {
        2 => view! { <h2 class="card-headline">{link}</h2> },
        3 => view! { <h3 class="card-headline">{link}</h3> },
        _ => view! { <h4 class="card-headline">{link}</h4> },
    };
    let eager = prominence == Prominence::Lead;
    let width = if eager { Width::Wide } else { Width::Card };
    view! {
        <article class=class>
            {move || picture.get().map(|picture| view! { <div class="card-picture"><PictureImage picture=picture width=width eager=eager /></div> })}
            <div class="card-text">
                {move || kicker.get().map(|kicker| view! { <p class="kicker">{kicker}</p> })}
                {heading}
                {move || standfirst.get().map(|standfirst| view! { <p class="card-standfirst">{standfirst}</p> })}
                {move || published.get().map(|moment| view! { <p class="card-time"><MomentView moment=moment /></p> })}
            </div>
        </article>
    }
}
