//! The proof-reader.

mod documents;
mod links;
mod pictures;

use std::{path::Path, process::Command};

use london_daily::model::Moment;
use press::{self, check::Options};
use serde_json::{Value, json};

use crate::desk::Desk;

/// The beginning of a picture of 400 by 200 pixels: its size stands there.
const PICTURE: &[u8] = b"GIF89a\x90\x01\xc8\x00\x80\x00\x00";

fn found(desk: &Desk) -> Vec<String> {
    found_with(desk, Options::default())
}

fn found_with(desk: &Desk, options: Options) -> Vec<String> {
    let now: Moment = "2025-07-11T00:00:00Z".parse().expect("a date");
    let proof = press::check(&desk.path("content"), &Options { now: Some(now), ..options });
    let folder = desk.path("").display().to_string();
    proof.findings.iter().map(|finding| finding.to_string().replace(&folder, "")).collect()
}

/// `expected` begin the texts of findings, all of them, in any order.
fn assert_found(found: &[String], expected: &[&str]) {
    for text in expected {
        assert!(found.iter().any(|found| found.starts_with(text)), "{text}\n{found:#?}");
    }
    assert_eq!(found.len(), expected.len(), "{found:#?}");
}

fn feed(extension: Value, items: Value) -> Value {
    json!({ "version": "https://jsonfeed.org/version/1.1", "title": "Paper", "items": items, "_london_daily": extension })
}

fn paper(item: Value) -> Desk {
    let desk = Desk::with_feed(&json!({
        "version": "https://jsonfeed.org/version/1.1", "title": "Paper",
        "items": [item, { "id": "2", "url": "../article/two/", "title": "Two", "content_text": "Text", "tags": ["Tea"] }],
        "_london_daily": { "sections": ["Tea"] },
    }));
    desk.write("content/a.gif", PICTURE);
    desk
}

#[test]
fn the_sample_edition_has_nothing_to_correct() {
    let proof = press::check(
        &Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").join("content"),
        &Options::default(),
    );
    let texts: Vec<_> = proof.findings.iter().map(ToString::to_string).collect();
    assert_eq!(texts, [""; 0]);
    assert!(proof.stories > 40);
}

#[test]
fn each_mistake_is_found_and_named_with_its_file_and_field() {
    for (item, expected) in [
        (json!({ "title": "no id" }), "error: content/feed.json: items[0]: has neither id nor url"),
        (
            json!({ "id": "1", "date_published": "yesterday", "content_text": "x" }),
            "error: content/feed.json: items[0].date_published: \"yesterday\" is no date",
        ),
        (
            json!({ "id": "1", "date_published": "2026-01-01T00:00:00Z", "content_text": "x" }),
            "warning: content/feed.json: items[0].date_published: is in the future: 2026-01-01",
        ),
        (
            json!({ "id": "1", "date_published": "2025-01-02T00:00:00Z", "date_modified": "2025-01-01T00:00:00Z" }),
            "warning: content/feed.json: items[0].date_modified: is earlier",
        ),
        (
            json!({ "id": "1", "_london_daily": { "related": ["2", "nobody"] } }),
            "error: content/feed.json: items[0]._london_daily.related: no story has the id nobody",
        ),
        (
            json!({ "id": "1", "_london_daily": { "article_url": "none.json" } }),
            "error: content/feed.json: items[0]._london_daily.article_url: content/none.json cannot be read",
        ),
        (
            json!({ "id": "1", "attachments": [{ "url": "a.mp3", "mime_type": "audio/mpeg" }] }),
            "error: content/feed.json: items[0].attachments: content/a.mp3 is missing",
        ),
        (
            json!({ "id": "1", "content_html": "<p><a href=\"../article/three/\">There</a>" }),
            "error: content/feed.json: items[0].content: /article/three/ leads to nothing",
        ),
        (
            json!({ "id": "1", "content_html": "<img src=\"b.gif\" alt=\"\" width=400 height=200>" }),
            "error: content/feed.json: items[0].content: content/b.gif is missing",
        ),
        (
            json!({ "id": "1", "content_html": "<img src=\"a.gif\" alt=\"A\" width=800 height=400>" }),
            "error: content/feed.json: items[0].content: /content/a.gif: is said to be 800 × 400 pixels, and is 400 × 200",
        ),
        (
            // Those of the paper's own pictures are read from their files.
            json!({ "id": "1", "content_html": "<img src=\"https://elsewhere.example/a.gif\" alt=\"A\">" }),
            "warning: content/feed.json: items[0].content: https://elsewhere.example/a.gif: says no width and height",
        ),
        (
            json!({ "id": "1", "_london_daily": { "picture": { "src": "a.gif", "width": 400, "height": 200 } } }),
            "warning: content/feed.json: items[0]: leading picture: /content/a.gif: has no alternative text",
        ),
        (
            json!({ "id": "1", "_london_daily": { "picture": { "src": "a.gif", "alt": "", "width": 400, "height": 200,
                "renditions": [{ "src": "a.gif", "width": 800 }] } } }),
            "error: content/feed.json: items[0]: leading picture: /content/a.gif: is said to be 800 pixels wide, and is 400",
        ),
        (
            json!({ "id": "1", "url": "/other/two/", "content_text": "x" }),
            "warning: content/feed.json: items[1]: another story wants the same address",
        ),
        (
            json!({ "id": "1", "content_html": "<p>x<img src=\"https://stats.example/p.gif\" width=1 height=1>" }),
            "warning: content/feed.json: items[0].content: holds a hidden picture",
        ),
        (
            json!({ "id": "1", "content_text": "x", "tags": ["Teas"] }),
            "warning: content/feed.json: items[0].tags: “Teas” is none of the sections; if “Tea” is meant",
        ),
        (
            json!({ "id": "1", "image": "/elsewhere/a.gif" }),
            "warning: content/feed.json: items[0]: leading picture: /elsewhere/a.gif is outside of the content folder",
        ),
    ] {
        let found = found(&paper(item));
        assert!(found.iter().any(|text| text.starts_with(expected)), "{expected}\n{found:#?}");
    }
}

