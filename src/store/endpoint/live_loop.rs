//! The live loop: fetches the feed at the pace of [`Pace`], and applies the changes that [`live::receive`] returns.

use std::sync::Arc;

use leptos::{prelude::*, task::spawn_local};
use web_sys::VisibilityState;

use super::{TIME_LIMIT, fetch, read_edition};
use crate::{
    browser::{events::listen, timers, timers::Timer},
    model::{Edition, Story},
    store::{
        context::{PageContext, SiteContext},
        error::LoadError,
        live,
        live::{Announcement, Changes, Excerpt, Listing, Millis, Outcome, Pace, Shown},
        newsroom::Newsroom,
    },
    text,
};

/// The state of the loop between two fetches.
#[derive(Clone, Copy)]
pub(super) struct LiveLoop {
    site: SiteContext,
    newsroom: Newsroom,
    pace: StoredValue<Pace>,
    timer: StoredValue<Option<Timer>>,
    /// The last answer: if the same bytes come again, they need not be parsed.
    last: StoredValue<Vec<u8>>,
    /// The answer of which something is held back while the reader attends to a row.
    held: StoredValue<Option<Edition>>,
}

impl LiveLoop {
    /// Starts the loop, which ends with the current owner.
    pub(super) fn start(site: SiteContext) -> Self {
        let newsroom = site.newsroom;
        let interval = newsroom.edition.with_untracked(|edition| edition.paper.live_seconds);
        let live = Self {
            site,
            newsroom,
            pace: StoredValue::new(Pace::new(interval, now(), js_sys::Math::random())),
            timer: StoredValue::new(None),
            last: StoredValue::default(),
            held: StoredValue::new(None),
        };
        if newsroom.printed.with_untracked(Option::is_some) {
            // Even a feed that never changes again is fetched once, to complete the excerpt. For a reader who saves data that
            // waits until it is needed.
            if !fetch::reader_saves_data() {
                live.pace.update_value(|pace| pace.soon(now()));
            }
        } else if newsroom.edition.with_untracked(|edition| edition.expired) {
            live.pace.update_value(Pace::end);
        }
        let look = move || {
            let hidden = document().visibility_state() == VisibilityState::Hidden;
            live.turn(&mut |pace, now| pace.set_hidden(hidden, now));
        };
        look();
        listen(&document(), "visibilitychange", move |_| look());
        listen(&window(), "offline", move |_| live.turn(&mut |pace, now| pace.set_offline(true, now)));
        listen(&window(), "online", move |_| live.turn(&mut |pace, now| pace.set_offline(false, now)));
        on_cleanup(move || {
            live.timer.set_value(None);
        });
        live
    }

    /// Receives the answer again of which something was held back, now that the reader's attention has moved.
    pub(super) fn resume(self) {
        if let Some(answer) = self.held.get_value() {
            self.receive(&answer);
        }
    }

    /// Changes the pace, and sets the timer accordingly.
    fn turn(self, change: &mut dyn FnMut(&mut Pace, Millis)) {
        let wait = self.pace.try_update_value(|pace| {
            change(pace, now());
            pace.wait(now())
        });
        let Some(wait) = wait else { return };
        // A timer takes at most a signed 32-bit number of milliseconds, which is about 24 days.
        let timer = wait.map(|wait| timers::after(wait.min(86_400_000) as u32, move || self.look()));
        self.timer.set_value(timer);
    }

    /// Fetches the whole edition now, if there is only an excerpt.
    pub(super) fn complete(self) {
        if self.newsroom.printed.with_untracked(Option::is_some) {
            self.newsroom.completion_error.set(None);
            if !self.pace.with_value(Pace::is_looking) {
                self.begin();
            }
        }
    }

    /// Notes that the whole edition has come, or the error if it has not.
    fn completed(self, error: Option<LoadError>) {
        let newsroom = self.newsroom;
        if newsroom.printed.with_untracked(Option::is_none) {
            return;
        }
        if newsroom.older.get_untracked() == Ok(true) {
            newsroom.older.set(error.clone().map_or(Ok(false), Err));
        }
        if error.is_none() {
            newsroom.printed.set(None);
        }
        newsroom.completion_error.set(error);
    }

