//! Texts that are made to stand out: none costs more than its length, and none has a say outside of the article.

use std::time::{Duration, Instant};

use super::*;

/// Makes a text of a number of equal parts.
type Input = Box<dyn Fn(usize) -> Body>;

/// Returns the shortest of three times that reading takes.
fn time(body: &Body) -> Duration {
    let once = || {
        let started = Instant::now();
        assert!(!parse(body, "/").is_empty());
        started.elapsed()
    };
    (0..3).map(|_| once()).min().unwrap_or_default()
}

#[test]
fn reading_takes_time_in_proportion_to_the_length() {
    let repeated = |part: &'static str| move |times: usize| Body::Markup(part.repeat(times));
    let inputs: [(&str, Input); 5] = [
        ("equal headings", Box::new(repeated("<h2>x"))),
        ("headings without words", Box::new(repeated("<h2>新"))),
        (
            "brackets behind an address",
            Box::new(|times| Body::Text(format!("http://a.example/{}", ")".repeat(times)))),
        ),
        (
            "links to no heading",
            Box::new(|times| {
                let headings: String = (0..times).map(|at| format!("<h2 id=a{at}>x</h2>")).collect();
                Body::Markup(headings + &"<a href=#zz>x</a>".repeat(times))
            }),
        ),
        (
            "phrases around paragraphs",
            Box::new(|times| Body::Markup("<abbr title=long>".repeat(30) + &"<p>x".repeat(times))),
        ),
    ];
    for (name, input) in inputs {
        let (few, many) = (time(&input(500)), time(&input(8_000)));
        // Sixteen times the length: square time would be 256 times as long.
        assert!(
            many < few.max(Duration::from_millis(2)) * 64,
            "{name}: {few:?}, and {many:?} for 16 times the length"
        );
    }
}

#[test]
fn phrases_around_many_paragraphs_do_not_make_a_large_page() {
    let open = format!("<abbr title=\"{}\">", "long ".repeat(400)).repeat(30);
    let text = open + &"<p>x".repeat(5_000);
    let blocks = parse(&Body::Markup(text.clone()), "/");
    let length: usize = blocks.iter().map(|block| format!("{block:?}").len()).sum();
    assert!(length < 40 * text.len(), "{length} of {}", text.len());
    assert_eq!(blocks.len(), 5_000, "no text is lost");
}

#[test]
fn a_heading_within_a_heading_has_an_id_of_ours() {
    let blocks = html("<h2>a<div><h3 id='printed-page'>b</h3></div></h2><h2 id=''>c</h2>");
    let ids = blocks.iter().map(|block| match block {
        Block::Heading { id, .. } => id.as_str(),
        other => panic!("{other:?}"),
    });
    assert_eq!(ids.collect::<Vec<_>>(), ["section-a-b", "section-b", "section-c"]);
}
