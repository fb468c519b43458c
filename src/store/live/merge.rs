//! Merging an answer into what is shown.

use std::collections::BTreeMap;

use super::{Announcement, Attention, Changes, MOST_PENDING, MOST_STORIES, Outcome, Shown};
use crate::model::{Edition, Moment, Story, newest_first};

/// Indices into an edition's stories, by story id.
pub(super) struct StoryIndex<'a> {
    edition: &'a Edition,
    by_id: BTreeMap<&'a str, usize>,
}

impl<'a> StoryIndex<'a> {
    pub(super) fn new(edition: &'a Edition) -> Self {
        let mut by_id = BTreeMap::new();
        // If an id occurs twice, the first story counts: it is inserted last.
        by_id.extend(edition.stories.iter().enumerate().rev().map(|(at, story)| (story.id.as_str(), at)));
        Self { edition, by_id }
    }

    fn position(&self, id: &str) -> Option<usize> {
        self.by_id.get(id).copied()
    }

    fn has(&self, id: &str) -> bool {
        self.by_id.contains_key(id)
    }

    /// Returns the ids in the edition's order, without those that are not in the edition.
    pub(super) fn in_order(&self, ids: &[String]) -> Vec<String> {
        let mut indices: Vec<usize> = ids.iter().filter_map(|id| self.position(id)).collect();
        indices.sort_unstable();
        indices.dedup();
        indices.into_iter().map(|at| self.edition.stories[at].id.clone()).collect()
    }
}

/// Returns the changes that `answer`, an edition newer than the shown one, makes for a reader: see [the module](super).
///
/// A story that is not withdrawn is *new* if the shown edition lacks it, or has it as withdrawn. But unknown stories that follow
/// the answer's last known story, and are not dated after it, only fill the places of stories that have left the feed: they join
/// the edition without being announced. A known story that the answer lacks is *gone* if a story that follows it in the shown
/// edition is still in the answer, unless it is dated before all stories of the answer. Otherwise it fell off the feed's end, and
/// stays in the edition.
///
/// The excerpt of a printed page lacks most stories, so positions in it say little. While it is shown, dates decide: an unknown
/// story is new if it is dated after all stories at the time of printing, and a missing one is gone if its date is not before the
/// oldest in the answer. Optional fields that the excerpt leaves out do not count as changed.
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
    shown_index: StoryIndex<'a>,
    answer_index: StoryIndex<'a>,
    /// `true` if new stories may be inserted at once: the top of the list is in view, and no row has the pointer or the focus.
    may_insert: bool,
    /// The number of rows, from the top to the lowest one that has the pointer or the focus, that must not move.
    fixed_rows: usize,
}

impl<'a> Merge<'a> {
    fn new(shown: &'a Shown<'a>, answer: &'a Edition, attention: &Attention<'_>) -> Self {
        let fixed_rows = [attention.pointing_at, attention.focused_in]
            .into_iter()
            .flatten()
            .filter_map(|id| shown.listing.rows.iter().position(|row| row == id))
            .map(|at| at + 1)
            .max()
            .unwrap_or(0);
        Self {
            shown,
            answer,
            shown_index: StoryIndex::new(shown.edition),
            answer_index: StoryIndex::new(answer),
            may_insert: attention.at_top && attention.is_free(),
            fixed_rows,
        }
    }

    fn outcome(self) -> Outcome {
        let new_stories = self.new_stories();
        let gone = self.gone();
        let must_leave = |merge: &Self, id: &str| {
            gone.contains(&id)
                || merge.answer_story(id).is_some_and(|story| story.withdrawn)
                || !merge.is_in_either(id)
        };

        let mut removed = Vec::new();
        let mut changed = Vec::new();
        let mut held_rows = Vec::new();
        let mut listing = self.shown.listing.clone();
        for (at, id) in self.shown.listing.rows.iter().enumerate() {
            if must_leave(&self, id) {
                if at < self.fixed_rows { held_rows.push(id.as_str()) } else { removed.push(id.clone()) }
            } else if self.reads_differently(id) {
                // The lowest fixed row may change its own text: it grows downwards, and moves only rows below it.
                if at + 1 < self.fixed_rows { held_rows.push(id.as_str()) } else { changed.push(id.clone()) }
            }
        }

        let edition = self.edition(&gone, &held_rows);
        listing.rows.retain(|id| !removed.contains(id));
        listing.updated.retain(|id| !removed.contains(id));
        let marks = changed.iter().filter(|id| !listing.is_updated(id)).cloned().collect::<Vec<_>>();
        listing.updated.extend(marks);

        let new_count = new_stories.len();
        let mut inserted = Vec::new();
        {
            let index = StoryIndex::new(&edition);
            listing.pending.retain(|id| !must_leave(&self, id));
            listing.pending.extend(new_stories.into_iter().map(str::to_owned));
            listing.pending = limit_pending(index.in_order(&listing.pending), &index);
            if new_count > 0 && self.may_insert {
                inserted = std::mem::take(&mut listing.pending);
                listing.insert(inserted.clone());
            }
        }
        let edition = self.drop_surplus(edition, &listing);
        if edition == *self.shown.edition && listing == *self.shown.listing {
            return Outcome { changes: None, held: !held_rows.is_empty() };
        }
        let announcement = Announcement { new: new_count, changed: changed.len() };
        let announcement = (announcement.new + announcement.changed > 0).then_some(announcement);
        Outcome {
            changes: Some(Changes { edition, listing, inserted, changed, removed, announcement }),
            held: !held_rows.is_empty(),
        }
    }

