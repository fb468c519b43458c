//! Publishers' markup: hostile, tangled and deep, as the page shows it and as it is read aloud.
//!
//! The browser's half of this test (`markup_browser.rs`) reads what this one writes to `target/markup/cases.json`: for
//! each input the tree and the printed page that the native parser and printer make of it.
#![cfg(not(target_arch = "wasm32"))]

mod fixtures;
#[path = "markup/page.rs"]
mod page;

use std::{env, fs, path::Path};

use leptos::prelude::*;
use london_daily::{
    article::{self, Block, view::blocks_with},
    model::{Body, Picture},
};
use page::{foul, texts, understood_tags, written_tags};
use proptest::prelude::{Strategy, proptest};

const BASE: &str = "https://paper.example/news/feed.json";

fn parse(html: &str) -> Vec<Block> {
    article::parse(&Body::Markup(html.to_owned()), BASE)
}

/// Prints blocks as the page shows them.
fn print(blocks: &[Block]) -> String {
    let owner = Owner::new_root(None);
    let page = owner.with(|| blocks_with(blocks, 1, &picture).to_html());
    owner.unset_with_forced_cleanup();
    page
}

/// The picture that the browser's half shows, too.
fn picture(number: usize, picture: &Picture) -> AnyView {
    let (src, alt) = (picture.src.clone(), picture.alt.clone().unwrap_or_default());
    view! { <img src=src alt=alt data-number=number.to_string() /> }.into_any()
}

/// Everything that must hold for any input whatever.
fn judge(html: &str) -> Result<(Vec<Block>, String), String> {
    let blocks = parse(html);
    let page = print(&blocks);
    if let Some(foul) = foul(&page) {
        return Err(format!("{foul} came from {html:?}: {page}"));
    }
    if written_tags(&page) != understood_tags(&page) {
        return Err(format!("a browser would rearrange what came from {html:?}: {page}"));
    }
    let texts: Vec<Vec<u16>> = texts(&page).iter().map(|text| text.encode_utf16().collect()).collect();
    if texts.len() != blocks.len() {
        return Err(format!("{} blocks have {} elements: {page}", blocks.len(), texts.len()));
    }
    for (block, text) in blocks.iter().zip(&texts) {
        let counted = article::rendered_text(block);
        if counted.encode_utf16().ne(text.iter().copied()) {
            return Err(format!("counted {counted:?} on {page}"));
        }
    }
    for sentence in article::sentences(&blocks, None) {
        let shown = texts[sentence.block].get(sentence.start..sentence.end).map(String::from_utf16_lossy);
        let spaceless =
            |text: &str| text.chars().filter(|letter| !letter.is_whitespace()).collect::<String>();
        // Text that is not read aloud (a deleted word, a note's number) may stand within the sentence on the page.
        let said = spaceless(&sentence.text);
        let mut letters = said.chars().peekable();
        for letter in spaceless(&shown.clone().unwrap_or_default()).chars() {
            if letters.peek() == Some(&letter) {
                letters.next();
            }
        }
        if shown.is_none() || letters.peek().is_some() {
            return Err(format!("{sentence:?} is shown as {shown:?}"));
        }
        if sentence.text.encode_utf16().count() > 480 || sentence.text.chars().count() > 250 {
            return Err(format!("{sentence:?} is too long"));
        }
    }
    let numbered = page.matches("data-number=").count();
    if numbered != article::pictures(&blocks).len() {
        return Err(format!("{numbered} pictures have numbers in {page}"));
    }
    Ok((blocks, page))
}

/// The hostile inputs, or none when they are not there.
fn payloads() -> Vec<String> {
    let Some(files) = fixtures::files("html", "dompurify-payloads.json") else { return Vec::new() };
    let list: serde_json::Value = serde_json::from_slice(&files[0].1).expect("the fixtures are JSON");
    let list = list.as_array().expect("the fixtures are a list");
    list.iter().map(|case| case["payload"].as_str().expect("a payload is a text").to_owned()).collect()
}

/// Our own inputs, each with the tree that is expected.
fn samples() -> Vec<(String, String, std::path::PathBuf)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/markup");
    let mut samples: Vec<_> = fs::read_dir(folder)
        .expect("the samples are there")
        .map(|entry| entry.expect("a sample can be listed").path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "html"))
        .map(|path| {
            let html = fs::read_to_string(&path).expect("a sample can be read");
            let expected = path.with_extension("tree");
            (html, fs::read_to_string(&expected).unwrap_or_default(), expected)
        })
        .collect();
    samples.sort();
    samples
}

#[test]
fn nothing_that_is_not_on_the_list_reaches_the_page() {
    let payloads = payloads();
    assert!(payloads.is_empty() || payloads.len() >= 223, "only {} payloads were found", payloads.len());
    for payload in payloads {
        judge(&payload).unwrap_or_else(|wrong| panic!("{wrong}"));
        let wrapped = format!("<p>a<b><a href=x>{payload}");
        judge(&wrapped).unwrap_or_else(|wrong| panic!("{wrong}"));
    }
}

#[test]
fn deep_markup_is_shown_without_exhausting_the_stack() {
    for open in [
        "<blockquote>",
        "<ul><li>",
        "<table><tr><td>x<td>",
        "<b><i><q><sub>",
        "<details>",
        "<div dir=rtl><q>",
    ] {
        judge(&open.repeat(1_000)).unwrap_or_else(|wrong| panic!("{wrong}"));
        judge(&format!("{}deep", open.repeat(1_000))).unwrap_or_else(|wrong| panic!("{wrong}"));
    }
}

