//! Printing again.

use std::{collections::BTreeMap, fs, time::SystemTime};

use press::{self, Options};
use serde_json::{Value, json};

use crate::desk::Desk;

fn paper(ids: &[u32]) -> Value {
    let items: Vec<_> = ids
        .iter()
        .map(|id| json!({
            "id": id, "url": format!("/s/story-{id}/"), "title": format!("Story {id}"), "tags": ["World", format!("topic {id}")],
            "date_published": format!("2025-01-{id:02}T10:00:00Z"),
            "_london_daily": { "article_url": format!("articles/{id}.json") },
        }))
        .collect();
    json!({ "version": "https://jsonfeed.org/version/1.1", "title": "Paper", "items": items, "_london_daily": { "sections": ["World"] } })
}

fn article(id: u32, text: &str) -> String {
    json!({ "items": [{ "id": id, "content_text": text }] }).to_string()
}

fn desk(ids: &[u32]) -> Desk {
    let desk = Desk::with_feed(&paper(ids));
    for id in ids {
        desk.write(&format!("content/articles/{id}.json"), article(*id, "Text"));
    }
    desk
}

fn written(desk: &Desk, file: &str) -> SystemTime {
    fs::metadata(desk.path(file)).and_then(|file| file.modified()).expect("the page is there")
}

#[test]
fn printing_the_same_again_prints_nothing() {
    let desk = desk(&[1, 2, 3]);
    let first = desk.print();
    let before = written(&desk, "article/story-1/index.html");
    let second = desk.print();
    assert_eq!((second.printed, second.unchanged), (0, first.printed));
    assert_eq!(written(&desk, "article/story-1/index.html"), before);
}

#[test]
fn an_article_that_changed_is_printed_and_no_other() {
    let desk = desk(&[1, 2, 3]);
    desk.print();
    desk.write("content/articles/2.json", article(2, "Another text"));
    assert_eq!(desk.print().printed, 1);
    assert!(desk.read("article/story-2/index.html").contains("Another text"));
}

#[test]
fn an_article_that_is_gone_leaves_no_page_and_no_folder() {
    let desk = desk(&[1, 2, 3]);
    desk.print();
    desk.write("content/feed.json", paper(&[1, 3]).to_string());
    let report =
        press::print(&Options { forget: true, ..desk.options() }, &()).expect("the paper is printed");
    assert_eq!(report.removed, 2, "the article and its topic");
    assert!(!desk.path("article/story-2").exists() && !desk.path("topic/topic-2").exists());
    assert!(desk.path("article/story-1").exists());
    assert!(!desk.read("index.html").contains("Story 2"));
}

#[test]
fn files_that_were_not_printed_are_left_alone() {
    let desk = desk(&[1]);
    desk.write("article/by-hand/index.html", "mine");
    desk.print();
    desk.write("content/feed.json", paper(&[]).to_string());
    desk.print();
    assert_eq!(desk.read("article/by-hand/index.html"), "mine");
}

#[test]
fn a_new_build_of_the_page_prints_everything_anew() {
    let desk = desk(&[1, 2]);
    let first = desk.print();
    let template = desk.read(".press/template.html");
    desk.write(
        "index.html",
        template.replace("On its way", "Wait a little").replace("</head>", "<style></style></head>"),
    );
    assert_eq!(desk.print().printed, first.printed);
    assert!(desk.read("article/story-1/index.html").contains("<style></style>"));
}

#[test]
fn a_fresh_build_takes_unchanged_pages_from_the_one_before() {
    let before = desk(&[1, 2]);
    let first = before.print();
    let fresh = desk(&[1, 2]);
    let mut options = fresh.options();
    options.previous = Some(before.path(""));
    let report = press::print(&options, &()).expect("the paper is printed");
    assert_eq!((report.printed, report.unchanged), (0, first.printed));
    assert_eq!(fresh.read("index.html"), before.read("index.html"));
}

#[test]
fn a_page_that_was_deleted_by_hand_is_printed_again() {
    let desk = desk(&[1, 2]);
    desk.print();
    fs::remove_file(desk.path("article/story-1/index.html")).expect("the page was there");
    assert_eq!(desk.print().printed, 1);
}

