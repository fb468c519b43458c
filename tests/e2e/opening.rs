//! The paper opens, or says why not and offers a way on.

use london_daily::{trouble::Trouble, words};
use serde_json::json;

use crate::harness::{Browser, Fault, Screen, Server, paper};

const FEED: &str = "/content/feed.json";
const ARTICLE: &str = "/article/blinken-central-asia/";
const ARTICLE_DOCUMENT: &str = "/content/articles/blinken-central-asia.json";

/// The headline that the feed has for the article at `ARTICLE`.
fn headline(server: &Server) -> String {
    server.json(FEED)["items"][0]["title"].as_str().expect("the first item has a title").to_owned()
}

/// Fails if the page asked any other host for anything.
async fn assert_only_own_host_was_asked(server: &Server, browser: &Browser) {
    let others = browser
        .value(&format!(
            "performance.getEntriesByType('resource').map(entry => entry.name)
                 .filter(name => !name.startsWith('{}/') && !name.startsWith('data:'))",
            server.origin()
        ))
        .await;
    assert_eq!(others, json!([]));
}

#[tokio::test]
async fn the_front_page_opens_and_asks_nobody_else_for_anything() {
    let Some((server, browser)) = paper(Screen::Desktop).await else {
        return;
    };
    browser.goto(&server.url("/")).await;
    browser.until_text(".card-lead", &headline(&server)).await;
    assert!(browser.count(".front-section").await >= 3, "sections stand on the front page");
    assert!(browser.count(".related .row").await >= 20, "the latest headlines stand on the front page");
    assert_only_own_host_was_asked(&server, &browser).await;
    browser.assert_quiet(&[]).await;
}

#[tokio::test]
async fn an_article_opens_at_its_own_address() {
    let Some((server, browser)) = paper(Screen::Desktop).await else {
        return;
    };
    browser.goto(&server.url(ARTICLE)).await;
    browser.until_text("article h1", &headline(&server)).await;
    browser.until("document.querySelectorAll('.article-body p').length > 3").await;
    assert!(browser.title().await.starts_with(&headline(&server)));
    assert_only_own_host_was_asked(&server, &browser).await;
    browser.assert_quiet(&[]).await;
}

#[tokio::test]
async fn an_address_that_the_paper_does_not_have_offers_the_newest_headlines() {
    let Some((server, browser)) = paper(Screen::Desktop).await else {
        return;
    };
    browser.goto(&server.url("/article/never-written/")).await;
    browser.until_text("main h1", words::NOT_FOUND).await;
    assert!(browser.count("main .card a").await >= 5);
    browser.assert_quiet(&[]).await;
}

#[tokio::test]
async fn a_feed_that_cannot_be_had_is_explained_and_trying_again_opens_the_paper() {
    let Some((server, browser)) = paper(Screen::Desktop).await else {
        return;
    };
    for (fault, trouble) in [
        (Fault::Status(404), Trouble::Gone),
        (Fault::Status(500), Trouble::Refused(500)),
        (Fault::Html, Trouble::Gone),
        (Fault::Body("application/json", "{\"version\":".into()), Trouble::Unreadable),
        (Fault::Body("application/json", "{}".into()), Trouble::Unreadable),
        (Fault::CutOff, Trouble::Unreadable),
        (Fault::Half, Trouble::Unreadable),
        (Fault::HangUp, Trouble::Unreachable),
    ] {
        server.fail(FEED, fault.clone());
        browser.goto(&server.url("/")).await;
        browser.until_text(".notice[role=alert]", words::PAPER_TROUBLE).await;
        let said = browser.text(".notice[role=alert]").await;
        assert!(said.contains(&words::trouble(&trouble)), "{fault:?}: {said}");

        server.heal(FEED);
        browser.click(".notice[role=alert] button").await;
        browser.until_text(".card-lead", &headline(&server)).await;
    }
    // The browser itself reports failed requests; the paper adds nothing to that.
    browser.assert_quiet(&["feed.json"]).await;
}

#[tokio::test]
async fn an_article_that_cannot_be_had_is_explained_beside_its_headline() {
    let Some((server, browser)) = paper(Screen::Desktop).await else {
        return;
    };
    server.fail(ARTICLE_DOCUMENT, Fault::Status(503));
    browser.goto(&server.url(ARTICLE)).await;
    browser.until_text(".notice[role=alert]", words::ARTICLE_TROUBLE).await;
    browser.until_text("article h1", &headline(&server)).await;

    server.heal(ARTICLE_DOCUMENT);
    browser.click(".notice[role=alert] button").await;
    browser.until("document.querySelectorAll('.article-body p').length > 3").await;
    browser.until_gone(".notice[role=alert]").await;
}

#[tokio::test]
async fn without_its_program_the_page_says_so_and_leads_on() {
    let Some((server, browser)) = paper(Screen::Phone).await else {
        return;
    };
    let wasm = browser_program(&server);
    for fault in [Fault::Status(404), Fault::CutOff, Fault::HangUp] {
        server.fail(&wasm, fault);
        browser.goto(&server.url("/")).await;
        browser.until_seen(".shell-late").await;
        assert!(browser.count(".shell-late a").await >= 2, "there are ways on");
    }
}

/// The path of the wasm file.
fn browser_program(server: &Server) -> String {
    let names = std::fs::read_dir(server.file("/")).expect("the server has a folder");
    names
        .filter_map(|entry| entry.ok()?.file_name().into_string().ok())
        .find(|name| name.ends_with(".wasm"))
        .map(|name| format!("/{name}"))
        .expect("the built paper has a program")
}
