//! Random inputs made from a corpus, for as long as there is time: whatever a feed holds, reading it neither panics nor breaks what
//! the rest of the paper relies on.
//!
//! Each target has 2 seconds, or as many as `LONDON_DAILY_FUZZ_SECONDS` says: `LONDON_DAILY_FUZZ_SECONDS=150 cargo test --test fuzz` is
//! ten minutes in all. The inputs are the same each time, unless `LONDON_DAILY_FUZZ_RANDOM` is set. An input that has found a fault goes into `tests/fuzz/corpus/`, where each file is tried first.
#![cfg(not(target_arch = "wasm32"))]

use std::{
    env, fs,
    path::Path,
    time::{Duration, Instant},
};

use london_daily::{
    article::{self, Block, Part},
    browser::urls::{self, Use},
    feed::{self, write},
    model::Body,
};
use proptest::{
    collection::vec,
    prelude::*,
    sample::{Index, select},
    test_runner::{Config, RngAlgorithm, TestRng, TestRunner},
};

/// A change of an input.
#[derive(Clone, Debug)]
enum Edit {
    Insert(Index, String),
    Remove(Index, usize),
    /// Repeats a part of the input.
    Repeat(Index, usize, usize),
}

fn edits(words: &'static [&'static str]) -> impl Strategy<Value = Vec<Edit>> {
    let word = prop_oneof![4 => select(words).prop_map(str::to_owned), 1 => ".{1,8}"];
    let edit = prop_oneof![
        3 => (any::<Index>(), word).prop_map(|(at, word)| Edit::Insert(at, word)),
        2 => (any::<Index>(), 1_usize..40).prop_map(|(at, count)| Edit::Remove(at, count)),
        1 => (any::<Index>(), 1_usize..60, 1_usize..40).prop_map(|(at, length, count)| Edit::Repeat(at, length, count)),
    ];
    vec(edit, 0..12)
}

fn edited(text: &str, edits: &[Edit]) -> String {
    let mut letters: Vec<char> = text.chars().collect();
    for edit in edits {
        let place = |at: &Index| at.index(letters.len() + 1);
        match edit {
            Edit::Insert(at, word) => {
                let at = place(at);
                letters.splice(at..at, word.chars());
            }
            Edit::Remove(at, count) => {
                let at = place(at);
                letters.drain(at..letters.len().min(at + count));
            }
            Edit::Repeat(at, length, count) => {
                let at = place(at);
                let part = letters[at..letters.len().min(at + length)].repeat(*count);
                letters.splice(at..at, part);
            }
        }
    }
    letters.into_iter().collect()
}

/// Checks all inputs of a corpus, and then random changes of them until the time is over.
fn fuzz(target: &str, words: &'static [&'static str], check: impl Fn(&str)) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fuzz/corpus").join(target);
    let files = fs::read_dir(&folder).expect("a corpus").flatten();
    let mut corpus: Vec<String> =
        files.map(|file| fs::read_to_string(file.path()).expect("a text")).collect();
    corpus.sort();
    corpus.iter().for_each(|input| check(input));
    let seconds = env::var("LONDON_DAILY_FUZZ_SECONDS").ok().and_then(|text| text.parse().ok()).unwrap_or(2);
    let end = Instant::now() + Duration::from_secs(seconds);
    let mut cases = 0;
    let config = Config { cases: 64, failure_persistence: None, ..Config::default() };
    // The same inputs each time, so that a change is judged by what it changes, unless other ones are asked for.
    let mut runner = match env::var_os("LONDON_DAILY_FUZZ_RANDOM") {
        Some(_) => TestRunner::new(config),
        None => TestRunner::new_with_rng(config, TestRng::deterministic_rng(RngAlgorithm::ChaCha)),
    };
    while Instant::now() < end {
        let outcome = runner.run(&(select(corpus.clone()), edits(words)), |(input, edits)| {
            check(&edited(&input, &edits));
            Ok(())
        });
        outcome.unwrap_or_else(|failure| panic!("{target}: {failure}"));
        cases += 64;
    }
    println!("{target}: {cases} inputs");
}

#[test]
fn any_feed_is_read_into_stories_that_read_the_same_again() {
    const WORDS: &[&str] = &[
        "{",
        "}",
        "[",
        "]",
        ",",
        ":",
        "\"",
        "null",
        "true",
        "1e999",
        "-0",
        "\\u0000",
        "\\ud800",
        "&amp;",
        "</b>",
        "<br>",
        "<img src=a.png>",
        "\"id\":",
        "\"url\":",
        "\"title\":",
        "\"summary\":",
        "\"content_html\":",
        "\"tags\":",
        "\"date_published\":",
        "\"_london_daily\":",
        "\"slug\":",
        "\"sections\":",
        "\"image\":",
        "2025-07-10",
        "//own.invalid/a",
        "javascript:",
        "\u{202e}",
        "新聞",
    ];
    const ADDRESS: &str = "/content/feed.json";
    fuzz("feed", WORDS, |input| {
        let Ok(decoded) = feed::decode(input.as_bytes(), ADDRESS) else { return };
        let edition = decoded.edition;
        let mut slugs: Vec<&str> = edition.stories.iter().map(|story| story.slug.as_str()).collect();
        slugs.sort_unstable();
        let count = slugs.len();
        slugs.dedup();
        assert_eq!(slugs.len(), count, "each story has an address of its own");
        let frame = write::frame(&edition);
        for story in &edition.stories {
            assert!(!story.headline.is_empty() && !story.slug.as_str().is_empty());
            let json = write::feed(&frame, [write::listed(story, story.article.as_deref()).as_str()]);
            let again = feed::decode(json.as_bytes(), ADDRESS).expect("what was written can be read").edition;
            assert_eq!(again.stories[0].headline, story.headline);
            assert_eq!(again.stories[0].slug, story.slug);
            assert_eq!(again.stories[0].section, story.section);
            assert_eq!(again.stories[0].standfirst, story.standfirst);
        }
    });
}

