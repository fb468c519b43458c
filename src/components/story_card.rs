//! Cards of stories, on the front page and in sections.

use leptos::{either::Either, prelude::*};

use crate::{
    components::{
        moment::MomentView,
        picture::{PictureImage, Width},
        story_link::StoryLink,
    },
    model::Story,
    store::newsroom::Newsroom,
};

/// The amount that a card shows of its story.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Prominence {
    /// Everything, large: the story that leads the front page.
    Lead,
    /// Headline, standfirst and time: the story that leads a section.
    Feature,
    /// Headline and time.
    Brief,
}

/// The card of a story. It follows the story in the edition, and disappears when the story is withdrawn or gone.
#[component]
pub fn StoryCard(
    /// The story's id.
    id: String,
    /// The amount that is shown.
    prominence: Prominence,
    /// The level of its heading, 2 or 3.
    level: u8,
) -> impl IntoView {
    let newsroom = Newsroom::here();
    let story = Memo::new(move |_| {
        newsroom.edition.with(|edition| edition.by_id(&id).filter(|story| !story.withdrawn).cloned())
    });
    move || story.get().map(|story| card(story, prominence, level))
}

fn card(story: Story, prominence: Prominence, level: u8) -> impl IntoView {
    let (class, eager, width) = match prominence {
        Prominence::Lead => ("card card-lead", true, Width::Wide),
        Prominence::Feature => ("card card-feature", false, Width::Card),
        Prominence::Brief => ("card card-brief", false, Width::Card),
    };
    let full = prominence != Prominence::Brief;
    let picture = story.picture.clone().filter(|_| full).map(|picture| {
        view! { <div class="card-picture"><PictureImage picture=picture width=width eager=eager /></div> }
    });
    let kicker = story.kicker.clone().or_else(|| story.section.clone()).filter(|_| eager);
    let standfirst = story.standfirst.clone().filter(|_| full);
    let published = story.published;
    let link = view! { <StoryLink story=story /> };
    let heading = match level {
        2 => Either::Left(view! { <h2 class="card-headline">{link}</h2> }),
        _ => Either::Right(view! { <h3 class="card-headline">{link}</h3> }),
    };
    view! {
        <article class=class>
            {picture}
            <div class="card-text">
                {kicker.map(|kicker| view! { <p class="kicker">{kicker}</p> })}
                {heading}
                {standfirst.map(|standfirst| view! { <p class="card-standfirst">{standfirst}</p> })}
                {published.map(|moment| view! { <p class="card-time"><MomentView moment=moment /></p> })}
            </div>
        </article>
    }
}
