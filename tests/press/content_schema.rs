//! The sample edition is written as the schema beside it says, and the schema notices when it is not.

use std::{
    fs,
    path::{Path, PathBuf},
};

use serde_json::{Value, json};

use crate::json_schema::JsonSchema;

fn content() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").join("content")
}

fn read(path: &Path) -> Value {
    let bytes = fs::read(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    serde_json::from_slice(&bytes).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

fn schema() -> JsonSchema {
    JsonSchema::at(&content().join("schema.json"))
}

#[test]
fn the_sample_edition_follows_the_schema() {
    let schema = schema();
    let mut documents = vec![content().join("feed.json")];
    for entry in fs::read_dir(content().join("articles")).expect("the edition has articles") {
        documents.push(entry.expect("the folder can be read").path());
    }
    assert!(documents.len() > 1);
    for path in documents {
        assert_eq!(schema.faults(&read(&path)), [""; 0], "{}", path.display());
    }
}

#[test]
fn the_schema_notices_what_the_paper_would_not_use() {
    let schema = schema();
    let feed = |paper: Value, item: Value| {
        json!({
            "version": "https://jsonfeed.org/version/1.1",
            "title": "A",
            "_london_daily": paper,
            "items": [{ "id": "1", "title": "One", "_london_daily": item }],
        })
    };
    let newsletter = |newsletter: Value| feed(json!({ "newsletter": newsletter }), json!({}));
    let picture = |picture: Value| feed(json!({}), json!({ "picture": picture }));
    for good in [
        feed(json!({}), json!({})),
        newsletter(json!({ "action": "mailto:a@example.org" })),
        newsletter(json!({ "action": "https://example.org/", "transport": "json" })),
        picture(json!({ "src": "a.png", "width": 4, "height": 3, "alt": "" })),
    ] {
        assert_eq!(schema.faults(&good), [""; 0], "{good}");
    }
    for bad in [
        json!([]),
        json!({ "version": "https://jsonfeed.org/version/1.1", "title": "A" }),
        feed(json!({ "live_seconds": 5 }), json!({})),
        feed(json!({ "section": ["World"] }), json!({})),
        feed(json!({}), json!({ "withdrawn": "yes" })),
        feed(json!({}), json!({ "corrections": [{ "date": "2025-07-10T08:00:00Z" }] })),
        feed(json!({}), json!({ "corrections": [{ "date": "yesterday", "text": "C" }] })),
        newsletter(json!({})),
        newsletter(json!({ "action": "https://example.org/", "transport": "mailto" })),
        newsletter(json!({ "action": "mailto:a@example.org", "transport": "form" })),
        newsletter(json!({ "action": "https://example.org/", "transport": "pigeon" })),
        picture(json!({ "src": "a.png", "width": 4 })),
        picture(json!({ "src": "a.png", "width": 0, "height": 3 })),
    ] {
        assert_ne!(schema.faults(&bad), [""; 0], "{bad}");
    }
}
