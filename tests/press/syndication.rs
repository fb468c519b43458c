//! The files for syndication: feeds, sitemaps and the manifest, read by the parsers of others.

use std::collections::BTreeSet;

use quick_xml::{Reader, events::Event};
use serde_json::{Value, json};

use crate::desk::Desk;

/// The feeds that are printed, in their formats.
const FEEDS: [&str; 3] = ["feed.json", "rss.xml", "atom.xml"];

/// The texts of all elements with a name, after reading the whole document.
fn texts(xml: &str, name: &str) -> Vec<String> {
    let mut reader = Reader::from_str(xml);
    let mut found = Vec::new();
    let mut text: Option<String> = None;
    loop {
        match reader.read_event().unwrap_or_else(|error| panic!("{error}: {xml}")) {
            Event::Start(start) if start.name().as_ref() == name => text = Some(String::new()),
            Event::Text(part) => {
                if let Some(text) = &mut text {
                    text.push_str(&part);
                }
            }
            Event::End(end) if end.name().as_ref() == name => found.extend(text.take()),
            Event::Eof => return found,
            _ => {}
        }
    }
}

#[test]
fn the_feeds_hold_the_latest_stories_with_their_texts() {
    let desk = Desk::sample("/news/");
    desk.print();
    for file in FEEDS {
        let text = desk.read(file);
        let feed = feed_rs::parser::parse(text.as_bytes()).unwrap_or_else(|error| panic!("{file}: {error}"));
        assert_eq!(feed.title.expect("a title").content, "London Daily", "{file}");
        assert!(feed.language.is_some_and(|language| language.eq_ignore_ascii_case("en-GB")), "{file}");
        assert_eq!(feed.entries.len(), 50, "{file}");
        let lead = &feed.entries[0];
        assert_eq!(lead.id, "tag:london-daily.example,2023:blinken-central-asia", "{file}");
        assert!(
            lead.links
                .iter()
                .any(|link| link.href == "https://paper.example/news/article/blinken-central-asia/")
        );
        assert_eq!(lead.published.expect("a date").to_rfc3339(), "2023-02-28T18:30:00+00:00", "{file}");
        let content = lead.content.as_ref().and_then(|content| content.body.clone()).expect("the text");
        assert!(content.matches("<p>").count() >= 15, "{file}: the whole text is there");
        assert!(
            content.contains("src=\"https://paper.example/news/content/pictures/central-asia.png\""),
            "{file}"
        );
        assert!(!content.contains("=\"/"), "{file}: every address is whole");
        // The parser passes over what is attached to a JSON Feed.
        let spoken = text.contains("\"mime_type\":\"audio/mpeg\"")
            || feed.entries.iter().any(|entry| {
                entry.links.iter().any(|link| link.rel.as_deref() == Some("enclosure"))
                    || entry.media.iter().any(|media| !media.content.is_empty())
            });
        assert!(spoken, "{file}: a recording can be listened to");
    }
}

#[test]
fn urls_in_feeds_are_absolute_and_mail_links_stay_unchanged() {
    let desk = Desk::with_feed(&json!({
        "version": "https://jsonfeed.org/version/1.1", "title": "Paper", "items": [{
            "id": "1", "title": "One", "image": "a.png", "authors": [{ "name": "A", "url": "mailto:a@paper.example" }],
            "content_html": "<p><a href=\"mailto:desk@paper.example\">Write</a> <a href=\"/b/\">or read</a>",
        }],
    }));
    desk.print();
    for file in FEEDS {
        let text = desk.read(file).replace("\\\"", "\"").replace("&quot;", "\"");
        assert!(text.contains("href=\"mailto:desk@paper.example\""), "{file}: {text}");
        assert!(text.contains("href=\"https://paper.example/b/\""), "{file}: {text}");
        assert!(text.contains("https://paper.example/content/a.png"), "{file}: {text}");
    }
    let feed: Value = serde_json::from_str(&desk.read("feed.json")).expect("JSON");
    assert_eq!(feed["items"][0]["authors"], json!([{ "name": "A", "url": "mailto:a@paper.example" }]));
    assert_eq!(feed["items"][0]["image"], "https://paper.example/content/a.png");
}

#[test]
fn feeds_hold_whatever_a_publisher_writes() {
    let hostile = "]]> <b>&amp; \u{1} \u{fffe} </content> \"'";
    let desk = Desk::with_feed(&json!({
        "version": "https://jsonfeed.org/version/1.1", "title": hostile, "items": [{
            "id": hostile, "url": "/one/", "title": hostile, "summary": hostile, "content_text": hostile,
            "tags": [hostile], "authors": [{ "name": hostile }],
        }],
    }));
    desk.print();
    for file in FEEDS {
        let feed = feed_rs::parser::parse(desk.read(file).as_bytes())
            .unwrap_or_else(|error| panic!("{file}: {error}"));
        let title = feed.entries[0].title.as_ref().expect("a title").content.clone();
        assert!(title.contains("]]> <b>& "), "{file}: {title}");
    }
}

