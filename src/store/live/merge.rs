//! Merging an answer into what is shown.

use std::collections::BTreeMap;

use super::{Announcement, Attention, Changes, MOST_PENDING, MOST_STORIES, Outcome, Shown};
use crate::model::{Edition, Moment, Story, newest_first};

/// The indices of an edition's stories, by id.
pub(super) struct Places<'a> {
    edition: &'a Edition,
    by_id: BTreeMap<&'a str, usize>,
}

impl<'a> Places<'a> {
    pub(super) fn of(edition: &'a Edition) -> Self {
        let mut by_id = BTreeMap::new();
        // If an id occurs twice, the first story counts: it is inserted last.
        by_id.extend(edition.stories.iter().enumerate().rev().map(|(at, story)| (story.id.as_str(), at)));
        Self { edition, by_id }
    }

    fn get(&self, id: &str) -> Option<usize> {
        self.by_id.get(id).copied()
    }

    fn has(&self, id: &str) -> bool {
        self.by_id.contains_key(id)
    }

    /// Returns the ids in the edition's order, without those that are not in the edition.
    pub(super) fn in_order(&self, ids: &[String]) -> Vec<String> {
        let mut places: Vec<usize> = ids.iter().filter_map(|id| self.get(id)).collect();
        places.sort_unstable();
        places.dedup();
        places.into_iter().map(|at| self.edition.stories[at].id.clone()).collect()
    }
}

/// Returns the changes that a new `answer` of the endpoint makes for a reader: see [the module](super).
///
/// A story is *new* if the current edition does not know it, or knows it as withdrawn. Stories that only fill up the end of the
/// feed, because others have left it, are not new: they join the edition without being announced. A known story that is missing
/// in the answer is *gone* if a story that used to follow it is still in the answer, unless it is older than the whole answer.
/// Otherwise it fell off the end of the feed, and stays known.
///
/// The excerpt of a printed page lacks most stories, and says little about their order. While the current edition is one, a
/// story is new only if it is newer than all stories at the time of printing, and gone only if the dates in the answer reach
/// back to it. Fields that the excerpt left out of a story do not count as changed.
pub fn receive(shown: &Shown<'_>, answer: &Edition, attention: &Attention<'_>) -> Outcome {
    if answer.stories.is_empty() || says_nothing_new(shown.edition, answer) {
        return Outcome::default();
    }
    // The URL of a known story keeps leading to it, even if a new story would get the same slug.
    let mut answer = answer.clone();
    answer.keep_slugs_of(shown.edition);
    // If the feed names no sections, those of the printed masthead stay.
    if answer.paper.masthead.is_empty() {
        answer.paper.masthead.clone_from(&shown.edition.paper.masthead);
    }
    Merge::new(shown, &answer, attention).outcome()
}

struct Merge<'a> {
    shown: &'a Shown<'a>,
    answer: &'a Edition,
    before: Places<'a>,
    after: Places<'a>,
    free: bool,
    at_top: bool,
    /// The number of rows at the top that must stay where they are.
    steady: usize,
    held: bool,
}

impl<'a> Merge<'a> {
    fn new(shown: &'a Shown<'a>, answer: &'a Edition, attention: &Attention<'_>) -> Self {
        let steady = [attention.pointing_at, attention.focused_in]
            .into_iter()
            .flatten()
            .filter_map(|id| shown.listing.rows.iter().position(|row| row == id))
            .map(|at| at + 1)
            .max()
            .unwrap_or(0);
        Self {
            shown,
            answer,
            before: Places::of(shown.edition),
            after: Places::of(answer),
            free: attention.is_free(),
            at_top: attention.at_top,
            steady,
            held: false,
        }
    }

