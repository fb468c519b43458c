//! The JSON-LD of pages: it keeps to schema.org's vocabulary, and has what Google's documentation asks for.

use std::collections::BTreeSet;

use serde_json::{Value, json};
use url::Url;

use crate::{
    desk::{Desk, parse},
    schema_org::Vocabulary,
};

/// Fails if something is wrong with what the pages of a printed site say, and returns the types of what they speak of.
pub(crate) fn assert_sound(desk: &Desk) -> BTreeSet<String> {
    let vocabulary = Vocabulary::published();
    let mut types = BTreeSet::new();
    for (file, page) in desk.pages() {
        let documents = parse(&page).linked_data;
        // Who does not want to be found has nothing to say.
        let hidden = page.contains("<meta name=\"robots\" content=\"noindex\"");
        assert_eq!(documents.len(), usize::from(!hidden), "{file}");
        for text in documents {
            let document: Value =
                serde_json::from_str(&text).unwrap_or_else(|error| panic!("{file}: {error}"));
            assert_eq!(vocabulary.faults(&document), [""; 0], "{file}: {document:#}");
            assert_eq!(missing(&document), [""; 0], "{file}: {document:#}");
            // The page is previewed with its picture: Google is to have the same one.
            if file.starts_with("article/") && page.contains("content=\"summary_large_image\"") {
                assert!(document["@graph"][0]["image"][0]["url"].is_string(), "{file}: {document:#}");
            }
            let things = document["@graph"].as_array().expect("what it speaks of");
            types.extend(things.iter().filter_map(|thing| Some(thing["@type"].as_str()?.to_owned())));
        }
    }
    types
}

/// Returns the properties of articles and breadcrumbs that Google's documentation asks for and that are missing (Google Search
/// Central: «Article», «Breadcrumb»).
fn missing(document: &Value) -> Vec<String> {
    let mut missing = Vec::new();
    let is_text = |value: &Value| value.as_str().is_some_and(|text| !text.trim().is_empty());
    let is_address = |value: &Value| value.as_str().is_some_and(|text| Url::parse(text).is_ok());
    let list = |value: &Value| value.as_array().cloned().unwrap_or_default();
    for thing in list(&document["@graph"]) {
        let mut want = |there: bool, what: &str| {
            if !there {
                missing.push(format!("{}: {what}", thing["@type"]));
            }
        };
        match thing["@type"].as_str() {
            Some("NewsArticle") => {
                want(is_text(&thing["headline"]), "headline");
                want(thing["publisher"]["name"].is_string(), "publisher.name");
                for author in list(&thing["author"]) {
                    want(is_text(&author["name"]), "author.name");
                }
                for image in list(&thing["image"]) {
                    want(is_address(&image["url"]), "image.url");
                }
                // A change that nobody dates to a publication is worth nothing.
                want(thing["dateModified"].is_null() || is_text(&thing["datePublished"]), "datePublished");
            }
            Some("BreadcrumbList") => {
                let steps = list(&thing["itemListElement"]);
                want(steps.len() >= 2, "two steps at least");
                for (at, step) in steps.iter().enumerate() {
                    want(step["@type"] == "ListItem", "itemListElement of ListItem");
                    want(step["position"] == at + 1, "position");
                    want(is_text(&step["name"]), "name");
                    let item = &step["item"];
                    want(is_address(item) || is_address(&item["@id"]), "item");
                }
            }
            _ => {}
        }
    }
    missing
}

#[test]
fn whatever_a_story_has_is_said_in_words_of_schema_org() {
    let hostile = "</script> \u{2028} \u{1} \"'\\";
    let desk = Desk::with_feed(&json!({
        "version": "https://jsonfeed.org/version/1.1", "title": "Paper", "description": hostile,
        "icon": "icon.png", "language": "en-GB", "items": [{
            "id": "1", "url": "/s/one/", "title": hostile, "summary": hostile, "language": "kk",
            "date_published": "2025-07-08T12:00:00+05:00", "date_modified": "2025-07-09", "tags": ["World", hostile],
            "authors": [
                { "name": hostile, "url": "https://example.org/a" }, { "name": "Paper", "url": "mailto:a@example.org" },
                { "name": "B", "url": "/b/" },
            ],
            "_london_daily": {
                "picture": {
                    "src": "/one two.png", "width": 960, "height": 540, "alt": "A", "caption": hostile, "credit": hostile,
                },
                "corrections": [{ "text": hostile, "date": "2025-07-09T12:00:00Z" }, { "text": "Two" }],
            },
        }, { "id": "2", "title": "No date" }, {
            "id": "3", "title": "Withdrawn", "_london_daily": { "withdrawn": true },
        }],
    }));
    desk.print();
    let types: Vec<_> = assert_sound(&desk).into_iter().collect();
    assert_eq!(types, ["BreadcrumbList", "NewsArticle", "NewsMediaOrganization"]);
}

