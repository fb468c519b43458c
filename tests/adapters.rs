//! The functions that need their platform (for URLs, dates and times) answer the same natively and in the browser: each of
//! these tests runs in both places, against the same expectations.

use jiff::Timestamp;
use london_daily::browser::{
    calendar,
    urls::{Use, last_segment, resolve, site},
};
#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

#[cfg(target_arch = "wasm32")]
wasm_bindgen_test_configure!(run_in_browser);

#[cfg_attr(target_arch = "wasm32", wasm_bindgen_test)]
#[cfg_attr(not(target_arch = "wasm32"), test)]
fn addresses_resolve_alike() {
    for (base, reference, expected) in [
        ("/content/feed.json", "pictures/map.svg", Some("/content/pictures/map.svg")),
        ("/content/feed.json", "../a b.html", Some("/a%20b.html")),
        ("/content/feed.json", "", Some("/content/feed.json")),
        ("/content/feed.json", "?q=ü", Some("/content/feed.json?q=%C3%BC")),
        ("/content/feed.json", "a\\b", Some("/content/a/b")),
        ("/content/feed.json", "  a\tb\n", Some("/content/ab")),
        ("/content/feed.json", "./%2e%2e/x", Some("/x")),
        ("/content/feed.json", "#part", Some("/content/feed.json#part")),
        ("/content/feed.json", "HTTP://EXAMPLE.org:80/A", Some("http://example.org/A")),
        ("/content/feed.json", "https://bücher.example/", Some("https://xn--bcher-kva.example/")),
        ("/content/feed.json", "http://0x7f.1/", Some("http://127.0.0.1/")),
        ("/content/feed.json", "//[::1]:8080/x", Some("https://[::1]:8080/x")),
        ("/content/feed.json", "http://", None),
        ("/content/feed.json", "http://a b/", None),
        ("/content/feed.json", "http://a%20b/", None),
        ("/content/feed.json", "http://example.org:99999/", None),
        ("/content/feed.json", "mailto:a@example.org?subject=x", Some("mailto:a@example.org?subject=x")),
        ("/content/feed.json", "javascript:alert(1)", None),
        ("/content/feed.json", "\u{1} java\nscript:alert(1)", None),
        ("/content/feed.json", "data:text/html,x", None),
        ("/content/feed.json", "tel:123", None),
        ("https://example.org/feeds/feed.json", "../a.png", Some("https://example.org/a.png")),
        ("https://example.org/feeds/feed.json", "//cdn.example/a", Some("https://cdn.example/a")),
        ("https://example.org", "a", Some("https://example.org/a")),
        ("https://user:secret@example.org/a", "b", Some("https://user:secret@example.org/b")),
    ] {
        let resolved = resolve(base, reference, Use::Link);
        assert_eq!(resolved.as_deref(), expected, "{reference:?} against {base:?}");
    }
}

#[cfg_attr(target_arch = "wasm32", wasm_bindgen_test)]
#[cfg_attr(not(target_arch = "wasm32"), test)]
fn parts_of_addresses_are_read_alike() {
    assert_eq!(site("https://www.example.org:444/a").as_deref(), Some("example.org"));
    assert_eq!(site("https://bücher.example/").as_deref(), Some("xn--bcher-kva.example"));
    assert_eq!(site("mailto:a@example.org"), None);
    assert_eq!(site("/content/a"), None);
    assert_eq!(
        last_segment("https://example.org/2025/ein-böses-%C3%BC.html?x#y").as_deref(),
        Some("ein-b%C3%B6ses-%C3%BC")
    );
    assert_eq!(last_segment("https://example.org/"), None);
}

#[cfg_attr(target_arch = "wasm32", wasm_bindgen_test)]
#[cfg_attr(not(target_arch = "wasm32"), test)]
fn clocks_show_the_same_time_in_every_zone() {
    for (moment, zone, expected) in [
        ("2025-07-10T05:30:00Z", "Europe/London", "2025-07-10T06:30:00"),
        ("2025-01-10T05:30:00Z", "Europe/London", "2025-01-10T05:30:00"),
        // The hour when summer time begins, and the one when it ends.
        ("2025-03-30T00:59:59Z", "Europe/London", "2025-03-30T00:59:59"),
        ("2025-03-30T01:00:00Z", "Europe/London", "2025-03-30T02:00:00"),
        ("2025-10-26T00:59:59Z", "Europe/London", "2025-10-26T01:59:59"),
        ("2025-10-26T01:00:00Z", "Europe/London", "2025-10-26T01:00:00"),
        // Zones that differ from others by parts of an hour, and days that begin elsewhere.
        ("2025-07-10T20:00:00Z", "Asia/Kathmandu", "2025-07-11T01:45:00"),
        ("2025-07-10T20:00:00Z", "America/St_Johns", "2025-07-10T17:30:00"),
        ("2025-07-10T12:00:00Z", "Pacific/Kiritimati", "2025-07-11T02:00:00"),
        // A zone that nobody knows is read as UTC.
        ("2025-07-10T12:00:00Z", "Nowhere/Land", "2025-07-10T12:00:00"),
    ] {
        let moment: Timestamp = moment.parse().expect("the moment is written well");
        assert_eq!(calendar::civil(moment, zone).to_string(), expected, "{moment} in {zone}");
    }
}

#[cfg_attr(target_arch = "wasm32", wasm_bindgen_test)]
#[cfg_attr(not(target_arch = "wasm32"), test)]
fn the_clock_goes() {
    let written: Timestamp = "2025-07-10T00:00:00Z".parse().expect("the moment is written well");
    assert!(calendar::now() > written);
}
