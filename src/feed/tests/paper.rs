use serde_json::{Value, json};

use super::read;
use crate::{
    feed::decode,
    model::{Paper, Transport},
};

/// Returns the paper of a feed, and the problems in the feed.
fn paper(feed: Value) -> (Paper, Vec<String>) {
    let decoded = read(&feed);
    let problems = decoded.diagnostics.iter().map(ToString::to_string).collect();
    (decoded.edition.paper, problems)
}

#[test]
fn unknown_versions_are_reported_and_read_all_the_same() {
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
