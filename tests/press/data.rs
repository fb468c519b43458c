//! The data that a page carries for the app.

use serde_json::json;

use crate::desk::{Desk, parse};

const HOSTILE: &str = "</script><script>alert(1)</script><!-- \u{2028} ]]> & \\ \" '";

#[test]
fn a_parser_finds_every_root_in_the_shape_that_was_noted() {
    for base in ["/", "/news/"] {
        let desk = Desk::sample(base);
        desk.print();
        for (file, page) in desk.pages() {
            let parsed = parse(&page);
            assert!(parsed.shapes.len() >= 4, "{file} has {} roots", parsed.shapes.len());
            for (printed, found) in parsed.shapes {
                assert_eq!(printed, found, "{file}");
            }
        }
    }
}

#[test]
fn nothing_in_the_content_ends_what_holds_it() {
    let desk = Desk::with_feed(&json!({
        "version": "https://jsonfeed.org/version/1.1", "title": HOSTILE, "description": HOSTILE,
        "items": [{
            "id": HOSTILE, "url": "/a/one/", "title": HOSTILE, "summary": HOSTILE, "content_html": HOSTILE,
            "tags": [HOSTILE, "b"], "authors": [{ "name": HOSTILE }], "image": format!("/x.png?{HOSTILE}"),
            "_london_daily": {
                "kicker": HOSTILE, "corrections": [{ "text": HOSTILE }],
                "picture": { "src": "/x.png", "alt": HOSTILE, "caption": HOSTILE, "credit": HOSTILE },
            },
        }, {
            "id": "2", "url": format!("/a/{HOSTILE}/"), "title": "Two", "content_text": HOSTILE,
        }],
    }));
    desk.print();
    for (file, page) in desk.pages() {
        let scripts = page.matches("<script").count();
        assert_eq!(scripts, page.matches("</script>").count(), "{file}");
        // The one that is no data is a file of the site's own.
        let data = page.matches("application/ld+json").count();
        assert_eq!(scripts, data + page.matches("<script defer src=\"/offline-").count(), "{file}");
        let parsed = parse(&page);
        assert!(!parsed.attribute("data-path").is_empty(), "{file}");
        assert!(parsed.shapes.iter().all(|(printed, found)| printed == found), "{file}");
    }
}

#[test]
fn a_page_lists_fifty_stories_and_says_where_the_rest_is() {
    let items: Vec<_> = (0..200)
        .map(|number| {
            json!({
                "id": number, "url": format!("/s/{number}/"), "title": format!("Story {number}"),
                "content_html": format!("<p>The text of story {number}</p>"),
                "date_published": format!("2025-01-01T{:02}:{:02}:00Z", number / 60, number % 60),
            })
        })
        .collect();
    let desk = Desk::with_feed(
        &json!({ "version": "https://jsonfeed.org/version/1.1", "title": "Paper", "items": items }),
    );
    desk.print();
    let page = desk.read("article/7/index.html");
    let parsed = parse(&page);
    assert_eq!(parsed.rows.len(), 50);
    assert!(!parsed.rows.contains(&"7".to_owned()));
    assert_eq!(parsed.attribute("data-older"), "/content/feed.json#archive");
    assert_eq!(parsed.attribute("data-newest"), "1735701540000");
    // The texts are in the feed, which is the document of each.
    assert_eq!(parsed.attribute("data-documents"), "/content/feed.json");
    let texts = page.matches("The text of story").count();
    assert_eq!(page.matches("The text of story 7").count(), texts, "it has its own text and no other");
    assert!(page.len() < 60_000, "{} bytes", page.len());
}

#[test]
fn documents_of_the_sample_are_found_by_their_slugs() {
    let desk = Desk::sample("/");
    desk.print();
    let parsed = parse(&desk.read("index.html"));
    assert_eq!(parsed.attribute("data-documents"), "/content/articles/*.json");
}

#[test]
fn all_pages_show_the_same_sections_when_the_paper_names_none() {
    let items: Vec<_> = (0..300)
        .map(|number| {
            json!({
                "id": number, "url": format!("/s/{number}/"), "title": format!("Story {number}"),
                "tags": [format!("Section {}", number % (1 + number / 30))],
            })
        })
        .collect();
    let desk = Desk::with_feed(
        &json!({ "version": "https://jsonfeed.org/version/1.1", "title": "Paper", "items": items }),
    );
    desk.print();
    let masthead = |page: &str| {
        let (_, rest) = page.split_once("<nav").expect("the masthead has its sections");
        rest.split_once("</nav>").expect("and an end").0.replace(" aria-current=\"page\"", "")
    };
    let front = masthead(&desk.read("index.html"));
    assert_eq!(front.matches("<li>").count(), 8);
    for (file, page) in desk.pages() {
        assert_eq!(masthead(&page), front, "{file}");
    }
}

#[test]
fn stories_that_want_the_same_url_have_slugs_of_their_own() {
    let desk =
        Desk::with_feed(&json!({ "version": "https://jsonfeed.org/version/1.1", "title": "Paper", "items": [
        { "id": "1", "url": "/a/vote/", "title": "One" },
        { "id": "2", "url": "/b/vote/", "title": "Two" },
        { "id": "3", "url": "/c/", "title": "Three", "_london_daily": { "slug": "Its Own Slug" } },
    ] }));
    desk.print();
    assert!(desk.has("article/its-own-slug/index.html"));
    let links: Vec<String> = parse(&desk.read("index.html"))
        .links
        .into_iter()
        .filter(|link| link.starts_with("/article/"))
        .collect();
    assert!(links.len() >= 3, "{links:?}");
    for link in links {
        let page = desk.read(&format!("{}index.html", &link[1..]));
        assert!(page.contains("<title>"), "{link}");
    }
}
