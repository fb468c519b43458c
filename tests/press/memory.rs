//! The memory of a paper: no address moves, and no story is lost when its feed forgets it.

use std::fs;

use london_daily::feed;
use press::{self, Options};
use serde_json::{Value, json};

use crate::desk::Desk;

/// A story of a day in the year 2025, as a blog has it.
fn item(day: u32) -> Value {
    let month = day / 28 + 1;
    json!({
        "id": format!("https://blog.example/?p={day}"), "url": format!("https://blog.example/{day}/note-{day}/"),
        "title": format!("Note {day}"), "tags": ["Notes"],
        "content_html": format!("<p>The {day}th note has a picture.</p><img src=\"/files/{day}.jpg\" width=900 height=600>"),
        "date_published": format!("2025-{month:02}-{:02}T08:00:00Z", day % 28 + 1),
    })
}

fn blog(days: impl DoubleEndedIterator<Item = u32>) -> Value {
    json!({
        "version": "https://jsonfeed.org/version/1.1", "title": "A Blog",
        "items": days.rev().map(item).collect::<Vec<_>>(),
    })
}

/// A site that is printed from a file that the test writes.
fn desk(feed: &Value) -> Desk {
    let desk = Desk::with_feed(feed);
    desk.write("../paper.toml", "site = \"https://blog.example/\"\n");
    desk
}

#[test]
fn a_blog_that_shows_its_newest_stories_becomes_an_archive() {
    let desk = desk(&blog(1..7));
    for last in (7..=17).step_by(5) {
        desk.write("content/feed.json", blog(last - 6..last).to_string());
        let report = desk.print();
        assert_eq!(report.removed, 0, "day {last}");
    }
    let old = desk.read("article/note-3/index.html");
    assert!(old.contains("The 3th note") && old.contains("https://blog.example/files/3.jpg"), "{old}");
    let sitemap = desk.read("sitemap.xml");
    let section = desk.read("section/notes/index.html");
    for day in 1..17 {
        let page = format!("article/note-{day}/");
        assert!(desk.has(&format!("{page}index.html")) && sitemap.contains(&page), "{page}");
        assert!(section.contains(&page), "{page}: {section}");
    }
    let list = feed::decode(desk.read("live.json").as_bytes(), "/live.json").expect("it is a feed").edition;
    let ids: Vec<&str> = list.stories.iter().map(|story| story.id.as_str()).collect();
    assert_eq!((ids.len(), ids[0], ids[15]), (16, "https://blog.example/?p=16", "https://blog.example/?p=1"));
    assert!(list.stories[0].article.is_some() && list.stories[0].body.is_absent());
}

#[test]
fn an_address_never_moves() {
    let story = |id: u32, url: &str, date: &str| json!({ "id": id, "url": url, "title": format!("Bridge {id}"), "content_text": format!("Text {id}."), "date_published": date });
    let paper = |items: Vec<Value>| json!({ "title": "P", "items": items });
    let old = || story(1, "https://p.example/2025/bridge-open/", "2025-07-01T08:00:00Z");
    let desk = desk(&paper(vec![old()]));
    desk.print();
    let newcomer = story(2, "https://p.example/2027/bridge-open/", "2027-07-01T08:00:00Z");
    desk.write("content/feed.json", paper(vec![newcomer, old()]).to_string());
    desk.print();
    assert!(desk.read("article/bridge-open/index.html").contains("Text 1."));
    // Without a memory the first one in time has it too.
    press::print(&Options { forget: true, ..desk.options() }, &()).expect("the paper is printed");
    assert!(desk.read("article/bridge-open/index.html").contains("Text 1."));
}

#[test]
fn a_slug_that_is_renamed_leaves_a_page_that_leads_on() {
    let paper = |slug: &str| {
        json!({ "title": "P", "items": [
        { "id": "1", "title": "Bridge", "content_text": "Text.", "_london_daily": { "slug": slug } },
    ] })
    };
    let desk = desk(&paper("brigde-open"));
    desk.print();
    desk.write("content/feed.json", paper("bridge-open").to_string());
    desk.print();
    assert!(desk.read("article/bridge-open/index.html").contains("Text."));
    let left = desk.read("article/brigde-open/index.html");
    assert!(
        left.contains("url=/article/bridge-open/")
            && left.contains("https://blog.example/article/bridge-open/"),
        "{left}"
    );
    assert!(!desk.read("sitemap.xml").contains("brigde"));
    desk.print();
    assert!(desk.has("article/brigde-open/index.html"), "and stays");
}

