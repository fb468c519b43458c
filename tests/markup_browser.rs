//! The browser's half of `markup.rs`: the browser's own parser makes the same trees of the same inputs, and the printed
//! pages come alive as they are.
//!
//! The server of these tests hands out the project's files, so the cases that the native half has written to
//! `target/markup/cases.json` are simply fetched. Our own samples are here in any case.
#![cfg(target_arch = "wasm32")]

use leptos::prelude::*;
use london_daily::{
    article::{self, Block, view::blocks_with},
    model::{Body, Picture},
};
use wasm_bindgen::JsCast;
use wasm_bindgen_test::{console_log, wasm_bindgen_test, wasm_bindgen_test_configure};
use web_sys::{Element, HtmlElement, Node};

wasm_bindgen_test_configure!(run_in_browser);

const BASE: &str = "https://paper.example/news/feed.json";

/// Our own inputs and their trees.
const SAMPLES: &[(&str, &str)] = &[
    (include_str!("markup/article.html"), include_str!("markup/article.tree")),
    (include_str!("markup/tangle.html"), include_str!("markup/tangle.tree")),
];

/// An input, with the tree and the printed page that the native half made of it.
struct Case {
    html: String,
    tree: String,
    page: String,
}

fn parse(html: &str) -> Vec<Block> {
    article::parse(&Body::Markup(html.to_owned()), BASE)
}

/// The native half's cases; none, with a line that says so, where it has not run.
async fn cases() -> Vec<Case> {
    let answer = gloo_net::http::Request::get("/target/markup/cases.json").send().await;
    let Ok(answer) = answer.map_err(|_| ()).and_then(|answer| answer.ok().then_some(answer).ok_or(())) else {
        console_log!("skipped: no cases in target/markup; `cargo test --test markup` writes them");
        return Vec::new();
    };
    let text = answer.text().await.expect("the cases are a text");
    let cases: serde_json::Value = serde_json::from_str(&text).expect("the cases are JSON");
    let part =
        |case: &serde_json::Value, name: &str| case[name].as_str().expect("a case is whole").to_owned();
    let cases = cases.as_array().expect("the cases are a list");
    cases
        .iter()
        .map(|case| Case { html: part(case, "html"), tree: part(case, "tree"), page: part(case, "page") })
        .collect()
}

/// The picture that the native half prints, too.
fn picture(number: usize, picture: &Picture) -> AnyView {
    let (src, alt) = (picture.src.clone(), picture.alt.clone().unwrap_or_default());
    view! { <img src=src alt=alt data-number=number.to_string() /> }.into_any()
}

fn place() -> HtmlElement {
    let place = document().create_element("div").expect("a browser makes elements");
    place.unchecked_into()
}

/// All nodes below one, in the order of the document.
fn nodes(place: &Node) -> Vec<Node> {
    let mut found = Vec::new();
    let mut next = place.first_child();
    while let Some(node) = next {
        found.push(node.clone());
        found.extend(nodes(&node));
        next = node.next_sibling();
    }
    found
}

#[wasm_bindgen_test]
fn samples_become_the_same_trees_as_natively() {
    for (html, tree) in SAMPLES {
        assert_eq!(format!("{:#?}\n", parse(html)), *tree);
    }
}

#[wasm_bindgen_test]
async fn every_case_becomes_the_same_tree_as_natively() {
    for case in cases().await {
        assert_eq!(format!("{:#?}", parse(&case.html)), case.tree, "{:?}", case.html);
    }
}

#[wasm_bindgen_test]
async fn printed_pages_come_alive_with_the_very_same_nodes() {
    for case in cases().await {
        let place = place();
        place.set_inner_html(&case.page);
        let before = nodes(&place);
        let blocks = parse(&case.html);
        let shown = blocks.clone();
        let alive = leptos::mount::hydrate_from(place.clone(), move || blocks_with(&shown, 1, &picture));
        assert!(before == nodes(&place), "other nodes: {:?}", case.html);
        let elements = place.children();
        assert_eq!(elements.length() as usize, blocks.len(), "{:?}", case.html);
        for (block, at) in blocks.iter().zip(0..) {
            let text = elements.item(at).and_then(|element| element.text_content()).unwrap_or_default();
            assert_eq!(text, article::rendered_text(block), "{:?}", case.html);
        }
        drop(alive);
    }
}

#[wasm_bindgen_test]
fn a_page_built_in_the_browser_has_the_printed_elements() {
    for (html, _) in SAMPLES {
        let place = place();
        let blocks = parse(html);
        let alive = leptos::mount::mount_to(place.clone(), move || blocks_with(&blocks, 1, &picture));
        let links = place.query_selector_all("a[href]").expect("a selector is sound").length();
        let gone =
            place.query_selector_all("script, style, form, svg, math, template, iframe, object, [onload]");
        assert!(links > 0);
        assert_eq!(gone.expect("a selector is sound").length(), 0);
        drop(alive);
    }
}