    fn outcome(mut self) -> Outcome {
        let news = self.news();
        let gone = self.gone();
        let leaves = |merge: &Self, id: &str| {
            gone.contains(&id) || merge.answered(id).is_some_and(|story| story.withdrawn) || !merge.knows(id)
        };

        let mut removed = Vec::new();
        let mut changed = Vec::new();
        let mut held = Vec::new();
        let mut listing = self.shown.listing.clone();
        for (at, id) in self.shown.listing.rows.iter().enumerate() {
            if leaves(&self, id) {
                if at < self.steady { held.push(id.as_str()) } else { removed.push(id.clone()) }
            } else if self.reads_differently(id) {
                // The row under pointer or focus may change itself: it grows downwards.
                if at + 1 < self.steady { held.push(id.as_str()) } else { changed.push(id.clone()) }
            }
        }
        self.held = !held.is_empty();

        let edition = self.edition(&gone, &held);
        listing.rows.retain(|id| !removed.contains(id));
        listing.updated.retain(|id| !removed.contains(id));
        let marks = changed.iter().filter(|id| !listing.is_updated(id)).cloned().collect::<Vec<_>>();
        listing.updated.extend(marks);

        let new = news.len();
        let mut inserted = Vec::new();
        {
            let places = Places::of(&edition);
            listing.pending.retain(|id| !leaves(&self, id));
            listing.pending.extend(news.into_iter().map(str::to_owned));
            listing.pending = newest(places.in_order(&listing.pending), &places);
            if new > 0 && self.at_top && self.free {
                inserted = std::mem::take(&mut listing.pending);
                listing.insert(inserted.clone());
            }
        }
        let edition = self.shortened(edition, &listing);
        if edition == *self.shown.edition && listing == *self.shown.listing {
            return Outcome { changes: None, held: self.held };
        }
        let announcement = Announcement { new, changed: changed.len() };
        let announcement = (announcement.new + announcement.changed > 0).then_some(announcement);
        Outcome {
            changes: Some(Changes { edition, listing, inserted, changed, removed, announcement }),
            held: self.held,
        }
    }

