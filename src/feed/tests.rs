mod paper;
mod story;

use serde_json::{Value, json};

use super::*;
use crate::model::{Body, Transport};

const ADDRESS: &str = "/content/feed.json";

fn read(feed: &Value) -> Decoded {
    decode(feed.to_string().as_bytes(), ADDRESS).unwrap()
}

/// Returns the only story of a feed with this item, and the problems in the feed.
fn story(mut item: Value) -> (Story, Vec<String>) {
    if item.get("id").is_none() {
        item["id"] = json!("1");
    }
    let decoded = read(&json!({
        "version": "https://jsonfeed.org/version/1.1",
        "title": "Paper",
        "language": "en-GB",
        "_london_daily": { "sections": ["World", "UK"] },
        "items": [item],
    }));
    let problems = decoded.diagnostics.iter().map(ToString::to_string).collect();
    (decoded.edition.stories.into_iter().next().unwrap(), problems)
}

#[test]
fn a_full_feed_is_read_without_problems() {
    let decoded = read(&json!({
        "version": "https://jsonfeed.org/version/1.1",
        "title": "London  Daily",
        "description": "What a feed says of itself.",
        "home_page_url": "https://www.example.org/",
        "language": "en-GB",
        "favicon": "icon.svg",
        "next_url": "page-2.json",
        "expired": true,
        "_london_daily": {
            "about": "about.html",
            "time_zone": "Asia/Almaty",
            "sections": ["World", "UK", "world"],
            "live_seconds": 30,
            "newsletter": { "action": "mailto:list@example.org", "title": "The Letter", "transport": "mailto" },
        },
        "items": [{ "id": 7, "title": "Seven", "content_text": "One.\r\n\r\nTwo." }],
    }));
    assert_eq!(decoded.diagnostics, []);
    let Edition { paper, stories, older, expired } = decoded.edition;
    assert_eq!(paper.name, "London Daily");
    assert_eq!(paper.tagline.as_deref(), Some("What a feed says of itself."));
    assert_eq!(paper.icon.as_deref(), Some("/content/icon.svg"));
    assert_eq!(paper.about.as_deref(), Some("/content/about.html"));
    assert_eq!(paper.time_zone, "Asia/Almaty");
    assert_eq!(paper.sections, ["World", "UK"]);
    assert_eq!(paper.live_seconds, 30);
    assert_eq!(paper.newsletter.unwrap().transport, Transport::Mail);
    assert_eq!(older.as_deref(), Some("/content/page-2.json"));
    assert!(expired);
    assert_eq!(stories[0].id, "7");
    assert_eq!(stories[0].body, Body::Text("One.\n\nTwo.".into()));
}

#[test]
fn a_byte_order_mark_is_tolerated_once() {
    let feed = r#"{"version":"https://jsonfeed.org/version/1","title":"A","items":[]}"#;
    assert!(decode(["\u{feff}", feed].concat().as_bytes(), ADDRESS).is_ok());
    assert!(decode(["\u{feff}\u{feff}", feed].concat().as_bytes(), ADDRESS).is_err());
}

#[test]
fn a_document_that_is_cut_off_is_never_used() {
    let whole = json!({ "title": "A", "items": [{ "id": "1", "title": "One" }] }).to_string();
    for length in 0..whole.len() {
        let error = decode(&whole.as_bytes()[..length], ADDRESS).unwrap_err();
        assert!(matches!(error, Error::NotJson { .. }), "{length}: {error}");
    }
    assert!(decode(format!("{whole} x").as_bytes(), ADDRESS).is_err());
}

