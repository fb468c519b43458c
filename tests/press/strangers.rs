//! Feeds that others wrote.

use base64::{Engine, engine::general_purpose::STANDARD};
use press::{self, Options};
use serde_json::json;
use sha2::{Digest, Sha256};

use crate::{
    desk::{Desk, parse},
    fixtures,
};

#[test]
fn a_strangers_feed_is_printed_from_a_copy_with_every_story() {
    let Some(files) = fixtures::files("json-feed", ".json") else { return };
    let mut printed = 0;
    for (name, bytes) in files {
        let Ok(decoded) = london_daily::feed::decode(&bytes, "https://example.org/feed.json") else {
            continue;
        };
        let desk = Desk::new("/", "https://example.org/feed.json");
        desk.write("copy.json", &bytes);
        let mut options = desk.options();
        options.feed = Some(desk.path("copy.json").display().to_string());
        let report = press::print(&options, &()).unwrap_or_else(|finding| panic!("{name}: {finding}"));
        assert!(!report.failed(), "{name}: {:?}", report.findings);
        for story in &decoded.edition.stories {
            let page = desk.read(&format!("article/{}/index.html", story.slug));
            let parsed = parse(&page);
            assert!(parsed.app.contains(&story.headline), "{name}: {}", story.id);
            assert!(parsed.shapes.iter().all(|(printed, found)| printed == found), "{name}: {}", story.id);
            assert_eq!(parsed.attribute("data-feed"), "https://example.org/feed.json");
        }
        printed += 1;
    }
    assert!(printed >= 9, "only {printed} feeds were printed");
}

#[test]
fn a_feed_elsewhere_adds_only_a_policy_to_the_shell() {
    let desk = Desk::new("/", "https://example.org/feed.json");
    let before = desk.read("index.html");
    let report = desk.print();
    assert_eq!(report.printed, 0);
    assert!(report.findings[0].to_string().contains("--feed FILE"));
    let after = desk.read("index.html");
    let (start, rest) =
        after.split_once("\n    <meta http-equiv=\"Content-Security-Policy\"").expect("a policy");
    let (_, end) = rest.rsplit_once(" data-press>").expect("a mark");
    assert_eq!([start, end].concat(), before);
    // A line that the publisher changes there counts.
    desk.write("index.html", after.replace("On its way", "Wait a little"));
    desk.print();
    assert_eq!(desk.read("index.html"), after.replace("On its way", "Wait a little"));
}

#[test]
fn a_feed_on_another_host_is_locked_down_and_compressed() {
    let feed = "https://example.org/feed.json";
    let desk = Desk::with_program("/", &json!({ "title": "Paper", "items": [{ "id": 1, "title": "One" }] }));
    desk.write(
        "index.html",
        desk.read("index.html").replace("/content/feed.json", feed) + &"<!-- long -->".repeat(100),
    );
    let options = Options { compress: true, ..desk.options() };
    // Once from a copy, whose pages are gone when there is none any more.
    let copied =
        Options { feed: Some(desk.path("content/feed.json").display().to_string()), ..options.clone() };
    press::print(&copied, &()).expect("the copy is printed");
    assert!(desk.has("article/1/index.html"));
    let report = press::print(&options, &()).expect("the page is published");
    assert_eq!(report.printed, 0);
    assert!(!desk.has("article/1") && !desk.has("rss.xml") && !desk.has("sw.js"));

    let page = desk.read("index.html");
    assert!(page.contains("On its way"));
    assert_eq!(page.matches("Content-Security-Policy").count(), 1);
    assert_eq!(desk.read("404.html"), page, "every address leads to the program");
    assert!(desk.has("index.html.br") && desk.has("index.html.gz"));
    let headers = desk.read(".press/headers.nginx");
    assert!(
        desk.read("_headers").contains("script-src 'self' 'sha256-")
            && headers.contains("script-src 'self' 'sha256-")
    );
    assert!(headers.contains("connect-src 'self' https: https://example.org;"), "{headers}");
    assert!(!headers.contains("unsafe-inline"), "{headers}");
    for (open, close) in [("<script>", "</script>"), ("<style>", "</style>")] {
        for inline in page.split(open).skip(1).filter_map(|rest| rest.split(close).next()) {
            let hash = STANDARD.encode(Sha256::digest(inline));
            assert!(headers.contains(&format!("'sha256-{hash}'")), "{open}{inline}");
        }
    }
    // Again, it is the same; and readers are rid of the worker when that is wanted.
    press::print(&Options { without_worker: true, ..options }, &()).expect("the page is published");
    assert_eq!(desk.read("index.html"), page);
    assert!(desk.read("sw.js").contains("registration.unregister()"));
}
