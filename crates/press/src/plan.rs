//! The list of pages to print.

use london_daily::{
    features::{selection, selection::Neighbours},
    model::{
        Edition,
        paths::{Page, Paths},
    },
};
use rayon::prelude::*;

use super::page::{Planned, PlannedPage};

/// Returns all pages of an edition.
pub(super) fn pages(edition: &Edition, paths: &Paths) -> Vec<Planned> {
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
    let topics = selection::listings(
        edition,
        &[],
        |story| story.topics.iter().collect(),
        |story| story.topics.iter().chain(&story.section).collect(),
    );
    for (_, name, carried) in topics {
        pages.push(planned(Page::Topic(name.clone()), paths.topic(&name), carried));
    }
    let neighbours = Neighbours::of(edition);
    let articles = edition.stories.par_iter().enumerate().map(|(at, story)| {
        planned(Page::Article(at), paths.article(&story.slug), neighbours.article(edition, at))
    });
    pages.par_extend(articles);
    pages
}
