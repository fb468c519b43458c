//! The selection of the stories that a printed page includes.
//!
//! A page is printed from the stories that it shows and no others, so that its size does not grow with the archive. It is the
//! same page that the whole edition would give.

use std::{
    cmp::Reverse,
    collections::{BTreeMap, BTreeSet},
    ops::Range,
};

use crate::{
    features::{
        arrangement::{self, FrontArrangement},
        related::Index,
    },
    model::{Edition, Moment, Slug, Story, newest_first},
    store::context::PAGE_SIZE,
};

/// The number of headlines that the not-found page offers.
pub const SUGGESTIONS: usize = 8;

/// The most stories that browsers load at once. In a paper of no more, an article's related stories are ranked among all.
pub const LOADED_AT_ONCE: usize = 200;
/// In a larger paper, the number of older stories among which those related to an article are looked for.
const OLDER: usize = 1_000;
/// In a larger paper, the most newer ones.
const NEWER: usize = 512;

/// Returns the stories of the front page, as indices into the edition: those that are arranged, and the latest of the others.
pub fn front(edition: &Edition) -> Vec<usize> {
    let shown: Vec<usize> = (0..edition.stories.len()).filter(|at| !edition.stories[*at].withdrawn).collect();
    let arrangement = FrontArrangement::of(edition);
    let ids: BTreeSet<&String> = arrangement.ids().collect();
    let (mut carried, others): (Vec<usize>, Vec<usize>) =
        shown.iter().partition(|at| ids.contains(&edition.stories[**at].id));
    carried.extend(newest(edition, &others, arrangement::LATEST));
    in_order(carried)
}

/// Returns the newest stories, for the not-found page.
pub fn offered(edition: &Edition) -> Vec<usize> {
    let shown: Vec<usize> = (0..edition.stories.len()).filter(|at| !edition.stories[*at].withdrawn).collect();
    in_order(newest(edition, &shown, SUGGESTIONS))
}

/// A list of stories that has a page of its own. Stories are indices into the edition.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct StoryList {
    /// The name of the section or topic, spelt as on its page; empty for the list of all stories.
    pub name: String,
    /// The stories on its page: the newest.
    pub newest: Vec<usize>,
    /// Its numbered pages. The first has the oldest stories.
    pub numbered: Vec<NumberedPage>,
    /// The latest date of all its stories.
    pub latest: Option<Moment>,
}

/// A numbered page of a list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NumberedPage {
    /// The name of the section or topic, spelt as among the site's sections, or else as by the newest story of this page, so that
    /// newer stories do not change it.
    pub name: String,
    /// Its stories, newest first, as indices into the edition.
    pub stories: Vec<usize>,
}

/// Returns the list of all stories.
pub fn archive(edition: &Edition) -> StoryList {
    let stories = by_age(edition, (0..edition.stories.len()).collect());
    let shown = stories.iter().rev().copied().filter(|at| !edition.stories[*at].withdrawn);
    let newest: Vec<usize> = shown.take(PAGE_SIZE).collect();
    let numbered = numbered(edition, &stories, &newest);
    let numbered = numbered.into_iter().map(|stories| NumberedPage { name: String::new(), stories });
    let latest = latest(&edition.stories);
    StoryList { name: String::new(), numbered: numbered.collect(), newest, latest }
}

/// Returns the latest date of these stories.
pub fn latest<'a>(stories: impl IntoIterator<Item = &'a Story>) -> Option<Moment> {
    stories.into_iter().filter_map(|story| story.published.or(story.updated)).max()
}