#[test]
fn samples_become_the_trees_that_are_expected_of_them() {
    let samples = samples();
    assert!(samples.len() >= 2);
    for (html, expected, path) in samples {
        let (blocks, _) = judge(&html).unwrap_or_else(|wrong| panic!("{wrong}"));
        let tree = format!("{blocks:#?}\n");
        if env::var_os("LONDON_DAILY_BLESS").is_some() {
            fs::write(&path, &tree).expect("an expected tree can be written");
        } else {
            assert!(
                tree == expected,
                "{}: the tree differs; set LONDON_DAILY_BLESS=1 to accept it",
                path.display()
            );
        }
    }
}

#[test]
fn the_browsers_half_of_this_test_gets_its_cases() {
    let inputs = samples().into_iter().map(|(html, ..)| html).chain(payloads()).chain(tangles(1_000));
    let cases: Vec<_> = inputs
        .map(|html| {
            let blocks = parse(&html);
            serde_json::json!({ "tree": format!("{blocks:#?}"), "page": print(&blocks), "html": html })
        })
        .collect();
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("target/markup");
    fs::create_dir_all(&folder).expect("a folder for the cases can be made");
    let text = serde_json::to_string(&cases).expect("cases are JSON");
    fs::write(folder.join("cases.json"), text).expect("the cases can be written");
}

#[test]
fn a_page_can_be_judged_foul() {
    assert_eq!(foul("<p onclick=x>a</p>").as_deref(), Some("an attribute onclick of p"));
    assert_eq!(foul("<svg></svg>").as_deref(), Some("an element svg"));
    assert_eq!(foul("<a href=' javascript:x'>a</a>").as_deref(), Some("an address  javascript:x"));
    assert_ne!(written_tags("<p><p></p></p>"), understood_tags("<p><p></p></p>"));
    assert_eq!(
        written_tags("<p title=\"a>b\">x<br><!></p>"),
        understood_tags("<p title=\"a>b\">x<br><!></p>")
    );
}

/// Pieces of markup that are known for trouble when they meet.
const SHARDS: &[&str] = &[
    "<p>",
    "</p>",
    "<b>",
    "</b>",
    "<i>",
    "</i>",
    "<a href=/x>",
    "<a href=javascript:x>",
    "</a>",
    "<table>",
    "</table>",
    "<tr>",
    "<td>",
    "<th colspan=3>",
    "<caption>",
    "</caption>",
    "<ul>",
    "</ul>",
    "<li>",
    "<ol start=-3>",
    "<dl>",
    "<dt>",
    "<dd>",
    "<blockquote>",
    "</blockquote>",
    "<footer>",
    "<cite>",
    "<figure>",
    "</figure>",
    "<figcaption>",
    "<img src=a.png>",
    "<img src=b.png width=10 height=10>",
    "<picture>",
    "<source srcset='c.webp 2x'>",
    "</picture>",
    "<h2>",
    "</h2>",
    "<h3 id=a>",
    "<pre>",
    "</pre>",
    "<code>",
    "</code>",
    "<details>",
    "<summary>",
    "</details>",
    "<svg>",
    "</svg>",
    "<math><mi>",
    "<foreignObject>",
    "<template>",
    "</template>",
    "<select>",
    "<option>",
    "</select>",
    "<form>",
    "</form>",
    "<br>",
    "<hr>",
    "<div lang=fr>",
    "<span dir=rtl>",
    "</div>",
    "</span>",
    "<q>",
    "</q>",
    "<del>",
    "<sup>1</sup>",
    "<noscript>",
    "<style>",
    "</style>",
    "<iframe src=//e.example>",
    "</iframe>",
    "<video src=v>",
    "<audio src=s>",
    "</video>",
    "<nobr>",
    "<button>",
    "<body dir=rtl>",
    "<plaintext>",
    "<!--",
    "-->",
    "<![CDATA[",
    "]]>",
    "&nbsp;",
    "&#13;",
    "&lt;script&gt;",
    "\u{0}",
    "\r\n",
    " ",
    "words, and more. ",
    "Mr. A. ",
    "新聞。",
    "🎉",
    "<div class=pullquote>",
    "<span class=credit>",
    "<object data=/o>",
    "<title>",
    "<frameset>",
    "<xmp>",
];

/// Inputs made of shards, the same at every run.
fn tangles(count: usize) -> Vec<String> {
    let mut state = 0x2545_f491_4f6c_dd1d_u64;
    let mut next = |below: usize| {
        // xorshift: it only has to be the same everywhere.
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        usize::try_from(state % below as u64).unwrap_or_default()
    };
    (0..count).map(|_| (0..4 + next(36)).map(|_| SHARDS[next(SHARDS.len())]).collect()).collect()
}

proptest! {
    #[test]
    fn no_shards_of_markup_break_the_page(shards in proptest::collection::vec(0..SHARDS.len(), 0..40)) {
        let html: String = shards.into_iter().map(|shard| SHARDS[shard]).collect();
        if let Err(wrong) = judge(&html) {
            panic!("{wrong}");
        }
    }

    #[test]
    fn no_text_breaks_the_page(html in ".{0,80}".prop_map(|text| text.replace('x', "<"))) {
        if let Err(wrong) = judge(&html) {
            panic!("{wrong}");
        }
    }
}
