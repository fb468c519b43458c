//! The related stories that an article's page includes.

use std::{
    collections::{BTreeMap, BTreeSet},
    ops::Range,
};

use super::LOADED_AT_ONCE;
use crate::{
    features::related::Index,
    model::{Edition, Story, newest_first},
    store::context::PAGE_SIZE,
};

/// In a larger paper, the number of older stories among which those related to an article are looked for.
const OLDER: usize = 1_000;
/// In a larger paper, the most newer ones.
const NEWER: usize = 512;

/// The related stories of each article of an edition.
///
/// In a paper that browsers do not load at once they are looked for among the stories from about the same time, so that the time
/// that this takes grows with the edition, and not with its square. So that a new story leaves most articles as they are, each
/// looks ahead only to as many newer stories as the greatest power of two that is not greater than its age, where the age is the
/// number of newer stories. A new story makes every article one older, and only those few change whose age is a power of two now.
#[derive(Debug)]
pub struct Neighbours<'a> {
    edition: &'a Edition,
    /// The stories in the order of the index: that of the edition in a paper that is loaded at once, else newest first.
    stories: Vec<&'a Story>,
    /// The index in the edition of each of them.
    order: Vec<usize>,
    /// The place in that order of each story of the edition.
    places: Vec<usize>,
    index: Index,
    by_id: BTreeMap<&'a str, usize>,
}

impl<'a> Neighbours<'a> {
    /// Indexes an edition.
    pub fn of(edition: &'a Edition) -> Self {
        let all = &edition.stories;
        // A story without a date counts among the oldest, so that a new one does not come before it.
        let order = match all.len() {
            ..=LOADED_AT_ONCE => (0..all.len()).collect(),
            _ => newest_first(all.iter().map(|story| story.published)),
        };
        let mut places = vec![0; all.len()];
        for (place, at) in order.iter().enumerate() {
            places[*at] = place;
        }
        let stories: Vec<&Story> = order.iter().map(|at| &all[*at]).collect();
        let index = Index::new(&stories);
        let by_id = all.iter().enumerate().map(|(at, story)| (story.id.as_str(), at)).collect();
        Self { edition, stories, order, places, index, by_id }
    }

    /// Returns the story at `at` and the best of its related ones, as indices into the edition, in the publisher's order.
    pub fn article(&self, at: usize) -> Vec<usize> {
        let (Some(story), Some(place)) = (self.edition.stories.get(at), self.places.get(at)) else {
            return Vec::new();
        };
        let mut carried = BTreeSet::from([at]);
        for id in &story.related {
            let chosen = self.by_id.get(id.as_str()).filter(|at| !self.edition.stories[**at].withdrawn);
            if carried.len() <= PAGE_SIZE {
                carried.extend(chosen);
            }
        }
        for related in self.index.rank_among(self.around(*place), &self.stories, story, PAGE_SIZE) {
            if carried.len() <= PAGE_SIZE {
                carried.extend(self.order.get(related.index));
            }
        }
        carried.into_iter().collect()
    }

    /// Returns the places of the stories among which those related to the story at `place` are looked for.
    fn around(&self, place: usize) -> Range<usize> {
        let count = self.stories.len();
        if count <= LOADED_AT_ONCE {
            return 0..count;
        }
        // Newest first, the place of a story is its age.
        let newer = place.checked_ilog2().map_or(0, |power| 1 << power).min(NEWER);
        place - newer..count.min(place + OLDER + 1)
    }
}

#[cfg(test)]
mod tests {
    use super::{super::tests::paper, *};
    use crate::{
        features::{related::rank, selection::in_order},
        model::Moment,
    };

    #[test]
    fn an_article_carries_itself_what_it_names_and_fifty_in_all() {
        let mut edition = paper(3_000);
        edition.stories[10].related = vec!["2999".into(), "nobody".into(), "10".into()];
        let neighbours = Neighbours::of(&edition);
        for at in [0, 10, 1_500, 2_999] {
            let carried = neighbours.article(at);
            assert_eq!(carried.len(), PAGE_SIZE + 1);
            assert!(carried.contains(&at));
        }
        assert!(neighbours.article(10).contains(&2_999));
    }

    /// The story at `at` and the best of its related ones among these, by their indices in the edition.
    fn ranked(edition: &Edition, at: usize, among: Range<usize>) -> Vec<usize> {
        let first = among.start;
        let list = rank(&edition.stories[among], &edition.stories[at], PAGE_SIZE);
        in_order(list.into_iter().map(|related| related.index + first).chain([at]).collect())
    }

