//! Whatever a publisher sends: reading it never panics, costs no more than what is wrong, and what comes out is sound.
#![cfg(not(target_arch = "wasm32"))]

mod every_field;
mod properties;
mod sound;

use serde_json::Value;

/// The feed's own URL.
const ADDRESS: &str = "https://example.org/feeds/feed.json";

/// A feed in which every field that the app reads is filled in. Its second item is the one to be spoilt.
fn full_feed() -> Value {
    serde_json::from_str(include_str!("full_feed.json")).expect("the full feed is JSON")
}

/// The places of all values within a value, as JSON Pointers, but for the value itself.
fn places(value: &Value) -> Vec<String> {
    let mut places = Vec::new();
    let mut add = |key: &str, value: &Value| {
        places.push(format!("/{key}"));
        places.extend(self::places(value).iter().map(|place| format!("/{key}{place}")));
    };
    match value {
        Value::Object(object) => object.iter().for_each(|(key, value)| add(key, value)),
        Value::Array(list) => list.iter().enumerate().for_each(|(at, value)| add(&at.to_string(), value)),
        _ => {}
    }
    places
}
