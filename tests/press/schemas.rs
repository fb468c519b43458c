//! The files for syndication (feeds, sitemaps and the manifest), held against the schemas in `tests/schemas/`.

use std::{collections::BTreeSet, fs};

use feed_rs::model::{Entry, Link};
use serde_json::{Value, json};

use crate::{desk::Desk, fixtures, json_schema::JsonSchema, linked_data, xmllint::Xmllint};

/// The files in XML, each with its schema.
const XML: &[(&str, &str)] = &[
    ("sitemap.xml", "urlset.xsd"),
    ("news-sitemap.xml", "urlset.xsd"),
    ("rss.xml", "rss.rng"),
    ("atom.xml", "atom.rng"),
];

/// Fails if a file in XML of a printed site is not as its schema has it.
fn assert_xml_valid(xmllint: &Xmllint, desk: &Desk) {
    for (file, schema) in XML {
        let text = desk.read(file);
        assert_eq!(xmllint.faults(&text, schema), [""; 0], "{file}: {text}");
    }
    let atom = desk.read("atom.xml");
    assert_eq!(broken_rules(&atom), [""; 0], "{atom}");
}

/// Returns the rules that an Atom feed breaks, of those that no grammar can express (RFC 4287, 4.1.1 and 4.1.2).
fn broken_rules(atom: &str) -> Vec<&'static str> {
    let feed = feed_rs::parser::parse(atom.as_bytes()).unwrap_or_else(|error| panic!("{error}: {atom}"));
    let is_alternate = |link: &Link| link.rel.as_deref().is_none_or(|rel| rel == "alternate");
    let leads_on = |entry: &Entry| entry.content.is_some() || entry.links.iter().any(is_alternate);
    let mut broken = Vec::new();
    if feed.authors.is_empty() && feed.entries.iter().any(|entry| entry.authors.is_empty()) {
        broken.push("an entry has no author, and neither has the feed");
    }
    if !feed.entries.iter().all(leads_on) {
        broken.push("an entry has no content, and leads to none");
    }
    let states: BTreeSet<_> = feed.entries.iter().map(|entry| (&entry.id, entry.updated)).collect();
    if states.len() < feed.entries.len() {
        broken.push("an entry is there twice");
    }
    broken
}

/// Fails if the manifest or the JSON Feed of a printed site is not as its schema has it.
fn assert_json_valid(desk: &Desk) {
    let manifest: Value = serde_json::from_str(&desk.read("app.webmanifest")).expect("JSON");
    assert_eq!(JsonSchema::named("web-manifest.json").faults(&manifest), [""; 0], "{manifest:#}");
    let schema = JsonSchema::named("json-feed-1.1.json");
    let feed: Value = serde_json::from_str(&desk.read("feed.json")).expect("JSON");
    assert_eq!(schema.faults(&feed), [""; 0], "{feed:#}");
}

/// A JSON Feed as one that carries the text of each story.
///
/// The specification wants a text in every item. The site's lists leave it to the articles' documents, and give a brief's one
/// sentence as its summary: that alone is overlooked.
fn with_texts(feed: &str) -> Value {
    let mut feed: Value = serde_json::from_str(feed).unwrap_or_else(|error| panic!("{error}: {feed}"));
    for item in feed["items"].as_array_mut().into_iter().flatten() {
        if item["content_html"].is_null() && item["content_text"].is_null() {
            item["content_text"] = "elsewhere".into();
        }
    }
    feed
}

#[test]
fn the_sample_edition_says_to_machines_what_their_schemas_allow() {
    let desk = Desk::sample("/news/");
    desk.print();
    linked_data::assert_sound(&desk);
    assert_json_valid(&desk);
    let schema = JsonSchema::named("json-feed-1.1.json");
    let articles = fs::read_dir(desk.path("content/articles")).expect("the edition has articles");
    for file in articles.map(|entry| entry.expect("an entry").path()).chain([desk.path("content/feed.json")])
    {
        let text = fs::read_to_string(&file).expect("it can be read");
        assert_eq!(schema.faults(&with_texts(&text)), [""; 0], "{}", file.display());
    }
    if let Some(xmllint) = Xmllint::find() {
        assert_xml_valid(&xmllint, &desk);
    }
}

