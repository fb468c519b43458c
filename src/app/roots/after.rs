//! The roots of the piece `After`: masthead, announcer, bar, newsletter form, notices, and the head and end of the list of
//! headlines.

use leptos::{prelude::*, task::spawn_local};
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};

use super::{RootHandle, RootName, attach};
use crate::{
    app::{
        delegation,
        frame::{announcer::Announcer, masthead::Masthead},
        printed_page::{is_as_printed, moment_of},
        visits::follow_visits,
    },
    browser::{effect::effect, elements},
    features::{
        newsletter::view::SignUpForm,
        related::list::{MoreHeadlines, WaitingStories},
    },
    model::{Newsletter, Slug},
    pages::article::{compact_bar::CompactBar, header::headline_class, notices::ArticleNotices},
    store::{
        context::{PageContext, SiteContext},
        hooks,
    },
};

/// Follows the reader's visits and the edition from now on, as long as the current owner lives.
pub fn follow(site: SiteContext) {
    follow_visits(site);
    effect(move || follow_edition(site));
    hooks::set_rerender(|| {
        spawn_local(async {
            if let Ok(pages) = super::load_pages().await {
                super::with_site(pages.rerender);
            }
        });
    });
}

/// Wakes a root of this piece.
pub fn wake(name: RootName, element: HtmlElement, site: SiteContext, page: PageContext) -> RootHandle {
    // Hydration needs the printed nodes, which translators and extensions change, and the printed data, which news changes. The
    // data of the newsletter form is compared below.
    let is_current = site.newsroom.printed.with_untracked(Option::is_some);
    let as_printed = is_as_printed(&element) && (is_current || name == RootName::Newsletter);
    match name {
        RootName::Masthead => attach(element, as_printed, site, page, || view! { <Masthead /> }),
        RootName::Announcer => attach(element, as_printed, site, page, || view! { <Announcer /> }),
        RootName::Bar => attach(element, as_printed, site, page, || view! { <CompactBar /> }),
        RootName::Waiting => attach(element, as_printed, site, page, || view! { <WaitingStories /> }),
        RootName::More => attach(element, as_printed, site, page, || view! { <MoreHeadlines /> }),
        RootName::Notices => {
            let article = element.get_attribute("data-article").unwrap_or_default();
            let updated = elements(".dateline time").filter_map(|time| moment_of(&time)).max();
            let updated =
                updated.filter(|_| element.closest("[data-mounted]").is_ok_and(|page| page.is_none()));
            let withdrawn = element.query_selector(".notice").is_ok_and(|notice| notice.is_some());
            attach(element, as_printed, site, page, move || {
                view! { <ArticleNotices article updated withdrawn /> }
            })
        }
        _ => {
            let newsletter = site.newsroom.edition.with_untracked(|edition| edition.paper.newsletter.clone());
            // The newsletter may have changed since the page was printed.
            let digest = newsletter.as_ref().map(Newsletter::digest);
            let as_printed = as_printed && element.get_attribute("data-newsletter") == digest;
            attach(element, as_printed, site, page, move || {
                newsletter.map(|newsletter| view! { <SignUpForm newsletter /> })
            })
        }
    }
}

/// Updates printed cards and headers when a headline has changed or a story was withdrawn. Those with a view update themselves.
fn follow_edition(site: SiteContext) {
    // Until the whole edition has come, a story that is missing in the printed excerpt is not gone.
    if site.newsroom.printed.with(Option::is_some) {
        return;
    }
    site.newsroom.edition.track();
    // Back may show a printed page that was kept, and that has missed changes meanwhile.
    site.page.track();
    let story_of = |link: &Element| {
        let href = link.get_attribute("href")?;
        let slug = Slug::printed(href.trim_end_matches('/').rsplit('/').next()?.to_owned());
        site.newsroom.edition.with_untracked(|edition| edition.by_slug(&slug).cloned())
    };
    // Of a story that the edition lacks, an older document of the feed may know.
    let has_older = site.newsroom.edition.with_untracked(|edition| edition.older.is_some());
    for card in elements(".page:not([data-mounted]) :is(.card, .next-story)") {
        let Some(link) = card.query_selector(".story-link").ok().flatten() else { continue };
        let story = story_of(&link);
        if let Some(card) = card.dyn_ref::<HtmlElement>() {
            card.set_hidden(story.as_ref().map_or(!has_older, |story| story.withdrawn));
        }
        if let Some(story) = story {
            delegation::set_text(&link, story.headline);
        }
    }
    for article in elements(".page:not([data-mounted]) article[data-article]") {
        let id = article.get_attribute("data-article").unwrap_or_default();
        let Some(story) = site.newsroom.edition.with_untracked(|edition| edition.by_id(&id).cloned()) else {
            continue;
        };
        for (selector, text) in [("h1.headline", Some(story.headline)), ("p.standfirst", story.standfirst)] {
            if let (Ok(Some(element)), Some(text)) = (article.query_selector(selector), text) {
                if selector.starts_with("h1") {
                    if !story.is_note {
                        element.set_class_name(headline_class(&text));
                    }
                    site.page.get_untracked().title.set(text.clone());
                }
                delegation::set_text(&element, text);
            }
        }
    }
}
