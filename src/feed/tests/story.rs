use serde_json::{Value, json};

use super::{read, story};
use crate::model::{Body, Focus, FrontPlace, Story};

/// Returns the story of an item that has no problems.
fn sound_story(item: Value) -> Story {
    let (story, problems) = story(item);
    assert_eq!(problems, [""; 0]);
    story
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
fn a_story_without_a_title_is_named_by_its_text_url_or_id() {
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
fn the_first_tag_that_is_a_section_is_the_section() {
    let placed = |tags: Value| {
        let story = story(json!({ "tags": tags })).0;
        (story.section.unwrap_or_default(), story.topics.join("|"))
    };
    assert_eq!(placed(json!(["Flood", "uk", "World", "flood"])), ("UK".into(), "Flood|World".into()));
    assert_eq!(placed(json!(["Flood", " ", 5, null, "Rain"])), (String::new(), "Flood|Rain".into()));
    assert_eq!(placed(json!([])), (String::new(), String::new()));
    assert_eq!(placed(json!("Flood, uk,,Fish &amp; Chips")), ("UK".into(), "Flood|Fish & Chips".into()));
}

#[test]
fn three_stories_make_a_section_where_the_feed_names_none() {
    let tags =
        [vec!["Bread", "Rye"], vec!["Bread"], vec!["Rye", "Bread"], vec!["Cake"], vec!["Bread", "Cake"]];
    let items = tags.iter().enumerate().map(|(id, tags)| json!({ "id": id, "tags": tags }));
    let edition = read(&json!({ "items": items.collect::<Vec<_>>() })).edition;
    assert_eq!(edition.sections(), ["Bread"]);
    let placed: Vec<_> =
        edition.stories.iter().map(|story| (story.section.as_deref(), story.topics.join("|"))).collect();
    let bread = Some("Bread");
    let expected = [(bread, "Rye"), (bread, ""), (bread, "Rye"), (None, "Cake"), (bread, "Cake")];
    assert_eq!(placed, expected.map(|(section, topics)| (section, topics.to_owned())));
}

#[test]
fn a_list_shows_what_a_text_begins_with() {
    let made = |item| sound_story(item);
    let text = "<p>The bridge is open. Ann saw it.</p><img src=a.png width=900 height=600>";
    let story = made(json!({ "title": "T", "content_html": text }));
    assert_eq!(story.excerpt.as_deref(), Some("The bridge is open. Ann saw it."));
    let picture = story.picture.clone().unwrap();
    assert!(picture.src.ends_with("/a.png") && picture.is_in_text && story.leading_picture().is_none());
    let story = made(json!({ "title": "T", "summary": "S", "image": "b.png", "content_html": text }));
    assert_eq!((story.standfirst.as_deref(), story.excerpt), (Some("S"), None));
    assert!(story.picture.is_some_and(|picture| !picture.is_in_text));
    let story = made(json!({ "title": "T", "image": "a.png", "content_html": text }));
    assert!(story.picture.is_some_and(|picture| picture.is_in_text));
    let note = made(json!({ "content_text": "Snow today. And more." }));
    assert!(note.is_note && note.excerpt.is_none());
    assert_eq!(note.headline, "Snow today. And more.");
}

#[test]
fn a_publisher_steers_the_front_page_and_its_pictures() {
    let front = |word: &str| story(json!({ "title": "T", "_london_daily": { "front": word } })).0.front;
    assert_eq!(
        ["lead", " Second ", "brief", "top"].map(front),
        [Some(FrontPlace::Lead), Some(FrontPlace::Second), Some(FrontPlace::Brief), None]
    );
    let focus = |focus: Value| {
        let picture = json!({ "src": "a.png", "focus": focus });
        story(json!({ "title": "T", "_london_daily": { "picture": picture } })).0.picture.unwrap().focus
    };
    assert_eq!(focus(json!({ "x": 0.25, "y": 1 })), Some(Focus { x: 25, y: 100 }));
    for wrong in
        [json!({ "x": 0.25 }), json!({ "x": 0.25, "y": 1.1 }), json!("top"), json!({ "x": -1, "y": 0 })]
    {
        assert_eq!(focus(wrong.clone()), None, "{wrong}");
    }
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
    for odd in ["\" onload=", "1990-x"] {
        let (story, problems) = story(json!({ "language": odd }));
        assert_eq!(story.language, None, "{odd}");
        assert_eq!(problems.len(), 1, "{odd}");
    }
}

#[test]
fn a_date_that_cannot_be_read_is_dropped_and_told() {
    let (story, problems) =
        story(json!({ "date_published": "Fri, 31 May 2019 12:17:58 -0700", "date_modified": "yesterday" }));
    assert_eq!(story.published.unwrap().to_string(), "2019-05-31T19:17:58Z");
    assert_eq!(story.updated, None);
    assert!(problems[0].starts_with("items[0].date_modified: \"yesterday\" is no date"), "{problems:?}");
}

#[test]
fn a_picture_is_refined_by_the_extension() {
    let plain = sound_story(json!({ "image": null, "banner_image": "//cdn.example/b.png" })).picture.unwrap();
    assert_eq!(plain.src, "https://cdn.example/b.png");
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
        { "url": "u.wav", "mime_type": "audio/" },
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
