//! The live list of headlines: on the front page the latest, beside an article the related ones.

use std::sync::Arc;

use leptos::{either::EitherOf3, html, prelude::*};
use wasm_bindgen::JsCast;
use web_sys::{Element, EventTarget, HtmlElement};

#[cfg(target_arch = "wasm32")]
use crate::store::hooks;
use crate::{
    browser::{effect::effect, timers},
    components::{
        moment::MomentView,
        notice::Notice,
        root::printed_only,
        story_link::StoryLink,
        waiting::{all_there, once_whole},
    },
    model::Story,
    store::{
        context::{PAGE_SIZE, PageContext, Reasons},
        hooks::UseRanked,
        live::Listing,
        newsroom::{Attention, ListOnPage, Newsroom, Request},
    },
    text,
};

/// The number of rows that are rendered first when a reader begins at the top of a page: no more are visible beside an article
/// on a screen 900 pixels high. The others are rendered after the first paint.
const FIRST_ROWS: usize = 12;
/// The length up to which a list is rendered at once. In two columns of equal height, the first rows of so short a list are not
/// all in the first column, and would move when the others come.
const SHORT_LIST: usize = 30;

/// The headlines that a list begins with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ListSource {
    /// The printed headlines.
    Printed(Reasons),
    /// The headlines that go best with the page.
    Ranked,
}

/// The root of the list.
#[component]
pub fn ListRoot(
    /// The id of the article beside which the list stands.
    #[prop(optional, into)]
    article: Option<String>,
) -> impl IntoView {
    let beside = article.clone();
    view! {
        <div class="root" data-root="list" data-article=beside>
            {printed_only(move || view! { <RelatedList article source=ListSource::Ranked /> })}
        </div>
    }
}

/// The live list of headlines.
#[component]
pub fn RelatedList(
    /// The id of the article to which the headlines are related; without one, the list has the latest.
    #[prop(optional_no_strip)]
    article: Option<String>,
    /// The headlines that it begins with.
    source: ListSource,
) -> impl IntoView {
    let newsroom = Newsroom::here();
    let page = PageContext::here();
    let title = if article.is_some() { text::RELATED } else { text::LATEST };
    page.article.set_value(article);
    match source {
        ListSource::Printed(headlines) => begin(page, headlines),
        ListSource::Ranked => {
            once_whole(move || rank(newsroom, page, begin));
        }
    }

    let list = NodeRef::<html::Ol>::new();
    let pointing_at = StoredValue::new(None::<String>);
    page.list.set_value(Some(ListOnPage {
        belongs: Arc::new(move |story| {
            page.article.with_value(|article| article.as_deref() != Some(story.id.as_str()))
        }),
        attention: Arc::new(move || attention(list, pointing_at.get_value())),
    }));
    on_cleanup(move || {
        page.list.try_update_value(|list| *list = None);
    });
    let point = move |row: Option<String>| {
        // Browsers report a pointer that leaves the list even while the list is being removed.
        if pointing_at.try_get_value().is_some_and(|before| before != row) {
            pointing_at.set_value(row);
            newsroom.resume_updates();
        }
    };

    let all = all_there();
    let filling = move || !all.get() && page.listing.with(|listing| listing.rows.len() > SHORT_LIST);
    let rows = move || {
        let count = if filling() { FIRST_ROWS } else { usize::MAX };
        page.listing.with(|listing| listing.rows.iter().take(count).cloned().collect::<Vec<_>>())
    };
    view! {
        <section class="related" aria-labelledby="related-title">
            <div class="related-head">
                <h2 class="related-title" id="related-title" tabindex="-1">{title}</h2>
            </div>
            {part("related-waiting", "waiting", || view! { <WaitingStories /> })}
            <ol
                class:filling=filling
                node_ref=list
                on:pointerover=move |event| point(row_of(event.target()))
                on:pointerleave=move |_| point(None)
                on:focusout=move |_| timers::next_frame(move || newsroom.resume_updates())
            >
                <For each=rows key=String::clone let(id)>
                    <Row id />
                </For>
            </ol>
            {part("related-more", "more", || view! { <MoreHeadlines /> })}
        </section>
    }
}

/// Returns the root of a part of the list, which few readers need at first. In the browser it has no children here, so
/// hydrating the list leaves the printed part as it is.
#[cfg(target_arch = "wasm32")]
fn part<V>(class: &'static str, name: &'static str, _: impl FnOnce() -> V) -> impl IntoView {
    view! { <div class=class data-root=name></div> }
}

/// Returns the root of a part of the list, with its content.
#[cfg(not(target_arch = "wasm32"))]
fn part<V: IntoView>(class: &'static str, name: &'static str, content: impl FnOnce() -> V) -> impl IntoView {
    view! { <div class=class data-root=name>{content()}</div> }
}

/// The button that says how many new stories wait, and puts them into the list.
#[component]
pub fn WaitingStories() -> impl IntoView {
    let newsroom = Newsroom::here();
    let page = PageContext::here();
    let waiting = Memo::new(move |_| page.listing.with(|listing| listing.pending.len()));
    let show = move |_| {
        page.listing.update(|listing| {
            *listing = newsroom.edition.with_untracked(|edition| listing.released(edition));
        });
        let heading = document().get_element_by_id("related-title");
        if let Some(heading) = heading.and_then(|heading| heading.dyn_into::<HtmlElement>().ok()) {
            let _ = heading.focus();
            heading.scroll_into_view();
        }
    };
    move || {
        let count = waiting.get();
        (count > 0).then(|| view! { <button type="button" on:click=show>{text::new_stories(count)}</button> })
    }
}