#[test]
fn a_story_is_withdrawn_removed_or_forgotten_on_request() {
    let desk = desk(&blog(1..4));
    desk.print();
    let mut items = blog(1..4);
    items["items"][0]["_london_daily"] = json!({ "withdrawn": true });
    desk.write("content/feed.json", items.to_string());
    desk.print();
    assert!(desk.has("article/note-3/index.html") && !desk.read("sitemap.xml").contains("note-3"));
    desk.write("content/feed.json", blog(1..2).to_string());
    desk.print();
    assert!(
        desk.has("article/note-2/index.html") && desk.has("article/note-3/index.html"),
        "the feed forgot them"
    );
    let remove = vec!["https://blog.example/?p=2".to_owned()];
    let report = press::print(&Options { remove, ..desk.options() }, &()).expect("the paper is printed");
    assert!(!report.failed() && !desk.has("article/note-2"), "{report:?}");
    desk.write("content/feed.json", blog(1..3).to_string());
    desk.print();
    assert!(!desk.has("article/note-2"), "what is removed stays so");
    let report =
        press::print(&Options { forget: true, ..desk.options() }, &()).expect("the paper is printed");
    assert!(!report.failed() && !desk.has("article/note-3") && desk.has("article/note-2/index.html"));
}

#[test]
fn the_memory_is_no_part_of_the_site_and_can_be_carried() {
    let desk = desk(&blog(1..4));
    desk.print();
    let memory = desk.path("../dist.state.json");
    assert!(memory.is_file() && !desk.has("dist.state.json"));
    let elsewhere = self::desk(&blog(3..6));
    let carried = elsewhere.path("../carried.json");
    fs::copy(&memory, &carried).expect("a copy");
    press::print(&Options { state: Some(carried), ..elsewhere.options() }, &())
        .expect("the paper is printed");
    assert!(elsewhere.has("article/note-1/index.html") && elsewhere.has("article/note-5/index.html"));
    // A damaged one stops the printing: stories would be lost.
    desk.write("../dist.state.json", "{\"form\":1");
    assert!(desk.try_print().expect_err("no paper").to_string().contains("dist.state.json"));
}

#[test]
fn a_feed_that_holds_all_is_polled_as_it_is() {
    let desk = desk(&blog(1..11));
    desk.print();
    assert!(!desk.has("live.json"));
    assert!(desk.read("index.html").contains("data-feed=\"/content/feed.json\""));
    desk.write("content/feed.json", blog(2..12).to_string());
    desk.print();
    let front = desk.read("index.html");
    assert!(
        front.contains("data-feed=\"/live.json\"") && front.contains("content=\"/live.json\""),
        "{front}"
    );
    assert!(!front.contains("content/feed.json"));
}

#[test]
fn a_text_that_cannot_be_read_for_a_while_is_not_forgotten() {
    let paper = |with_story: bool| {
        let item = json!({ "id": "1", "title": "One", "_london_daily": { "article_url": "one.json" } });
        let items = if with_story { vec![item] } else { Vec::new() };
        json!({ "version": "https://jsonfeed.org/version/1.1", "title": "P", "items": items })
    };
    let desk = desk(&paper(true));
    let document =
        json!({ "items": [{ "id": "1", "title": "One", "content_html": "<p>The whole text.</p>" }] });
    desk.write("content/one.json", document.to_string());
    desk.print();
    desk.write("content/one.json", "{");
    assert!(desk.try_print().expect("a report").failed());
    fs::remove_file(desk.path("content/one.json")).expect("it is there");
    desk.write("content/feed.json", paper(false).to_string());
    desk.print();
    assert!(desk.read("article/1/index.html").contains("The whole text."));
}