#[test]
fn an_unreadable_article_is_named_and_the_others_are_printed() {
    let desk = desk(&[1, 2, 3]);
    fs::remove_file(desk.path("content/articles/2.json")).expect("the article was there");
    desk.write("content/articles/3.json", "{\"items\":");
    let report = desk.try_print().expect("the paper as a whole is sound");
    assert!(report.failed());
    let texts: Vec<_> = report.findings.iter().map(ToString::to_string).collect();
    assert!(
        texts[0].contains("feed.json: items: 2: _london_daily.article_url")
            && texts[0].contains("2.json cannot be read"),
        "{texts:?}"
    );
    assert!(texts[1].contains("3.json") && texts[1].contains("line 1"), "{texts:?}");
    assert!(desk.has("article/story-1/index.html") && !desk.has("article/story-2/index.html"));
}

#[test]
fn an_article_that_cannot_be_read_takes_nothing_else_away() {
    let desk = desk(&[1, 2, 3]);
    desk.print();
    let syndicated = [
        "feed.json",
        "rss.xml",
        "atom.xml",
        "sitemap.xml",
        "robots.txt",
        "app.webmanifest",
        ".press/headers.nginx",
    ];
    desk.write("content/articles/2.json", "{\"items\":");
    let report = desk.try_print().expect("the paper as a whole is sound");
    assert_eq!((report.failed(), report.removed), (true, 0));
    for file in syndicated {
        assert!(desk.has(file), "{file}");
    }
    assert!(desk.has("article/story-2/index.html"), "as it was printed before");
    assert!(desk.read("sitemap.xml").contains("/article/story-2/"));
    assert!(
        desk.read("rss.xml").contains("/article/story-1/")
            && !desk.read("rss.xml").contains("/article/story-2/")
    );
}

#[test]
fn a_page_that_was_never_printed_is_not_in_the_sitemap() {
    let desk = desk(&[1, 2]);
    desk.write("content/articles/2.json", "{\"items\":");
    desk.try_print().expect("the paper as a whole is sound");
    let map = desk.read("sitemap.xml");
    assert!(map.contains("/article/story-1/") && !map.contains("/article/story-2/"), "{map}");
}

#[test]
fn a_damaged_record_of_what_was_printed_is_said_to_be_damaged() {
    let desk = desk(&[1]);
    desk.print();
    desk.write(".press/manifest.json", "{");
    let report = desk.try_print().expect("the paper is printed");
    let texts: Vec<_> = report.findings.iter().map(ToString::to_string).collect();
    assert!(!report.failed() && texts[0].contains("manifest.json: is damaged"), "{texts:?}");
    assert_eq!(report.unchanged, 0);
}

#[test]
fn what_is_left_out_of_the_feed_is_said_and_by_whom_it_is_named() {
    let version = "https://jsonfeed.org/version/1.1";
    let desk = Desk::with_feed(&json!({ "version": version, "title": "Paper", "items": [
        { "id": "1", "title": "One", "date_published": "never" }, { "title": "Nameless" }, { "id": "1", "title": "Again" },
    ] }));
    let report = desk.print();
    let texts: Vec<_> = report.findings.iter().map(ToString::to_string).collect();
    assert_eq!(texts.len(), 1, "{texts:?}");
    assert!(texts[0].contains("feed.json: ") && texts[0].contains("3 places"), "{texts:?}");
    assert!(texts[0].contains("press check"), "{texts:?}");
}

#[test]
fn what_keeps_the_paper_from_being_printed_names_the_file() {
    let cases: [(&str, &str, &str); 5] = [
        ("content/feed.json", "not json", "neither JSON Feed nor RSS"),
        ("content/feed.json", "{not json", "not valid JSON"),
        ("content/feed.json", "{}", "no list `items`"),
        ("index.html", "<p>no page</p>", "`html`"),
        ("index.html", "<html><head></head><body><div id=\"app\"></div></body></html>", "icon"),
    ];
    for (file, text, why) in cases {
        let desk = desk(&[1]);
        desk.write(file, text);
        let finding = desk.try_print().expect_err("nothing can be printed").to_string();
        assert!(finding.contains(file) && finding.contains(why), "{finding}");
    }
}

