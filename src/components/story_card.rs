//! Stories on the front page and in sections.

use leptos::prelude::*;

use super::{
    moment::MomentView,
    picture::{PictureImage, Width},
    story_link::StoryLink,
};
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
) -> impl IntoView {
    let newsroom = Newsroom::here();
    let story = Memo::new(move |_| {
        newsroom.edition.with(|edition| edition.by_id(&id).filter(|story| !story.withdrawn).cloned())
    });
    move || story.get().map(|story| card(story, prominence, level))
}

fn card(story: Story, prominence: Prominence, level: u8) -> impl IntoView {
    let class = match prominence {
        Prominence::Lead => "card card-lead",
        Prominence::Feature => "card card-feature",
        Prominence::Brief => "card card-brief",
    };
    let picture = story.picture.clone().filter(|_| prominence != Prominence::Brief);
    let kicker =
        story.kicker.clone().or_else(|| story.section.clone()).filter(|_| prominence == Prominence::Lead);
    let standfirst = story.standfirst.clone().filter(|_| prominence != Prominence::Brief);
    let published = story.published;
    let link = view! { <StoryLink story=story /> };
    let heading = match level {
        2 => view! { <h2 class="card-headline">{link}</h2> }.into_any(),
        3 => view! { <h3 class="card-headline">{link}</h3> }.into_any(),
        _ => view! { <h4 class="card-headline">{link}</h4> }.into_any(),
    };
    let eager = prominence == Prominence::Lead;
    let width = if eager { Width::Wide } else { Width::Card };
    view! {
        <article class=class>
            {picture.map(|picture| view! { <div class="card-picture"><PictureImage picture=picture width=width eager=eager /></div> }.into_any())}
            <div class="card-text">
                {kicker.map(|kicker| view! { <p class="kicker">{kicker}</p> }.into_any())}
                {heading}
                {standfirst.map(|standfirst| view! { <p class="card-standfirst">{standfirst}</p> }.into_any())}
                {published.map(|moment| view! { <p class="card-time"><MomentView moment=moment /></p> }.into_any())}
            </div>
        </article>
    }
}
