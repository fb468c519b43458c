//! The selection of the stories that a printed page includes.
//!
//! A page is printed from the stories that it shows and no others, so that its size does not grow with the archive. It is the
//! same page that the whole edition would give.

use std::{
    cmp::Reverse,
    collections::{BTreeMap, BTreeSet},
};

use crate::{
    features::{
        arrangement::{self, FrontArrangement},
        related::Index,
    },
    model::{Edition, Slug, Story},
    store::context::PAGE_SIZE,
};

/// The number of headlines that the not-found page offers.
pub const SUGGESTIONS: usize = 8;

/// The number of stories, nearest in time to an article, among which related ones are looked for.
const WINDOW: usize = 1_000;
/// The number of stories that share a window.
const BLOCK: usize = 500;

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
    StoryList { name: String::new(), numbered: numbered.collect(), newest }
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
        StoryList { name: spelt(newest.first()), newest: in_order(newest), numbered }
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

/// The related stories of each article of an edition. Only a window of stories from about the same time is looked through, so
/// that the time that this takes grows with the edition, and not with its square.
#[derive(Debug)]
pub struct Neighbours {
    windows: Vec<Window>,
    /// The window of each story.
    window_of: Vec<usize>,
    by_id: BTreeMap<String, usize>,
}

#[derive(Debug)]
struct Window {
    /// The stories, with only those fields that ranking needs.
    stories: Vec<Story>,
    /// Their indices in the edition.
    places: Vec<usize>,
    index: Index,
}

impl Neighbours {
    /// Indexes an edition.
    pub fn of(edition: &Edition) -> Self {
        let stories = &edition.stories;
        let date = |at: usize| stories[at].published.or(stories[at].updated);
        // From the oldest on: new stories change only the last windows, and so the pages of older articles stay the same.
        let mut by_date: Vec<usize> = (0..stories.len()).rev().collect();
        by_date.sort_by_key(|at| date(*at));
        let mut window_of = vec![0; stories.len()];
        let mut windows = Vec::new();
        for (number, block) in by_date.chunks(BLOCK).enumerate() {
            for at in block {
                window_of[*at] = number;
            }
            let start = (number * BLOCK).saturating_sub((WINDOW - BLOCK) / 2);
            let start = start.min(stories.len().saturating_sub(WINDOW));
            let end = (start + WINDOW).min(stories.len());
            let places = in_order(by_date[start..end].to_vec());
            windows.push(Window::of(stories, places));
        }
        let by_id = stories.iter().enumerate().map(|(at, story)| (story.id.clone(), at)).collect();
        Self { windows, window_of, by_id }
    }

    /// Returns the story at `at` and the best of its related ones, as indices into the edition, in the publisher's order.
    pub fn article(&self, edition: &Edition, at: usize) -> Vec<usize> {
        let Some(story) = edition.stories.get(at) else { return Vec::new() };
        let mut carried = BTreeSet::from([at]);
        for id in &story.related {
            let chosen = self.by_id.get(id).filter(|at| !edition.stories[**at].withdrawn);
            if carried.len() <= PAGE_SIZE {
                carried.extend(chosen);
            }
        }
        if let Some(window) = self.window_of.get(at).and_then(|number| self.windows.get(*number)) {
            for related in window.index.rank(&window.stories, story, PAGE_SIZE) {
                if carried.len() <= PAGE_SIZE {
                    carried.extend(window.places.get(related.index));
                }
            }
        }
        carried.into_iter().collect()
    }
}

impl Window {
    fn of(stories: &[Story], places: Vec<usize>) -> Self {
        let light = |at: &usize| {
            let story = &stories[*at];
            Story {
                id: story.id.clone(),
                headline: story.headline.clone(),
                standfirst: story.standfirst.clone(),
                section: story.section.clone(),
                topics: story.topics.clone(),
                published: story.published,
                updated: story.updated,
                withdrawn: story.withdrawn,
                ..Story::default()
            }
        };
        let stories: Vec<Story> = places.iter().map(light).collect();
        let index = Index::new(&stories);
        Self { stories, places, index }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::model::Moment;

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
            let carried = neighbours.article(&edition, at);
            assert_eq!(carried.len(), PAGE_SIZE + 1);
            assert!(carried.contains(&at));
        }
        assert!(neighbours.article(&edition, 10).contains(&2_999));
    }

    #[test]
    fn in_a_small_paper_an_article_includes_its_whole_ranking() {
        let edition = paper(700);
        let neighbours = Neighbours::of(&edition);
        for at in [0, 350, 699] {
            let mut ranked: Vec<usize> =
                crate::features::related::rank(&edition.stories, &edition.stories[at], PAGE_SIZE)
                    .into_iter()
                    .map(|related| related.index)
                    .collect();
            ranked.push(at);
            assert_eq!(neighbours.article(&edition, at), in_order(ranked));
        }
    }

    #[test]
    fn a_story_that_is_new_leaves_the_choice_for_old_articles_alone() {
        let before = paper(2_600);
        let mut after = before.clone();
        let newest = Moment::from_second(2_000_000).ok();
        after.stories.insert(0, Story { id: "new".into(), published: newest, ..before.stories[0].clone() });
        let (one, other) = (Neighbours::of(&before), Neighbours::of(&after));
        let ids = |edition: &Edition, carried: Vec<usize>| -> Vec<String> {
            carried.into_iter().map(|at| edition.stories[at].id.clone()).collect()
        };
        for at in 1_000..2_600 {
            let was = ids(&before, one.article(&before, at));
            assert_eq!(was, ids(&after, other.article(&after, at + 1)), "{at}");
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
