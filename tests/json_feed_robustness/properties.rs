use london_daily::feed::{decode, decode_article};
use proptest::{collection, prelude::*, sample::Index};
use serde_json::{Map, Number, Value, json};

use crate::{ADDRESS, full_feed, places, sound::assert_sound};

/// The names that mean something to the app, and some that do not.
const NAMES: &[&str] = &[
    "_london_daily",
    "about",
    "action",
    "alt",
    "article_url",
    "attachments",
    "author",
    "authors",
    "banner_image",
    "caption",
    "content_html",
    "content_text",
    "corrections",
    "credit",
    "date",
    "date_modified",
    "date_published",
    "description",
    "duration_in_seconds",
    "email_field",
    "expired",
    "external_url",
    "favicon",
    "fields",
    "height",
    "home_page_url",
    "icon",
    "id",
    "image",
    "items",
    "kicker",
    "language",
    "live_seconds",
    "method",
    "mime_type",
    "name",
    "newsletter",
    "next_url",
    "picture",
    "related",
    "renditions",
    "sections",
    "src",
    "summary",
    "tags",
    "text",
    "time_zone",
    "title",
    "transport",
    "type",
    "url",
    "version",
    "width",
    "withdrawn",
    "",
    "_other",
    "items[0]",
];

/// Strings that some field takes for something.
const WORDS: &[&str] = &[
    "",
    " ",
    "a",
    "World",
    "world",
    "https://example.org/a",
    "//example.org",
    "/a/b.html",
    "../..",
    "?",
    "#",
    "mailto:a@b",
    "javascript:alert(1)",
    "http://[",
    "2025-07-10T08:00:00Z",
    "Thu, 10 Jul 2025 09:00:00 +0100",
    "9999-12-31T23:59:60Z",
    "-009999-01-01T00:00:00Z",
    "audio/mpeg",
    "audio/",
    "image/webp",
    "form",
    "mailto",
    "GET",
    "en-GB",
    "%",
    "%ff%00",
    "\u{0}",
    "\u{202e}",
    "\u{feff}",
    "<p>Text",
    "<p",
    "é",
    "𝔘",
    "https://jsonfeed.org/version/1.1",
];

fn any_text() -> impl Strategy<Value = String> {
    prop_oneof![3 => proptest::sample::select(WORDS).prop_map(str::to_owned), 1 => any::<String>()]
}

fn any_json() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::Bool),
        any::<i64>().prop_map(Value::from),
        any::<u64>().prop_map(Value::from),
        any::<f64>().prop_map(|number| Number::from_f64(number).map_or(Value::Null, Value::Number)),
        (-2_i64..200).prop_map(Value::from),
        any_text().prop_map(Value::String),
        any_text().prop_map(Value::String),
    ];
    leaf.prop_recursive(5, 96, 12, |inner| {
        let name =
            prop_oneof![8 => proptest::sample::select(NAMES).prop_map(str::to_owned), 1 => any::<String>()];
        prop_oneof![
            collection::vec(inner.clone(), 0..6).prop_map(Value::Array),
            collection::vec((name, inner), 0..12)
                .prop_map(|fields| Value::Object(fields.into_iter().collect::<Map<_, _>>())),
        ]
    })
}

fn any_address() -> impl Strategy<Value = String> {
    prop_oneof![Just(ADDRESS.to_owned()), Just("/content/feed.json".to_owned()), any_text(),]
}

/// Reads a document in both ways; whatever comes out must be sound.
fn read(bytes: &[u8], address: &str) {
    if let Ok(decoded) = decode(bytes, address) {
        assert_sound(&decoded.edition);
        for diagnostic in &decoded.diagnostics {
            assert!(!diagnostic.to_string().is_empty());
        }
    }
    if let Ok(story) = decode_article(bytes, address, "expected") {
        assert_eq!(story.id, "expected");
        assert!(!story.headline.is_empty());
    }
}

proptest! {
    #[test]
    fn any_json_is_read_or_refused(value in any_json(), address in any_address()) {
        read(value.to_string().as_bytes(), &address);
    }

    #[test]
    fn any_items_make_a_sound_paper_or_none(
        items in collection::vec(any_json(), 0..12),
        extension in any_json(),
        address in any_address(),
    ) {
        let feed = json!({ "title": "Paper", "_london_daily": extension, "items": items });
        read(feed.to_string().as_bytes(), &address);
    }

    #[test]
    fn a_feed_spoilt_in_several_places_is_still_a_paper(
        spoilt in collection::vec((any::<Index>(), any_json()), 1..8),
    ) {
        let mut feed = full_feed();
        for (at, value) in spoilt {
            let places: Vec<_> = places(&feed).into_iter().filter(|place| place != "/items").collect();
            if let Some(target) = feed.pointer_mut(&places[at.index(places.len())]) {
                *target = value;
            }
        }
        read(feed.to_string().as_bytes(), ADDRESS);
    }

    #[test]
    fn a_feed_whose_bytes_are_damaged_is_read_or_refused(
        damage in collection::vec((any::<Index>(), any::<u8>(), 0..4_u8), 1..6),
    ) {
        let mut bytes = full_feed().to_string().into_bytes();
        for (at, byte, kind) in damage {
            if bytes.is_empty() {
                break;
            }
            let at = at.index(bytes.len());
            match kind {
                0 => bytes[at] = byte,
                1 => bytes.insert(at, byte),
                2 => drop(bytes.remove(at)),
                _ => bytes.truncate(at),
            }
        }
        read(&bytes, ADDRESS);
    }

    #[test]
    fn any_bytes_are_refused_without_harm(bytes in collection::vec(any::<u8>(), 0..512)) {
        read(&bytes, ADDRESS);
    }

    #[test]
    fn the_order_of_items_does_not_change_their_slugs(
        slugs in collection::vec(proptest::sample::select(&["a", "b", "c", "d"][..]), 2..10),
        turn in any::<Index>(),
    ) {
        let items: Vec<_> =
            slugs.iter().enumerate().map(|(id, slug)| json!({ "id": id, "url": format!("/{slug}/") })).collect();
        let mut turned = items.clone();
        turned.rotate_left(turn.index(items.len()));
        let read = |items: &[Value]| {
            let feed = json!({ "items": items }).to_string();
            let edition = decode(feed.as_bytes(), ADDRESS).expect("it is a feed").edition;
            let mut slugs: Vec<_> = edition.stories.into_iter().map(|story| (story.id, story.slug)).collect();
            slugs.sort();
            slugs
        };
        prop_assert_eq!(read(&items), read(&turned));
    }
}