    fn look(self) {
        if self.pace.with_value(|pace| pace.due(now())) {
            self.begin();
        } else {
            self.turn(&mut |_, _| ());
        }
    }

    fn begin(self) {
        self.pace.update_value(Pace::begin);
        spawn_local(async move {
            let answer = fetch::get(&self.newsroom.feed(), TIME_LIMIT).await;
            let read = answer.and_then(|bytes| {
                if self.last.with_value(|last| *last == bytes) {
                    return Ok(None);
                }
                let edition = read_edition(&bytes, &self.newsroom.feed())?;
                self.last.set_value(bytes);
                Ok(Some(edition))
            });
            let chance = js_sys::Math::random();
            match read {
                Ok(edition) => {
                    if let Some(edition) = &edition {
                        self.receive(edition);
                    }
                    self.completed(None);
                    let (interval, expired) = self
                        .newsroom
                        .edition
                        .with_untracked(|edition| (edition.paper.live_seconds, edition.expired));
                    self.turn(&mut |pace, now| {
                        pace.succeed(interval, now, chance);
                        if expired {
                            pace.end();
                        }
                    });
                }
                Err(failure) => {
                    self.completed(Some(failure.error));
                    self.turn(&mut |pace, now| pace.fail(failure.retry_after, now, chance));
                }
            }
        });
    }

    /// Updates the newsroom with an answer, as far as the reader's attention allows.
    fn receive(self, answer: &Edition) {
        let newsroom = self.newsroom;
        if newsroom.error.get_untracked().is_some() {
            newsroom.edition.set(Arc::new(answer.clone()));
            newsroom.error.set(None);
            return;
        }
        let page = self.site.page.get_untracked();
        let excerpt = newsroom.printed.with_untracked(|printed| printed.as_ref().map(|page| page.excerpt));
        let outcome = newsroom.edition.with_untracked(|known| received(page, known, answer, excerpt));
        self.held.set_value(outcome.held.then(|| answer.clone()));
        let Some(Changes { edition, listing, announcement, .. }) = outcome.changes else { return };
        newsroom.edition.set(Arc::new(edition));
        show(newsroom, page, listing, announcement);
    }
}

/// Updates the list of a kept page, which was left with the edition `known`, to the current edition.
pub fn catch_up(site: SiteContext, page: PageContext, known: &Edition, excerpt: Option<Excerpt>) {
    if page.attention.get_value().is_none() {
        return;
    }
    let outcome = site.newsroom.edition.with_untracked(|edition| received(page, known, edition, excerpt));
    if let Some(Changes { listing, announcement, .. }) = outcome.changes {
        show(site.newsroom, page, listing, announcement);
    }
}

/// Returns what the edition `answer` changes on a page that shows the edition `known`.
fn received(page: PageContext, known: &Edition, answer: &Edition, excerpt: Option<Excerpt>) -> Outcome {
    let list = page.attention.get_value();
    // Without a list on the page, there is no row to attend to.
    let attention = list.as_ref().map(|attention| attention()).unwrap_or_default();
    page.listing.with_untracked(|listing| {
        let belongs = |story: &Story| list.is_some() && page.scope.with_value(|scope| scope.has(story));
        let shown = Shown { edition: known, listing, excerpt, belongs: &belongs };
        live::receive(&shown, answer, &attention.as_live())
    })
}

/// Shows the rows of a page, and announces what is new among them.
fn show(newsroom: Newsroom, page: PageContext, listing: Listing, announcement: Option<Announcement>) {
    page.listing.set(listing);
    if let Some(announcement) = announcement {
        newsroom.announcement.set(text::announcement(announcement.new, announcement.changed));
    }
}

/// Returns the milliseconds since the document was opened, which never go back.
fn now() -> Millis {
    window().performance().map_or(0.0, |performance| performance.now()) as Millis
}
