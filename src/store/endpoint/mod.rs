//! Loading content: fetching with time limits and retries, articles, older pages, the live loop.
//!
//! Requests come from the [`Newsroom`], and the results go back into it. Nothing here renders.

mod fetch;
mod live_loop;

use std::sync::Arc;

use futures::future::LocalBoxFuture;
use leptos::{prelude::*, task::spawn_local};

use self::live_loop::LiveLoop;
pub use self::live_loop::catch_up;
use crate::{
    browser::timers,
    feed,
    model::{Edition, Story},
    store::{
        context::SiteContext,
        error::LoadError,
        newsroom::{Article, ArticleState, Newsroom, Request},
    },
};

/// Seconds within which an answer has to be complete.
const TIME_LIMIT: u32 = 20;
/// Milliseconds before a failed fetch of an article is tried once more.
const SECOND_TRY: u32 = 1_000;

/// Carries out the newsroom's requests from now on, and keeps its edition current.
pub fn connect(site: SiteContext) {
    let newsroom = site.newsroom;
    newsroom.set_article_parser(Article::read_in_browser);
    let live = LiveLoop::start(site);
    newsroom.set_request_handler(Arc::new(move |request| match request {
        Request::Resume => live.resume(),
        Request::Whole => live.complete(),
        // The headlines that the printed page left out come before older ones.
        Request::Older if newsroom.printed.with_untracked(Option::is_some) => {
            newsroom.older.set(Ok(true));
            live.complete();
        }
        // Only the feed has the URL of this story's document.
        Request::Article(id) if newsroom.needs_edition_for_document(&id) => live.complete(),
        request => spawn_local(carry_out(newsroom, request)),
    }));
}

/// Fetches the edition at the URL `feed`.
///
/// # Errors
/// The edition could not be fetched or read.
pub async fn edition(feed: &str) -> Result<Edition, LoadError> {
    let answer = fetch::get(feed, TIME_LIMIT).await.map_err(|failure| failure.error)?;
    read_edition(&answer, feed)
}

/// Fetches as [`edition`] does, with a type that fits into a table of function pointers.
pub fn boxed_edition(feed: String) -> LocalBoxFuture<'static, Result<Edition, LoadError>> {
    Box::pin(async move { edition(&feed).await })
}

fn read_edition(answer: &[u8], feed: &str) -> Result<Edition, LoadError> {
    match feed::decode(answer, feed) {
        Ok(decoded) => {
            if cfg!(debug_assertions) {
                for diagnostic in &decoded.diagnostics {
                    leptos::logging::warn!("{feed}: {diagnostic}");
                }
            }
            Ok(decoded.edition)
        }
        Err(error) => {
            if cfg!(debug_assertions) {
                leptos::logging::warn!("{feed}: {error}");
            }
            // A document that begins with a tag is RSS or Atom.
            let is_marked_up = answer.trim_ascii_start().starts_with(b"<");
            Err(if is_marked_up { LoadError::OtherFormat } else { LoadError::Unreadable })
        }
    }
}

async fn carry_out(newsroom: Newsroom, request: Request) {
    match request {
        Request::Article(id) => article(newsroom, &id).await,
        Request::Renewed(id) => renewed(newsroom, &id).await,
        Request::Prefetch(id) => {
            if !fetch::reader_saves_data() {
                article(newsroom, &id).await;
            }
        }
        Request::Older => older(newsroom).await,
        Request::Edition => {
            newsroom.retrying.set(true);
            match edition(&newsroom.feed()).await {
                Ok(edition) => {
                    newsroom.edition.set(Arc::new(edition));
                    newsroom.printed.set(None);
                    newsroom.error.set(None);
                }
                Err(error) => newsroom.error.set(Some(error)),
            }
            newsroom.retrying.set(false);
        }
        // `connect` has passed these to the live loop.
        Request::Resume | Request::Whole => {}
    }
}

async fn article(newsroom: Newsroom, id: &str) {
    if let Some(ArticleState::Loading | ArticleState::Ready(_)) = newsroom.article_now(id) {
        return;
    }
    let Some(listed) = newsroom.edition.with_untracked(|edition| edition.by_id(id).cloned()) else { return };
    let Some(address) = listed.article.clone().filter(|_| listed.needs_article()) else { return };
    newsroom.set_article(id, ArticleState::Loading);
    let mut again = true;
    let got = loop {
        let got = fetch_article(&address, &listed).await;
        let may_pass = matches!(
            got,
            Err(LoadError::Unreachable
                | LoadError::Elsewhere
                | LoadError::Unreadable
                | LoadError::Refused(500..))
        );
        if !may_pass || !std::mem::take(&mut again) {
            break got;
        }
        timers::pause(SECOND_TRY).await;
    };
    newsroom.set_article(
        id,
        match got {
            Ok(story) => ArticleState::Ready(Arc::new(Article::read_in_browser(story, &address))),
            Err(error) => ArticleState::Failed(error),
        },
    );
}

/// Fetches the shown article again. If that fails, the shown version stays.
async fn renewed(newsroom: Newsroom, id: &str) {
    let Some(listed) = newsroom.edition.with_untracked(|edition| edition.by_id(id).cloned()) else { return };
    let Some(address) = listed.article.clone() else { return };
    match fetch_article(&address, &listed).await {
        Ok(story) => {
            newsroom
                .set_article(id, ArticleState::Ready(Arc::new(Article::read_in_browser(story, &address))));
        }
        Err(error) => newsroom.announcement.set(error.text()),
    }
}

async fn fetch_article(address: &str, listed: &Story) -> Result<Story, LoadError> {
    let answer = fetch::get(address, TIME_LIMIT).await.map_err(|failure| failure.error)?;
    let story = feed::decode_article(&answer, address, &listed.id).map_err(|_| LoadError::Unreadable)?;
    Ok(listed.merged_with(story))
}

async fn older(newsroom: Newsroom) {
    let Some(address) = newsroom.edition.with_untracked(|edition| edition.older.clone()) else { return };
    if newsroom.older.get_untracked() == Ok(true) {
        return;
    }
    newsroom.older.set(Ok(true));
    match edition(&address).await {
        Ok(page) => {
            let visited = newsroom.note_feed_page(&address);
            newsroom.edition.update(|edition| {
                let edition = Arc::make_mut(edition);
                edition.append(page);
                // A URL that was visited before ends the paging (JSON Feed 1.1, `next_url`), which could go round in circles.
                edition.older = edition.older.take().filter(|older| !visited.contains(older));
            });
            newsroom.older.set(Ok(false));
        }
        Err(error) => newsroom.older.set(Err(error)),
    }
}
