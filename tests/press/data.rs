//! What a page brings for the program.

use leptos::prelude::*;
use london_daily::{
    app::{App, Delivery},
    json_feed,
    newsroom::Article,
    paths::Paths,
};
use serde_json::json;

use crate::desk::{Desk, parse, value};

const HOSTILE: &str = "</script><script>alert(1)</script><!-- \u{2028} ]]> & \\ \" '";

/// What the program makes of a page's data, as it would be printed.
fn print_again(page: &str, base: &str) -> String {
    let parsed = parse(page);
    let feed = parsed.attribute("data-address").to_owned();
    let decoded = json_feed::decode(parsed.edition.as_bytes(), &feed).expect("the data is a feed");
    let articles = parsed
        .articles
        .iter()
        .map(|(attributes, document)| {
            let (id, address) = (value(attributes, "data-id"), value(attributes, "data-address"));
            let story = json_feed::decode_article(document.as_bytes(), address, id).expect("an article");
            let listed = decoded.edition.by_id(id).expect("the page carries its story");
            (id.to_owned(), Article::read(listed.completed_by(story), address))
        })
        .collect();
    let delivery = Delivery {
        paths: Paths::below(base),
        path: parsed.attribute("data-path").to_owned(),
        feed,
        name: "London Daily".into(),
        edition: Ok(decoded.edition),
        articles,
        printed: None,
    };
    let owner = Owner::new_root(None);
    let html = owner.with(|| view! { <App delivery=delivery /> }.to_html());
    owner.unset_with_forced_cleanup();
    // In a page, Leptos's marks are comments that every reader of HTML knows.
    html.replace("<!>", "<!---->")
}

fn app_of(page: &str) -> &str {
    let (_, app) = page.split_once("<div id=\"app\">").expect("the page has its place");
    let (app, _) =
        app.split_once("</div>\n  <script").or_else(|| app.split_once("</div><script")).expect("an end");
    app
}

#[test]
fn reading_a_pages_data_leads_to_the_page_that_was_printed() {
    for base in ["/", "/news/"] {
        let desk = Desk::sample(base);
        desk.print();
        for (file, page) in desk.pages() {
            assert!(print_again(&page, base) == app_of(&page), "{file}");
        }
    }
}

#[test]
fn a_parser_finds_as_many_elements_as_were_written() {
    let desk = Desk::sample("/");
    desk.print();
    for (file, page) in desk.pages() {
        let parsed = parse(&page);
        assert_eq!(parsed.attribute("data-elements"), parsed.elements.to_string(), "{file}");
    }
}

#[test]
fn nothing_in_the_content_ends_the_script_that_holds_it() {
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
        // The one that is no data is a file of the paper's own.
        let data = page.matches("<script type=\"application/").count();
        assert_eq!(scripts, data + page.matches("<script defer src=\"/offline-").count(), "{file}");
        let parsed = parse(&page);
        assert_eq!(data, 1 + parsed.articles.len() + page.matches("application/ld+json").count(), "{file}");
        assert_eq!(parsed.attribute("data-elements"), parsed.elements.to_string(), "{file}");
        assert!(print_again(&page, "/") == app_of(&page), "{file}");
    }
}

#[test]
fn a_page_carries_what_it_shows_and_says_where_the_rest_is() {
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
    let decoded = json_feed::decode(parsed.edition.as_bytes(), "/content/feed.json").expect("a feed");
    assert_eq!(decoded.diagnostics, []);
    let edition = decoded.edition;
    assert_eq!(edition.stories.len(), 51);
    assert_eq!(edition.older.as_deref(), Some("/content/feed.json#archive"));
    assert_eq!(parsed.attribute("data-newest"), "2025-01-01T03:19:00Z");
    let texts = page.matches("The text of story").count();
    assert_eq!(page.matches("The text of story 7").count(), texts, "it carries its own text and no other");
    // The texts of the others are in the feed, and are found there.
    for story in &edition.stories {
        assert_eq!(story.article.as_deref(), Some("/content/feed.json"));
        let feed = desk.read("content/feed.json");
        let article = json_feed::decode_article(feed.as_bytes(), "/content/feed.json", &story.id);
        assert!(!article.expect("the article").body.is_absent());
    }
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
fn stories_that_want_the_same_address_are_told_apart_by_the_pages_data() {
    let desk =
        Desk::with_feed(&json!({ "version": "https://jsonfeed.org/version/1.1", "title": "Paper", "items": [
        { "id": "1", "url": "/a/vote/", "title": "One" },
        { "id": "2", "url": "/b/vote/", "title": "Two" },
        { "id": "3", "url": "/c/", "title": "Three", "_london_daily": { "slug": "Its Own Slug" } },
    ] }));
    desk.print();
    assert!(desk.has("article/its-own-slug/index.html"));
    let edition = |page: &str| {
        json_feed::decode(parse(page).edition.as_bytes(), "/content/feed.json").expect("a feed").edition
    };
    let front = edition(&desk.read("index.html"));
    for story in &front.stories {
        let page = desk.read(&format!("article/{}/index.html", story.slug));
        assert!(page.contains(&format!("<title>{}", story.headline)));
    }
}