#[test]
fn the_sitemap_names_every_page_to_be_found_and_each_exists() {
    let desk = Desk::sample("/");
    desk.print();
    let addresses = texts(&desk.read("sitemap.xml"), "loc");
    let unique: BTreeSet<_> = addresses.iter().collect();
    assert_eq!(unique.len(), addresses.len());
    let found = desk.pages().into_iter().filter(|(_, page)| !page.contains("content=\"noindex\""));
    assert_eq!(
        addresses.len(),
        found.count(),
        "all but the saved stories and the page for what is not there"
    );
    for address in &addresses {
        let path = address.strip_prefix("https://paper.example/").expect("the paper's own site");
        let page = desk.read(&format!("{path}index.html"));
        assert!(page.contains(&format!("<link rel=\"canonical\" href=\"{address}\"")), "{address}");
    }
    assert!(desk.read("robots.txt").contains("Sitemap: https://paper.example/sitemap.xml"));
}

#[test]
fn the_news_sitemap_holds_the_last_two_days() {
    let item = |id: &str, date: &str| json!({ "id": id, "url": format!("/{id}/"), "title": id, "date_published": date });
    let desk = Desk::with_feed(&json!({
        "version": "https://jsonfeed.org/version/1.1", "title": "Paper", "language": "en-GB", "items": [
            item("future", "2025-07-10T12:00:01Z"), item("new", "2025-07-10T11:59:00Z"),
            item("older", "2025-07-08T12:00:00Z"), item("old", "2025-07-08T11:59:59Z"),
        ],
    }));
    let mut options = desk.options();
    options.now = Some("2025-07-10T12:00:00Z".parse().expect("a date"));
    press::print(&options, &()).expect("the paper is printed");
    let map = desk.read("news-sitemap.xml");
    assert_eq!(texts(&map, "news:title"), ["new", "older"]);
    assert_eq!(texts(&map, "news:language"), ["en", "en"]);
    assert_eq!(texts(&map, "news:name"), ["Paper", "Paper"]);

    options.now = Some("2025-07-20T12:00:00Z".parse().expect("a date"));
    press::print(&options, &()).expect("the paper is printed");
    let map = desk.read("news-sitemap.xml");
    assert_eq!(texts(&map, "loc"), ["https://paper.example/"], "a page of which nothing is news");
    assert!(!map.contains("news:news"));
}

#[test]
fn every_page_links_the_feeds_and_a_manifest_with_real_icons() {
    let desk = Desk::sample("/news/");
    desk.write("icon-1.svg", "<svg/>");
    desk.print();
    for (file, page) in desk.pages() {
        for (kind, address) in [
            ("application/feed+json", "/news/feed.json"),
            ("application/rss+xml", "/news/rss.xml"),
            ("application/atom+xml", "/news/atom.xml"),
        ] {
            assert!(
                page.contains(&format!("type=\"{kind}\"")) && page.contains(&format!("href=\"{address}\"")),
                "{file}"
            );
        }
        assert!(page.contains("<link rel=\"manifest\" href=\"/news/app.webmanifest\">"), "{file}");
        assert!(
            page.contains("<link rel=\"apple-touch-icon\" href=\"/news/content/icon-512.png\">"),
            "{file}"
        );
    }
    let manifest: Value = serde_json::from_str(&desk.read("app.webmanifest")).expect("JSON");
    assert_eq!((&manifest["start_url"], &manifest["scope"]), (&json!("/news/"), &json!("/news/")));
    assert_eq!(manifest["name"], "London Daily");
    let sizes: Vec<_> =
        manifest["icons"].as_array().expect("icons").iter().map(|icon| &icon["sizes"]).collect();
    assert_eq!(sizes, ["any", "512x512"]);
    for icon in manifest["icons"].as_array().expect("icons") {
        assert!(
            desk.has(icon["src"].as_str().and_then(|src| src.strip_prefix("/news/")).expect("an address"))
        );
    }
    assert!(!desk.has("robots.txt"), "it counts at the root of a host only");
}

#[test]
fn without_a_site_no_feed_with_broken_urls_is_written() {
    let desk = Desk::sample("/");
    desk.write("index.html", desk.read("index.html").replace("https://paper.example/", ""));
    let report = desk.print();
    assert_eq!(report.findings.len(), 1);
    for file in FEEDS.iter().chain(&["sitemap.xml", "news-sitemap.xml"]) {
        assert!(!desk.has(file), "{file}");
    }
    let page = desk.read("index.html");
    assert!(!page.contains("rss.xml"));
    assert!(page.contains("type=\"application/feed+json\"") && page.contains("href=\"/content/feed.json\""));
    assert!(desk.has("robots.txt") && desk.has("app.webmanifest"));
}