/// Returns the pages of one kind, such as all sections.
///
/// `named` are names that have a page even without a story. `names` returns the names of a story that have a page, even if the
/// story was withdrawn, since its own page links there. `listed` returns the names under which a story is listed. A name is
/// spelt as among the site's sections, or else as by the newest story.
pub fn listings<'a>(
    edition: &'a Edition,
    named: &[String],
    names: impl Fn(&'a Story) -> Vec<&'a String>,
    listed: impl Fn(&'a Story) -> Vec<&'a String>,
) -> Vec<StoryList> {
    let mut titles: BTreeMap<Slug, String> = BTreeMap::new();
    for name in named {
        titles.entry(Slug::of_name(name)).or_insert_with(|| name.clone());
    }
    for name in edition.stories.iter().flat_map(&names) {
        titles.entry(Slug::of_name(name)).or_insert_with(|| name.clone());
    }
    let mut stories: BTreeMap<Slug, Vec<usize>> = BTreeMap::new();
    for (at, story) in edition.stories.iter().enumerate() {
        let slugs: BTreeSet<Slug> = listed(story).into_iter().map(|name| Slug::of_name(name)).collect();
        for slug in slugs.into_iter().filter(|slug| titles.contains_key(slug)) {
            stories.entry(slug).or_default().push(at);
        }
    }
    let sections = edition.sections();
    let listing = |(slug, title): (Slug, String)| {
        let stories = by_age(edition, stories.remove(&slug).unwrap_or_default());
        let shown: Vec<usize> =
            in_order(stories.iter().copied().filter(|at| !edition.stories[*at].withdrawn).collect());
        let newest = newest(edition, &shown, PAGE_SIZE);
        let is_it = |name: &&String| Slug::of_name(name) == slug;
        let section = sections.iter().find(is_it);
        let spelt = |newest: Option<&usize>| {
            let by_story = || listed(&edition.stories[*newest?]).into_iter().find(is_it);
            section.or_else(by_story).unwrap_or(&title).clone()
        };
        let page = |stories: Vec<usize>| NumberedPage { name: spelt(stories.first()), stories };
        let numbered = numbered(edition, &stories, &newest).into_iter().map(page).collect();
        let latest = latest(stories.iter().map(|at| &edition.stories[*at]));
        StoryList { name: spelt(newest.first()), newest: in_order(newest), numbered, latest }
    };
    titles.into_iter().map(listing).collect()
}

/// Returns the `count` newest of `stories`, newest first; equal ones in the publisher's order.
fn newest(edition: &Edition, stories: &[usize], count: usize) -> Vec<usize> {
    let mut newest = stories.to_vec();
    newest.sort_by_key(|at| Reverse(edition.stories[*at].published));
    newest.truncate(count);
    newest
}

/// Sorts stories from the oldest to the newest.
fn by_age(edition: &Edition, mut stories: Vec<usize>) -> Vec<usize> {
    stories.sort_by(|one, other| edition.stories[*one].age().cmp(&edition.stories[*other].age()));
    stories
}

/// Parts the stories of a list, sorted by age, into numbered pages, each newest first. `newest` are those on the page of the list;
/// at the end there is no page that has only such stories.
///
/// A story that was withdrawn is on no page, but keeps its place, so that the pages after it stay as they are.
fn numbered(edition: &Edition, stories: &[usize], newest: &[usize]) -> Vec<Vec<usize>> {
    let newest: BTreeSet<usize> = newest.iter().copied().collect();
    let is_shown = |at: &usize| !edition.stories[*at].withdrawn;
    let page = |stories: &[usize]| stories.iter().rev().copied().filter(is_shown).collect::<Vec<_>>();
    let mut pages: Vec<Vec<usize>> = stories.chunks(PAGE_SIZE).map(page).collect();
    while pages.pop_if(|page| page.iter().all(|at| newest.contains(at))).is_some() {}
    pages
}

fn in_order(mut stories: Vec<usize>) -> Vec<usize> {
    stories.sort_unstable();
    stories
}

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
    use proptest::prelude::*;

    use super::*;
    use crate::features::related::rank;

    fn paper(count: usize) -> Edition {
        let mut edition = Edition::default();
        edition.paper.sections = vec!["World".into(), "UK".into(), "Sport".into()];
        for number in 0..count {
            edition.stories.push(Story {
                id: number.to_string(),
                slug: Slug::from_text(&format!("story {number}")).unwrap(),
                headline: format!("Story about thing {}", number % 7),
                section: Some(["World", "UK"][number % 2].into()),
                topics: vec![format!("topic {}", number % 5)],
                published: Moment::from_second(1_000_000 - number as i64 * 60).ok(),
                ..Story::default()
            });
        }
        edition
    }

    #[test]
    fn the_front_page_includes_lead_sections_and_latest_stories() {
        let mut edition = paper(400);
        for story in &mut edition.stories[..399] {
            story.section = Some("World".into());
            story.article = Some("a.json".into());
        }
        edition.stories[399].article = Some("a.json".into());
        edition.stories[399].section = Some("Sport".into());
        edition.stories[3].withdrawn = true;
        let carried = front(&edition);
        let (top, band, others) = (3, 5, 1);
        assert_eq!(carried.len(), top + band + others + arrangement::LATEST);
        assert!(carried.contains(&0) && carried.contains(&399) && !carried.contains(&3));
        assert_eq!(front(&Edition::default()), [0_usize; 0]);
    }

    proptest! {
        #[test]
        fn a_list_and_its_numbered_pages_have_every_story(
            dates in proptest::collection::vec((proptest::option::of(0_i64..400), proptest::bool::weighted(0.1)), 0..320),
            section in proptest::bool::ANY,
        ) {
            let stories: Vec<Story> = dates
                .into_iter()
                .enumerate()
                .map(|(at, (date, withdrawn))| Story {
                    id: format!("{at:03}"),
                    section: Some("World".into()),
                    published: date.and_then(|date| Moment::from_second(date).ok()),
                    withdrawn,
                    ..Story::default()
                })
                .collect();
            let edition: &'static Edition = Box::leak(Box::new(Edition { stories, ..Edition::default() }));
            let of_section = |story: &'static Story| story.section.iter().collect::<Vec<_>>();
            let list = match section {
                true => listings(edition, &["World".into()], of_section, of_section).remove(0),
                false => archive(edition),
            };
            let numbered: Vec<usize> = list.numbered.iter().flat_map(|page| page.stories.clone()).collect();
            let found: BTreeSet<usize> = list.newest.iter().chain(&numbered).copied().collect();
            let shown = (0..edition.stories.len()).filter(|at| !edition.stories[*at].withdrawn);
            prop_assert_eq!(found.into_iter().collect::<Vec<_>>(), shown.collect::<Vec<_>>());
            prop_assert!(list.numbered.iter().all(|page| page.stories.len() <= PAGE_SIZE));
            if let Some(last) = list.numbered.last() {
                prop_assert!(last.stories.iter().any(|at| !list.newest.contains(at)));
            }
            // Each page is newer than the one before, and begins with its newest story.
            let by_age: Vec<_> = list.numbered.iter().flat_map(|page| page.stories.iter().rev()).collect();
            prop_assert!(by_age.is_sorted_by_key(|at| edition.stories[**at].age()));
        }
    }

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

    #[test]
    fn empty_sections_have_a_page_and_topics_count_sections_too() {
        let mut edition = paper(200);
        edition.stories[0].topics.push("uk".into());
        let section = |story: &'static Story| -> Vec<&'static String> { story.section.iter().collect() };
        let edition: &'static Edition = Box::leak(Box::new(edition));
        let sections = listings(edition, &edition.paper.sections, section, section);
        let counts: Vec<_> =
            sections.iter().map(|section| (section.name.as_str(), section.newest.len())).collect();
        assert_eq!(counts, [("Sport", 0), ("UK", 50), ("World", 50)]);
        let topics = listings(
            edition,
            &[],
            |story| story.topics.iter().collect(),
            |story| story.topics.iter().chain(&story.section).collect(),
        );
        let uk = topics.iter().find(|topic| Slug::of_name(&topic.name).as_str() == "uk").unwrap();
        assert_eq!((uk.name.as_str(), uk.newest.len()), ("UK", 50), "spelt as the section");
        assert_eq!(topics.len(), 6);
    }
}