#[test]
fn a_word_that_schema_org_does_not_have_is_noticed() {
    let vocabulary = Vocabulary::published();
    let faults =
        |thing: Value| vocabulary.faults(&json!({ "@context": "https://schema.org", "@graph": [thing] }));
    for good in [
        json!({ "@type": "NewsArticle", "headline": "A", "image": ["https://example.org/a.png"], "wordCount": 7 }),
        json!({ "@type": "NewsArticle", "author": { "@type": "NewsMediaOrganization", "name": "A" } }),
        json!({ "@type": "ImageObject", "width": "960 px", "uploadDate": "2025-07-10" }),
        json!({ "@type": "ListItem", "position": "first", "item": { "@id": "https://example.org/" } }),
        json!({ "@type": "AudioObject", "duration": "PT3M5S", "expires": "2025-07-10T06:45:00Z" }),
    ] {
        assert_eq!(faults(good.clone()), [""; 0], "{good}");
    }
    for (bad, why) in [
        (json!({ "@type": "NewsPiece", "headline": "A" }), "there is no NewsPiece"),
        (json!({ "headline": "A" }), "does not say what it is"),
        (json!({ "@type": "NewsArticle", "headlines": "A" }), "no such property"),
        // It exists, and belongs to others.
        (json!({ "@type": "Person", "headline": "A" }), "no such property"),
        (json!({ "@type": "NewsArticle", "author": "Anna" }), "is none of Organization, Person"),
        (
            json!({ "@type": "NewsArticle", "author": { "@type": "ImageObject" } }),
            "is none of Organization, Person",
        ),
        (json!({ "@type": "NewsArticle", "author": { "@type": "Person", "nom": "A" } }), "0/author/nom"),
        (json!({ "@type": "NewsArticle", "datePublished": "10 July" }), "is none of Date, DateTime"),
        (
            json!({ "@type": "NewsArticle", "datePublished": "2025-07-10T06:45:00" }),
            "is none of Date, DateTime",
        ),
        (json!({ "@type": "NewsArticle", "isAccessibleForFree": "yes" }), "is none of Boolean"),
        (json!({ "@type": "NewsArticle", "image": "/a.png" }), "is none of ImageObject, URL"),
        (json!({ "@type": "NewsArticle", "headline": null }), "is none of Text"),
        (json!({ "@type": "NewsArticle", "headline": { "@id": "https://example.org/" } }), "is none of Text"),
        (json!({ "@type": "ImageObject", "width": 960 }), "is none of Distance"),
        (json!({ "@type": "ListItem", "item": "https://example.org/" }), "is none of Thing"),
        (json!({ "@type": "ListItem", "position": 1.5 }), "is none of Integer"),
        (json!({ "@type": "Person", "siblings": { "@type": "Person" } }), "is superseded by sibling"),
    ] {
        let faults = faults(bad.clone());
        assert!(faults.len() == 1 && faults[0].contains(why), "{bad}: {faults:?}");
    }
    for bad in [
        json!([]),
        json!({ "@graph": [] }),
        json!({ "@context": "https://schema.org" }),
        json!({ "@context": "https://schema.org", "@graph": [] }),
        json!({ "@context": "https://schema.org", "@graph": [{ "@type": "Person" }], "name": "A" }),
    ] {
        assert_eq!(vocabulary.faults(&bad).len(), 1, "{bad}");
    }
}

#[test]
fn what_google_asks_for_is_missed_when_it_is_not_there() {
    let missing = |thing: Value| missing(&json!({ "@graph": [thing] }));
    let step = |at: usize| json!({ "@type": "ListItem", "position": at, "name": "A", "item": "https://example.org/" });
    let way = |steps: [Value; 2]| json!({ "@type": "BreadcrumbList", "itemListElement": steps });
    assert_eq!(missing(way([step(1), step(2)])), [""; 0]);
    for (what, bad) in [
        ("position", way([step(1), step(3)])),
        (
            "name",
            way([step(1), json!({ "@type": "ListItem", "position": 2, "item": "https://example.org/" })]),
        ),
        ("item", way([step(1), json!({ "@type": "ListItem", "position": 2, "name": "A" })])),
        ("two steps", json!({ "@type": "BreadcrumbList", "itemListElement": [step(1)] })),
        ("headline", json!({ "@type": "NewsArticle", "publisher": { "name": "A" } })),
        (
            "author.name",
            json!({ "@type": "NewsArticle", "headline": "A", "publisher": { "name": "A" }, "author": [{}] }),
        ),
    ] {
        let found = missing(bad);
        assert!(found.len() == 1 && found[0].contains(what), "{what}: {found:?}");
    }
}
