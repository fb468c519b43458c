//! Tests, one file for each kind of change; this one has what they share.

mod arriving;
mod changing;
mod completing;
mod invariants;
mod leaving;

use super::*;
use crate::model::Slug;

const TOP: Attention<'_> = Attention { at_top: true, pointing_at: None, focused_in: None };
const BELOW: Attention<'_> = Attention { at_top: false, pointing_at: None, focused_in: None };

fn pointing_at(id: &str) -> Attention<'_> {
    Attention { at_top: true, pointing_at: Some(id), focused_in: None }
}

fn story(id: &str) -> Story {
    Story {
        id: id.to_owned(),
        slug: Slug::from_text(&format!("story {id}")).unwrap_or_default(),
        headline: format!("Headline {id}"),
        ..Story::default()
    }
}

fn dated(id: &str, day: u8) -> Story {
    Story { published: format!("2025-07-{day:02}T12:00:00Z").parse().ok(), ..story(id) }
}

fn edition(stories: impl IntoIterator<Item = Story>) -> Edition {
    Edition { stories: stories.into_iter().collect(), ..Edition::default() }
}

/// Returns an edition of undated stories, each with one character of `ids` as its id.
fn letters(ids: &str) -> Edition {
    edition(ids.chars().map(|id| story(&id.to_string())))
}

fn ids(ids: &str) -> Vec<String> {
    ids.chars().map(|id| id.to_string()).collect()
}

fn headlined(mut edition: Edition, id: &str, headline: &str) -> Edition {
    for story in edition.stories.iter_mut().filter(|story| story.id == id) {
        story.headline = headline.to_owned();
    }
    edition
}

fn withdrawn(mut edition: Edition, id: &str) -> Edition {
    for story in edition.stories.iter_mut().filter(|story| story.id == id) {
        story.withdrawn = true;
    }
    edition
}

/// A page whose list has all stories of its edition that were not withdrawn.
#[derive(Clone, Debug)]
struct Page {
    edition: Edition,
    listing: Listing,
    excerpt: Option<Excerpt>,
}

impl Page {
    fn of(edition: Edition) -> Self {
        let listing = Listing::of(
            edition.stories.iter().filter(|story| !story.withdrawn).map(|story| story.id.clone()),
        );
        Self { edition, listing, excerpt: None }
    }

    fn with_rows(mut self, rows: &str) -> Self {
        self.listing.rows = ids(rows);
        self
    }

    fn shown(&self) -> Shown<'_> {
        Shown { edition: &self.edition, listing: &self.listing, excerpt: self.excerpt, belongs: &|_| true }
    }

    fn try_receive(&mut self, answer: &Edition, attention: Attention<'_>) -> Outcome {
        let outcome = receive(&self.shown(), answer, &attention);
        if let Some(changes) = &outcome.changes {
            self.edition = changes.edition.clone();
            self.listing = changes.listing.clone();
        }
        outcome
    }

    fn receive(&mut self, answer: &Edition, attention: Attention<'_>) -> Changes {
        self.try_receive(answer, attention).changes.expect("something changes")
    }

    fn rows(&self) -> String {
        self.listing.rows.concat()
    }

    fn pending(&self) -> String {
        self.listing.pending.concat()
    }

    fn known(&self) -> String {
        self.edition.stories.iter().map(|story| story.id.as_str()).collect()
    }
}

const NOTHING: Outcome = Outcome { changes: None, held: false };