/// Calls `see` with each block, those within others too.
fn each_block(blocks: &[Block], see: &mut dyn FnMut(&Block)) {
    for block in blocks {
        see(block);
        for part in block.parts() {
            if let Part::Blocks { blocks, .. } = part {
                each_block(blocks, see);
            }
        }
    }
}

#[test]
fn any_text_is_read_into_a_tree_that_is_bounded() {
    const WORDS: &[&str] = &[
        "<p>",
        "</p>",
        "<h2 id=x>",
        "</h2>",
        "<b>",
        "</b>",
        "<a href=#x>",
        "<a href=javascript:x>",
        "<table>",
        "<td colspan=999>",
        "<tr>",
        "<li>",
        "<ul>",
        "<abbr title=long>",
        "<svg>",
        "<script>",
        "</script>",
        "<!--",
        "-->",
        "<template>",
        "<form>",
        "<img src=//x/a.png srcset='a, b 2x,,'>",
        "<details>",
        "<pre>",
        "<blockquote>",
        "<figure>",
        "<figcaption>",
        "<iframe src=https://x.example>",
        "&#0;",
        "&amp",
        "\u{0}",
        "<plaintext>",
    ];
    fuzz("html", WORDS, |input| {
        let blocks = article::parse(&Body::Markup(input.to_owned()), "https://paper.example/feed.json");
        let mut ids = Vec::new();
        each_block(&blocks, &mut |block| {
            if let Block::Heading { id, .. } = block {
                ids.push(id.clone());
            }
        });
        assert!(ids.iter().all(|id| id.starts_with("section-")), "{ids:?}");
        let count = ids.len();
        ids.sort_unstable();
        ids.dedup();
        assert_eq!(ids.len(), count, "no id is there twice");
        let length = article::text_of(&blocks).len();
        assert!(length <= input.len() * 4 + 64, "{length} bytes of text from {}", input.len());
        let excerpt = article::excerpt(&blocks).unwrap_or_default();
        assert!(excerpt.chars().count() <= 240, "{excerpt}");
        for picture in article::pictures(&blocks) {
            assert!(
                picture.src.starts_with("https://") || picture.src.starts_with("http://"),
                "{}",
                picture.src
            );
        }
    });
}

#[test]
fn any_date_is_a_moment_or_none() {
    const WORDS: &[&str] = &[
        "T", "Z", "+01:00", "-", ":", " ", "GMT", "Jul", "July", "Tues", "2025", "99", "0001", "24:00", ".5",
        ",", "(", "UT", "+", "é",
    ];
    fuzz("date", WORDS, |input| {
        if let Some(moment) = feed::moment(input.trim_end(), "Europe/London") {
            assert_eq!(feed::moment(&moment.to_string(), "Asia/Tokyo"), Some(moment), "{input}");
        }
    });
}

#[test]
fn any_url_is_harmless_or_none() {
    const WORDS: &[&str] = &[
        "http:",
        "https:",
        "javascript:",
        "data:",
        "//",
        "/",
        "\\",
        "..",
        "own.invalid",
        "@",
        ":80",
        "?",
        "#",
        "%2e",
        "\t",
        "\n",
        "[::1]",
        "é",
        " ",
    ];
    fuzz("url", WORDS, |input| {
        for base in ["/content/feed.json", "https://other.example/a/feed.json"] {
            for purpose in [Use::Link, Use::Media] {
                let Some(url) = urls::resolve(base, input, purpose) else { continue };
                let is_own = url.starts_with('/') && !url.starts_with("//");
                let is_elsewhere = url.starts_with("https://") || url.starts_with("http://");
                let is_mail = url.starts_with("mailto:") && purpose == Use::Link;
                assert!(is_own && base.starts_with('/') || is_elsewhere || is_mail, "{input}: {url}");
                // Resolved here, the name stands for the paper's own host, and is nobody's.
                let rest = url.split_once("://").filter(|_| is_elsewhere).map_or("", |(_, rest)| rest);
                let host = rest.split(['/', ':', '?', '#']).next().unwrap_or_default();
                assert_ne!(host, "own.invalid", "{input}: {url}");
            }
        }
    });
}
