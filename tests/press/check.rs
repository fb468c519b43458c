//! The proof-reader.

use std::{path::Path, process::Command};

use london_daily::model::Moment;
use press::{self, check::Options};
use serde_json::{Value, json};

use crate::{desk::Desk, fixtures};

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
fn an_articles_own_document_is_read_too() {
    let desk =
        paper(json!({ "id": "1", "content_text": "Short", "_london_daily": { "article_url": "one.json" } }));
    desk.write(
        "content/one.json",
        json!({ "version": "https://jsonfeed.org/version/1.1", "title": "P", "items": [{
        "id": "1", "content_html": "<a href=\"/nowhere/\">x</a>", "date_modified": "soon", "tags": 5,
    }] })
        .to_string(),
    );
    let found = found(&desk);
    for expected in [
        "error: content/one.json: items[0].date_modified: \"soon\" is no date",
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
        let proof = press::check(&desk.path(path), &Options::default());
        assert!(proof.findings.iter().any(|finding| finding.is_error), "{path}");
    }
}

#[test]
fn strangers_feeds_can_be_read() {
    let Some(files) = fixtures::files("json-feed", ".json") else { return };
    let mut read = 0;
    for (name, bytes) in files {
        let desk = Desk::new("/", "/content/feed.json");
        desk.write("feed.json", &bytes);
        read += usize::from(press::check(&desk.path("feed.json"), &Options::default()).stories > 0);
        assert!(desk.has("feed.json"), "{name} is only read");
    }
    assert!(read >= 9, "only {read} feeds were read");
}

