//! Cards of stories, on the front page and in sections.

use leptos::{either::Either, prelude::*};

use crate::{
    components::{
        headline::Length,
        moment::MomentView,
        picture::{PictureImage, Width},
        story_link::StoryLink,
    },
    model::{Moment, Picture, Story},
    store::newsroom::Newsroom,
    text,
};

/// Seconds by which a story at the top of a page is older than the newest one when it says its date: without one it would pass for
/// news of the day.
const OLD_SECONDS: i64 = 3 * 24 * 60 * 60;

/// The rank of a card, from which its size and the amount that it shows follow.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rank {
    /// The story that leads a page.
    Lead,
    /// A story beside the lead.
    Second,
    /// The first story of a section's band.
    First,
    /// Another story of a band.
    Other,
    /// A story among others of its kind, on the page of a section or topic.
    Listed,
}

impl Rank {
    fn class(self) -> &'static str {
        match self {
            Self::Lead => "card card-lead",
            Self::Second => "card card-second",
            Self::First => "card card-first",
            Self::Other => "card card-other",
            Self::Listed => "card card-listed",
        }
    }

    fn width(self) -> Width {
        match self {
            Self::Lead => Width::Wide,
            Self::Second | Self::First | Self::Listed => Width::Card,
            Self::Other => Width::SmallCard,
        }
    }
}

/// The card of a story. It follows the story in the edition, and disappears when the story is withdrawn or gone.
#[component]
pub fn StoryCard(
    /// The story's id.
    id: String,
    /// The rank of the card.
    rank: Rank,
    /// The level of its heading, 2 or 3.
    level: u8,
    /// `true` if the section of the story is shown: where stories of several sections stand together.
    #[prop(optional)]
    with_section: bool,
    /// `true` if the date is shown.
    #[prop(optional)]
    with_date: bool,
) -> impl IntoView {
    let story = Newsroom::here().shown_story(id);
    move || story.get().map(|story| card(story, rank, level, with_section, with_date))
}

/// A story of one sentence, which is read on the front page itself. It follows the story as a card does.
#[component]
pub fn Brief(
    /// The story's id.
    id: String,
) -> impl IntoView {
    let story = Newsroom::here().shown_story(id);
    move || story.get().map(brief)
}

fn card(story: Story, rank: Rank, level: u8, with_section: bool, with_date: bool) -> impl IntoView {
    let href = Newsroom::here().paths().article(&story.slug);
    let picture = story.picture.clone().map(|picture| {
        // The headline leads to the same page, so the picture needs neither a name nor a place in the order of the focus.
        let picture = Picture { alt: Some(String::new()), ..picture };
        let eager = rank == Rank::Lead;
        view! {
            <a class="card-picture" href=href tabindex="-1" aria-hidden="true">
                <PictureImage picture width=rank.width() eager />
            </a>
        }
    });
    let kicker = story.kicker.clone().filter(|_| rank != Rank::Other);
    let kicker = kicker.or_else(|| story.section.clone().filter(|_| with_section));
    let beginning = story.standfirst.clone().or_else(|| story.excerpt.clone());
    let standfirst = beginning.filter(|_| !story.is_note);
    let audio = story.recordings.first().map(|recording| text::audio(recording.seconds));
    let is_old = matches!(rank, Rank::Lead | Rank::Second) && is_old(&story);
    let date = story.published.map(|moment| dated(moment, with_date || is_old));
    let (id, section) = (story.id.clone(), story.section.clone());
    let length = match Length::of(&story.headline) {
        Length::Short => None,
        Length::Long => Some("long"),
        Length::Longer => Some("longer"),
    };
    let link = view! { <StoryLink story=story /> };
    let heading = match level {
        2 => Either::Left(view! { <h2 class="card-headline" data-length=length>{link}</h2> }),
        _ => Either::Right(view! { <h3 class="card-headline" data-length=length>{link}</h3> }),
    };
    view! {
        <article class=rank.class() data-id=id data-section=section>
            {picture}
            <div class="card-text">
                {kicker.map(|kicker| view! { <p class="kicker">{kicker}</p> })}
                {heading}
                {standfirst.map(|standfirst| view! { <p class="card-standfirst">{standfirst}</p> })}
                {audio.map(|audio| view! { <p class="card-audio" lang=text::lang() dir=text::dir()>{audio}</p> })}
                {date}
            </div>
        </article>
    }
}

fn is_old(story: &Story) -> bool {
    Newsroom::here().edition.with_untracked(|edition| {
        let newest = edition.stories.iter().filter_map(|story| story.published).max();
        newest
            .zip(story.published)
            .is_some_and(|(newest, published)| newest.as_second() - published.as_second() > OLD_SECONDS)
    })
}

/// Returns the date of a card. One that is not shown is there for the app, which reads a printed card.
fn dated(moment: Moment, is_shown: bool) -> impl IntoView {
    match is_shown {
        true => Either::Left(view! { <p class="card-time"><MomentView moment=moment /></p> }),
        false => Either::Right(view! { <time datetime=moment.to_string() hidden></time> }),
    }
}

fn brief(story: Story) -> impl IntoView {
    let section = story.section.clone().or_else(|| story.kicker.clone());
    let sentence = story.standfirst.clone().or_else(|| story.excerpt.clone()).filter(|_| !story.is_note);
    let (id, of_section) = (story.id.clone(), story.section.clone());
    let date = story.published.map(|moment| dated(moment, false));
    view! {
        <article class="card brief" data-id=id data-section=of_section>
            {section.map(|section| view! { <p class="kicker">{section}</p> })}
            <h3 class="brief-headline"><StoryLink story=story /></h3>
            {sentence.map(|sentence| view! { <p class="brief-sentence">{sentence}</p> })}
            {date}
        </article>
    }
}
