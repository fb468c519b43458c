//! Feeds that others wrote.

use london_daily::press;

use crate::{
    desk::{Desk, parse},
    fixtures,
};

#[test]
fn a_strangers_feed_is_printed_from_a_copy_with_every_story() {
    let Some(files) = fixtures::files("json-feed", ".json") else { return };
    let mut printed = 0;
    for (name, bytes) in files {
        let Ok(decoded) = london_daily::json_feed::decode(&bytes, "https://example.org/feed.json") else {
            continue;
        };
        let desk = Desk::new("/", "https://example.org/feed.json");
        desk.write("copy.json", &bytes);
        let mut options = desk.options();
        options.feed = Some(desk.path("copy.json"));
        let report = press::print(&options, &()).unwrap_or_else(|finding| panic!("{name}: {finding}"));
        assert!(!report.failed(), "{name}: {:?}", report.findings);
        for story in &decoded.edition.stories {
            let page = desk.read(&format!("article/{}/index.html", story.slug));
            let parsed = parse(&page);
            assert!(parsed.app.contains(&story.headline), "{name}: {}", story.id);
            assert_eq!(
                parsed.attribute("data-elements"),
                parsed.elements.to_string(),
                "{name}: {}",
                story.id
            );
            assert_eq!(parsed.attribute("data-address"), "https://example.org/feed.json");
        }
        printed += 1;
    }
    assert!(printed >= 9, "only {printed} feeds were printed");
}

#[test]
fn a_feed_on_another_host_leaves_the_shell_as_it_is() {
    let desk = Desk::new("/", "https://example.org/feed.json");
    let before = desk.read("index.html");
    let report = desk.print();
    assert_eq!(report.printed, 0);
    assert!(report.findings[0].to_string().contains("--feed FILE"));
    assert_eq!(desk.read("index.html"), before);
}
