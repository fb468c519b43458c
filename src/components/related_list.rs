//! The live list of headlines: on the front page the latest, beside an article the related ones.

use std::sync::Arc;

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, EventTarget};

use super::{
    moment::MomentView,
    notice::Notice,
    story_link::StoryLink,
    waiting::{all_there, once_whole},
};
use crate::reactive::{Memo, NodeRef, RwSignal, StoredValue, effect};
use crate::view::{IntoNode, Node, live, rows, view};
use crate::{
    later,
    live::Listing,
    model::Story,
    newsroom::{Attention, Newsroom, Order, Reading},
    related::{self, Reason},
    selection::AT_ONCE,
    words,
};

/// How many rows a reader who begins at the top of a page waits for: no more are to be seen beside an article on a screen that is
/// 900 pixels high. The others come after the page has been painted.
const AT_FIRST: usize = 12;
/// A list of no more rows is there at once: in two columns of the same height, the first rows would not all stand in the first.
const FEW: usize = 30;

/// The live list of headlines.
#[component]
pub fn RelatedList(
    /// The id of the article to which the headlines are related; without one, the list has the latest.
    #[prop(optional)]
    article: Option<String>,
) -> Node {
    let newsroom = Newsroom::here();
    let title = if article.is_some() { words::RELATED } else { words::LATEST };
    let article = StoredValue::new(article);
    let reasons = StoredValue::new(Vec::new());
    let limit = StoredValue::new(AT_ONCE);
    let rank = move || {
        let ranked = article.with_value(|article| ranked(newsroom, article.as_deref(), limit.get_value()));
        newsroom.listing.set(Listing::of(ranked.iter().map(|(id, _)| id.clone())));
        reasons.set_value(ranked);
    };
    once_whole(rank);

    let list = NodeRef::<web_sys::HtmlElement>::new();
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
    let heading = NodeRef::<web_sys::HtmlElement>::new();
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
    effect(move || {
        // Read, not only tracked: a memo that nobody has read does not know what it depends on.
        let _ = known.get();
        if asked.get() > 0 {
            extend(newsroom, article.get_value().as_deref(), limit.get_value(), reasons);
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
    let rows = rows(
        move || {
            let count = if filling() { AT_FIRST } else { usize::MAX };
            newsroom.listing.with(|listing| listing.rows.iter().take(count).cloned().collect())
        },
        move |id| view! { <Row id=id reasons=reasons /> },
    );
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
                {rows}
            </ol>
            <div class="related-more">
                {move || match newsroom.older.get() {
                    Err(trouble) => {
                        view! { <Notice title=words::MORE_TROUBLE trouble=trouble retry=Order::Older /> }
                    }
                    Ok(true) => view! { <p class="loading" role="status">{words::LOADING_MORE}</p> },
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
                        .into_node(),
                }}
            </div>
        </section>
    }
}

/// The ids of the headlines and why they are there, best first.
fn ranked(newsroom: Newsroom, article: Option<&str>, limit: usize) -> Vec<(String, Option<Reason>)> {
    newsroom.edition.with_untracked(|edition| {
        let Some(id) = article else {
            let stories = edition.stories.iter().filter(|story| !story.withdrawn);
            return stories.take(limit).map(|story| (story.id.clone(), None)).collect();
        };
        let Some(listed) = edition.by_id(id) else { return Vec::new() };
        related::rank(&edition.stories, listed, limit)
            .into_iter()
            .filter_map(|related| {
                let story = edition.stories.get(related.index)?;
                Some((story.id.clone(), Some(related.reason)))
            })
            .collect()
    })
}

/// Adds what the list does not show yet to its end; what it shows stays where it is.
fn extend(
    newsroom: Newsroom,
    article: Option<&str>,
    limit: usize,
    reasons: StoredValue<Vec<(String, Option<Reason>)>>,
) {
    let ranked = ranked(newsroom, article, limit);
    newsroom.listing.update(|listing| {
        for (id, _) in &ranked {
            if !listing.rows.contains(id) && !listing.pending.contains(id) && listing.rows.len() < limit {
                listing.rows.push(id.clone());
            }
        }
    });
    reasons.set_value(ranked);
}

/// One headline.
#[component]
fn Row(id: String, reasons: StoredValue<Vec<(String, Option<Reason>)>>) -> Node {
    let newsroom = Newsroom::here();
    let key = id.clone();
    let story = Memo::new(move |before: Option<&Option<Story>>| {
        let now = newsroom.edition.with(|edition| edition.by_id(&key).cloned());
        now.or_else(|| before.cloned().flatten())
    });
    let updated = {
        let id = id.clone();
        // The list changes with each piece of news, and what most rows show does not.
        Memo::new(move |_| newsroom.listing.with(|listing| listing.is_updated(&id)))
    };
    let reason = reasons.with_value(|reasons| {
        let reason = reasons.iter().find(|(reasoned, _)| *reasoned == id).map(|(_, reason)| reason.as_ref());
        reason.flatten().map(words::reason)
    });
    let content = live(move || {
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
    });
    view! { <li class="row" data-id=id>{content}</li> }
}

/// Where the reader is in the list at this moment.
fn attention(list: NodeRef<web_sys::HtmlElement>, pointing_at: Option<String>) -> Attention {
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