#[test]
fn a_document_with_too_many_items_is_an_error() {
    let items: Vec<_> = (0..=20_000).map(|id| json!({ "id": id.to_string(), "title": "One" })).collect();
    let desk = Desk::with_feed(&json!({ "title": "Paper", "items": items }));
    let finding = desk.try_print().expect_err("some stories would be missing").to_string();
    assert!(finding.contains("20000 items") && finding.contains("next_url"), "{finding}");
}

/// A paper of so many stories, one a quarter of an hour, each in one of three sections and about three of thirty topics.
fn large_paper(count: u32) -> Value {
    let item = |number: u32| {
        let topic = |factor: u32| format!("Topic {}", number * factor % 30);
        let section = ["World", "UK", "Sport"][number as usize % 3];
        json!({
            "id": format!("urn:{number}"), "url": format!("https://paper.example/story-{number}/"),
            "title": format!("Story {number} about thing {}", number % 13),
            "content_text": format!("The text of story {number}."),
            "tags": [section, topic(1), topic(7), topic(11)],
            "date_published":
                format!("2025-01-{:02}T{:02}:{:02}:00Z", number / 96 + 1, number / 4 % 24, number % 4 * 15),
        })
    };
    json!({
        "version": "https://jsonfeed.org/version/1.1", "title": "Paper",
        "items": (0..count).rev().map(item).collect::<Vec<_>>(),
        "_london_daily": { "sections": ["World", "UK", "Sport"] },
    })
}

/// The files of a site, each with what stands in it and when it was written.
fn published(desk: &Desk) -> BTreeMap<String, (Vec<u8>, SystemTime)> {
    let mut files = BTreeMap::new();
    let mut folders = vec![desk.path("")];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).expect("the folder can be read") {
            let path = entry.expect("an entry").path();
            let file = path.strip_prefix(desk.path("")).expect("below").display().to_string();
            match path.is_dir() {
                true if file == ".press" || file == "content" => {}
                true => folders.push(path),
                false => {
                    let time = written(desk, &file);
                    files.insert(file, (fs::read(path).expect("the file can be read"), time));
                }
            }
        }
    }
    files
}

#[test]
fn a_new_story_writes_few_files_of_a_large_paper() {
    let desk = Desk::with_feed(&large_paper(420));
    desk.print();
    assert!(!desk.read("article/story-7/index.html").contains("data-newest"));
    for count in [421, 422] {
        let before = published(&desk);
        desk.write("content/feed.json", large_paper(count).to_string());
        desk.print();
        let after = published(&desk);
        let is_written = |file: &&String| before.get(*file).map(|file| file.1) != Some(after[*file].1);
        let written: Vec<&String> = after.keys().filter(is_written).collect();
        let articles = written.iter().filter(|file| file.starts_with("article/")).count();
        // The new page with the document of its text, and the articles whose age is a power of two now.
        assert!((3..=2 + 9).contains(&articles), "{written:?}");
        assert!(written.len() <= 40, "{written:?}");
    }
    let fresh = Desk::with_feed(&large_paper(422));
    fresh.print();
    let (found, expected) = (published(&desk), published(&fresh));
    assert!(found.keys().eq(expected.keys()));
    for (file, (text, _)) in &found {
        assert!(*text == expected[file].0, "{file} is not as in a fresh print");
    }
}

#[test]
fn a_late_story_gives_the_pages_of_a_fresh_print_too() {
    let paper = |number: u32, date: Value| {
        let mut paper = large_paper(300);
        let mut late = paper["items"][40].clone();
        late["id"] = json!(format!("urn:late-{number}"));
        late["url"] = json!(format!("https://paper.example/late-{number}/"));
        late["date_published"] = date;
        paper["items"][60]["_london_daily"] = json!({ "withdrawn": true });
        paper["items"].as_array_mut().expect("a list").insert(3, late);
        paper
    };
    let desk = Desk::with_feed(&large_paper(300));
    desk.print();
    for (number, date) in [(1, json!("2025-01-02T10:07:00Z")), (2, Value::Null)] {
        desk.write("content/feed.json", paper(number, date).to_string());
        press::print(&Options { forget: true, ..desk.options() }, &()).expect("the paper is printed");
        let found: Vec<String> = press::verify(&Options { forget: true, ..desk.options() })
            .expect("the site can be compared")
            .iter()
            .map(ToString::to_string)
            .collect();
        assert_eq!(found, [""; 0], "story {number}");
    }
}
