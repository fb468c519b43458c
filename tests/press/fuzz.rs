//! Random feeds in XML: reading them neither panics nor prints a broken paper.

use std::{
    env, fs,
    path::Path,
    time::{Duration, Instant},
};

use press::{self, Options};
use proptest::{
    collection::vec,
    prelude::*,
    sample::{Index, select},
    test_runner::{Config, RngAlgorithm, TestRng, TestRunner},
};

use crate::desk::Desk;

/// Pieces of feeds that take the place of parts of a feed.
const WORDS: &[&str] = &[
    "<item>",
    "</item>",
    "<entry>",
    "</entry>",
    "<title>",
    "</title>",
    "<description/>",
    "<![CDATA[",
    "]]>",
    "&amp;",
    "&#0;",
    "&nbsp;",
    "<guid>x</guid>",
    "<link>/a</link>",
    "<category>C++</category>",
    "<pubDate>yesterday</pubDate>",
    " xml:base=\"../\"",
    "encoding=\"utf-16\"",
    "<media:thumbnail url=\"a.png\"/>",
    "<itunes:duration>1:99:x</itunes:duration>",
    "<enclosure url=\"a.mp3\" length=\"-1\" type=\"audio/mpeg\"/>",
    "\u{0}",
    "<!DOCTYPE x [<!ENTITY a \"b\">]>",
];

#[test]
fn any_feed_in_xml_is_a_paper_or_an_error() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/fixtures/feeds");
    let files = fs::read_dir(&folder).expect("the feeds are there").flatten().map(|file| file.path());
    let mut corpus: Vec<String> = files
        .filter(|path| path.extension().is_some_and(|ending| ending == "xml"))
        .map(|path| String::from_utf8_lossy(&fs::read(path).expect("a feed")).into_owned())
        .collect();
    corpus.sort();
    let seconds = env::var("LONDON_DAILY_FUZZ_SECONDS").ok().and_then(|text| text.parse().ok()).unwrap_or(2);
    let end = Instant::now() + Duration::from_secs(seconds);
    let config = Config { cases: 4, failure_persistence: None, ..Config::default() };
    let mut runner = match env::var_os("LONDON_DAILY_FUZZ_RANDOM") {
        Some(_) => TestRunner::new(config),
        None => TestRunner::new_with_rng(config, TestRng::deterministic_rng(RngAlgorithm::ChaCha)),
    };
    let input = (select(corpus), vec((any::<Index>(), 0_usize..80, select(WORDS)), 0..8));
    let desk = Desk::new("/", "/content/feed.json");
    let (mut papers, mut errors) = (0, 0);
    while Instant::now() < end {
        let outcome = runner.run(&input, |(feed, edits)| {
            let mut letters: Vec<char> = feed.chars().collect();
            for (at, removed, word) in &edits {
                let at = at.index(letters.len() + 1);
                letters.splice(at..letters.len().min(at + removed), word.chars());
            }
            desk.write("copy.xml", letters.into_iter().collect::<String>());
            let options = Options {
                feed: Some(desk.path("copy.xml").display().to_string()),
                forget: true,
                ..desk.options()
            };
            match press::print(&options, &()) {
                Ok(report) => {
                    prop_assert!(!report.failed(), "{:?}", report.findings);
                    prop_assert!(desk.read("index.html").contains("</html>"));
                }
                Err(finding) => prop_assert!(!finding.text.is_empty()),
            }
            Ok(())
        });
        outcome.unwrap_or_else(|failure| panic!("{failure}"));
        if desk.has("article") { papers += 1 } else { errors += 1 }
    }
    println!("{papers} papers, {errors} errors");
}
