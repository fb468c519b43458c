//! The list of pages to print.

use std::cmp::Reverse;

use london_daily::{
    features::{
        selection,
        selection::{LOADED_AT_ONCE, Neighbours, StoryList},
    },
    model::{
        Edition,
        paths::{List, Page, Paths},
    },
    pages::{archive::PlaceInList, title},
};
use percent_encoding::percent_decode_str;
use rayon::prelude::*;

use super::page::{Planned, PlannedPage};

/// Most topics that have a page: a small feed can name very many.
const MOST_TOPICS: usize = 2_000;

/// All pages of an edition.
#[derive(Debug, Default)]
pub(super) struct Plan {
    pub(super) pages: Vec<Planned>,
    /// For each list with numbered pages, the file of the one that comes next, and the path of the list, which has all its stories
    /// until then. The numbered page before it links there, and so need not change when it comes.
    pub(super) ahead: Vec<(String, String)>,
    /// Warning for the publisher if not all topics have a page.
    pub(super) warning: Option<String>,
}

impl Plan {
    /// Plans all pages of an edition.
    pub(super) fn of(edition: &Edition, paths: &Paths) -> Self {
        let mut plan = Self::default();
        let newest = selection::latest(&edition.stories);
        for page in PlannedPage::SINGLE {
            let carried = match page {
                Page::Front => selection::front(edition),
                Page::NotFound => selection::offered(edition),
                Page::Archive => {
                    plan.add_list(paths, |_| List::Archive, selection::archive(edition));
                    continue;
                }
                _ => Vec::new(),
            };
            plan.pages.push(match paths.of(page.as_ref().resolve(|_| None, |_| None, |_| None)) {
                Some(path) => Planned {
                    newest: newest.filter(|_| page == Page::Front),
                    ..planned(paths, page, path, carried)
                },
                None => Planned {
                    file: "404.html".to_owned(),
                    ..planned(paths, page, format!("{}404.html", paths.front()), carried)
                },
            });
        }
        let sections = selection::listings(
            edition,
            &edition.sections(),
            |story| story.section.iter().collect(),
            |story| story.section.iter().collect(),
        );
        for section in sections {
            plan.add_list(paths, List::Section, section);
        }
        let mut topics = selection::listings(
            edition,
            &[],
            |story| story.topics.iter().collect(),
            |story| story.topics.iter().chain(&story.section).collect(),
        );
        let count = topics.len();
        if count > MOST_TOPICS {
            topics.sort_by_key(|topic| Reverse(topic.newest.len()));
            topics.truncate(MOST_TOPICS);
            plan.warning = Some(format!(
                "names {count} topics, of which only the {MOST_TOPICS} with the most stories have a printed page"
            ));
        }
        for topic in topics {
            plan.add_list(paths, List::Topic, topic);
        }
        let neighbours = Neighbours::of(edition);
        let is_loaded_at_once = edition.stories.len() <= LOADED_AT_ONCE;
        let articles = edition.stories.par_iter().enumerate().map(|(at, story)| Planned {
            newest: newest.filter(|_| is_loaded_at_once),
            ..planned(paths, Page::Article(at), paths.article(&story.slug), neighbours.article(at))
        });
        plan.pages.par_extend(articles);
        plan
    }

    /// Adds the page of a list, and its numbered pages. `list` makes the list of its name.
    fn add_list(&mut self, paths: &Paths, list: fn(String) -> List, stories: StoryList) {
        let StoryList { name, newest, numbered, latest } = stories;
        let this = list(name);
        let this_list = || this.as_ref().map(String::as_str);
        let url = |number| paths.numbered(this_list(), number);
        let path = paths.list(this_list());
        let pages: Vec<Planned> = (1..)
            .zip(numbered)
            .map(|(number, page)| {
                let kind = Page::Numbered(list(page.name), number);
                let place = PlaceInList {
                    title: title_of(&kind),
                    older: (number > 1).then(|| url(number - 1)),
                    newer: Some(url(number + 1)),
                    newest: Some(path.clone()),
                };
                Planned { place, ..planned(paths, kind, url(number), page.stories) }
            })
            .collect();
        let older = pages.last().map(|page| page.path.clone());
        if let Some(next) = pages.last().and_then(|page| page.place.newer.as_deref()) {
            self.ahead.push((file(paths, next), path.clone()));
        }
        let kind = PlannedPage::from(this);
        let place = PlaceInList { title: title_of(&kind), older, ..PlaceInList::default() };
        // The list of all stories has no live list.
        let latest = latest.filter(|_| kind != Page::Archive);
        self.pages.push(Planned { place, newest: latest, ..planned(paths, kind, path, newest) });
        self.pages.extend(pages);
    }
}

fn planned(paths: &Paths, kind: PlannedPage, path: String, carried: Vec<usize>) -> Planned {
    Planned { kind, file: file(paths, &path), path, carried, newest: None, place: PlaceInList::default() }
}

/// Returns the file of the page at a path.
fn file(paths: &Paths, path: &str) -> String {
    let below = path.strip_prefix(paths.base()).unwrap_or(path);
    // A path is percent-encoded, and the name of a file is not.
    let below = percent_decode_str(below.trim_start_matches('/')).decode_utf8_lossy();
    format!("{below}index.html")
}

/// Returns the title of a page that is not an article.
fn title_of(page: &PlannedPage) -> String {
    title(page.as_ref().resolve(|_| None, |name| Some(name.as_str()), |name| Some(name.as_str())))
        .into_owned()
}

#[cfg(test)]
mod tests {
    use london_daily::model::Story;

    use super::*;

    #[test]
    fn topics_with_the_most_stories_have_pages_where_not_all_can() {
        let story = |topics: Vec<String>| Story { topics, ..Story::default() };
        let own = |story: usize| (0..100).map(move |topic| format!("Topic {story} {topic}"));
        let mut stories: Vec<Story> =
            (0..30).map(|at| story(own(at).chain(["Shared".to_owned()]).collect())).collect();
        let pages = |stories: &[Story]| {
            let edition = Edition { stories: stories.to_vec(), ..Edition::default() };
            let Plan { pages, warning, .. } = Plan::of(&edition, &Paths::below("/"));
            let topics = pages.into_iter().filter_map(|page| match page.kind {
                Page::Topic(name) => Some(name),
                _ => None,
            });
            (topics.collect::<Vec<_>>(), warning)
        };
        let (topics, warning) = pages(&stories);
        assert_eq!((topics.len(), topics[0].as_str()), (MOST_TOPICS, "Shared"));
        assert!(warning.is_some_and(|warning| warning.starts_with("names 3001 topics")));
        stories.truncate(19);
        let (topics, warning) = pages(&stories);
        assert_eq!((topics.len(), warning), (1_901, None));
    }
}
