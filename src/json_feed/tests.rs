use serde_json::{Value, json};

use super::*;
use crate::model::{Body, Transport};

const ADDRESS: &str = "/content/feed.json";

fn read(feed: &Value) -> Decoded {
    decode(feed.to_string().as_bytes(), ADDRESS).unwrap()
}

/// The only story of a feed with this item, and the problems with the feed.
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

/// A story that was read without any problem.
fn sound_story(item: Value) -> Story {
    let (story, problems) = story(item);
    assert_eq!(problems, [""; 0]);
    story
}

fn paper(feed: Value) -> (crate::model::Paper, Vec<String>) {
    let decoded = read(&feed);
    let problems = decoded.diagnostics.iter().map(ToString::to_string).collect();
    (decoded.edition.paper, problems)
}

#[test]
fn a_full_feed_is_read_without_problems() {
    let decoded = read(&json!({
        "version": "https://jsonfeed.org/version/1.1",
        "title": "London  Daily",
        "description": "Focus on the big picture.",
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
    assert_eq!(paper.tagline.as_deref(), Some("Focus on the big picture."));
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
fn both_versions_are_known_with_either_scheme_and_others_are_read_on() {
    for (version, known) in [
        (json!("https://jsonfeed.org/version/1"), true),
        (json!("http://jsonfeed.org/version/1.1"), true),
        (json!("https://jsonfeed.org/version/2"), false),
        (json!("jsonfeed.org/version/1"), false),
        (json!(1.1), false),
        (json!(null), false),
    ] {
        let (paper, problems) = paper(json!({ "version": version, "title": "A", "items": [{ "id": "1" }] }));
        assert_eq!(paper.name, "A");
        assert_eq!(problems.is_empty(), known, "{version}: {problems:?}");
    }
}

#[test]
fn a_paper_without_a_name_is_known_by_its_site() {
    let items = json!([{ "id": "1" }]);
    let (named, problems) = paper(json!({ "home_page_url": "https://www.example.org/", "items": items }));
    assert_eq!(named.name, "example.org");
    assert!(problems.contains(&"title: is required, and missing".to_owned()));
    assert_eq!(paper(json!({ "title": " ", "items": items })).0.name, "Untitled");
    let feed = json!({ "items": items }).to_string();
    let decoded = decode(feed.as_bytes(), "https://feeds.example.net/feed.json").unwrap();
    assert_eq!(decoded.edition.paper.name, "feeds.example.net");
}

#[test]
fn a_page_that_leads_to_itself_leads_nowhere() {
    let decoded = read(&json!({ "next_url": "feed.json", "items": [{ "id": "1" }] }));
    assert_eq!(decoded.edition.older, None);
}

#[test]
fn polling_stays_within_what_can_be_borne() {
    let seconds = |asked: Value| {
        paper(json!({ "_london_daily": { "live_seconds": asked }, "items": [{ "id": "1" }] })).0.live_seconds
    };
    assert_eq!(seconds(json!(90)), 90);
    assert_eq!(seconds(json!(1)), 15);
    assert_eq!(seconds(json!(-5)), 15);
    assert_eq!(seconds(json!(1e300)), 86_400);
    assert_eq!(seconds(json!("90")), 60);
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
fn markup_comes_before_text_and_text_before_the_summary() {
    let all = sound_story(json!({ "content_html": "<p>H", "content_text": "T", "summary": "S" }));
    assert_eq!((all.body, all.standfirst.as_deref()), (Body::Markup("<p>H".into()), Some("S")));
    let text = sound_story(json!({ "content_html": " ", "content_text": "T", "summary": "S" }));
    assert_eq!((text.body, text.standfirst.as_deref()), (Body::Text("T".into()), Some("S")));
}

#[test]
fn a_brief_shows_its_summary_once() {
    for item in [json!({ "summary": "S" }), json!({ "summary": "S", "content_text": "S\n" })] {
        let brief = sound_story(item);
        assert_eq!((brief.body.clone(), brief.standfirst.as_deref()), (Body::Absent, Some("S")));
        assert!(!brief.needs_article());
    }
}

#[test]
fn a_short_item_leaves_its_text_to_the_articles_document() {
    let extension = json!({ "article_url": "articles/a.json" });
    let short = sound_story(json!({ "content_text": "T\n\nU", "_london_daily": extension }));
    assert_eq!((&short.body, short.standfirst.as_deref()), (&Body::Absent, Some("T U")));
    assert_eq!(short.article.as_deref(), Some("/content/articles/a.json"));
    assert!(short.needs_article());
    let both = sound_story(json!({ "content_text": "T", "summary": "S", "_london_daily": extension }));
    assert_eq!(both.standfirst.as_deref(), Some("S"));
    let full = sound_story(json!({ "content_html": "<p>H", "_london_daily": extension }));
    assert!(!full.needs_article());
}

#[test]
fn a_story_without_a_title_is_named_by_its_text_else_its_address_else_its_id() {
    let headline = |item| story(item).0.headline;
    assert_eq!(headline(json!({ "title": " A\nB ", "content_text": "T" })), "A B");
    let long = headline(json!({ "content_text": "word ".repeat(40) }));
    assert!(long.ends_with("word…") && long.chars().count() <= 81, "{long}");
    assert_eq!(headline(json!({ "content_html": "<h1>A&amp;B</h1><script>x</script>" })), "A&B");
    assert_eq!(headline(json!({ "content_html": "<img src=x>", "summary": "S" })), "S");
    assert!(headline(json!({ "content_html": "<p>word ".repeat(40) })).ends_with("word…"));
    assert_eq!(headline(json!({ "summary": "S" })), "S");
    assert_eq!(headline(json!({ "url": "https://example.org/a" })), "https://example.org/a");
    assert_eq!(headline(json!({ "id": "urn:x" })), "urn:x");
    assert!(!headline(json!({ "id": "\u{200b}" })).is_empty());
}

#[test]
fn a_slug_comes_from_the_address_else_the_id_else_the_title() {
    let slug = |item| story(item).0.slug.to_string();
    assert_eq!(slug(json!({ "url": "https://example.org/2025/A-Story.html", "title": "T" })), "a-story");
    assert_eq!(slug(json!({ "url": "/caf%C3%A9/", "title": "T" })), "cafe");
    assert_eq!(slug(json!({ "url": "https://example.org/", "id": "https://example.org/by-id" })), "by-id");
    assert_eq!(slug(json!({ "id": "urn:story:9", "title": "T" })), "urn-story-9");
    assert_eq!(slug(json!({ "id": "新", "title": "Plain title" })), "plain-title");
    assert_eq!(slug(json!({ "id": "新", "title": "聞" })).len(), 8);
}

#[test]
fn stories_at_the_same_address_are_told_apart() {
    let decoded = read(&json!({ "items": [
        { "id": "1", "url": "/a/index.html" },
        { "id": "2", "url": "/b/index.html" },
    ] }));
    let [one, two] = &decoded.edition.stories[..] else { panic!("two stories") };
    assert_ne!(one.slug, two.slug);
    assert!(one.slug.as_str().starts_with("index-") && two.slug.as_str().starts_with("index-"));
}

#[test]
fn the_first_tag_that_is_a_section_is_the_section() {
    let placed = |tags: Value| {
        let story = story(json!({ "tags": tags })).0;
        (story.section.unwrap_or_default(), story.topics.join("|"))
    };
    assert_eq!(placed(json!(["Flood", "uk", "World", "flood"])), ("UK".into(), "Flood|World".into()));
    assert_eq!(placed(json!(["Flood", " ", 5, null, "Rain"])), ("Flood".into(), "Rain".into()));
    assert_eq!(placed(json!([])), (String::new(), String::new()));
    assert_eq!(placed(json!("World")), (String::new(), String::new()));
}

#[test]
fn authors_beat_the_author_and_the_papers_own_stand_in() {
    let names = |feed: Value| -> String {
        let authors = read(&feed).edition.stories.swap_remove(0).authors;
        authors.into_iter().map(|author| author.name).collect::<Vec<_>>().join(", ")
    };
    assert_eq!(
        names(json!({ "items": [{ "id": "1", "author": { "name": "C" }, "authors": [
            { "name": "A" }, { "url": "https://www.example.org/me" }, { "name": null }, { "name": "a" }, 4,
        ] }] })),
        "A, example.org"
    );
    assert_eq!(names(json!({ "items": [{ "id": "1", "author": { "name": "C" }, "authors": [] }] })), "C");
    assert_eq!(names(json!({ "author": { "name": "D" }, "items": [{ "id": "1" }] })), "D");
}

#[test]
fn a_language_is_named_where_it_differs_from_the_papers() {
    assert_eq!(sound_story(json!({ "language": "EN-gb" })).language, None);
    assert_eq!(sound_story(json!({ "language": "kk" })).language.as_deref(), Some("kk"));
    let (odd, problems) = story(json!({ "language": "\" onload=" }));
    assert_eq!(odd.language, None);
    assert_eq!(problems.len(), 1);
}

#[test]
fn a_date_that_cannot_be_read_is_dropped_and_told() {
    let (story, problems) =
        story(json!({ "date_published": "Fri, 31 May 2019 12:17:58 -0700", "date_modified": "yesterday" }));
    assert_eq!(story.published.unwrap().to_string(), "2019-05-31T19:17:58Z");
    assert_eq!(story.updated, None);
    assert_eq!(problems, ["items[0].date_modified: is no date by RFC 3339 or RFC 2822; ignored"]);
}

#[test]
fn a_picture_is_refined_by_the_extension() {
    let plain = sound_story(json!({ "image": null, "banner_image": "//cdn.example/b.png" })).picture.unwrap();
    assert_eq!(plain.src, "http://cdn.example/b.png");
    assert_eq!(plain.alt, None);
    let refined = sound_story(json!({ "image": "a.png", "_london_daily": { "picture": {
        "width": 1600, "height": 900, "alt": "", "caption": "C", "credit": "D",
        "renditions": [{ "src": "a.webp", "width": 800, "type": "image/webp" }],
    } } }))
    .picture
    .unwrap();
    assert_eq!(refined.src, "/content/a.png");
    assert_eq!((refined.width, refined.height), (Some(1_600), Some(900)));
    assert_eq!(refined.alt.as_deref(), Some(""));
    assert_eq!((refined.caption.as_deref(), refined.credit.as_deref()), (Some("C"), Some("D")));
    assert_eq!(refined.renditions[0].src, "/content/a.webp");
}

#[test]
fn senseless_pictures_are_not_shown() {
    let (story, problems) = story(json!({ "image": "javascript:alert(1)", "_london_daily": { "picture": {
        "src": "a.png", "width": 0, "height": 1e9,
        "renditions": [{ "src": "b.png" }, { "src": "data:image/png,x", "width": 5 }, { "src": "c.png", "width": 5 }],
    } } }));
    let picture = story.picture.unwrap();
    assert_eq!((picture.src.as_str(), picture.width, picture.height), ("/content/a.png", None, None));
    assert_eq!(picture.renditions.len(), 1);
    assert_eq!(problems.len(), 3, "{problems:?}");
}

#[test]
fn only_sound_is_a_recording() {
    let recordings = sound_story(json!({ "attachments": [
        { "url": "a.mp3", "mime_type": "Audio/MPEG", "title": "T", "duration_in_seconds": 61.6 },
        { "url": "v.mp4", "mime_type": "video/mp4" },
        { "url": "b.opus", "mime_type": "audio/ogg" },
        { "url": "c.mp3" },
    ] }))
    .recordings;
    assert_eq!(recordings.len(), 2);
    assert_eq!(recordings[0].src, "/content/a.mp3");
    assert_eq!(recordings[0].media_type, "audio/mpeg");
    assert_eq!(recordings[0].seconds, Some(62));
    assert_eq!(recordings[1].seconds, None);
}

#[test]
fn corrections_related_stories_and_a_withdrawal_are_read() {
    let (story, problems) = story(json!({ "_london_daily": {
        "kicker": "Analysis", "withdrawn": true, "related": ["a", 5, null, {}],
        "corrections": [{ "date": "2025-07-10T08:00:00Z", "text": "C" }, { "text": " " }, { "text": "D" }],
    } }));
    assert_eq!(story.kicker.as_deref(), Some("Analysis"));
    assert!(story.withdrawn);
    assert_eq!(story.related, ["a", "5"]);
    assert_eq!(story.corrections.len(), 2);
    assert!(story.corrections[0].date.is_some());
    assert_eq!(problems.len(), 2, "{problems:?}");
}

#[test]
fn a_newsletter_is_offered_only_when_it_can_be_sent() {
    let newsletter = |newsletter: Value| {
        paper(json!({ "_london_daily": { "newsletter": newsletter }, "items": [{ "id": "1" }] })).0.newsletter
    };
    let form = newsletter(json!({ "action": "https://example.org/subscribe" })).unwrap();
    assert_eq!(
        (form.transport, form.method.as_str(), form.email_field.as_str()),
        (Transport::Form, "POST", "email")
    );
    let json = newsletter(json!({
        "action": "/api", "transport": "JSON", "method": "get", "email_field": "EMAIL",
        "fields": { "list": 4, "on": true, "tag": "x", "bad": [] },
    }))
    .unwrap();
    assert_eq!(
        (json.transport, json.method.as_str(), json.email_field.as_str()),
        (Transport::Json, "GET", "EMAIL")
    );
    let fields: Vec<_> = json.fields.iter().map(|(name, value)| format!("{name}={value}")).collect();
    assert_eq!(fields, ["list=4", "on=true", "tag=x"]);
    assert_eq!(newsletter(json!({ "action": "mailto:a@example.org" })).unwrap().transport, Transport::Mail);
    for hopeless in [
        json!({}),
        json!({ "action": "javascript:alert(1)" }),
        json!({ "action": "https://example.org/", "transport": "mailto" }),
        json!({ "action": "mailto:a@example.org", "transport": "fetch" }),
        json!({ "action": "https://example.org/", "transport": "pigeon" }),
    ] {
        assert_eq!(newsletter(hopeless.clone()), None, "{hopeless}");
    }
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
fn a_list_of_a_hundred_thousand_items_is_cut_and_its_diagnostics_too() {
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
