use super::*;
use crate::json_feed::{decode, decode_article};

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
fn a_document_that_is_written_completes_its_story_as_the_publishers_did() {
    for story in full().stories {
        let again = decode_article(document(&story).as_bytes(), ADDRESS, &story.id).unwrap();
        assert_eq!(story.completed_by(again), story.completed_by(story.clone()));
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
        assert_eq!(alone.contains("\"slug\""), story.id != "3", "{alone}");
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
    // White space of all kinds is one space in a headline, as it would be in the publisher's.
    assert_eq!(again.headline, "</script><!-- <SCRIPT & > \\u003c");
}
