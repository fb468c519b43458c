//! The front page.

use leptos::{
    either::{Either, EitherOf3},
    prelude::*,
};

use crate::{
    components::{
        notice::Notice,
        story_card::{Brief, Rank, StoryCard},
        waiting::{needs_whole_edition, waiting},
    },
    features::{
        arrangement::{Band, FrontArrangement},
        newsletter::view::NewsletterRoot,
        related::list::ListRoot,
    },
    model::Slug,
    store::{
        context::PageContext,
        live::Scope,
        newsroom::{Newsroom, Request},
    },
    text,
};

/// The front page: the lead and the stories beside it, briefs, a band for each section, then the latest headlines and the newsletter
/// form.
#[component]
pub fn FrontPage() -> impl IntoView {
    let newsroom = Newsroom::here();
    PageContext::here().follow_title(String::new);
    let needs_whole = needs_whole_edition();
    move || match newsroom.error.get() {
        Some(error) => EitherOf3::A(view! {
            <h1 class="visually-hidden" tabindex="-1" lang=text::lang() dir=text::dir()>{text::front_page()}</h1>
            <Notice title=text::paper_error() error retry=Request::Edition />
        }),
        None if needs_whole.get() => EitherOf3::B(waiting()),
        None => EitherOf3::C(view! { <Front /> }),
    }
}

#[component]
fn Front() -> impl IntoView {
    let newsroom = Newsroom::here();
    let empty = Memo::new(move |_| newsroom.edition.with(|edition| edition.stories.is_empty()));
    view! {
        <h1 class="visually-hidden" tabindex="-1">
            {move || newsroom.edition.with(|edition| edition.paper.name.clone())}
        </h1>
        {move || {
            if empty.get() {
                Either::Left(view! {
                    <section class="notice" lang=text::lang() dir=text::dir()>
                        <h2>{text::empty_edition()}</h2>
                        <p>{text::empty_edition_text()}</p>
                    </section>
                })
            } else {
                // The arrangement is settled when the page is opened; each card then follows its story.
                let arrangement = newsroom.edition.with_untracked(|edition| FrontArrangement::of(edition));
                Either::Right(view! { <Arranged arrangement /> })
            }
        }}
    }
}

#[component]
fn Arranged(arrangement: FrontArrangement) -> impl IntoView {
    let above = arrangement.ids().cloned().collect();
    let FrontArrangement { lead, seconds, briefs, bands, small_bands, others } = arrangement;
    let small_bands = (!small_bands.is_empty()).then(|| {
        let bands = small_bands.into_iter().map(|band| view! { <SectionBand band /> });
        view! { <div class="small-bands cards">{bands.collect_view()}</div> }
    });
    let seconds = (!seconds.is_empty()).then(|| {
        let cards = seconds
            .into_iter()
            .map(|id| view! { <StoryCard id rank=Rank::Second level=2 with_section=true /> });
        view! { <div class="front-seconds">{cards.collect_view()}</div> }
    });
    let briefs = (!briefs.is_empty()).then(|| {
        view! {
            <section class="front-briefs" aria-labelledby="front-briefs">
                <h2 class="section-title" id="front-briefs" lang=text::lang() dir=text::dir()>{text::briefs()}</h2>
                <div class="briefs">
                    {briefs.into_iter().map(|id| view! { <Brief id /> }).collect_view()}
                </div>
            </section>
        }
    });
    let others = (!others.is_empty()).then(|| {
        let cards = others
            .into_iter()
            .map(|id| view! { <StoryCard id rank=Rank::Listed level=3 with_section=true /> });
        view! {
            <section class="front-others" aria-labelledby="front-others">
                <h2 class="section-title" id="front-others" lang=text::lang() dir=text::dir()>{text::other_stories()}</h2>
                <div class="cards">{cards.collect_view()}</div>
            </section>
        }
    });
    let newsroom = Newsroom::here();
    let all_stories = newsroom.has_archive().then(|| {
        let href = newsroom.paths().archive();
        view! { <p class="front-all" lang=text::lang() dir=text::dir()><a href=href rel="external">{text::all_stories()}</a></p> }
    });
    view! {
        <div class="frame front">
            <div class="front-top">
                {lead.map(|id| view! { <StoryCard id rank=Rank::Lead level=2 with_section=true /> })}
                {seconds}
            </div>
            {briefs}
            {bands.into_iter().map(|band| view! { <SectionBand band /> }).collect_view()}
            {small_bands}
            {others}
            <div class="front-foot">
                <div class="front-latest">
                    <ListRoot scope=Scope { above, ..Scope::default() } />
                    {all_stories}
                </div>
                <NewsletterRoot />
            </div>
        </div>
    }
}

#[component]
fn SectionBand(band: Band) -> impl IntoView {
    let Band { section, stories } = band;
    let id = format!("front-{}", Slug::of_name(&section));
    let labelled_by = id.clone();
    let href = Newsroom::here().paths().section(&section);
    let mut stories = stories.into_iter();
    let first = stories.next().map(|id| view! { <StoryCard id rank=Rank::First level=3 /> });
    let others = stories.map(|id| view! { <StoryCard id rank=Rank::Other level=3 /> }).collect_view();
    view! {
        <section class="band" aria-labelledby=labelled_by>
            <h2 class="section-title" id=id><a href=href>{section}</a></h2>
            <div class="band-stories">
                {first}
                <div class="band-others">{others}</div>
            </div>
        </section>
    }
}