#[wasm_bindgen_test]
fn deep_markup_exhausts_no_stack() {
    for open in
        ["<div>", "<blockquote>", "<b>", "<ul><li>", "<table><tr><td>x<td>", "<div dir=rtl><q>", "<details>"]
    {
        let markup = |times: usize| format!("{}deep", open.repeat(times));
        let mut times = 3_000;
        while article::is_too_long_for_browser(&Body::Markup(markup(times))) {
            assert!(parse(&markup(times)).is_empty(), "{open}: what is too deep is not read");
            times -= times / 10;
        }
        assert!(times > 100, "{open}: {times}");
        let blocks = parse(&markup(times));
        assert!(article::text_of(&blocks).ends_with("deep"), "{open}");
        let place = place();
        drop(leptos::mount::mount_to(place.clone(), move || blocks_with(&blocks, 1, &picture)));
    }
}

#[wasm_bindgen_test]
fn reading_markup_runs_and_loads_nothing() {
    let window: &wasm_bindgen::JsValue = &window();
    let hostile = "<img src=x onerror='window.ran=1'><script>window.ran=1</script><svg onload='window.ran=1'>\
                   <iframe srcdoc='<script>parent.ran=1</script>'></iframe><video src=x onerror='window.ran=1'>";
    let blocks = parse(hostile);
    assert!(blocks.iter().all(|block| !matches!(block, Block::Embed { .. })));
    let ran = js_sys::Reflect::get(window, &"ran".into()).expect("the window can be asked");
    assert!(ran.is_undefined());
}

#[wasm_bindgen_test]
fn a_document_that_lies_about_itself_is_read_all_the_same() {
    let read = |html: &str| article::text_of(&parse(html));
    for name in [
        "nextSibling",
        "firstChild",
        "nodeType",
        "nodeValue",
        "localName",
        "namespaceURI",
        "getAttribute",
        "parentNode",
    ] {
        assert_eq!(read(&format!("a<form><input name={name}></form>b")), "ab", "{name}");
        // Seen from the form, the input comes next: a walk that believed it would go round for ever.
        assert_eq!(read(&format!("a<input form=f name={name}>b<form id=f></form>c")), "abc", "{name}");
    }
    for name in ["body", "documentElement", "firstChild", "createTreeWalker", "nodeType", "childNodes"] {
        assert_eq!(read(&format!("a<img name={name}><form name={name}></form>b")), "ab", "{name}");
    }
}

/// Returns what a voice says of English markup.
fn said(html: &str) -> Vec<String> {
    let blocks = article::parse(&Body::Markup(html.to_owned()), BASE);
    article::sentences(&blocks, Some("en")).into_iter().map(|sentence| sentence.text).collect()
}

#[wasm_bindgen_test]
fn sentences_end_where_they_do_natively() {
    assert_eq!(
        said("<p>One. Two! Three? “Four.” (Five.) Six. Seven"),
        ["One.", "Two!", "Three?", "“Four.”", "(Five.)", "Six.", "Seven"]
    );
    assert_eq!(said("<p>日本。「東京。」中国！"), ["日本。", "「東京。」", "中国！"]);
    assert_eq!(said("<p>“Why?” he asked. No. He went."), ["“Why?” he asked.", "No.", "He went."]);
    assert_eq!(said("<p>One<br>line. A 🎉. <b>B</b> été."), ["One line.", "A 🎉.", "B été."]);
    assert_eq!(
        said("<p>He left at 5 p.m. The end. Made by Acme Inc. It was 2024. So"),
        ["He left at 5 p.m.", "The end.", "Made by Acme Inc.", "It was 2024.", "So"]
    );
}

#[wasm_bindgen_test]
fn abbreviations_end_no_sentence_here_either() {
    for whole in [
        "Mr. Smith met Dr. Jones and J. R. R. Tolkien on St. Mary St.",
        "The U.S. Senate paid $3.50, e.g. No. 5 and No. 6, in Sept. 2024.",
        "At 5 p.m. they left approx. 3.14 miles, i.e. 5 km, for example.org.",
        "1. The first of all",
        "Acme Inc. Chairman A. B. Carter et al. went on... and on.",
    ] {
        assert_eq!(said(&format!("<p>{whole}")), [whole]);
    }
}

#[wasm_bindgen_test]
fn the_browser_knows_the_marks_of_other_scripts() {
    assert_eq!(said("<p>یہ ایک ہے۔ یہ دو ہے۔"), ["یہ ایک ہے۔", "یہ دو ہے۔"]);
    assert_eq!(said("<p>Մեկ։ Երկու։"), ["Մեկ։", "Երկու։"]);
    let greek = [Block::Paragraph(vec![article::Inline::Text("Τι; Ναι.".to_owned())])];
    for tag in [Some("el"), Some("not a tag"), None] {
        assert!(!article::sentences(&greek, tag).is_empty(), "{tag:?}");
    }
}

#[wasm_bindgen_test]
fn nodes_are_told_apart() {
    let place: Element = place().into();
    place.set_inner_html("<p>a</p><p>b</p>");
    let before = nodes(&place);
    assert_eq!(before.len(), 4);
    place.set_inner_html("<p>a</p><p>b</p>");
    assert!(before != nodes(&place));
}
