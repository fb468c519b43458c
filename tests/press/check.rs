//! The proof-reader.

use std::path::Path;

use london_daily::{model::Moment, press};
use serde_json::{Value, json};

use crate::{desk::Desk, fixtures};

/// The beginning of a picture of 400 by 200 pixels: its size stands there.
const PICTURE: &[u8] = b"GIF89a\x90\x01\xc8\x00\x80\x00\x00";

fn found(desk: &Desk) -> Vec<String> {
    let now: Moment = "2025-07-11T00:00:00Z".parse().expect("a date");
    let proof = press::check(&desk.path("content"), Some(now));
    let folder = desk.path("").display().to_string();
    proof.findings.iter().map(|finding| finding.to_string().replace(&folder, "")).collect()
}

fn paper(item: Value) -> Desk {
    let desk = Desk::with_feed(&json!({
        "version": "https://jsonfeed.org/version/1.1", "title": "Paper",
        "items": [item, { "id": "2", "url": "../article/two/", "title": "Two", "content_text": "Text", "tags": ["Tea"] }],
    }));
    desk.write("content/a.gif", PICTURE);
    desk
}

#[test]
fn the_sample_edition_has_nothing_to_correct() {
    let proof = press::check(&Path::new(env!("CARGO_MANIFEST_DIR")).join("content"), None);
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
            "error: content/feed.json: items[0].date_published: is no date",
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
            json!({ "id": "1", "content_html": "<img src=\"a.gif\" alt=\"A\">" }),
            "warning: content/feed.json: items[0].content: /content/a.gif: says no width and height",
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
            "warning: content/feed.json: items[0]: another story wants the same address",
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
fn an_articles_own_document_is_read_too() {
    let desk =
        paper(json!({ "id": "1", "content_text": "Short", "_london_daily": { "article_url": "one.json" } }));
    desk.write(
        "content/one.json",
        json!({ "version": "https://jsonfeed.org/version/1.1", "title": "P", "items": [{
        "id": "1", "content_html": "<a href=\"/nowhere/\">x</a>", "date_modified": "soon", "tags": "no list",
    }] })
        .to_string(),
    );
    let found = found(&desk);
    for expected in [
        "error: content/one.json: items[0].date_modified: is no date",
        "error: content/one.json: items[0].tags: is of a wrong type",
        "error: content/one.json: items[0].content: /nowhere/ leads to nothing",
    ] {
        assert!(found.iter().any(|text| text.starts_with(expected)), "{expected}\n{found:#?}");
    }
    desk.write("content/one.json", "{\"items\":[{\"id\":\"1\"}");
    assert!(self::found(&desk)[0].starts_with("error: content/one.json: the document is not valid JSON"));
}

#[test]
fn a_folder_without_a_feed_and_a_file_that_is_none_are_errors() {
    let desk = Desk::new("/", "/content/feed.json");
    desk.write("content/other.json", "[]");
    for path in ["content", "content/other.json", "content/none.json"] {
        let proof = press::check(&desk.path(path), None);
        assert!(proof.findings.iter().any(|finding| finding.grave), "{path}");
    }
}

#[test]
fn strangers_feeds_can_be_read() {
    let Some(files) = fixtures::files("json-feed", ".json") else { return };
    let mut read = 0;
    for (name, bytes) in files {
        let desk = Desk::new("/", "/content/feed.json");
        desk.write("feed.json", &bytes);
        read += usize::from(press::check(&desk.path("feed.json"), None).stories > 0);
        assert!(desk.has("feed.json"), "{name} is only read");
    }
    assert!(read >= 9, "only {read} feeds were read");
}
