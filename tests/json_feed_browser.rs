//! The browser's half of `json_feed_fixtures.rs`: the app makes the same of the same documents.
#![cfg(target_arch = "wasm32")]

use london_daily::feed::{Error, decode};
use wasm_bindgen_test::{console_log, wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

const ADDRESS: &str = "https://example.org/feeds/feed.json";

fn made(bytes: &[u8]) -> String {
    match decode(bytes, ADDRESS) {
        Ok(decoded) => format!("{:#?}", decoded.edition),
        Err(Error::NotAFeed { reason }) => reason.to_owned(),
        Err(Error::NotJson { .. }) => "no JSON".to_owned(),
    }
}

#[wasm_bindgen_test]
async fn every_document_is_read_as_natively() {
    let answer = gloo_net::http::Request::get("/target/json_feed/cases.json").send().await;
    let Ok(answer) = answer.map_err(|_| ()).and_then(|answer| answer.ok().then_some(answer).ok_or(())) else {
        console_log!("skipped: no cases in target/json_feed; the native tests write them");
        return;
    };
    let text = answer.text().await.expect("the cases are a text");
    let cases: Vec<serde_json::Value> = serde_json::from_str(&text).expect("the cases are JSON");
    for case in &cases {
        let part = |name: &str| case[name].as_str().expect("a case is whole");
        let bytes: Vec<u8> = part("bytes").chars().map(|letter| letter as u8).collect();
        assert_eq!(made(&bytes), part("made"), "{}", part("name"));
    }
    assert!(!cases.is_empty());
}

#[wasm_bindgen_test]
fn numbers_that_a_browser_would_round_stay_what_they_are() {
    let feed =
        br#"{"items": [{"id": 9007199254740993, "title": "a"}, {"id": 9007199254740992, "title": "b"}]}"#;
    let edition = decode(feed, ADDRESS).expect("a feed").edition;
    let ids: Vec<&str> = edition.stories.iter().map(|story| story.id.as_str()).collect();
    assert_eq!(ids, ["9007199254740993", "9007199254740992"]);
}

#[wasm_bindgen_test]
fn half_of_a_surrogate_pair_costs_a_character_and_no_document() {
    let feed = br#"{"items": [{"id": "1", "title": "a\ud800b"}]}"#;
    let edition = decode(feed, ADDRESS).expect("a feed").edition;
    assert_eq!(edition.stories[0].headline, "a\u{fffd}b");
}

#[wasm_bindgen_test]
fn what_is_nested_deeper_than_any_feed_is_refused() {
    let deep = |levels: usize| {
        [
            &b"{\"items\": []".to_vec()[..],
            b", \"x\": ",
            "[".repeat(levels).as_bytes(),
            "]".repeat(levels).as_bytes(),
            b"}",
        ]
        .concat()
    };
    assert!(decode(&deep(100), ADDRESS).is_ok());
    assert!(matches!(decode(&deep(100_000), ADDRESS), Err(Error::NotJson { .. })));
}