#[test]
fn json_that_is_no_feed_says_why() {
    for (json, reason) in [
        ("[]", "it is no object"),
        ("null", "it is no object"),
        ("{}", "it has no list `items`"),
        (r#"{"items":null}"#, "it has no list `items`"),
        (r#"{"items":{"id":"1"}}"#, "it has no list `items`"),
        (r#"{"items":[1,"2",{"title":"no id"}]}"#, "none of its items can be used"),
    ] {
        assert_eq!(decode(json.as_bytes(), ADDRESS), Err(Error::NotAFeed { reason }), "{json}");
    }
}

#[test]
fn a_feed_without_items_is_a_paper_without_news() {
    let decoded = read(&json!({ "version": "https://jsonfeed.org/version/1", "title": "A", "items": [] }));
    assert_eq!(decoded.edition.stories, []);
    assert_eq!(decoded.diagnostics.len(), 1);
    assert_eq!(decoded.diagnostics[0].to_string(), "items: is empty");
}

#[test]
fn a_document_nested_too_deep_is_refused() {
    let deep = format!("{}{}", "[".repeat(100_000), "]".repeat(100_000));
    let error = decode(deep.as_bytes(), ADDRESS).unwrap_err();
    assert_eq!(
        error.to_string(),
        "the document is not valid JSON: recursion limit exceeded (line 1, column 128)"
    );
}

#[test]
fn the_last_of_several_members_with_one_name_counts() {
    let feed =
        br#"{"items": [{"id": "1", "title": "a", "id": "2", "title": "b"}], "title": "x", "title": "y"}"#;
    let Edition { paper, stories, .. } = decode(feed, ADDRESS).unwrap().edition;
    assert_eq!((paper.name.as_str(), stories[0].id.as_str(), stories[0].headline.as_str()), ("y", "2", "b"));
}

#[test]
fn half_a_surrogate_pair_costs_a_character_and_no_document() {
    let feed = br#"{"items": [{"id": "1", "title": "a\ud83d b\udE00\ud83d\ude00"}]}"#;
    assert_eq!(decode(feed, ADDRESS).unwrap().edition.stories[0].headline, "a\u{fffd} b\u{fffd}\u{1f600}");
}

#[test]
fn a_fault_is_found_where_it_stands_behind_half_a_pair() {
    let error = decode(br#"{"title": "\ud83d", "items": [}"#, ADDRESS).unwrap_err();
    assert!(matches!(error, Error::NotJson { line: 1, column: 31, .. }), "{error}");
}

#[test]
fn an_item_is_known_by_its_id_else_by_its_address() {
    let decoded = read(&json!({ "items": [
        { "id": "a" },
        { "id": 12.5 },
        { "id": null, "url": "https://example.org/x" },
        { "id": "", "url": "https://example.org/y" },
        { "title": "nameless" },
        { "id": true },
        { "id": "a", "title": "again" },
        null,
        "text",
    ] }));
    let ids: Vec<_> = decoded.edition.stories.iter().map(|story| story.id.as_str()).collect();
    assert_eq!(ids, ["a", "12.5", "https://example.org/x", "https://example.org/y"]);
    let found: Vec<_> =
        decoded.diagnostics.iter().map(|found| (found.path.as_str(), found.problem)).collect();
    for expected in [
        ("items[2].id", Problem::NoId),
        ("items[3].id", Problem::NoId),
        ("items[4]", Problem::Nameless),
        ("items[5].id", Problem::WrongType),
        ("items[5]", Problem::Nameless),
        ("items[6].id", Problem::Duplicate),
        ("items[8]", Problem::WrongType),
    ] {
        assert!(found.contains(&expected), "{expected:?} is missing in {found:?}");
    }
}

#[test]
fn each_item_is_found_at_its_place() {
    let feed = json!({ "items": [null, { "id": 7 }, {}, { "url": "/a" }, { "id": "7" }] });
    let place = |id: &str, place: &str| (id.to_owned(), place.to_owned());
    let expected = [place("7", "items[1]"), place("/a", "items[3]"), place("7", "items[4]")];
    assert_eq!(places(format!("\u{feff}{feed}").as_bytes()), expected);
    assert_eq!(places(b"{"), []);
}

#[test]
fn stories_at_the_same_address_are_told_apart() {
    let decoded = read(&json!({ "items": [
        { "id": "1", "url": "/a/index.html" },
        { "id": "2", "url": "/b/index.html" },
    ] }));
    let [one, two] = &decoded.edition.stories[..] else { panic!("two stories") };
    assert_eq!(one.slug.as_str(), "index");
    assert!(two.slug.as_str().starts_with("index-"));
}

#[test]
fn what_no_page_could_bear_is_cut() {
    let long = "word ".repeat(1_000_000);
    let (story, problems) = story(json!({
        "title": long, "summary": long, "content_text": long, "url": format!("https://example.org/{long}"),
        "tags": vec!["t"; 1_000],
    }));
    assert!(story.headline.chars().count() <= limits::HEADLINE + 1);
    assert!(story.standfirst.unwrap().chars().count() <= limits::SENTENCES + 1);
    assert!(matches!(story.body, Body::Text(text) if text.len() <= limits::BODY));
    assert_eq!(story.home, None);
    assert_eq!(problems.len(), 5, "{problems:?}");
}

#[test]
fn a_list_of_100000_items_is_cut_and_its_diagnostics_too() {
    let decoded = read(&json!({ "items": vec![json!({ "id": 1 }); 100_000] }));
    assert_eq!(decoded.edition.stories.len(), 1);
    assert_eq!(decoded.diagnostics.len(), limits::DIAGNOSTICS + 1);
    assert_eq!(decoded.diagnostics.last().unwrap().to_string(), "further problems are not listed");
    let items: Vec<_> = (0..100_000).map(|id| json!({ "id": id, "url": "/same" })).collect();
    assert_eq!(read(&json!({ "items": items })).edition.stories.len(), limits::ITEMS);
}

#[test]
fn an_articles_document_is_the_whole_story() {
    let document = json!({
        "version": "https://jsonfeed.org/version/1.1", "title": "A", "language": "kk",
        "items": [{
            "id": "another", "content_text": "T", "summary": "S",
            "_london_daily": { "article_url": "a.json" },
        }],
    });
    let article = decode_article(document.to_string().as_bytes(), "/content/a.json", "1").unwrap();
    assert_eq!((article.id.as_str(), article.article.as_deref()), ("1", None));
    assert_eq!(article.body, Body::Text("T".into()));
    assert_eq!(article.language.as_deref(), Some("kk"));
}

#[test]
fn among_several_items_the_expected_one_is_the_article() {
    let document =
        json!({ "items": [{ "id": "1", "title": "One" }, { "id": 2, "title": "Two" }] }).to_string();
    let article = |id| decode_article(document.as_bytes(), ADDRESS, id);
    assert_eq!(article("2").unwrap().headline, "Two");
    assert_eq!(article("3"), Err(Error::NotAFeed { reason: "it does not hold the article" }));
    assert!(decode_article(b"{\"items\":[]}", ADDRESS, "1").is_err());
    assert!(matches!(decode_article(b"<html>", ADDRESS, "1"), Err(Error::NotJson { .. })));
}
