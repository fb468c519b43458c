//! The documents of a paper: the feed, its pages, articles of their own, and feeds of other kinds.

use press::check::Options;
use serde_json::{Value, json};

use super::{assert_found, feed, found, paper};
use crate::{desk::Desk, fixtures};

#[test]
fn an_articles_own_document_is_read_too() {
    let desk =
        paper(json!({ "id": "1", "content_text": "Short", "_london_daily": { "article_url": "one.json" } }));
    desk.write(
        "content/one.json",
        json!({ "version": "https://jsonfeed.org/version/1.1", "title": "P", "items": [{
        "id": "1", "content_html": "<a href=\"/nowhere/\">x</a>", "date_modified": "soon", "tags": 5,
    }] })
        .to_string(),
    );
    let found = found(&desk);
    for expected in [
        "error: content/one.json: items[0].date_modified: \"soon\" is no date",
        "error: content/one.json: items[0].tags: is of a wrong type",
        "error: content/one.json: items[0].content: /nowhere/ leads to nothing",
    ] {
        assert!(found.iter().any(|text| text.starts_with(expected)), "{expected}\n{found:#?}");
    }
    desk.write("content/one.json", "{\"items\":[{\"id\":\"1\"}");
    assert!(self::found(&desk)[0].starts_with("error: content/one.json: the document is not valid JSON"));
}

#[test]
fn a_folder_without_a_feed_and_a_file_that_is_none_are_errors() {
    let desk = Desk::new("/", "/content/feed.json");
    desk.write("content/other.json", "[]");
    for path in ["content", "content/other.json", "content/none.json"] {
        let proof = press::check(&desk.path(path), &Options::default());
        assert!(proof.findings.iter().any(|finding| finding.is_error), "{path}");
    }
}

#[test]
fn an_unreadable_feed_page_is_reported_and_the_rest_checked() {
    let desk = Desk::new("/", "/content/feed.json");
    let page = |id: &str, next: &str| {
        let mut page =
            feed(json!({}), json!([{ "id": id, "content_text": "Text", "date_published": "never" }]));
        page["next_url"] = json!(next);
        page.to_string()
    };
    desk.write("content/feed.json", page("1", "2.json"));
    desk.write("content/2.json", page("2", "3.json"));
    let of_readable =
        |file: &str| format!("error: content/{file}: items[0].date_published: \"never\" is no date");
    let of_both = [of_readable("feed.json"), of_readable("2.json")];
    let stories = || press::check(&desk.path("content"), &Options::default()).stories;
    for (third, expected) in [
        (None, "error: content/2.json: next_url: content/3.json cannot be read: "),
        (Some("{"), "error: content/3.json: the document is not valid JSON"),
    ] {
        if let Some(third) = third {
            desk.write("content/3.json", third);
        }
        assert_found(&found(&desk), &[&of_both[0], &of_both[1], expected]);
        assert_eq!(stories(), 2);
    }
    // Who prints must not take what is older for gone.
    assert!(desk.try_print().is_err());
}

#[test]
fn an_articles_own_document_is_held_to_its_dates_and_its_ids() {
    let desk =
        paper(json!({ "id": "1", "content_text": "Short", "_london_daily": { "article_url": "one.json" } }));
    let item = json!({
        "id": "1", "content_text": "Text", "date_published": "2026-01-02T00:00:00Z", "date_modified": "2026-01-01T00:00:00Z",
        "url": "/nowhere/", "_london_daily": { "related": ["2", "1", "nobody"] },
    });
    desk.write(
        "content/one.json",
        feed(json!({}), json!([{ "id": "other", "content_text": "Text" }, item])).to_string(),
    );
    assert_found(
        &found(&desk),
        &[
            "warning: content/one.json: items[1].date_published: is in the future: 2026-01-02",
            "warning: content/one.json: items[1].date_modified: is in the future: 2026-01-01",
            "warning: content/one.json: items[1].date_modified: is earlier than date_published",
            "error: content/one.json: items[1]._london_daily.related: names the story itself",
            "error: content/one.json: items[1]._london_daily.related: no story has the id nobody",
            "error: content/one.json: items[1].url: /nowhere/ leads to nothing",
        ],
    );
}

