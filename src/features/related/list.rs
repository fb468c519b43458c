//! The live list of headlines: on the front page the latest, beside an article the related ones.

use std::{ops::Range, sync::Arc};

use leptos::{either::EitherOf3, html, prelude::*};
use wasm_bindgen::JsCast;
use web_sys::{Element, EventTarget, HtmlElement};

#[cfg(target_arch = "wasm32")]
use crate::store::hooks;
use crate::{
    browser::{effect::effect, elements, focus, timers},
    components::{
        moment::MomentView,
        notice::Notice,
        root::printed_only,
        story_link::StoryLink,
        waiting::{all_there, once_whole},
    },
    features::arrangement::LATEST,
    model::Story,
    store::{
        context::{PAGE_SIZE, PageContext, RankedIds},
        hooks::UseRanked,
        live::{ListKind, Listing, Scope},
        newsroom::{Attention, Newsroom, Request},
    },
    text,
};

/// The number of rows that are rendered first when a reader begins at the top of a page: no more are visible beside an article
/// on a screen 900 pixels high. The others are rendered after the first paint.
const FIRST_ROWS: usize = 12;
/// The number of rows that stand beside an article in a wide window. The others stand below it.
pub const ROWS_BESIDE: usize = 8;

/// The headlines that a list begins with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ListSource {
    /// The printed headlines.
    Printed(RankedIds),
    /// The headlines that go best with the page.
    Ranked,
}

/// The root of the list. In the browser its scope is read from it, and from the cards above.
#[component]
pub fn ListRoot(
    /// The stories that it has.
    scope: Scope,
) -> impl IntoView {
    let (kind, of) = (scope.kind.name(), scope.of.clone());
    view! {
        <div class="root" data-root="list" data-kind=kind data-of=of>
            {printed_only(move || view! { <RelatedList scope source=ListSource::Ranked /> })}
        </div>
    }
}

/// The live list of headlines.
#[component]
pub fn RelatedList(
    /// The stories that it has.
    scope: Scope,
    /// The headlines that it begins with.
    source: ListSource,
) -> impl IntoView {
    let newsroom = Newsroom::here();
    let page = PageContext::here();
    let beside = scope.kind == ListKind::Related;
    let title = if beside { text::related() } else { text::latest() };
    page.limit.set_value(match scope.kind {
        ListKind::Latest => LATEST,
        _ => PAGE_SIZE.saturating_sub(scope.above.len()),
    });
    page.scope.set_value(scope);
    match source {
        ListSource::Printed(headlines) => begin(page, headlines),
        ListSource::Ranked => {
            once_whole(move || rank(newsroom, page, begin));
        }
    }

    let list = NodeRef::<html::Ol>::new();
    let pointing_at = StoredValue::new(None::<String>);
    page.attention.set_value(Some(Arc::new(move || attention(list, pointing_at.get_value()))));
    on_cleanup(move || {
        page.attention.try_update_value(|attention| *attention = None);
    });
    let point = move |row: Option<String>| {
        // Browsers report a pointer that leaves the list even while the list is being removed.
        if pointing_at.try_get_value().is_some_and(|before| before != row) {
            pointing_at.set_value(row);
            newsroom.resume_updates();
        }
    };

    let all = all_there();
    // One list, in two elements where it stands beside an article.
    let list_of = move |places: Range<usize>, class: &'static str, node: NodeRef<html::Ol>| {
        let rows = move || {
            let end = if all.get() { places.end } else { places.end.min(FIRST_ROWS) };
            let rows = |listing: &Listing| {
                listing.rows.iter().take(end).skip(places.start).cloned().collect::<Vec<_>>()
            };
            page.listing.with(rows)
        };
        view! {
            <ol
                class=class
                node_ref=node
                on:pointerover=move |event| point(row_of(event.target()))
                on:pointerleave=move |_| point(None)
                on:focusout=move |_| timers::next_frame(move || newsroom.resume_updates())
            >
                <For each=rows key=String::clone let(id)>
                    <Row id />
                </For>
            </ol>
        }
    };
    let first = if beside { ROWS_BESIDE } else { usize::MAX };
    view! {
        <section class="related" aria-labelledby="related-title">
            {part("related-waiting", "waiting", || view! { <WaitingStories /> })}
            <div class="related-first">
                <div class="related-beside">
                    <div class="related-head">
                        <h2 class="related-title" id="related-title" tabindex="-1" lang=text::lang() dir=text::dir()>{title}</h2>
                    </div>
                    {list_of(0..first, "related-rows", list)}
                </div>
            </div>
            {beside.then(|| view! {
                <h3 class="related-rest-title" lang=text::lang() dir=text::dir()>{text::more_related()}</h3>
                {list_of(first..usize::MAX, "related-rows related-rest", NodeRef::new())}
            })}
            {part("related-more", "more", || view! { <MoreHeadlines /> })}
        </section>
    }
}

/// Returns the root of a part of the list, which few readers need at first. In the browser it has no children here, so
/// hydrating the list leaves the printed part as it is.
#[cfg(target_arch = "wasm32")]
fn part<V>(class: &'static str, name: &'static str, _: impl FnOnce() -> V) -> impl IntoView {
    view! { <div class=class data-root=name lang=text::lang() dir=text::dir()></div> }
}