/// Papers at the edges: with nothing, with what is hostile, with one of everything.
fn papers() -> Vec<Value> {
    let hostile = "]]> <b>&amp; \u{1} \u{fffe} </content> \"'";
    let paper = |items: Value| {
        json!({
            "version": "https://jsonfeed.org/version/1.1", "title": hostile, "icon": "icon.png", "items": items,
        })
    };
    vec![
        json!({ "version": "https://jsonfeed.org/version/1.1", "title": "Paper", "items": [] }),
        paper(json!([{ "id": "no date", "title": "One" }, { "id": "no date, too", "title": "Two" }])),
        paper(json!([
            { "id": "1", "title": "One", "date_published": "0001-01-01T00:00:00Z" },
            { "id": "2", "title": "Two", "date_published": "9999-12-31T23:59:59Z" },
        ])),
        paper(json!([
            { "id": "1", "title": "One", "date_published": "2025-07-10T11:00:00Z", "language": "1990-x" },
            { "id": "2", "title": "Two", "date_published": "2025-07-10T11:00:00Z", "language": "english" },
            { "id": "3", "title": "Three", "date_published": "2025-07-10T11:00:00Z", "language": "x-elvish" },
        ])),
        paper(json!([{
            "id": hostile, "url": format!("/a/{hostile}/"), "title": hostile, "summary": hostile, "language": "zh-Hant",
            "content_html": format!("<p>{hostile}</p><img src=\"/a b.png\">"), "tags": [hostile],
            "date_published": "2025-07-10T11:00:00Z", "authors": [{ "name": hostile, "url": "https://example.org/a b" }],
            "attachments": [
                { "url": "/a.wav", "mime_type": "audio/" }, { "url": "/a b.mp3", "mime_type": "audio/mpeg" },
                { "url": "/c.ogg", "mime_type": "audio/ogg; codecs=opus" },
            ],
        }, {
            "id": "https://example.org/two words", "title": "Two", "content_text": "Text.", "language": "GSW-ch",
            "date_published": "2025-07-09T11:00:00+09:30", "date_modified": "2025-07-10", "external_url": "https://example.org/",
        }])),
    ]
}

#[test]
fn whatever_a_publisher_writes_the_output_fits_the_schemas() {
    let xmllint = Xmllint::find();
    for feed in papers() {
        let desk = Desk::with_feed(&feed);
        desk.write("icon-1.svg", "<svg/>");
        let mut options = desk.options();
        options.now = Some("2025-07-10T12:00:00Z".parse().expect("a date"));
        press::print(&options, &()).expect("the paper is printed");
        assert_json_valid(&desk);
        if let Some(xmllint) = &xmllint {
            assert_xml_valid(xmllint, &desk);
        }
    }
}

#[test]
fn strangers_feeds_are_printed_as_the_schemas_have_it() {
    let Some(files) = fixtures::files("json-feed", ".json") else { return };
    let xmllint = Xmllint::find();
    for (name, bytes) in files {
        if london_daily::feed::decode(&bytes, "https://example.org/feed.json").is_err() {
            continue;
        }
        println!("{name}");
        let desk = Desk::new("/", "https://example.org/feed.json");
        desk.write("copy.json", &bytes);
        let mut options = desk.options();
        options.feed = Some(desk.path("copy.json").display().to_string());
        press::print(&options, &()).unwrap_or_else(|finding| panic!("{name}: {finding}"));
        assert_json_valid(&desk);
        linked_data::assert_sound(&desk);
        if let Some(xmllint) = &xmllint {
            assert_xml_valid(xmllint, &desk);
        }
    }
}

