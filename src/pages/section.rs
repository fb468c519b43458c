//! The pages of sections and topics.

use leptos::{either::EitherOf3, prelude::*};

use super::not_found::NotFoundPage;
use crate::{
    components::{
        story_card::{Rank, StoryCard},
        waiting::{needs_whole_edition, waiting},
    },
    features::{arrangement, related::list::ListRoot},
    model::Slug,
    store::{
        context::{PAGE_SIZE, PageContext},
        live::{ListKind, Scope},
        newsroom::Newsroom,
    },
    text,
};

/// The page of a section, with its newest stories.
#[component]
pub fn SectionPage(
    /// The slug of the section.
    slug: String,
) -> impl IntoView {
    listing(slug, ListKind::Section)
}

/// The page of a topic, with the newest stories about it. The section of a story counts as one of its topics.
#[component]
pub fn TopicPage(
    /// The slug of the topic.
    slug: String,
) -> impl IntoView {
    listing(slug, ListKind::Topic)
}

/// Lists the stories of a section or topic.
fn listing(slug: String, kind: ListKind) -> impl IntoView {
    let newsroom = Newsroom::here();
    let scope = Scope { kind, of: slug, above: Vec::new() };
    let found = {
        let scope = scope.clone();
        Memo::new(move |_| {
            newsroom.edition.with(|edition| {
                let named = |name: &String| Slug::of_name(name).as_str() == scope.of;
                edition.sections().into_iter().find(named).or_else(|| {
                    let newest = edition.newest(&|story| scope.covers(story));
                    let story = newest.first()?;
                    story.topics.iter().chain(&story.section).find(|name| named(name)).cloned()
                })
            })
        })
    };
    let needs_whole = needs_whole_edition();
    move || match found.get() {
        _ if needs_whole.get() => EitherOf3::A(waiting()),
        None => EitherOf3::B(view! { <NotFoundPage /> }),
        Some(title) => EitherOf3::C(view! { <Listing title scope=scope.clone() /> }),
    }
}

#[component]
fn Listing(title: String, scope: Scope) -> impl IntoView {
    let newsroom = Newsroom::here();
    let name = title.clone();
    PageContext::here().follow_title(move || name.clone());
    // The cards are settled when the page is opened; each then follows its story, and news comes into the list below.
    let (above, empty) = newsroom.edition.with_untracked(|edition| {
        let mut newest = edition.newest(&|story| scope.covers(story));
        newest.truncate(PAGE_SIZE);
        (arrangement::section(&newest), newest.is_empty())
    });
    let mut cards = above.clone().into_iter();
    let lead = cards.next().map(|id| view! { <StoryCard id rank=Rank::Lead level=2 with_date=true /> });
    let cards = (cards.len() > 0).then(|| {
        let cards = cards.map(|id| view! { <StoryCard id rank=Rank::Listed level=2 with_date=true /> });
        view! { <div class="cards">{cards.collect_view()}</div> }
    });
    view! {
        <section class="section-page frame">
            <h1 class="section-heading" tabindex="-1">{title}</h1>
            {empty.then(|| view! { <p lang=text::lang() dir=text::dir()>{text::nothing_here()}</p> })}
            {lead}
            {cards}
            <ListRoot scope=Scope { above, ..scope } />
            {printed_older_stories()}
        </section>
    }
}

/// Returns the link to the printed pages with older stories.
#[cfg(not(target_arch = "wasm32"))]
fn printed_older_stories() -> impl IntoView {
    use super::archive::{PlaceInList, older_stories};
    PlaceInList::here().older.map(older_stories)
}

/// Returns nothing: only the press knows which older stories have pages. The list's own button brings them.
#[cfg(target_arch = "wasm32")]
fn printed_older_stories() -> impl IntoView {}