#[test]
fn a_story_that_stands_on_two_pages_of_the_feed_is_told() {
    let desk = Desk::new("/", "/content/feed.json");
    let item = |id: Value| json!({ "id": id, "content_text": "Text" });
    let mut first = feed(json!({}), json!([item(json!("a")), item(json!(7))]));
    first["next_url"] = json!("2.json");
    desk.write("content/feed.json", first.to_string());
    desk.write(
        "content/2.json",
        feed(json!({}), json!([item(json!("b")), item(json!("7")), item(json!("b"))])).to_string(),
    );
    assert_found(
        &found(&desk),
        &[
            "error: content/2.json: items[1].id: stands on an earlier page already (content/feed.json: items[1])",
            "error: content/2.json: items[2].id: stands at an earlier item already",
        ],
    );
    // The mistakes of a page that brings nothing new are reported all the same.
    desk.write(
        "content/2.json",
        feed(json!({}), json!([{ "id": "a", "date_published": "never", "content_text": "x" }])).to_string(),
    );
    assert_found(
        &found(&desk),
        &[
            "error: content/2.json: items[0].id: stands on",
            "error: content/2.json: items[0].date_published: \"never\" is no date",
        ],
    );
}

#[test]
fn places_are_right_after_a_byte_order_mark_and_with_odd_ids() {
    let desk = Desk::new("/", "/content/feed.json");
    let items = json!([null, { "id": 1.5, "content_text": "x", "date_published": "2026-01-01T00:00:00Z" },
        { "id": "", "url": "u", "content_text": "x", "date_published": "2026-01-01T00:00:00Z" }]);
    desk.write("content/feed.json", format!("\u{feff}{}", feed(json!({}), items)));
    let found = found(&desk);
    for place in ["items[1]", "items[2]"] {
        let expected = format!("warning: content/feed.json: {place}.date_published: is in the future");
        assert!(found.iter().any(|text| text.starts_with(&expected)), "{expected}\n{found:#?}");
    }
}

#[test]
fn a_feed_that_names_too_much_is_told_so() {
    let item = |id: usize| {
        let tags: Vec<_> = (0..60).map(|tag| format!("Topic {id} {tag}")).collect();
        let picture = format!("https://pictures-{id}.example/a.png");
        json!({ "id": id.to_string(), "title": "One", "content_text": "Text", "image": picture, "tags": tags })
    };
    let desk = Desk::with_feed(&json!({ "title": "Paper", "items": (0..45).map(item).collect::<Vec<_>>() }));
    let told = found(&desk);
    for warning in ["names 45 hosts for pictures", "topics, of which only the 2000"] {
        assert!(told.iter().any(|finding| finding.contains(warning)), "{warning}: {told:?}");
    }
}

#[test]
fn a_downloaded_feed_of_any_kind_is_read_where_it_lives() {
    let desk = Desk::new("/", "/content/feed.json");
    desk.write(
        "content/copy.xml",
        "<rss version=\"2.0\"><channel><title>P</title><item><guid>1</guid><title>One</title><pubDate>20.11.2026</pubDate>\
         <description>&lt;p&gt;&lt;a href=&quot;/there/&quot;&gt;x&lt;/a&gt;&lt;img src=&quot;a.png&quot; alt=&quot;A&quot; width=900 \
         height=600&gt;&lt;/p&gt;</description></item></channel></rss>",
    );
    let options = Options { source: Some("https://blog.example/feed/".into()), ..Options::default() };
    let proof = press::check(&desk.path("content/copy.xml"), &options);
    let found: Vec<_> = proof.findings.iter().map(ToString::to_string).collect();
    assert_eq!(proof.stories, 1);
    assert_eq!(found.len(), 1, "{found:#?}");
    let expected = "items[0].date_published: \"20.11.2026\" is no date";
    assert!(found[0].contains(expected) && found[0].contains("in “One”"), "{found:#?}");
}

#[test]
fn strangers_feeds_can_be_read() {
    let Some(files) = fixtures::files("json-feed", ".json") else { return };
    let mut read = 0;
    for (name, bytes) in files {
        let desk = Desk::new("/", "/content/feed.json");
        desk.write("feed.json", &bytes);
        read += usize::from(press::check(&desk.path("feed.json"), &Options::default()).stories > 0);
        assert!(desk.has("feed.json"), "{name} is only read");
    }
    assert!(read >= 9, "only {read} feeds were read");
}