/// The end of the list: the button for more headlines, or the notice that they are loading or could not be loaded.
#[component]
pub fn MoreHeadlines() -> impl IntoView {
    let newsroom = Newsroom::here();
    let page = PageContext::here();
    // When older stories have come, or the edition has more than was shown, they are added at the end of the list.
    let known = Memo::new(move |_| newsroom.edition.with(|edition| edition.stories.len()));
    let asked = RwSignal::new(0_usize);
    effect(move || {
        // Read, not only tracked: a memo that was never read does not know what it depends on.
        let _ = known.get();
        if asked.get() > 0 {
            rank(newsroom, page, extend);
        }
    });
    let more = move |_| {
        page.limit.update_value(|limit| *limit += PAGE_SIZE);
        newsroom.load_older();
        asked.update(|asked| *asked += 1);
    };
    // Beside an article, the list has all stories but that one.
    let itself = usize::from(page.article.with_value(Option::is_some));
    let has_more = move || {
        newsroom.edition.with(|edition| {
            edition.older.is_some()
                || page.listing.with(|listing| {
                    listing.rows.len() + listing.pending.len() + itself < edition.stories.len()
                })
        })
    };
    move || match newsroom.older.get() {
        Err(error) => EitherOf3::A(view! { <Notice title=text::MORE_ERROR error retry=Request::Older /> }),
        Ok(true) => EitherOf3::B(view! { <p class="loading" role="status">{text::LOADING_MORE}</p> }),
        Ok(false) => EitherOf3::C(has_more().then(|| {
            view! {
                <button type="button" class="quiet-button needs-program" on:click=more>{text::MORE}</button>
            }
        })),
    }
}

/// Ranks the headlines of a page's list and passes them to `then`: in the press at once, in the browser once the piece with the
/// ranking has loaded.
fn rank(newsroom: Newsroom, page: PageContext, then: UseRanked) {
    #[cfg(target_arch = "wasm32")]
    hooks::rank(newsroom, page, then);
    #[cfg(not(target_arch = "wasm32"))]
    crate::features::related::listed::rank_list(newsroom, page, then);
}

/// Begins the list with these headlines.
fn begin(page: PageContext, headlines: Reasons) {
    page.listing.set(Listing::of(headlines.iter().map(|(id, _)| id.clone())));
    page.reasons.set_value(headlines);
}

/// Adds the headlines that the list does not have yet to its end; the rows that it has stay where they are.
fn extend(page: PageContext, ranked: Reasons) {
    let limit = page.limit.get_value();
    page.listing.update(|listing| {
        for (id, _) in &ranked {
            if !listing.rows.contains(id) && !listing.pending.contains(id) && listing.rows.len() < limit {
                listing.rows.push(id.clone());
            }
        }
    });
    page.reasons.set_value(ranked);
}

/// Returns the story with only those fields that a row shows.
fn listed(story: &Story) -> Story {
    Story {
        id: story.id.clone(),
        slug: story.slug.clone(),
        headline: story.headline.clone(),
        section: story.section.clone(),
        published: story.published,
        language: story.language.clone(),
        ..Story::default()
    }
}

#[component]
fn Row(id: String) -> impl IntoView {
    let newsroom = Newsroom::here();
    let page = PageContext::here();
    let key = id.clone();
    let story = Memo::new(move |before: Option<&Option<Story>>| {
        let now = newsroom.edition.with(|edition| edition.by_id(&key).map(listed));
        now.or_else(|| before.cloned().flatten())
    });
    let updated = {
        let id = id.clone();
        // The listing changes with every piece of news, but the mark of most rows does not.
        Memo::new(move |_| page.listing.with(|listing| listing.is_updated(&id)))
    };
    let reason = page.reasons.with_value(|reasons| {
        reasons.iter().find(|(reasoned, _)| *reasoned == id).and_then(|(_, reason)| reason.clone())
    });
    let content = move || {
        let story = story.get().unwrap_or_default();
        let (published, section) = (story.published, story.section.clone());
        view! {
            <StoryLink story=story />
            <div class="row-meta">
                {updated.get().then(|| view! { <span class="row-updated">{text::UPDATED_MARK}</span> })}
                {published.map(|moment| view! { <MomentView moment=moment /> })}
                {section.map(|section| view! { <span class="row-section">{section}</span> })}
                {reason.clone().map(|reason| view! {
                    <details class="row-why">
                        <summary>{text::WHY}</summary>
                        <p>{reason}</p>
                    </details>
                })}
            </div>
        }
    };
    view! { <li class="row" data-id=id>{content}</li> }
}

/// Returns the reader's position in the list at this moment.
fn attention(list: NodeRef<html::Ol>, pointing_at: Option<String>) -> Attention {
    let Some(list) = list.get_untracked() else { return Attention { at_top: true, ..Attention::default() } };
    let focus = document().active_element().filter(|element| list.contains(Some(element)));
    Attention {
        at_top: list.get_bounding_client_rect().top() >= 0.0,
        pointing_at,
        focused_in: row_of(focus.map(Into::into)),
    }
}

/// Returns the id of the row that an element belongs to.
fn row_of(target: Option<EventTarget>) -> Option<String> {
    let element: Element = target?.dyn_into().ok()?;
    element.closest("[data-id]").ok().flatten()?.get_attribute("data-id")
}
