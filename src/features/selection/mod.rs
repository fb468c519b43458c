//! The selection of the stories that a printed page includes.
//!
//! A page is printed from the stories that it shows and no others, so that its size does not grow with the archive. It is the
//! same page that the whole edition would give.

mod neighbours;

use std::{
    cmp::Reverse,
    collections::{BTreeMap, BTreeSet},
};

pub use self::neighbours::Neighbours;

use crate::{
    features::arrangement::{self, FrontArrangement},
    model::{Edition, Moment, Slug, Story},
    store::context::PAGE_SIZE,
};

/// The number of headlines that the not-found page offers.
pub const SUGGESTIONS: usize = 8;

/// The most stories that browsers load at once. In a paper of no more, an article's related stories are ranked among all.
pub const LOADED_AT_ONCE: usize = 200;
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

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    pub(super) fn paper(count: usize) -> Edition {
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
