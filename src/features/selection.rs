//! The selection of the stories that a printed page includes.
//!
//! A page is printed from the stories that it shows and no others, so that its size does not grow with the archive. It is the
//! same page that the whole edition would give.

use std::{
    cmp::Reverse,
    collections::{BTreeMap, BTreeSet},
};

use crate::{
    features::related::Index,
    model::{Edition, Slug, Story},
    store::context::PAGE_SIZE,
};

/// The number of stories that a section shows on the front page.
pub const STORIES_PER_SECTION: usize = 4;
/// The number of headlines that the not-found page offers.
pub const SUGGESTIONS: usize = 8;

/// The number of stories, nearest in time to an article, among which related ones are looked for.
const WINDOW: usize = 1_000;
/// The number of stories that share a window.
const BLOCK: usize = 500;

/// Returns the stories of the front page, as indices into the edition: its lead, the newest of each section, the latest.
pub fn front(edition: &Edition) -> Vec<usize> {
    let shown = |at: &usize| !edition.stories[*at].withdrawn;
    let mut carried: BTreeSet<usize> = (0..edition.stories.len()).filter(shown).take(PAGE_SIZE).collect();
    let lead = carried.first().copied();
    let mut of_section: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (at, story) in edition.stories.iter().enumerate().filter(|(at, _)| shown(at) && Some(*at) != lead) {
        if let Some(section) = &story.section {
            of_section.entry(section).or_default().push(at);
        }
    }
    for section in edition.sections() {
        let stories = of_section.remove(section.as_str()).unwrap_or_default();
        carried.extend(newest(edition, &stories, STORIES_PER_SECTION));
    }
    carried.into_iter().collect()
}

/// Returns the newest stories, for the not-found page.
pub fn offered(edition: &Edition) -> Vec<usize> {
    let shown: Vec<usize> = (0..edition.stories.len()).filter(|at| !edition.stories[*at].withdrawn).collect();
    in_order(newest(edition, &shown, SUGGESTIONS))
}

/// Returns the pages of one kind, such as all sections: for each slug the name, spelt as on the page, and the newest of its
/// stories.
///
/// `named` are names that have a page even without a story. `names` returns the names of a story that have a page, even if the
/// story was withdrawn, since its own page links there. `listed` returns the names under which a story is listed. A name is
/// spelt as among the site's sections, or else as by the newest story.
pub fn listings<'a>(
    edition: &'a Edition,
    named: &[String],
    names: impl Fn(&'a Story) -> Vec<&'a String>,
    listed: impl Fn(&'a Story) -> Vec<&'a String>,
) -> Vec<(Slug, String, Vec<usize>)> {
    let mut titles: BTreeMap<Slug, String> = BTreeMap::new();
    for name in named {
        titles.entry(Slug::of_name(name)).or_insert_with(|| name.clone());
    }
    let shown = || edition.stories.iter().enumerate().filter(|(_, story)| !story.withdrawn);
    for name in edition.stories.iter().flat_map(&names) {
        titles.entry(Slug::of_name(name)).or_insert_with(|| name.clone());
    }
    let mut stories: BTreeMap<Slug, Vec<usize>> = BTreeMap::new();
    for (at, story) in shown() {
        let slugs: BTreeSet<Slug> = listed(story).into_iter().map(|name| Slug::of_name(name)).collect();
        for slug in slugs.into_iter().filter(|slug| titles.contains_key(slug)) {
            stories.entry(slug).or_default().push(at);
        }
    }
    let sections = edition.sections();
    let listing = |(slug, title): (Slug, String)| {
        let stories = stories.remove(&slug).unwrap_or_default();
        let newest = newest(edition, &stories, PAGE_SIZE);
        let is_it = |name: &&String| Slug::of_name(name) == slug;
        let of_newest = || listed(&edition.stories[*newest.first()?]).into_iter().find(is_it).cloned();
        let title = sections.iter().find(is_it).cloned().or_else(of_newest).unwrap_or(title);
        (slug, title, in_order(newest))
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
        }
        edition.stories[399].section = Some("Sport".into());
        edition.stories[3].withdrawn = true;
        let carried = front(&edition);
        assert_eq!(carried.len(), PAGE_SIZE + 1);
        assert!(carried.contains(&0) && carried.contains(&399) && !carried.contains(&3));
        assert_eq!(front(&Edition::default()), [0_usize; 0]);
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
            sections.iter().map(|(_, name, stories)| (name.as_str(), stories.len())).collect();
        assert_eq!(counts, [("Sport", 0), ("UK", 50), ("World", 50)]);
        let topics = listings(
            edition,
            &[],
            |story| story.topics.iter().collect(),
            |story| story.topics.iter().chain(&story.section).collect(),
        );
        let uk = topics.iter().find(|(slug, ..)| slug.as_str() == "uk").unwrap();
        assert_eq!((uk.1.as_str(), uk.2.len()), ("UK", 50), "spelt as the section");
        assert_eq!(topics.len(), 6);
    }
}
