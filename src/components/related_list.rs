//! The live list of headlines: on the front page the latest, beside an article the related ones.

use std::sync::Arc;

use leptos::{html, prelude::*, task::spawn_local};
use wasm_bindgen::JsCast;
use web_sys::{Element, EventTarget};

use super::{
    moment::MomentView,
    notice::Notice,
    story_link::StoryLink,
    waiting::{all_there, once_whole},
};
use crate::{
    later,
    live::Listing,
    model::Story,
    newsroom::{Attention, Newsroom, Order, Reading},
    seams,
    selection::AT_ONCE,
    words,
};

/// How many rows a reader who begins at the top of a page waits for: no more are to be seen beside an article on a screen that is
/// 900 pixels high. The others come after the page has been painted.
const AT_FIRST: usize = 12;
/// A list of no more rows is there at once: in two columns of the same height, the first rows would not all stand in the first.
const FEW: usize = 30;

/// The ids of headlines, and why they are there.
pub type Reasons = Vec<(String, Option<String>)>;
/// Ranks headlines.
pub type Rank = fn(Newsroom, Option<&str>, usize) -> Reasons;

fn none(_: Newsroom, _: Option<&str>, _: usize) -> Reasons {
    Vec::new()
}

/// The live list of headlines.
#[component]
pub fn RelatedList(
    /// The id of the article to which the headlines are related; without one, the list has the latest.
    #[prop(optional_no_strip)]
    article: Option<String>,
    /// What was printed: the ids of the headlines, and why they are there.
    #[prop(optional_no_strip)]
    printed: Option<Vec<(String, Option<String>)>>,
    /// What ranks the headlines of a list that was not printed.
    #[prop(optional)]
    rank: Option<Rank>,
) -> impl IntoView {
    let newsroom = Newsroom::here();
    let title = if article.is_some() { words::RELATED } else { words::LATEST };
    let article = StoredValue::new(article);
    let reasons = StoredValue::new(Vec::new());
    let limit = StoredValue::new(AT_ONCE);
    let list = move |ranked: Vec<(String, Option<String>)>| {
        newsroom.listing.set(Listing::of(ranked.iter().map(|(id, _)| id.clone())));
        reasons.set_value(ranked);
    };
    match printed {
        Some(ranked) => list(ranked),
        None => once_whole(move || {
            list(article.with_value(|article| (rank.unwrap_or(none))(newsroom, article.as_deref(), limit.get_value())));
        }),
    }

    let list = NodeRef::<html::Ol>::new();
    let pointing_at = StoredValue::new(None::<String>);
    newsroom.read(Reading {
        belongs: Arc::new(move |story| {
            article.with_value(|article| article.as_deref() != Some(story.id.as_str()))
        }),
        attention: Arc::new(move || attention(list, pointing_at.get_value())),
    });
    let point = move |row: Option<String>| {
        // Browsers report a pointer that leaves even for a list that is being taken away.
        if pointing_at.try_get_value().is_some_and(|before| before != row) {
            pointing_at.set_value(row);
            newsroom.order(Order::Resume);
        }
    };

    let waiting = Memo::new(move |_| newsroom.listing.with(|listing| listing.pending.len()));
    let heading = NodeRef::<html::H2>::new();
    let show_waiting = move |_| {
        newsroom.listing.update(|listing| {
            *listing = newsroom.edition.with_untracked(|edition| listing.released(edition));
        });
        if let Some(heading) = heading.get_untracked() {
            let _ = heading.focus();
            heading.scroll_into_view();
        }
    };
    let more = move |_| {
        limit.update_value(|limit| *limit += AT_ONCE);
        newsroom.order(Order::Older);
    };
    // Older stories have come, or the edition has more than was shown: they go to the end of the list.
    let known = Memo::new(move |_| newsroom.edition.with(|edition| edition.stories.len()));
    let asked = RwSignal::new(0_usize);
    crate::later::effect(move || {
        // Read, not only tracked: a memo that nobody has read does not know what it depends on.
        let _ = known.get();
        if asked.get() > 0 {
            spawn_local(async move {
                if let Ok(pages) = seams::pages().await {
                    let ranked = (pages.rank)(newsroom, article.get_value().as_deref(), limit.get_value());
                    extend(newsroom, ranked, limit.get_value(), reasons);
                }
            });
        }
    });
    // Beside an article stand all others.
    let itself = usize::from(article.with_value(Option::is_some));
    let has_more = move || {
        newsroom.edition.with(|edition| {
            edition.older.is_some()
                || newsroom.listing.with(|listing| {
                    listing.rows.len() + listing.pending.len() + itself < edition.stories.len()
                })
        })
    };

    let all = all_there();
    let filling = move || !all.get() && newsroom.listing.with(|listing| listing.rows.len() > FEW);
    let rows = move || {
        let count = if filling() { AT_FIRST } else { usize::MAX };
        newsroom.listing.with(|listing| listing.rows.iter().take(count).cloned().collect::<Vec<_>>())
    };
    view! {
        <section class="related" aria-labelledby="related-title">
            <div class="related-head">
                <h2 class="related-title" id="related-title" tabindex="-1" node_ref=heading>{title}</h2>
            </div>
            <div class="related-waiting">
                {move || {
                    let count = waiting.get();
                    (count > 0).then(|| view! {
                        <button type="button" on:click=show_waiting>{words::new_stories(count)}</button>
                    })
                }}
            </div>
            <ol
                class:filling=filling
                node_ref=list
                on:pointerover=move |event| point(row_of(event.target()))
                on:pointerleave=move |_| point(None)
                on:focusout=move |_| later::next_frame(move || newsroom.order(Order::Resume))
            >
                <For each=rows key=String::clone let(id)>
                    <Row id reasons />
                </For>
            </ol>
            <div class="related-more">
                {move || match newsroom.older.get() {
                    Err(trouble) => {
                        view! { <Notice title=words::MORE_TROUBLE trouble retry=Order::Older /> }.into_any()
                    }
                    Ok(true) => view! { <p class="loading" role="status">{words::LOADING_MORE}</p> }.into_any(),
                    Ok(false) => has_more()
                        .then(|| view! {
                            <button
                                type="button"
                                class="quiet-button needs-program"
                                on:click=move |event| {
                                    more(event);
                                    asked.update(|asked| *asked += 1);
                                }
                            >
                                {words::MORE}
                            </button>
                        })
                        .into_any(),
                }}
            </div>
        </section>
    }
}