#[test]
fn what_is_right_is_not_complained_of() {
    let desk = paper(json!({
        "id": "1", "url": "../article/one/", "date_published": "2025-07-10T00:00:00Z",
        "content_html": "<p><a href=\"../article/two\">Two</a> <a href=\"../topic/tea/#x\">Tea</a> <a href=\"../section/tea/\">Tea</a>
            <a href=\"a.gif\">File</a> <a href=\"https://example.org/none\">Out</a><p>Text<p><img src=\"a.gif\" alt=\"\" width=400 height=200>",
        "_london_daily": { "related": ["2"], "picture": { "src": "a.gif", "alt": "A", "width": 400, "height": 200 } },
    }));
    let found = found(&desk);
    // Tea is the section of the other story, and so no topic of its own.
    assert_eq!(
        found,
        ["error: content/feed.json: items[0].content: /topic/tea/#x leads to nothing in this paper"]
    );
}

#[test]
fn an_invalid_base_or_site_is_a_command_line_error() {
    let desk = paper(json!({ "id": "1", "content_text": "Text" }));
    let run = |option: &str, value: &str| {
        let output = Command::new(env!("CARGO_BIN_EXE_press"))
            .arg("check")
            .arg(desk.path("content"))
            .args([option, value])
            .output()
            .expect("press runs");
        output.status.code()
    };
    for (option, value) in [
        ("--base", "news/"),
        ("--base", ""),
        ("--base", "//host/"),
        ("--base", "/news?x"),
        ("--site", "news.example"),
        ("--site", "ftp://news.example/"),
        ("--site", "https://"),
    ] {
        assert_eq!(run(option, value), Some(2), "{option} {value}");
    }
    for (option, value) in [("--base", "/news"), ("--base", "/"), ("--site", "https://news.example")] {
        assert_eq!(run(option, value), Some(0), "{option} {value}");
    }
}

#[test]
fn names_that_become_the_same_address_are_told_apart() {
    let item = |id: &str, tags: &[&str]| json!({ "id": id, "content_text": "x", "tags": tags });
    let mut withdrawn = item("4", &["World", "Cups & more"]);
    withdrawn["_london_daily"] = json!({ "withdrawn": true });
    let desk = Desk::with_feed(&feed(
        json!({ "sections": ["World", "Arts & Books", "Arts, books"] }),
        json!([
            item("1", &["World", "A & B", "Tea"]),
            item("2", &["World", "A-B", "tea", "World news"]),
            item("3", &["World", "A-B", "Cups, more"]),
            withdrawn,
        ]),
    ));
    assert_found(
        &found(&desk),
        &[
            "warning: content/feed.json: _london_daily.sections: the sections “Arts & Books” and “Arts, books” have the same \
             address, /section/arts-books/,",
            "warning: content/feed.json: items[1].tags: the topics “A & B” and “A-B” have the same address, /topic/a-b/,",
        ],
    );
}

#[test]
fn a_time_zone_that_nobody_knows_is_told() {
    let items = json!([{ "id": "1", "content_text": "x" }]);
    let zone = |name: &str| found(&Desk::with_feed(&feed(json!({ "time_zone": name }), items.clone())));
    assert_found(
        &zone("Europe/Londinium"),
        &[
            "warning: content/feed.json: _london_daily.time_zone: Europe/Londinium is no time zone that is known",
        ],
    );
    assert_found(&zone("Asia/Almaty"), &[]);
}

#[test]
fn a_story_that_says_nothing_is_told() {
    let desk = Desk::with_feed(&feed(
        json!({}),
        json!([
            { "id": "1", "title": "Nothing" },
            { "id": "2", "title": "Nothing to be seen", "content_html": "<p> </p>" },
            { "id": "3", "title": "A brief", "summary": "One sentence." },
            { "id": "4", "title": "A text", "content_text": "Text" },
            { "id": "5", "title": "Elsewhere", "_london_daily": { "article_url": "https://elsewhere.example/5.json" } },
        ]),
    ));
    let nothing = "has neither text, summary nor _london_daily.article_url";
    assert_found(
        &found(&desk),
        &[
            &format!("warning: content/feed.json: items[0]: {nothing}"),
            &format!("warning: content/feed.json: items[1]: {nothing}"),
        ],
    );
}

#[test]
fn a_finding_names_its_file_once() {
    let desk = Desk::new("/", "/content/feed.json");
    desk.write("content/other.json", "[]");
    for (path, file) in [("nofile.json", "nofile.json"), ("content", "content/feed.json")] {
        let proof = press::check(&desk.path(path), &Options::default());
        let texts: Vec<_> = proof.findings.iter().map(ToString::to_string).collect();
        let file = desk.path(file).display().to_string();
        assert_eq!(texts.len(), 1);
        assert!(texts[0].starts_with(&format!("error: {file}: cannot be read: ")), "{texts:?}");
        assert_eq!(texts[0].matches(&file).count(), 1, "{texts:?}");
    }
}