    fn known(&self, id: &str) -> Option<&'a Story> {
        self.shown.edition.stories.get(self.before.get(id)?)
    }

    fn answered(&self, id: &str) -> Option<&'a Story> {
        self.answer.stories.get(self.after.get(id)?)
    }

    fn knows(&self, id: &str) -> bool {
        self.before.has(id) || self.after.has(id)
    }

    /// Returns the ids of the new stories that belong to the list and are not in it already, in the answer's order.
    fn news(&self) -> Vec<&'a str> {
        let listing = self.shown.listing;
        let last_known = self.answer.stories.iter().rposition(|story| self.before.has(&story.id));
        let mut news = Vec::new();
        for (at, story) in self.answer.stories.iter().enumerate() {
            let fills_up = || {
                last_known.is_some_and(|last| at > last && !is_newer(story, self.answer.stories.get(last)))
            };
            let new = match self.known(&story.id) {
                Some(known) => known.withdrawn,
                None => match self.shown.excerpt {
                    Some(excerpt) => {
                        date(story).zip(excerpt.newest).is_some_and(|(date, newest)| date > newest)
                    }
                    None => !fills_up(),
                },
            };
            let listed = || listing.rows.contains(&story.id) || listing.pending.contains(&story.id);
            let first = || self.after.get(&story.id) == Some(at);
            if new && !story.withdrawn && first() && (self.shown.belongs)(story) && !listed() {
                news.push(story.id.as_str());
            }
        }
        news
    }

    /// Returns the ids of the stories that the publisher took out of the feed.
    fn gone(&self) -> Vec<&'a str> {
        let oldest = self.answer.stories.iter().filter_map(date).min();
        let stories = &self.shown.edition.stories;
        if self.shown.excerpt.is_some() {
            let missing = stories.iter().filter(|story| !self.after.has(&story.id));
            let reached =
                |story: &&Story| date(story).zip(oldest).is_some_and(|(date, oldest)| date >= oldest);
            return missing.filter(reached).map(|story| story.id.as_str()).collect();
        }
        let end = stories.iter().rposition(|story| self.after.has(&story.id)).unwrap_or(0);
        let missing = stories.iter().take(end).filter(|story| !self.after.has(&story.id));
        let outlived = |story: &&Story| date(story).zip(oldest).is_some_and(|(date, oldest)| date < oldest);
        missing.filter(|story| !outlived(story)).map(|story| story.id.as_str()).collect()
    }

    /// Returns `true` if a row's texts, dates or picture have changed.
    fn reads_differently(&self, id: &str) -> bool {
        let (Some(before), Some(after)) = (self.known(id), self.answered(id)) else { return false };
        let excerpt = self.shown.excerpt.is_some();
        before.headline != after.headline
            || differ(&before.standfirst, &after.standfirst, excerpt)
            || differ(&before.kicker, &after.kicker, excerpt)
            || differ(&before.section, &after.section, excerpt)
            || differ(&before.picture, &after.picture, excerpt)
            || differ(&before.published, &after.published, excerpt)
            || differ(&before.updated, &after.updated, excerpt)
    }

    /// Returns the new edition: the answer's stories, then those that stay known. Stories that are held back stay as they were.
    fn edition(&self, gone: &[&str], held: &[&str]) -> Edition {
        let is_held = |id: &str| held.contains(&id);
        let mut stories: Vec<Story> = Vec::with_capacity(self.answer.stories.len());
        for (at, story) in self.answer.stories.iter().enumerate() {
            if self.after.get(&story.id) == Some(at) {
                let former = self.known(&story.id).filter(|_| is_held(&story.id));
                stories.push(former.unwrap_or(story).clone());
            }
        }
        // A gone story that is held back stays at its place, but is never last: by the story that follows it, it is found to be
        // gone next time.
        let mut kept = Vec::new();
        for (at, story) in self.shown.edition.stories.iter().enumerate() {
            if self.after.has(&story.id) {
                continue;
            }
            if !gone.contains(&story.id.as_str()) {
                kept.push(story.clone());
            } else if is_held(&story.id) {
                stories.insert(at.min(stories.len() - 1), story.clone());
            }
        }
        // If the reader has loaded older pages, the next one is the one after those.
        let older = if kept.is_empty() || self.shown.excerpt.is_some() {
            &self.answer.older
        } else {
            &self.shown.edition.older
        };
        stories.extend(kept);
        Edition {
            paper: self.answer.paper.clone(),
            stories,
            older: older.clone(),
            expired: self.answer.expired,
        }
    }

    /// Drops stories that are neither in the answer nor listed, if an update made the edition too long.
    fn shortened(&self, mut edition: Edition, listing: &super::Listing) -> Edition {
        let most = MOST_STORIES.max(self.shown.edition.stories.len());
        let mut surplus = edition.stories.len().saturating_sub(most);
        if surplus > 0 {
            // The dropped stories can be loaded again as older ones.
            edition.older.clone_from(&self.answer.older);
        }
        let mut at = edition.stories.len();
        while surplus > 0 && at > 0 {
            at -= 1;
            let id = &edition.stories[at].id;
            if !self.after.has(id) && !listing.rows.contains(id) && !listing.pending.contains(id) {
                edition.stories.remove(at);
                surplus -= 1;
            }
        }
        edition
    }
}

/// Returns `true` if a field of a story has changed. A field that an excerpt left out has not.
fn differ<T: PartialEq>(before: &Option<T>, after: &Option<T>, excerpt: bool) -> bool {
    before != after && !(excerpt && before.is_none())
}

/// Returns `true` if the edition begins with exactly this answer: by far the most common case, found without copying anything.
fn says_nothing_new(edition: &Edition, answer: &Edition) -> bool {
    let stays_known = edition.stories.len() > answer.stories.len();
    edition.stories.starts_with(&answer.stories)
        && edition.paper == answer.paper
        && edition.expired == answer.expired
        && (stays_known || edition.older == answer.older)
}

/// Returns the ids, or of too many the [`MOST_PENDING`] with the latest dates. They stay in the edition's order.
fn newest(ids: Vec<String>, places: &Places<'_>) -> Vec<String> {
    if ids.len() <= MOST_PENDING {
        return ids;
    }
    let dates = ids.iter().map(|id| places.get(id).and_then(|at| date(&places.edition.stories[at])));
    let latest: Vec<String> =
        newest_first(dates).into_iter().take(MOST_PENDING).map(|at| ids[at].clone()).collect();
    places.in_order(&latest)
}

fn date(story: &Story) -> Option<Moment> {
    story.published.or(story.updated)
}

fn is_newer(story: &Story, than: Option<&Story>) -> bool {
    date(story).zip(than.and_then(date)).is_some_and(|(one, other)| one > other)
}
