//! Articles made of random blocks, printed by the press and hydrated by the app.

use press::{self, Options};
use proptest::{prelude::*, strategy::ValueTree, test_runner::TestRunner};
use serde_json::{Value, json};

use super::{CHANGES, watched};
use crate::harness::Screen;

/// Articles that are made; each has up to [`BLOCKS`] blocks at its top, and more within.
const ARTICLES: usize = 24;
const BLOCKS: usize = 24;

fn words() -> impl Strategy<Value = String> {
    prop::sample::select(vec![
        "The vote",
        " ",
        "  two  spaces ",
        "a &amp; b",
        "&lt;script&gt;",
        "“quoted”",
        "\n",
        "naïve",
        "عربي",
        "政治",
        "",
        "x\u{a0}y",
        "😀",
    ])
    .prop_map(str::to_owned)
}

/// Generates inline content: words, a line break, a picture, a comment, or an element that holds more of it.
fn inline() -> impl Strategy<Value = String> {
    let leaf = prop_oneof![
        6 => words(),
        1 => Just("<br>".to_owned()),
        1 => Just("<img src=\"/content/icon.svg\" width=\"16\" height=\"16\" alt=\"\">".to_owned()),
        1 => Just("<!-- nothing -->".to_owned()),
    ];
    leaf.prop_recursive(3, 12, 4, |inner| {
        let open = prop::sample::select(vec![
            "b",
            "i",
            "em",
            "strong",
            "a href=\"/x\"",
            "a href=\"javascript:x\"",
            "code",
            "sub",
            "sup",
            "small",
            "mark",
            "abbr title=\"t\"",
            "time datetime=\"2025-07-10\"",
            "del",
            "ins",
            "q",
            "span lang=\"fr\"",
            "font",
        ]);
        (open, prop::collection::vec(inner, 0..4)).prop_map(|(open, inner)| within(open, &inner.concat()))
    })
}

fn line() -> impl Strategy<Value = String> {
    prop::collection::vec(inline(), 0..4).prop_map(|parts| parts.concat())
}

/// A block, with others within.
fn block() -> impl Strategy<Value = String> {
    let leaf = prop_oneof![
        5 => line().prop_map(|line| within("p", &line)),
        1 => (1_u8..7, line()).prop_map(|(level, line)| within(&format!("h{level}"), &line)),
        1 => words().prop_map(|text| within("pre", &within("code class=\"language-rust\"", &text))),
        1 => Just("<hr>".to_owned()),
        1 => line(),
        1 => Just("<img src=\"/content/icon.svg\" alt=\"An icon\">".to_owned()),
        1 => Just("<audio controls><source src=\"/a.mp3\" type=\"audio/mpeg\"></audio>".to_owned()),
        1 => Just("<iframe src=\"https://video.example/1\" title=\"A film\"></iframe>".to_owned()),
        1 => Just("<video poster=\"/p.png\" width=\"4\" height=\"3\"><source src=\"/v.mp4\"><track src=\"/t.vtt\"></video>".to_owned()),
    ];
    leaf.prop_recursive(3, 24, 5, |inner| {
        let several = prop::collection::vec(inner, 0..4);
        (0_u8..10, several, line()).prop_map(|(kind, blocks, line)| {
            let all = blocks.concat();
            let each = |open: &str| blocks.iter().map(|block| within(open, block)).collect::<String>();
            match kind {
                0 => within("ul", &each("li")),
                1 => within("ol start=\"3\"", &each("li")),
                2 => within("blockquote", &format!("{all}{}", within("cite", &line))),
                3 => within("aside class=\"pullquote\"", &all),
                4 => within("figure", &format!("{all}{}", within("figcaption", &line))),
                5 => within("details", &format!("{}{all}", within("summary", &line))),
                6 => within("dl", &format!("{}{}", within("dt", &line), each("dd"))),
                7 => {
                    let row = within("tr", &each("td"));
                    let head = within("thead", &within("tr", &within("th", &line)));
                    within("table", &format!("{}{head}{row}{row}", within("caption", &line)))
                }
                8 => within("div lang=\"ar\" dir=\"rtl\"", &all),
                _ => within("section", &all),
            }
        })
    })
}

/// `inner` in an element; `open` is its start tag without the brackets.
fn within(open: &str, inner: &str) -> String {
    let name = open.split(' ').next().unwrap_or(open);
    format!("<{open}>{inner}</{name}>")
}

/// The same articles in each run.
fn articles() -> Vec<String> {
    let mut runner = TestRunner::deterministic();
    let body = prop::collection::vec(block(), 1..BLOCKS).prop_map(|blocks| blocks.concat());
    (0..ARTICLES).map(|_| body.new_tree(&mut runner).expect("an article can be made").current()).collect()
}

#[tokio::test]
async fn articles_of_random_blocks_are_hydrated_as_printed() {
    let (server, browser) = watched(Screen::Desktop).await;
    let articles = articles();
    let items: Vec<Value> = articles
        .iter()
        .enumerate()
        .map(|(at, html)| {
            json!({
                "id": format!("random-{at}"), "title": format!("Article {at}"), "content_html": html,
                "date_published": format!("2025-07-{:02}T12:00:00Z", 1 + at % 28), "tags": ["World"],
            })
        })
        .collect();
    server.edit_items(|all| *all = items);
    let dist = server.file("/");
    let printed = press::print(&Options { dist, forget: true, ..Options::default() }, &())
        .expect("the paper is printed");
    assert!(printed.printed >= ARTICLES, "{printed:?}");
    for (at, html) in articles.iter().enumerate() {
        browser.visit(&server, &format!("/article/random-{at}/")).await;
        assert_eq!(browser.count("[data-mounted]").await, 0, "article {at} was rendered anew: {html}");
        assert_eq!(browser.value(CHANGES).await, json!([[], []]), "article {at}: {html}");
        let errors: Vec<String> = browser
            .console()
            .await
            .into_iter()
            .map(|line| line.text)
            .filter(|text| !is_missing_file(text))
            .collect();
        assert!(errors.is_empty(), "article {at}: {errors:?}\n{html}");
    }
}

/// The recordings and films of these articles do not exist. Firefox adds that of several none is left.
fn is_missing_file(text: &str) -> bool {
    ["/a.mp3", "/v.mp4", "/p.png", "/t.vtt", "All candidate resources failed to load"]
        .iter()
        .any(|file| text.contains(file))
        || text.contains(".json: ")
}