/// Adds what the list does not show yet to its end; what it shows stays where it is.
fn extend(newsroom: Newsroom, ranked: Reasons, limit: usize, reasons: StoredValue<Reasons>) {
    newsroom.listing.update(|listing| {
        for (id, _) in &ranked {
            if !listing.rows.contains(id) && !listing.pending.contains(id) && listing.rows.len() < limit {
                listing.rows.push(id.clone());
            }
        }
    });
    reasons.set_value(ranked);
}

/// What a row shows of a story.
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

/// One headline.
#[component]
fn Row(id: String, reasons: StoredValue<Reasons>) -> impl IntoView {
    let newsroom = Newsroom::here();
    let key = id.clone();
    let story = Memo::new(move |before: Option<&Option<Story>>| {
        let now = newsroom.edition.with(|edition| edition.by_id(&key).map(listed));
        now.or_else(|| before.cloned().flatten())
    });
    let updated = {
        let id = id.clone();
        // The list changes with each piece of news, and what most rows show does not.
        Memo::new(move |_| newsroom.listing.with(|listing| listing.is_updated(&id)))
    };
    let reason = reasons.with_value(|reasons| {
        reasons.iter().find(|(reasoned, _)| *reasoned == id).and_then(|(_, reason)| reason.clone())
    });
    let content = move || {
        let story = story.get().unwrap_or_default();
        let (published, section) = (story.published, story.section.clone());
        view! {
            <StoryLink story=story />
            <div class="row-meta">
                {updated.get().then(|| view! { <span class="row-updated">{words::UPDATED_MARK}</span> })}
                {published.map(|moment| view! { <MomentView moment=moment /> })}
                {section.map(|section| view! { <span>{section}</span> })}
                {reason.clone().map(|reason| view! {
                    <details class="row-why">
                        <summary>{words::WHY}</summary>
                        <p>{reason}</p>
                    </details>
                })}
            </div>
        }
    };
    view! { <li class="row" data-id=id>{content}</li> }
}

/// Where the reader is in the list at this moment.
fn attention(list: NodeRef<html::Ol>, pointing_at: Option<String>) -> Attention {
    let Some(list) = list.get_untracked() else { return Attention { at_top: true, ..Attention::default() } };
    let focus = document().active_element().filter(|element| list.contains(Some(element)));
    Attention {
        at_top: list.get_bounding_client_rect().top() >= 0.0,
        pointing_at,
        focused_in: row_of(focus.map(Into::into)),
    }
}

/// The id of the row that an element belongs to.
fn row_of(target: Option<EventTarget>) -> Option<String> {
    let element: Element = target?.dyn_into().ok()?;
    element.closest("[data-id]").ok().flatten()?.get_attribute("data-id")
}