#[test]
fn a_document_that_is_broken_is_noticed() {
    let Some(xmllint) = Xmllint::find() else { return };
    let desk = Desk::with_feed(papers().last().expect("one of everything"));
    let mut options = desk.options();
    options.now = Some("2025-07-10T12:00:00Z".parse().expect("a date"));
    press::print(&options, &()).expect("the paper is printed");
    for (file, right, wrong) in [
        ("sitemap.xml", "<loc>https://paper.example/</loc>", ""),
        ("sitemap.xml", "<loc>https://paper.example/</loc>", "<loc>/</loc>"),
        ("sitemap.xml", "</lastmod>", "yesterday</lastmod>"),
        ("sitemap.xml", "</url>\n", "<priority>2</priority></url>\n"),
        ("sitemap.xml", "sitemap/0.9", "sitemap/0.8"),
        ("sitemap.xml", "</urlset>", ""),
        ("news-sitemap.xml", "<news:language>", "<news:language>x-"),
        ("news-sitemap.xml", ">zh-tw<", ">zh<"),
        ("news-sitemap.xml", "T11:00:00Z</news:publication_date>", "T11:00:00</news:publication_date>"),
        ("news-sitemap.xml", "news:title", "news:headline"),
        ("news-sitemap.xml", "</news:news>", "<news:genres>Blog</news:genres></news:news>"),
        ("rss.xml", "version=\"2.0\"", "version=\"0.92\""),
        ("rss.xml", "<description></description>", ""),
        ("rss.xml", "<pubDate>Thu, 10 Jul 2025", "<pubDate>2025-07-10"),
        ("rss.xml", "isPermaLink=\"false\"", "isPermaLink=\"no\""),
        ("rss.xml", " length=\"0\"", ""),
        ("rss.xml", "<link>https://paper.example/article/", "<link>/article/"),
        ("rss.xml", "dc:creator", "dc:maker"),
        ("atom.xml", "</entry>", "<headline>A</headline></entry>"),
        ("atom.xml", "<updated>2025-07-10T", "<updated>10 July "),
        ("atom.xml", "rel=\"enclosure\" type=\"audio/mpeg\"", "rel=\"enclosure\" type=\"sound\""),
        ("atom.xml", "xml:lang=\"zh-Hant\"", "xml:lang=\"zh_Hant\""),
        ("atom.xml", "<content type=\"html\">", "<content type=\"html\"><p/>"),
        ("atom.xml", "<name>", "<title>"),
    ] {
        let text = desk.read(file);
        assert!(text.contains(right), "{file} holds no {right}: {text}");
        let broken = text.replace(right, wrong);
        let (_, schema) = XML.iter().find(|(name, _)| *name == file).expect("its schema");
        assert_ne!(xmllint.faults(&broken, schema), [""; 0], "{file}: {wrong} in place of {right}");
    }
}

#[test]
fn an_atom_feed_that_breaks_a_rule_is_noticed() {
    let entry = |inside: &str| {
        format!("<entry><title>A</title><id>a:a</id><updated>2025-07-10T12:00:00Z</updated>{inside}</entry>")
    };
    let feed = |inside: &str| {
        format!(
            "<feed xmlns=\"http://www.w3.org/2005/Atom\"><title>A</title><id>a:b</id>\
             <updated>2025-07-10T12:00:00Z</updated>{inside}</feed>"
        )
    };
    let (author, link) = ("<author><name>A</name></author>", "<link href=\"https://example.org/\"/>");
    let whole = entry(&[author, link].concat());
    for (text, count) in [
        (feed(&whole), 0),
        (feed(&[author, &entry(link)].concat()), 0),
        (feed(&entry(link)), 1),
        (feed(&entry(author)), 1),
        (feed(&[whole.as_str(), &whole].concat()), 1),
    ] {
        assert_eq!(broken_rules(&text).len(), count, "{text}");
        if let Some(xmllint) = Xmllint::find() {
            assert_eq!(xmllint.faults(&text, "atom.rng"), [""; 0], "{text}");
        }
    }
}

#[test]
fn a_feed_or_a_manifest_that_is_broken_is_noticed() {
    let feed =
        |item: Value| json!({ "version": "https://jsonfeed.org/version/1.1", "title": "A", "items": [item] });
    let schema = JsonSchema::named("json-feed-1.1.json");
    assert_eq!(schema.faults(&feed(json!({ "id": "1", "content_text": "", "url": "../a/" }))), [""; 0]);
    for bad in [
        json!({ "version": "https://jsonfeed.org/version/1.1", "title": "A" }),
        json!({ "version": "https://jsonfeed.org/version/2", "title": "A", "items": [] }),
        feed(json!({ "content_text": "" })),
        feed(json!({ "id": "1", "content_text": "", "date_published": "10 July" })),
        feed(json!({ "id": "1", "content_text": "", "url": "a b" })),
    ] {
        assert_ne!(schema.faults(&bad), [""; 0], "{bad}");
    }
    let schema = JsonSchema::named("web-manifest.json");
    assert_eq!(
        schema.faults(&json!({ "name": "A", "icons": [{ "src": "a.png", "sizes": "512x512" }] })),
        [""; 0]
    );
    for bad in [
        json!({ "name": 1 }),
        json!({ "nom": "A" }),
        json!({ "display": "window" }),
        json!({ "icons": [{ "sizes": "512x512" }] }),
        json!({ "icons": [{ "src": "a.png", "sizes": "large" }] }),
    ] {
        assert_ne!(schema.faults(&bad), [""; 0], "{bad}");
    }
}
