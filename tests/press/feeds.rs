//! Feeds of all kinds: each of the small ones in `tests/fixtures/feeds` gives the paper that its table promises.

use std::{fs, path::PathBuf};

use london_daily::{feed, model::Edition};
use press::{self, Options};
use serde::Deserialize;

use crate::desk::Desk;

/// A row of the table: a list has an entry for each story, in the order of the feed.
#[derive(Debug, Deserialize)]
struct Expected {
    file: String,
    source: String,
    name: String,
    language: Option<String>,
    stories: usize,
    dates: Vec<Option<String>>,
    headlines: Vec<Option<String>>,
    excerpts: Vec<bool>,
    pictures: Vec<Option<String>>,
    recordings: Vec<Option<Recording>>,
    authors: Vec<Vec<String>>,
    topics: Vec<Vec<String>>,
}

#[derive(Debug, PartialEq, Eq, Deserialize)]
struct Recording {
    bytes: Option<u64>,
    seconds: Option<u32>,
}

fn folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../tests/fixtures/feeds")
}

fn table() -> Vec<Expected> {
    let text = fs::read_to_string(folder().join("expected.json")).expect("the table is there");
    serde_json::from_str(&text).expect("the table is JSON")
}

/// Prints a feed, and returns the desk with the edition that open pages look at for news.
fn printed(row: &Expected) -> (Desk, Edition) {
    let desk = Desk::new("/", "/content/feed.json");
    desk.write("../paper.toml", format!("feed = {:?}", row.source));
    let file = folder().join(&row.file).display().to_string();
    let options = Options { feed: Some(file), ..desk.options() };
    let report = press::print(&options, &()).unwrap_or_else(|finding| panic!("{}: {finding}", row.file));
    assert!(!report.failed(), "{}: {:?}", row.file, report.findings);
    let list = feed::decode(desk.read("live.json").as_bytes(), "/live.json").expect("the list is a feed");
    (desk, list.edition)
}

#[test]
fn each_kind_of_feed_gives_the_paper_that_is_expected_of_it() {
    let table = table();
    assert_eq!(table.len(), 40);
    let mut wrong = Vec::new();
    for row in &table {
        let (desk, edition) = printed(row);
        let mut check = |what: &str, found: String, expected: String| {
            if found != expected {
                wrong.push(format!("{}: {what}\n  found    {found}\n  expected {expected}", row.file));
            }
        };
        let stories = &edition.stories;
        let each = |read: &dyn Fn(&london_daily::model::Story) -> String| {
            stories.iter().map(read).collect::<Vec<_>>().join(" | ")
        };
        let text = |value: Option<&str>| value.unwrap_or("-").to_owned();
        let listed = |values: &[Option<String>]| {
            values.iter().map(|value| text(value.as_deref())).collect::<Vec<_>>().join(" | ")
        };
        check("name", edition.paper.name.clone(), row.name.clone());
        let lower = |tag: &Option<String>| text(tag.as_deref()).to_lowercase();
        check("language", lower(&edition.paper.language), lower(&row.language));
        check("stories", stories.len().to_string(), row.stories.to_string());
        check(
            "dates",
            each(&|story| text(story.published.map(|date| date.to_string()).as_deref())),
            listed(&row.dates),
        );
        check(
            "headlines",
            each(&|story| text(Some(story.headline.as_str()).filter(|_| !story.is_note))),
            listed(&row.headlines),
        );
        check(
            "excerpts",
            each(&|story| {
                {
                    // The headline of a note is made from its text; without one it is an address.
                    let is_said = story.is_note && !story.headline.contains("://");
                    (is_said || story.standfirst.is_some() || story.excerpt.is_some()).to_string()
                }
            }),
            row.excerpts.iter().map(ToString::to_string).collect::<Vec<_>>().join(" | "),
        );
        check(
            "pictures",
            each(&|story| text(story.picture.as_ref().map(|picture| picture.src.as_str()))),
            listed(&row.pictures),
        );
        let recording = |found: Option<Recording>| {
            found.map_or_else(
                || "-".to_owned(),
                |found| format!("{:?} bytes, {:?} s", found.bytes, found.seconds),
            )
        };
        check(
            "authors",
            each(&|story| {
                story.authors.iter().map(|author| author.name.clone()).collect::<Vec<_>>().join(", ")
            }),
            row.authors.iter().map(|names| names.join(", ")).collect::<Vec<_>>().join(" | "),
        );
        let sorted = |mut names: Vec<String>| {
            names.sort();
            names.join(", ")
        };
        check(
            "topics",
            each(&|story| sorted(story.section.iter().chain(&story.topics).cloned().collect())),
            row.topics.iter().map(|names| sorted(names.clone())).collect::<Vec<_>>().join(" | "),
        );
        // Lists carry no recordings: they are in the documents of the stories.
        let found = stories.iter().map(|story| {
            let document = format!("article/{}/article.json", story.slug);
            let whole = desk.has(&document).then(|| {
                feed::decode_article(desk.read(&document).as_bytes(), "/", &story.id).expect("a document")
            });
            let first = whole.as_ref().unwrap_or(story).recordings.first();
            recording(first.map(|first| Recording { bytes: first.bytes, seconds: first.seconds }))
        });
        let found = found.collect::<Vec<_>>().join(" | ");
        let expected = row.recordings.iter().map(|each| {
            recording(each.as_ref().map(|each| Recording { bytes: each.bytes, seconds: each.seconds }))
        });
        check("recordings", found, expected.collect::<Vec<_>>().join(" | "));
    }
    assert!(wrong.is_empty(), "{} wrong\n{}", wrong.len(), wrong.join("\n"));
}