/// Returns the root of a part of the list, with its content.
#[cfg(not(target_arch = "wasm32"))]
fn part<V: IntoView>(class: &'static str, name: &'static str, content: impl FnOnce() -> V) -> impl IntoView {
    view! { <div class=class data-root=name lang=text::lang() dir=text::dir()>{content()}</div> }
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
    let edition_size = Memo::new(move |_| newsroom.edition.with(|edition| edition.stories.len()));
    let asked = RwSignal::new(0_usize);
    effect(move || {
        // Read, not only tracked: a memo that was never read does not know what it depends on.
        let _ = edition_size.get();
        if asked.get() > 0 {
            rank(newsroom, page, extend);
        }
    });
    // The number of rows before the reader asked for more. The first row after them gets the focus, since the button may go.
    let rows_before = StoredValue::new(None::<usize>);
    effect(move || {
        let count = page.listing.with(|listing| listing.rows.len());
        if let Some(before) = rows_before.get_value().filter(|before| *before < count) {
            rows_before.set_value(None);
            timers::next_frame(move || focus_row(before));
        }
    });
    let more = move |_| {
        rows_before.set_value(Some(page.listing.with_untracked(|listing| listing.rows.len())));
        page.limit.update_value(|limit| *limit += PAGE_SIZE);
        newsroom.load_older();
        asked.update(|asked| *asked += 1);
    };
    let has_more = move || {
        newsroom.edition.with(|edition| {
            let in_scope = || {
                page.scope.with_value(|scope| {
                    edition.stories.iter().filter(|story| !story.withdrawn && scope.has(story)).count()
                })
            };
            let in_list = page.listing.with(|listing| listing.rows.len() + listing.pending.len());
            edition.older.is_some() || in_list < in_scope()
        })
    };
    move || match newsroom.older.get() {
        Err(error) => EitherOf3::A(view! { <Notice title=text::more_error() error retry=Request::Older /> }),
        Ok(true) => EitherOf3::B(view! { <p class="loading" role="status">{text::loading_more()}</p> }),
        Ok(false) => EitherOf3::C(has_more().then(|| {
            view! {
                <button type="button" class="quiet-button needs-program" on:click=more>{text::more()}</button>
            }
        })),
    }
}

/// Gives the headline of a row the focus, unless the reader has moved it on from the end of the list meanwhile.
fn focus_row(at: usize) {
    let is_elsewhere = |element: Element| {
        element.tag_name() != "BODY" && element.closest(".related-more").is_ok_and(|end| end.is_none())
    };
    if !document().active_element().is_some_and(is_elsewhere) {
        focus::give(elements(".related .row .story-link").nth(at).and_then(|link| link.dyn_into().ok()));
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
fn begin(page: PageContext, headlines: RankedIds) {
    page.listing.set(Listing::of(headlines.iter().map(|(id, _)| id.clone())));
    page.ranked.set_value(headlines);
}

/// Adds the headlines that the list does not have yet to its end; the rows that it has stay where they are.
fn extend(page: PageContext, ranked: RankedIds) {
    let limit = page.limit.get_value();
    page.listing.update(|listing| {
        for (id, _) in &ranked {
            if !listing.rows.contains(id) && !listing.pending.contains(id) && listing.rows.len() < limit {
                listing.rows.push(id.clone());
            }
        }
    });
    page.ranked.set_value(ranked);
}

/// Returns the story with only those fields that a row shows.
pub fn row_fields_of(story: &Story) -> Story {
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
        let now = newsroom.edition.with(|edition| edition.by_id(&key).map(row_fields_of));
        now.or_else(|| before.cloned().flatten())
    });
    let updated = {
        let id = id.clone();
        // The listing changes with every piece of news, but the mark of most rows does not.
        Memo::new(move |_| page.listing.with(|listing| listing.is_updated(&id)))
    };
    let reason = page.ranked.with_value(|ranked| {
        ranked.iter().find(|(ranked_id, _)| *ranked_id == id).and_then(|(_, reason)| reason.clone())
    });
    let content = move || {
        let story = story.get().unwrap_or_default();
        let (published, section) = (story.published, story.section.clone());
        let why = reason.clone().map(|reason| {
            let name = text::why_of(&story.headline);
            view! {
                <details class="row-why" lang=text::lang() dir=text::dir()>
                    <summary aria-label=name>{text::why()}</summary>
                    <p>{reason}</p>
                </details>
            }
        });
        view! {
            <StoryLink story=story />
            <div class="row-meta">
                {updated.get().then(|| view! { <span class="row-updated" lang=text::lang() dir=text::dir()>{text::updated_mark()}</span> })}
                {published.map(|moment| view! { <MomentView moment=moment /> })}
                {section.map(|section| view! { <span class="row-section">{section}</span> })}
                {why}
            </div>
        }
    };
    view! { <li class="row" data-id=id>{content}</li> }
}

/// Returns the reader's position in the list at this moment.
fn attention(list: NodeRef<html::Ol>, pointing_at: Option<String>) -> Attention {
    let Some(list) = list.get_untracked() else { return Attention { at_top: true, ..Attention::default() } };
    Attention {
        at_top: is_at_top(&list),
        pointing_at,
        focused_in: row_of(document().active_element().map(Into::into)),
    }
}

/// Returns `true` if the reader has not gone past the top of a list. Beside a text a list stays in the window, and there the top of
/// both counts.
fn is_at_top(list: &Element) -> bool {
    let place = list.get_bounding_client_rect();
    let page = list.closest(".article-page").ok().flatten().map(|page| page.get_bounding_client_rect());
    let is_beside = |page: &web_sys::DomRect| place.width() * 2.0 < page.width();
    page.filter(is_beside).map_or(place.top(), |page| page.top()) >= 0.0
}

/// Returns the id of the row that an element belongs to.
fn row_of(target: Option<EventTarget>) -> Option<String> {
    let element: Element = target?.dyn_into().ok()?;
    element.closest(".row").ok().flatten()?.get_attribute("data-id")
}