    #[test]
    fn in_a_small_paper_an_article_includes_its_whole_ranking() {
        let mut edition = paper(LOADED_AT_ONCE);
        // Stories of the same date are in the publisher's order.
        edition.stories.iter_mut().for_each(|story| story.published = None);
        edition.stories[7].published = Moment::from_second(1).ok();
        let neighbours = Neighbours::of(&edition);
        for at in [0, 100, 199] {
            assert_eq!(neighbours.article(at), ranked(&edition, at, 0..LOADED_AT_ONCE));
        }
    }

    #[test]
    fn in_a_large_paper_it_looks_back_and_ahead() {
        let edition = paper(3_000);
        let neighbours = Neighbours::of(&edition);
        for (at, among) in [
            (0, 0..1_001),
            (1, 0..1_002),
            (3, 1..1_004),
            (4, 0..1_005),
            (511, 255..1_512),
            (512, 0..1_513),
            (2_000, 1_488..3_000),
            (2_999, 2_487..3_000),
        ] {
            assert_eq!(neighbours.article(at), ranked(&edition, at, among), "{at}");
        }
    }

    type StoriesOf = fn(&Neighbours<'_>, usize) -> Vec<usize>;

    /// Returns the ids of the articles of which `stories` says something else in the second edition than in the first.
    fn changed<'a>(before: &'a Edition, after: &'a Edition, stories: StoriesOf) -> BTreeSet<&'a str> {
        let of_all = |edition: &'a Edition| -> BTreeMap<&'a str, Vec<&'a str>> {
            let neighbours = Neighbours::of(edition);
            let id = |at: usize| edition.stories[at].id.as_str();
            let ids = |at| stories(&neighbours, at).into_iter().map(id).collect();
            (0..edition.stories.len()).map(|at| (id(at), ids(at))).collect()
        };
        let before = of_all(before);
        let is_changed = |(id, now): (&'a str, Vec<&str>)| (before.get(id) != Some(&now)).then_some(id);
        of_all(after).into_iter().filter_map(is_changed).collect()
    }

    /// Returns all stories among which an article's are looked for, which takes less time than to choose among them.
    fn looked_through(neighbours: &Neighbours<'_>, at: usize) -> Vec<usize> {
        neighbours.order[neighbours.around(neighbours.places[at])].to_vec()
    }

    /// Returns a paper with one more story, which is listed first.
    fn with_one_more(before: &Edition, published: Option<i64>) -> Edition {
        let mut after = before.clone();
        let id = format!("new {}", after.stories.len());
        let published = published.and_then(|second| Moment::from_second(second).ok());
        after.stories.insert(0, Story { id, published, ..before.stories[0].clone() });
        after
    }

    #[test]
    fn a_new_story_changes_few_articles() {
        let one_more = |edition: &mut Edition, later: i64, stories: StoriesOf| {
            let after = with_one_more(edition, Some(1_000_000 + later));
            let changed = changed(edition, &after, stories).len();
            *edition = after;
            changed
        };
        let mut edition = paper(400);
        edition.stories[399].published = None;
        edition.stories[5].withdrawn = true;
        for later in 1..=3 {
            let changed = one_more(&mut edition, later, |neighbours, at| neighbours.article(at));
            // The new one, and those whose age is a power of two now.
            assert!((2..=10).contains(&changed), "{changed}");
        }
        let mut edition = paper(2_046);
        for later in 1..=3 {
            assert_eq!(one_more(&mut edition, later, looked_through), 11);
        }
    }

    #[test]
    fn a_story_of_an_old_date_changes_only_articles_near_it() {
        let edition = paper(4_000);
        // It comes right before story 3,000.
        let after = with_one_more(&edition, Some(1_000_000 - 3_000 * 60 + 1));
        let changed = changed(&edition, &after, looked_through);
        let numbers: Vec<usize> = changed.iter().filter_map(|id| id.parse().ok()).collect();
        assert_eq!(changed.len(), numbers.len() + 1, "the story itself is among them");
        assert!(numbers.iter().all(|number| (3_000 - OLDER..3_000 + NEWER).contains(number)), "{numbers:?}");
    }

    #[test]
    fn stories_without_a_date_are_the_oldest_in_a_large_paper() {
        let mut edition = paper(600);
        edition.stories[..20].iter_mut().for_each(|story| story.published = None);
        let after = with_one_more(&edition, Some(2_000_000));
        assert_eq!(changed(&edition, &after, looked_through).len(), 11);
        edition.stories.iter_mut().for_each(|story| story.published = None);
        let after = with_one_more(&edition, None);
        assert_eq!(changed(&edition, &after, looked_through).len(), 11);
    }
}