#[test]
fn a_paper_below_a_path_is_checked_as_one() {
    let desk = paper(
        json!({ "id": "1", "content_html": "<p><a href=\"/article/two/\">Out</a> <a href=\"/news/article/two/\">Two</a> \
        <a href=\"../article/two\">Two</a> <a href=\"/news/\">Front</a> <a href=\"/newsroom/\">Out</a> <a href=\"/news/article/three/\">No</a> \
        <a href=\"/news/content/a.gif\">File</a> <img src=\"b.gif\" alt=\"\" width=400 height=200>" }),
    );
    let options = Options { base: "/news/".to_owned(), ..Options::default() };
    let place = "content/feed.json: items[0].content:";
    assert_found(
        &found_with(&desk, options),
        &[
            &format!("warning: {place} /article/two/ leads out of the paper, which lives below /news/"),
            &format!("warning: {place} /newsroom/ leads out of the paper, which lives below /news/"),
            &format!("error: {place} /news/article/three/ leads to nothing in this paper"),
            &format!("error: {place} content/b.gif is missing"),
        ],
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
fn an_unreadable_feed_page_is_reported_and_the_rest_checked() {
    let desk = Desk::new("/", "/content/feed.json");
    let page = |id: &str, next: &str| {
        let mut page =
            feed(json!({}), json!([{ "id": id, "content_text": "Text", "date_published": "never" }]));
        page["next_url"] = json!(next);
        page.to_string()
    };
    desk.write("content/feed.json", page("1", "2.json"));
    desk.write("content/2.json", page("2", "3.json"));
    let of_readable =
        |file: &str| format!("error: content/{file}: items[0].date_published: \"never\" is no date");
    let of_both = [of_readable("feed.json"), of_readable("2.json")];
    let stories = || press::check(&desk.path("content"), &Options::default()).stories;
    for (third, expected) in [
        (None, "error: content/2.json: next_url: content/3.json cannot be read: "),
        (Some("{"), "error: content/3.json: the document is not valid JSON"),
    ] {
        if let Some(third) = third {
            desk.write("content/3.json", third);
        }
        assert_found(&found(&desk), &[&of_both[0], &of_both[1], expected]);
        assert_eq!(stories(), 2);
    }
    // Who prints must not take what is older for gone.
    assert!(desk.try_print().is_err());
}

#[test]
fn a_picture_within_a_line_is_looked_at_as_any_other() {
    let desk =
        paper(json!({ "id": "1", "content_html": "<p>A <img src=\"a.gif\" alt=\"\" width=40 height=30> and \
        <img src=\"small.gif\" width=20 height=10> line" }));
    desk.write("content/small.gif", b"GIF89a\x14\x00\x0a\x00\x80\x00\x00");
    assert_found(
        &found(&desk),
        &[
            "error: content/feed.json: items[0].content: /content/a.gif: is said to be 40 × 30 pixels, and is 400 × 200",
            "warning: content/feed.json: items[0].content: /content/small.gif: has no alternative text",
        ],
    );
}

#[test]
fn an_articles_own_document_is_held_to_its_dates_and_its_ids() {
    let desk =
        paper(json!({ "id": "1", "content_text": "Short", "_london_daily": { "article_url": "one.json" } }));
    let item = json!({
        "id": "1", "content_text": "Text", "date_published": "2026-01-02T00:00:00Z", "date_modified": "2026-01-01T00:00:00Z",
        "url": "/nowhere/", "_london_daily": { "related": ["2", "1", "nobody"] },
    });
    desk.write(
        "content/one.json",
        feed(json!({}), json!([{ "id": "other", "content_text": "Text" }, item])).to_string(),
    );
    assert_found(
        &found(&desk),
        &[
            "warning: content/one.json: items[1].date_published: is in the future: 2026-01-02",
            "warning: content/one.json: items[1].date_modified: is in the future: 2026-01-01",
            "warning: content/one.json: items[1].date_modified: is earlier than date_published",
            "error: content/one.json: items[1]._london_daily.related: names the story itself",
            "error: content/one.json: items[1]._london_daily.related: no story has the id nobody",
            "error: content/one.json: items[1].url: /nowhere/ leads to nothing",
        ],
    );
}

#[test]
fn a_fragment_has_to_name_something_on_its_page() {
    let link = |address: &str| format!("<a href=\"{address}\">x</a> ");
    let right = [
        "#own",
        "../article/one/#section-a-part",
        "../article/two/#",
        "../article/two/#top",
        "../article/two/#headline",
        "../article/two/#picture-1",
        "../article/two/#section-second",
        "../article/two/#topics-title",
        "/#related-title",
        "../article/two/#section-%73econd",
        "../article/two/#:~:text=second",
        "../section/tea/#content",
        "../article/lost/#whatever",
        "https://example.org/#nowhere",
        "a.gif#page=2",
    ];
    let wrong = [
        "../article/two/#nope",
        "../article/two/#picture-2",
        "../article/two/#theirs",
        "../article/one/#own",
        "/#front-x",
    ];
    let lost = ["#nowhere", "#picture-1"];
    let html: String = right.iter().chain(&wrong).chain(&lost).map(|address| link(address)).collect();
    let desk = Desk::with_feed(&feed(
        json!({ "sections": ["Tea"] }),
        json!([
            { "id": "0", "title": "Zero", "tags": ["Tea"], "summary": "Leads." },
            { "id": "1", "url": "../article/one/", "content_html": format!("<h2 id=own>A part</h2><p>{html}") },
            { "id": "2", "url": "../article/two/", "tags": ["Tea", "Cups"], "_london_daily": { "article_url": "two.json" } },
            { "id": "3", "url": "../article/lost/", "_london_daily": { "article_url": "https://elsewhere.example/3.json" } },
        ]),
    ));
    desk.write("content/a.gif", PICTURE);
    desk.write("content/two.json", feed(json!({}), json!([{ "id": "2",
        "content_html": "<h3 id=theirs>Second</h3><p>Text<p><img src=\"a.gif\" alt=\"\" width=400 height=200>" }])).to_string());
    let place = "warning: content/feed.json: items[1].content:";
    let mut expected: Vec<String> = [
        "/article/two/#nope",
        "/article/two/#picture-2",
        "/article/two/#theirs",
        "/article/one/#own",
        "/#front-x",
    ]
    .iter()
    .map(|address| format!("{place} {address}: nothing on that page has the name "))
    .collect();
    expected
        .extend(lost.map(|address| format!("{place} {address} names no heading and no note of this text")));
    assert_found(&found(&desk), &expected.iter().map(String::as_str).collect::<Vec<_>>());
}

#[test]
fn a_link_to_the_papers_own_site_is_one_within_the_paper() {
    let desk = paper(
        json!({ "id": "1", "content_html": "<p><a href=\"https://paper.example/news/article/three/\">a</a> \
        <a href=\"http://paper.example/news/article/two/#nope\">b</a> <a href=\"https://paper.example/news/article/two\">c</a> \
        <a href=\"https://paper.example/shop/\">d</a> <a href=\"https://paper.example:8080/news/x/\">e</a> \
        <a href=\"https://other.example/news/x/\">f</a> <a href=\"mailto:a@paper.example\">g</a>" }),
    );
    let options = |site: Option<&str>| Options {
        base: "/news/".to_owned(),
        site: site.map(str::to_owned),
        ..Options::default()
    };
    let place = "content/feed.json: items[0].content:";
    assert_found(
        &found_with(&desk, options(Some("https://paper.example"))),
        &[
            &format!(
                "error: {place} https://paper.example/news/article/three/ leads to nothing in this paper"
            ),
            &format!(
                "warning: {place} http://paper.example/news/article/two/#nope: nothing on that page has the name nope"
            ),
        ],
    );
    assert_found(&found_with(&desk, options(None)), &[]);
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
fn a_file_that_is_no_picture_does_not_pass_for_one() {
    let desk = Desk::with_feed(&feed(
        json!({}),
        json!([{ "id": "1", "content_html": "<p>A<p><img src=\"broken.png\" alt=\"\" width=400 height=200>\
            <p><img src=\"map.svg\" alt=\"\" width=400 height=200>", "_london_daily": { "picture": { "src": "a.gif", "alt": "",
            "width": 400, "height": 200, "renditions": [{ "src": "empty.webp", "width": 200 }] } } }]),
    ));
    desk.write("content/a.gif", PICTURE);
    desk.write("content/broken.png", "<!doctype html><title>Not found</title>");
    desk.write("content/empty.webp", "");
    desk.write(
        "content/map.svg",
        "<?xml version=\"1.0\"?><!-- a map --><svg xmlns=\"http://www.w3.org/2000/svg\"/>",
    );
    assert_found(
        &found(&desk),
        &[
            "error: content/feed.json: items[0].content: /content/broken.png: is no picture that can be read",
            "error: content/feed.json: items[0]: leading picture: /content/empty.webp: is no picture that can be read",
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
fn a_story_that_stands_on_two_pages_of_the_feed_is_told() {
    let desk = Desk::new("/", "/content/feed.json");
    let item = |id: Value| json!({ "id": id, "content_text": "Text" });
    let mut first = feed(json!({}), json!([item(json!("a")), item(json!(7))]));
    first["next_url"] = json!("2.json");
    desk.write("content/feed.json", first.to_string());
    desk.write(
        "content/2.json",
        feed(json!({}), json!([item(json!("b")), item(json!("7")), item(json!("b"))])).to_string(),
    );
    assert_found(
        &found(&desk),
        &[
            "error: content/2.json: items[1].id: stands on an earlier page already (content/feed.json: items[1])",
            "error: content/2.json: items[2].id: stands at an earlier item already",
        ],
    );
    // The mistakes of a page that brings nothing new are reported all the same.
    desk.write(
        "content/2.json",
        feed(json!({}), json!([{ "id": "a", "date_published": "never", "content_text": "x" }])).to_string(),
    );
    assert_found(
        &found(&desk),
        &[
            "error: content/2.json: items[0].id: stands on",
            "error: content/2.json: items[0].date_published: \"never\" is no date",
        ],
    );
}

#[test]
fn what_is_printed_for_machines_can_be_linked_to() {
    let files = [
        "feed.json",
        "rss.xml",
        "atom.xml",
        "sitemap.xml",
        "news-sitemap.xml",
        "app.webmanifest",
        "robots.txt",
    ];
    let links: String = files.iter().map(|file| format!("<a href=\"../{file}\">x</a> ")).collect();
    let desk =
        paper(json!({ "id": "1", "content_html": format!("<p>{links}<a href=\"../other.xml\">x</a>") }));
    let place = "error: content/feed.json: items[0].content:";
    let other = format!("{place} /other.xml leads to nothing");
    assert_found(&found(&desk), &[&other]);
    // They are those that are printed, but for the site's own feed, which is in its folder here.
    desk.write("content/feed.json", feed(json!({}), json!([])).to_string());
    desk.print();
    for file in files {
        assert!(desk.has(file), "{file}");
    }
    // At the root of a host only is there something for robots.
    let desk = paper(json!({ "id": "1", "content_html": format!("<p>{links}") }));
    assert_found(
        &found_with(&desk, Options { base: "/news".to_owned(), ..Options::default() }),
        &[&format!("{place} /news/robots.txt leads to nothing")],
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

#[test]
fn places_are_right_after_a_byte_order_mark_and_with_odd_ids() {
    let desk = Desk::new("/", "/content/feed.json");
    let items = json!([null, { "id": 1.5, "content_text": "x", "date_published": "2026-01-01T00:00:00Z" },
        { "id": "", "url": "u", "content_text": "x", "date_published": "2026-01-01T00:00:00Z" }]);
    desk.write("content/feed.json", format!("\u{feff}{}", feed(json!({}), items)));
    let found = found(&desk);
    for place in ["items[1]", "items[2]"] {
        let expected = format!("warning: content/feed.json: {place}.date_published: is in the future");
        assert!(found.iter().any(|text| text.starts_with(&expected)), "{expected}\n{found:#?}");
    }
}

#[test]
fn a_feed_that_names_too_much_is_told_so() {
    let item = |id: usize| {
        let tags: Vec<_> = (0..60).map(|tag| format!("Topic {id} {tag}")).collect();
        let picture = format!("https://pictures-{id}.example/a.png");
        json!({ "id": id.to_string(), "title": "One", "content_text": "Text", "image": picture, "tags": tags })
    };
    let desk = Desk::with_feed(&json!({ "title": "Paper", "items": (0..45).map(item).collect::<Vec<_>>() }));
    let told = found(&desk);
    for warning in ["names 45 hosts for pictures", "topics, of which only the 2000"] {
        assert!(told.iter().any(|finding| finding.contains(warning)), "{warning}: {told:?}");
    }
}

#[test]
fn a_downloaded_feed_of_any_kind_is_read_where_it_lives() {
    let desk = Desk::new("/", "/content/feed.json");
    desk.write(
        "content/copy.xml",
        "<rss version=\"2.0\"><channel><title>P</title><item><guid>1</guid><title>One</title><pubDate>20.11.2026</pubDate>\
         <description>&lt;p&gt;&lt;a href=&quot;/there/&quot;&gt;x&lt;/a&gt;&lt;img src=&quot;a.png&quot; alt=&quot;A&quot; width=900 \
         height=600&gt;&lt;/p&gt;</description></item></channel></rss>",
    );
    let options = Options { source: Some("https://blog.example/feed/".into()), ..Options::default() };
    let proof = press::check(&desk.path("content/copy.xml"), &options);
    let found: Vec<_> = proof.findings.iter().map(ToString::to_string).collect();
    assert_eq!(proof.stories, 1);
    assert_eq!(found.len(), 1, "{found:#?}");
    let expected = "items[0].date_published: \"20.11.2026\" is no date";
    assert!(found[0].contains(expected) && found[0].contains("in “One”"), "{found:#?}");
}
