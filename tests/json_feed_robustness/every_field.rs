use london_daily::feed::{Error, decode};
use serde_json::{Map, Value, json};

use crate::{ADDRESS, full_feed, places, sound::assert_sound};

/// Every type, sensible and enormous.
fn spoilers() -> Vec<Value> {
    let enormous: Map<String, Value> = (0..500).map(|key| (key.to_string(), json!({ "id": key }))).collect();
    // As deep as the parser goes, wherever it is put.
    let deep = (0..50).fold(json!([]), |inner, _| json!([{ "items": inner }]));
    vec![
        json!(null),
        json!(true),
        json!(false),
        json!(0),
        json!(-1),
        json!(0.5),
        json!(u64::MAX),
        json!(i64::MIN),
        json!(f64::MAX),
        json!(f64::MIN_POSITIVE),
        json!(""),
        json!(" \n\u{0}\u{200b}\u{202e}"),
        json!("word"),
        json!("javascript:alert(1)"),
        json!("x".repeat(40_000)),
        json!("word \u{1F5DE} ".repeat(6_000)),
        json!([]),
        json!([null, true, 1, "", [], {}]),
        json!(vec!["x"; 1_000]),
        json!({}),
        json!({ "name": [], "url": {}, "src": 5, "action": [], "id": {} }),
        Value::Object(enormous),
        deep,
    ]
}

/// Every field of [`full_feed`] but the list of items itself, which is what makes a document a feed.
fn fields() -> Vec<String> {
    let fields: Vec<_> = places(&full_feed()).into_iter().filter(|place| place != "/items").collect();
    assert!(fields.len() > 90, "the feed is full");
    fields
}

fn spoil(place: &str, spoiler: Option<&Value>) -> Value {
    let mut feed = full_feed();
    match spoiler {
        Some(spoiler) => *feed.pointer_mut(place).expect("the place is the feed's own") = spoiler.clone(),
        None => remove(&mut feed, place),
    }
    feed
}

fn remove(feed: &mut Value, place: &str) {
    let (parent, key) = place.rsplit_once('/').expect("a place has a key");
    match feed.pointer_mut(parent).expect("the place is the feed's own") {
        Value::Object(object) => drop(object.remove(key)),
        Value::Array(list) => drop(list.remove(key.parse().expect("a list has numbers"))),
        _ => unreachable!("a place lies in an object or a list"),
    }
}

#[test]
fn the_full_feed_is_read_without_problems() {
    let decoded = decode(full_feed().to_string().as_bytes(), ADDRESS).unwrap();
    assert_eq!(decoded.diagnostics, []);
    assert_eq!(decoded.edition.stories.len(), 3);
}

#[test]
fn a_missing_null_or_mistyped_field_costs_no_other_item() {
    let whole = decode(full_feed().to_string().as_bytes(), ADDRESS).unwrap().edition;
    for place in fields() {
        for spoiler in spoilers().iter().map(Some).chain([None]) {
            let feed = spoil(&place, spoiler);
            let what = || format!("{place} = {}", spoiler.map_or("missing".into(), shown));
            let decoded = decode(feed.to_string().as_bytes(), ADDRESS)
                .unwrap_or_else(|error| panic!("{}: {error}", what()));
            assert_sound(&decoded.edition);
            for story in &whole.stories {
                // The spoilt item may be lost; the third is known by a number.
                let other = !place.starts_with(match story.id.as_str() {
                    "first" => "/items/0",
                    "spoilt" => "/items/1",
                    _ => "/items/2",
                });
                let found = decoded.edition.stories.iter().find(|found| found.id == story.id);
                if other && place.starts_with("/items/") {
                    assert_eq!(found, Some(story), "{}", what());
                } else if other {
                    assert!(found.is_some_and(|found| found.headline == story.headline), "{}", what());
                }
            }
        }
    }
}

#[test]
fn null_is_the_same_as_missing() {
    for place in fields() {
        let read = |spoiler| decode(spoil(&place, spoiler).to_string().as_bytes(), ADDRESS).unwrap();
        if place.rsplit('/').next().is_none_or(|key| key.parse::<usize>().is_err()) {
            assert_eq!(read(Some(&Value::Null)), read(None), "{place}");
        }
    }
}

#[test]
fn without_a_list_of_items_a_document_is_no_feed() {
    for spoiler in spoilers() {
        let feed = spoil("/items", Some(&spoiler));
        match decode(feed.to_string().as_bytes(), ADDRESS) {
            Ok(decoded) => {
                assert!(spoiler.is_array() && decoded.edition.stories.is_empty() && spoiler == json!([]))
            }
            Err(error) => assert!(matches!(error, Error::NotAFeed { .. }), "{}: {error}", shown(&spoiler)),
        }
    }
}

/// A value in few words.
fn shown(value: &Value) -> String {
    value.to_string().chars().take(80).collect()
}
