//! The list of pages to print.

use std::cmp::Reverse;

use london_daily::{
    features::{selection, selection::Neighbours},
    model::{
        Edition,
        paths::{Page, Paths},
    },
};
use rayon::prelude::*;

use super::page::{Planned, PlannedPage};

/// Most topics that have a page: a small feed can name very many.
const MOST_TOPICS: usize = 2_000;

/// Returns all pages of an edition, and a warning for its publisher if not all topics have one.
pub(super) fn pages(edition: &Edition, paths: &Paths) -> (Vec<Planned>, Option<String>) {
    let planned = |kind, path: String, carried| {
        let below = path.strip_prefix(paths.base()).unwrap_or(&path);
        let file = format!("{}index.html", below.trim_start_matches('/'));
        Planned { kind, path, file, carried }
    };
    let single = PlannedPage::SINGLE.into_iter().map(|page| {
        let carried = match page {
            Page::Front => selection::front(edition),
            Page::NotFound => selection::offered(edition),
            _ => Vec::new(),
        };
        match paths.of(page.as_ref().resolve(|_| None, |_| None, |_| None)) {
            Some(path) => planned(page, path, carried),
            None => Planned {
                kind: page,
                path: format!("{}404.html", paths.front()),
                file: "404.html".to_owned(),
                carried,
            },
        }
    });
    let mut pages: Vec<Planned> = single.collect();
    let named = edition.sections();
    let sections = selection::listings(
        edition,
        &named,
        |story| story.section.iter().collect(),
        |story| story.section.iter().collect(),
    );
    for (_, name, carried) in sections {
        pages.push(planned(Page::Section(name.clone()), paths.section(&name), carried));
    }
    let mut topics = selection::listings(
        edition,
        &[],
        |story| story.topics.iter().collect(),
        |story| story.topics.iter().chain(&story.section).collect(),
    );
    let count = topics.len();
    let warning = (count > MOST_TOPICS).then(|| {
        topics.sort_by_key(|(_, _, carried)| Reverse(carried.len()));
        topics.truncate(MOST_TOPICS);
        format!(
            "names {count} topics, of which only the {MOST_TOPICS} with the most stories have a printed page"
        )
    });
    for (_, name, carried) in topics {
        pages.push(planned(Page::Topic(name.clone()), paths.topic(&name), carried));
    }
    let neighbours = Neighbours::of(edition);
    let articles = edition.stories.par_iter().enumerate().map(|(at, story)| {
        planned(Page::Article(at), paths.article(&story.slug), neighbours.article(edition, at))
    });
    pages.par_extend(articles);
    (pages, warning)
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
            let (pages, warning) = pages(&edition, &Paths::below("/"));
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
