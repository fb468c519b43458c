//! The feed's reader over documents that others wrote.
//!
//! The browser's half of this test (`json_feed_browser.rs`) reads what this one writes to `target/json_feed/cases.json`: what
//! each comes to natively.
#![cfg(not(target_arch = "wasm32"))]

mod fixtures;

use std::{fs, path::Path};

use london_daily::feed::{Error, Problem, decode, decode_article};
use serde_json::Value;

const ADDRESS: &str = "https://example.org/feeds/feed.json";

#[test]
fn every_item_of_every_feed_is_in_the_paper() {
    let Some(files) = fixtures::files("json-feed", ".json") else { return };
    let mut feeds = 0;
    for (name, bytes) in files {
        let document: Value = serde_json::from_slice(&bytes).expect("the fixtures are JSON");
        let Some(items) = document["items"].as_array() else { continue };
        feeds += 1;
        let decoded = decode(&bytes, ADDRESS).unwrap_or_else(|error| panic!("{name}: {error}"));
        assert_eq!(decoded.edition.stories.len(), items.len(), "{name}");
        // One of them has a character reference in its title.
        let title = document["title"].as_str().map(|title| title.replace("&#8211;", "–"));
        assert_eq!(Some(&decoded.edition.paper.name), title.as_ref(), "{name}");
        for (story, item) in decoded.edition.stories.iter().zip(items) {
            assert!(!story.headline.trim().is_empty(), "{name}: {}", story.id);
            assert!(!story.slug.as_str().is_empty(), "{name}: {}", story.id);
            let says_something =
                ["content_html", "content_text", "summary"].iter().any(|key| item.get(key).is_some());
            assert_eq!(
                says_something,
                !story.body.is_absent() || story.standfirst.is_some(),
                "{name}: {} shows what it has to say",
                story.id
            );
            assert_eq!(
                item.get("date_published").is_some(),
                story.published.is_some(),
                "{name}: the date of {} is read",
                story.id
            );
        }
    }
    assert!(feeds >= 9, "only {feeds} feeds were found");
}

#[test]
fn a_feed_without_ids_is_known_by_its_addresses_and_says_so() {
    let Some(files) = fixtures::files("json-feed", "jsonfeed_elastic_1.1.json") else { return };
    let decoded = decode(&files[0].1, ADDRESS).unwrap();
    assert_eq!(decoded.edition.stories[2].id, "https://example.com");
    assert_eq!(decoded.edition.stories[2].slug.as_str(), "fake-item");
    assert_eq!(decoded.edition.stories[0].authors[0].name, "Chris Churilo");
    assert_eq!(decoded.edition.stories[2].authors.len(), 2, "the feed's own authors stand in");
    assert_eq!(decoded.edition.stories[0].published.unwrap().to_string(), "2019-05-31T19:17:58Z");
    let without_id = decoded.diagnostics.iter().filter(|found| found.problem == Problem::NoId).count();
    assert_eq!(without_id, 3);
}

#[test]
fn a_podcast_can_be_listened_to() {
    let Some(files) = fixtures::files("json-feed", "-podcast.json") else { return };
    for (name, bytes) in files {
        let edition = decode(&bytes, ADDRESS).unwrap().edition;
        let recording = &edition.stories[0].recordings[0];
        assert_eq!(recording.media_type, "audio/x-m4a", "{name}");
        assert_eq!(recording.seconds, Some(6_629), "{name}");
        assert_eq!(edition.stories[0].slug.as_str(), "chris-parrish", "{name}");
    }
}

#[test]
fn valid_json_is_accepted_as_json() {
    let Some(files) = fixtures::files("json-grammar", ".json") else { return };
    let mut seen = 0;
    for (name, bytes) in files.iter().filter(|(name, _)| name.starts_with("y_")) {
        seen += 1;
        match decode(bytes, ADDRESS) {
            Ok(_) | Err(Error::NotAFeed { .. }) => {}
            Err(error @ Error::NotJson { .. }) => panic!("{name}: {error}"),
        }
    }
    assert!(seen > 90, "only {seen} valid documents were found");
}

#[test]
fn invalid_json_is_refused_with_the_place_of_the_fault() {
    let Some(files) = fixtures::files("json-grammar", ".json") else { return };
    let mut seen = 0;
    for (name, bytes) in files.iter().filter(|(name, _)| name.starts_with("n_")) {
        seen += 1;
        for refused in [decode(bytes, ADDRESS).err(), decode_article(bytes, ADDRESS, "1").err()] {
            let Some(error @ Error::NotJson { line, .. }) = refused else { panic!("{name}: {refused:?}") };
            assert!(line >= 1, "{name}");
            let sentence = error.to_string();
            assert!(sentence.starts_with("the document is not valid JSON: "), "{name}: {sentence}");
            assert_eq!(sentence.matches("line ").count(), 1, "{name}: {sentence}");
        }
    }
    assert!(seen > 180, "only {seen} invalid documents were found");
}

#[test]
fn what_the_grammar_leaves_open_does_no_harm() {
    let Some(files) = fixtures::files("json-grammar", ".json") else { return };
    for (name, bytes) in files.iter().filter(|(name, _)| name.starts_with("i_")) {
        // No such document is a feed, whether its JSON is accepted or not.
        assert!(decode(bytes, ADDRESS).is_err(), "{name}");
    }
}

/// Documents of hostile and careless publishers that are in no collection: ids that floating-point numbers cannot hold, a key
/// given twice, a number with a leading zero.
const ODDITIES: &[&str] = &[
    r#"{"items": [{"id": 18446744073709551615, "title": "a"}, {"id": 18446744073709551614, "title": "b"}]}"#,
    r#"{"items": [{"id": -1234567890123456789, "title": "1234567890123456789 \"1234567890123456789\" \\"}, {"id": 1.5, "title": "c"}]}"#,
    r#"{"items": [{"id": "1", "title": "a", "title": "b", "__proto__": {"title": "c"}, "tags": ["x", null, 7]}]}"#,
    r#"{"items": [{"id": 01234567890123456789, "title": "a"}]}"#,
    r#"{"items": [{"id": 1e3, "title": "\u00e9\ud83d\ude00 é"}]}"#,
];

#[test]
fn the_browsers_half_of_this_test_gets_its_cases() {
    let files =
        ["json-feed", "json-grammar"].map(|folder| fixtures::files(folder, ".json").unwrap_or_default());
    let documents = files.into_iter().flatten().chain(
        ODDITIES.iter().enumerate().map(|(at, text)| (format!("oddity {at}"), text.as_bytes().to_vec())),
    );
    let cases: Vec<Value> = documents
        .map(|(name, bytes)| {
            let made = match decode(&bytes, ADDRESS) {
                Ok(decoded) => format!("{:#?}", decoded.edition),
                Err(Error::NotAFeed { reason }) => reason.to_owned(),
                Err(Error::NotJson { .. }) => "no JSON".to_owned(),
            };
            // One character for each byte: not all of them are texts.
            let bytes: String = bytes.into_iter().map(char::from).collect();
            serde_json::json!({ "name": name, "bytes": bytes, "made": made })
        })
        .collect();
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("target/json_feed");
    fs::create_dir_all(&folder).expect("a folder for the cases can be made");
    fs::write(folder.join("cases.json"), Value::from(cases).to_string()).expect("the cases can be written");
}