#[test]
fn a_robots_txt_by_hand_stays() {
    let desk = Desk::sample("/");
    desk.write("robots.txt", "mine");
    desk.print();
    desk.print();
    assert_eq!(desk.read("robots.txt"), "mine");
}

#[test]
fn a_feed_that_stands_where_one_would_be_printed_stays() {
    let desk = Desk::sample("/");
    desk.write("index.html", desk.read("index.html").replace("/content/feed.json", "/feed.json"));
    let feed =
        json!({ "version": "https://jsonfeed.org/version/1.1", "title": "Mine", "items": [] }).to_string();
    desk.write("feed.json", &feed);
    desk.print();
    desk.print();
    assert_eq!(desk.read("feed.json"), feed);
    assert!(desk.read("index.html").contains("type=\"application/feed+json\""));
}

#[test]
fn another_story_does_not_change_an_undated_one_in_atom() {
    let (undated, dated) = (
        json!({ "id": "a:old", "title": "Old" }),
        json!({ "id": "a:new", "title": "New", "date_published": "2025-07-10T12:00:00Z" }),
    );
    let updated = |items: Value| {
        let desk = Desk::with_feed(&json!({ "title": "Paper", "items": items }));
        desk.print();
        let feed = feed_rs::parser::parse(desk.read("atom.xml").as_bytes()).expect("a feed");
        let entry = feed.entries.into_iter().find(|entry| entry.id == "a:old").expect("the story");
        entry.updated.expect("a date")
    };
    assert_eq!(updated(json!([undated])), updated(json!([dated, undated])));
}

#[test]
fn a_topic_of_only_withdrawn_stories_is_not_in_the_sitemap() {
    let desk = Desk::with_feed(&json!({
        "title": "Paper", "items": [
            { "id": "1", "title": "Gone", "tags": ["World", "Floods"], "content_text": "Text", "_london_daily": { "withdrawn": true } },
            { "id": "2", "title": "Here", "tags": ["World", "Bridges"], "content_text": "Text" },
        ],
    }));
    desk.print();
    assert!(desk.read("article/1/index.html").contains("href=\"/topic/floods/\""));
    assert!(desk.has("topic/floods/index.html"));
    let map = desk.read("sitemap.xml");
    assert!(map.contains("/topic/bridges/") && !map.contains("/topic/floods/"), "{map}");
}

#[test]
fn feed_readers_get_a_text_that_needs_neither_style_nor_script() {
    let desk = Desk::with_feed(&json!({
        "title": "Paper", "items": [{
            "id": "1", "title": "One", "image": "/lead.png?a=1&copy=2",
            "_london_daily": { "corrections": [{ "text": "A word & another." }] },
            "content_html": "<h2 id='x'>Head</h2><p>Text with a <a href='#x'>place</a>, <a href='/b/?a=1&amp;copy=2'>a link</a> and \
                <span lang='de'>Wörter</span>.</p><blockquote><p>Words</p><cite>A source</cite></blockquote>\
                <aside class='pullquote'><p>Repeated</p></aside>\
                <table><caption>Figures</caption><tr><th>A</th></tr><tr><td colspan='2'>1</td></tr></table>\
                <details><summary>More</summary><p>Inside</p></details>\
                <audio controls title='A talk' src='/talk.mp3'></audio>\
                <video width='640' height='360'><source src='/film.webm' type='video/webm'><source src='/film.mp4' type='video/mp4'>\
                <track kind='captions' src='/film.vtt'></video>\
                <iframe src='https://video.example/1' title='A film'></iframe><ol start='3'><li>Three</li></ol>",
        }],
    }));
    desk.print();
    let feed: Value = serde_json::from_str(&desk.read("feed.json")).expect("JSON");
    let html = [
        r#"<figure><img src="https://paper.example/lead.png?a=1&amp;copy=2" alt=""></figure>"#,
        r#"<h2>Head</h2><p>Text with a place, <a href="https://paper.example/b/?a=1&amp;copy=2">a link</a> and "#,
        r#"<span lang="de">Wörter</span>.</p><blockquote><p>Words</p><p>— A source</p></blockquote>"#,
        r#"<table><caption>Figures</caption><tbody><tr><th scope="row">A</th></tr><tr><td colspan="2">1</td></tr></tbody></table>"#,
        r#"<div><p><b>More</b></p><p>Inside</p></div><p><a href="https://paper.example/talk.mp3">A talk</a></p>"#,
        r#"<p><a href="https://paper.example/film.webm">Film</a></p>"#,
        r#"<p><a href="https://video.example/1">A film video.example</a></p><ol start="3"><li>Three</li></ol>"#,
        "<h2>Corrections and clarifications</h2><p>A word &amp; another.</p>",
    ];
    assert_eq!(feed["items"][0]["content_html"].as_str().expect("a text"), html.concat());
}