    fn shown_story(&self, id: &str) -> Option<&'a Story> {
        self.shown.edition.stories.get(self.shown_index.position(id)?)
    }

    fn answer_story(&self, id: &str) -> Option<&'a Story> {
        self.answer.stories.get(self.answer_index.position(id)?)
    }

    fn is_in_either(&self, id: &str) -> bool {
        self.shown_index.has(id) || self.answer_index.has(id)
    }

    /// Returns the ids of the new stories that belong to the list and are not in it already, in the answer's order.
    fn new_stories(&self) -> Vec<&'a str> {
        let listing = self.shown.listing;
        let last_known = self.answer.stories.iter().rposition(|story| self.shown_index.has(&story.id));
        let mut new_stories = Vec::new();
        for (at, story) in self.answer.stories.iter().enumerate() {
            let is_backfill = || {
                last_known.is_some_and(|last| at > last && !is_newer(story, self.answer.stories.get(last)))
            };
            let new = match self.shown_story(&story.id) {
                Some(known) => known.withdrawn,
                None => match self.shown.excerpt {
                    Some(excerpt) => {
                        date(story).zip(excerpt.newest).is_some_and(|(date, newest)| date > newest)
                    }
                    None => !is_backfill(),
                },
            };
            let listed = || listing.rows.contains(&story.id) || listing.pending.contains(&story.id);
            let is_first_with_id = || self.answer_index.position(&story.id) == Some(at);
            if new && !story.withdrawn && is_first_with_id() && (self.shown.belongs)(story) && !listed() {
                new_stories.push(story.id.as_str());
            }
        }
        new_stories
    }

    /// Returns the ids of the stories that the publisher took out of the feed.
    fn gone(&self) -> Vec<&'a str> {
        let oldest = self.answer.stories.iter().filter_map(date).min();
        let stories = &self.shown.edition.stories;
        if self.shown.excerpt.is_some() {
            let missing = stories.iter().filter(|story| !self.answer_index.has(&story.id));
            let is_within_answer =
                |story: &&Story| date(story).zip(oldest).is_some_and(|(date, oldest)| date >= oldest);
            return missing.filter(is_within_answer).map(|story| story.id.as_str()).collect();
        }
        let end = stories.iter().rposition(|story| self.answer_index.has(&story.id)).unwrap_or(0);
        let missing = stories.iter().take(end).filter(|story| !self.answer_index.has(&story.id));
        let is_older_than_answer =
            |story: &&Story| date(story).zip(oldest).is_some_and(|(date, oldest)| date < oldest);
        missing.filter(|story| !is_older_than_answer(story)).map(|story| story.id.as_str()).collect()
    }

    /// Returns `true` if a row's texts, dates or picture have changed.
    fn reads_differently(&self, id: &str) -> bool {
        let (Some(before), Some(after)) = (self.shown_story(id), self.answer_story(id)) else { return false };
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
            if self.answer_index.position(&story.id) == Some(at) {
                let former = self.shown_story(&story.id).filter(|_| is_held(&story.id));
                stories.push(former.unwrap_or(story).clone());
            }
        }
        // A gone story whose row is held goes back to its former index, but before the answer's last story: `gone` looks only at
        // stories before that one, and so finds it again when the answer is received again.
        let mut kept = Vec::new();
        for (at, story) in self.shown.edition.stories.iter().enumerate() {
            if self.answer_index.has(&story.id) {
                continue;
            }
            if !gone.contains(&story.id.as_str()) {
                kept.push(story.clone());
            } else if is_held(&story.id) {
                stories.insert(at.min(stories.len() - 1), story.clone());
            }
        }
        // `older` (`next_url`) has to continue behind the last story. If stories were kept, that is the last one of the shown
        // edition. The `older` of an excerpt is of no use here: it may lead to the feed itself, which has just been read.
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

    /// Drops stories, the last first, until the edition is no longer than [`MOST_STORIES`], or than before if that is more. None
    /// that is in the answer or listed is dropped.
    fn drop_surplus(&self, mut edition: Edition, listing: &super::Listing) -> Edition {
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
            if !self.answer_index.has(id) && !listing.rows.contains(id) && !listing.pending.contains(id) {
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

/// Limits `ids`, which are in the edition's order, to the [`MOST_PENDING`] with the latest dates. The order stays.
fn limit_pending(ids: Vec<String>, index: &StoryIndex<'_>) -> Vec<String> {
    if ids.len() <= MOST_PENDING {
        return ids;
    }
    let dates = ids.iter().map(|id| index.position(id).and_then(|at| date(&index.edition.stories[at])));
    let latest: Vec<String> =
        newest_first(dates).into_iter().take(MOST_PENDING).map(|at| ids[at].clone()).collect();
    index.in_order(&latest)
}

fn date(story: &Story) -> Option<Moment> {
    story.published.or(story.updated)
}

fn is_newer(story: &Story, than: Option<&Story>) -> bool {
    date(story).zip(than.and_then(date)).is_some_and(|(a, b)| a > b)
}
