use proptest::prelude::*;
use serde_json::{Value, json};

use super::*;
use crate::feed::{decode, decode_article};

const ADDRESS: &str = "/content/feed.json";

const FULL: &str = include_str!("../../../tests/json_feed_robustness/full_feed.json");

fn full() -> Edition {
    decode(FULL.as_bytes(), ADDRESS).unwrap().edition
}

#[test]
fn a_feed_that_is_written_reads_as_it_was() {
    let mut edition = full();
    edition.paper.masthead = vec!["World".into()];
    for story in &mut edition.stories {
        story.body = Body::Absent;
    }
    let items: Vec<String> =
        edition.stories.iter().map(|story| listed(story, story.article.as_deref())).collect();
    let again = decode(feed(&frame(&edition), items.iter().map(String::as_str)).as_bytes(), ADDRESS).unwrap();
    assert_eq!(again.edition, edition);
    assert_eq!(again.diagnostics, []);
}

#[test]
fn a_written_document_completes_its_story_as_the_original_did() {
    for story in full().stories {
        let again = decode_article(document(&story).as_bytes(), ADDRESS, &story.id).unwrap();
        assert_eq!(story.merged_with(again), story.merged_with(story.clone()));
    }
}

#[test]
fn a_settled_slug_is_named_and_a_natural_one_is_not() {
    let feed =
        r#"{"items":[{"id":"1","url":"/a/vote"},{"id":"2","url":"/b/vote"},{"id":"3","title":"Flood"}]}"#;
    let edition = decode(feed.as_bytes(), ADDRESS).unwrap().edition;
    for story in &edition.stories {
        let alone = super::feed(&frame(&edition), [listed(story, None).as_str()]);
        let again = &decode(alone.as_bytes(), ADDRESS).unwrap().edition.stories[0];
        assert_eq!(again.slug, story.slug);
        assert_eq!(alone.contains("\"slug\""), story.id == "2", "{alone}");
    }
}

#[test]
fn nothing_in_a_text_ends_the_script_that_it_stands_in() {
    let story = Story {
        id: "1".into(),
        headline: "</script><!-- <SCRIPT \u{2028}\u{2029} & > \\u003c".into(),
        ..Story::default()
    };
    let json = inert(&document(&story));
    assert!(!json.contains(['<', '\u{2028}', '\u{2029}']), "{json}");
    let again = decode_article(json.as_bytes(), ADDRESS, "1").unwrap();
    // A headline has single spaces only, here as in the publisher's feed.
    assert_eq!(again.headline, "</script><!-- <SCRIPT & > \\u003c");
}

/// Returns texts as publishers write them, and worse ones.
fn text() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        "[a-zA-Z0-9 .,;:'\"\\\\/<>&-]{0,12}",
        Just("</script>".to_owned()),
        Just("<!--".to_owned()),
        Just("\u{2028}\u{0}\t\r\n".to_owned()),
        Just("新聞 é \u{202e}".to_owned()),
    ];
    proptest::collection::vec(piece, 0..4).prop_map(|pieces| pieces.concat())
}

const FRONT_PLACES: [&str; 3] = ["lead", "second", "brief"];

fn item() -> impl Strategy<Value = Value> {
    let texts = proptest::collection::vec(text(), 12);
    (texts, 0..64_u8, 0..3_u8).prop_map(|(texts, there, kind)| {
        let mut item = json!({
            "id": texts[0], "url": format!("/s/{}", texts[1]), "title": texts[2], "summary": texts[3],
            "tags": [texts[4], texts[5], "World"], "authors": [{ "name": texts[6] }], "language": "fr",
            "date_published": "2025-07-10T08:00:00.5+01:00", "date_modified": texts[7],
            "attachments": [{ "url": "a.mp3", "mime_type": "audio/mpeg", "title": texts[8] }],
            "_london_daily": {
                "kicker": texts[9], "slug": texts[10], "article_url": "a.json", "withdrawn": there & 1 == 1,
                "front": FRONT_PLACES[usize::from(kind)],
                "picture": { "src": "/a.png", "focus": { "x": f64::from(there) / 64.0, "y": 1 }, "alt": texts[8], "caption": texts[11], "renditions": [{ "src": texts[1], "width": 4 }] },
                "corrections": [{ "text": texts[6] }, { "text": texts[7], "date": "2025-07-10T08:00:00Z" }],
                "related": [texts[0], 3],
            },
        });
        match kind {
            0 => item["content_html"] = json!(texts[11]),
            1 => item["content_text"] = json!(texts[11]),
            _ => {}
        }
        for (bit, key) in [(1, "title"), (2, "url"), (3, "summary"), (4, "tags"), (5, "_london_daily")] {
            if there >> bit & 1 == 1
                && let Some(item) = item.as_object_mut()
            {
                item.remove(key);
            }
        }
        item
    })
}

proptest! {
    /// The data of a printed page must give the stories that the publisher's feed gives.
    #[test]
    fn whatever_a_publisher_writes_reads_the_same_again(items in proptest::collection::vec(item(), 1..5)) {
        let feed = json!({ "title": "P", "language": "en", "_london_daily": { "sections": ["World"] }, "items": items });
        let Ok(decoded) = decode(feed.to_string().as_bytes(), ADDRESS) else { return Ok(()) };
        let edition = decoded.edition;
        let rows: Vec<String> =
            edition.stories.iter().map(|story| inert(&listed(story, story.article.as_deref()))).collect();
        for row in &rows {
            prop_assert!(!row.contains('<'));
        }
        let again = decode(super::feed(&frame(&edition), rows.iter().map(String::as_str)).as_bytes(), ADDRESS);
        let again = again.unwrap().edition;
        for (story, again) in edition.stories.iter().zip(&again.stories) {
            let without_text = Story { body: Body::Absent, ..story.clone() };
            prop_assert_eq!(&without_text, again);
            let article = decode_article(inert(&document(story)).as_bytes(), ADDRESS, &story.id).unwrap();
            prop_assert_eq!(again.merged_with(article).body, story.body.clone());
        }
        prop_assert_eq!(edition.stories.len(), again.stories.len());
    }
}
