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
fn no_text_makes_a_page_of_more_than_twenty_times_its_length() {
    let many = |count: usize, part: fn(usize) -> String| (0..count).map(part).collect::<String>();
    let paragraphs = "<p>x".repeat(2_000);
    let quotes = "\"".repeat(2_000);
    let long = format!("https://paper.example/{}/feed.json", "folder/".repeat(1_100));
    for (name, text) in [
        ("one left open", format!("<b>{paragraphs}")),
        ("different ones", many(400, |at| format!("<b a={at}>")) + &"<p>x</p>".repeat(5_000)),
        ("few different ones", many(30, |at| format!("<i a={at}><u b={at}>")) + &paragraphs),
        ("all kinds", "<b><i><code><small><s><em><strong><tt><strike>".to_owned() + &paragraphs),
        ("behind cells", many(400, |at| format!("<b a={at}><table><td></b></table>")) + &paragraphs),
        ("quotation marks", format!("<abbr title='{quotes}'>").repeat(10) + &paragraphs),
        ("ends in each other", "<b><p><i></b>x".repeat(2_000)),
        ("relative links", "<a href=a>x</a> ".repeat(4_000)),
    ] {
        let blocks = parse(&Body::Markup(text.clone()), &long);
        let page = crate::article::view::blocks_view(&blocks, 1);
        let length = leptos::prelude::RenderHtml::to_html(page).len();
        assert!(length < 20 * text.len(), "{name}: {length} of {}", text.len());
        assert!(!blocks.is_empty(), "{name}");
    }
}

#[test]
fn a_page_holds_no_character_that_html_cannot_hold() {
    let blocks = html(
        "<p title='\u{b}'>a\u{b}b\u{fffe}c\u{1fffe}d\u{9b}e&#xb;f</p><pre>g\u{fdd0}\th</pre><img src=i.png alt='j\u{ffff}k'>",
    );
    assert_eq!(blocks[0], paragraph("abcdef"));
    assert_eq!(blocks[1], Block::Code { language: None, text: "g\th".to_owned() });
    assert_eq!(pictures(&blocks)[0].alt.as_deref(), Some("jk"));
    assert_eq!(parse(&Body::Text("a\u{fffe}b".to_owned()), "/"), [paragraph("ab")]);
}

#[test]
fn cells_cover_so_many_places_at_most() {
    let rows = "<tr><td rowspan=500 colspan=100>x<td rowspan=2>y".repeat(1_000);
    let blocks = html(&format!("<table><tr><th>a<th colspan=2>b{rows}</table>"));
    let [Block::Table(table)] = &blocks[..] else { panic!("{blocks:?}") };
    let cells = table.head.iter().chain(&table.rows).chain(&table.foot).flatten();
    let covered: usize = cells.map(|cell| usize::from(cell.columns) * usize::from(cell.rows)).sum();
    assert!((50_000..=102_003).contains(&covered), "{covered}");
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
