//! The pieces of the wasm: broken, late, and of another build.

use std::{fs, time::Duration};

use serde_json::{Value, json};

use crate::harness::{Browser, FEED, Fault, LEAD, Screen, Server, has_come, printed_paper};

/// Each piece that comes later, with what a reader does to need it.
const PIECES: [(&str, &str); 4] = [
    ("after", "dispatchEvent(new Event('scroll'))"),
    ("feed", "dispatchEvent(new Event('scroll'))"),
    (
        "pages",
        "document.querySelector('.related .story-link').dispatchEvent(new PointerEvent('pointerover', { bubbles: true }))",
    ),
    ("extras", "document.querySelector('[data-open=keys]').click()"),
];

/// A headline whose article has a text.
const OTHER: &str = ".row .story-link[href*=made-to-fit-you]";
const FAILED: &str = "document.documentElement.hasAttribute('data-piece-failed')";

/// A printed site of which neither a worker nor the browser keeps a copy.
async fn paper_without_worker() -> (Server, Browser) {
    let (server, browser) = printed_paper(Screen::Desktop).await;
    server.fail("/sw.js", Fault::Status(404));
    server.set_cache_control(Some("no-store"));
    (server, browser)
}

/// The path of a piece that is shared with no other.
fn path_of(server: &Server, piece: &str) -> String {
    let main = server.path_of("_bg.wasm");
    main.replace("london-daily", piece).replace("_bg", "")
}

/// Opens an article, and does what needs the piece.
async fn need(server: &Server, browser: &Browser, what: &str) {
    browser.goto(&server.url(LEAD)).await;
    browser.until("document.documentElement.hasAttribute('data-program')").await;
    browser.run(what, &[]).await;
}

#[tokio::test]
async fn a_broken_piece_is_said_and_comes_when_asked_for_again() {
    let (server, browser) = paper_without_worker().await;
    for (piece, what) in PIECES {
        let path = path_of(&server, piece);
        for fault in [Fault::Status(503), Fault::Html, Fault::CutOff, Fault::Half] {
            server.fail(&path, fault.clone());
            need(&server, &browser, what).await;
            browser.until(FAILED).await;
            browser.until_seen(".piece-failed").await;
            assert!(browser.count(".article-body p").await > 5, "{piece}, {fault:?}: the text stays");
            server.heal(&path);
            browser.run("document.querySelector('[data-retry]').click()", &[]).await;
            browser.until(&format!("!{FAILED}")).await;
            browser.until_gone(".piece-failed").await;
        }
    }
}

#[tokio::test]
async fn the_lists_of_saved_stories_come_with_their_piece() {
    let (server, browser) = paper_without_worker().await;
    let path = path_of(&server, "extras");
    server.fail(&path, Fault::Status(503));
    browser.visit(&server, LEAD).await;
    browser.goto(&server.url("/saved/")).await;
    browser.until(FAILED).await;
    assert_eq!(browser.count(".shelf-row").await, 0);
    server.heal(&path);
    browser.run("document.querySelector('[data-retry]').click()", &[]).await;
    browser.until_seen(".shelf-row .story-link").await;
}

#[tokio::test]
async fn settings_opened_before_their_piece_has_come_stay_open() {
    let (server, browser) = paper_without_worker().await;
    server.fail(&path_of(&server, "extras"), Fault::Slow(Duration::from_secs(1)));
    need(&server, &browser, "document.querySelector('.settings-button').click()").await;
    browser.until("document.querySelector('#settings-panel:popover-open')").await;
    // The choices work, so the piece is there.
    browser.click("#settings-panel input[value=wide]").await;
    browser.until("document.documentElement.dataset.lineLength === 'wide'").await;
    browser.frames().await;
    assert_eq!(browser.count("#settings-panel:popover-open").await, 1);
}

#[tokio::test]
async fn a_part_of_the_page_that_wakes_after_news_shows_the_news() {
    let (server, browser) = paper_without_worker().await;
    let path = path_of(&server, "after");
    server.fail(&path, Fault::Status(503));
    server.edit_json(FEED, |feed| {
        feed["_london_daily"]["sections"] = json!(["World", "UK", "Elsewhere"]);
        feed["description"] = Value::Null;
        let mut news = feed["items"][0].clone();
        news["id"] = json!("news");
        news["title"] = json!("News while a part slept");
        news["date_published"] = json!("2030-01-01T00:00:00Z");
        feed["items"].as_array_mut().expect("the feed has items").insert(0, news);
    });
    need(&server, &browser, "dispatchEvent(new Event('scroll'))").await;
    browser.until(FAILED).await;
    browser.until(&has_come(FEED)).await;
    browser.until_text(".related ol", "News while a part slept").await;
    server.heal(&path);
    // The lines about the broken piece are expected: they are taken out of the console.
    browser.console().await;
    browser.run("document.querySelector('[data-retry]').click()", &[]).await;
    browser.until_text(".masthead-sections", "Elsewhere").await;
    assert_eq!(browser.count(".masthead-sections li a").await, 3);
    assert_eq!(browser.count(".masthead-tagline").await, 0);
    browser.assert_quiet(&[]).await;
}

#[tokio::test]
async fn a_piece_of_another_build_is_refused() {
    let (server, browser) = paper_without_worker().await;
    for (piece, what) in PIECES {
        let path = path_of(&server, piece);
        let own = fs::read(server.file(&path)).expect("the piece is there");
        // A module that is whole, and not the one that belongs to this main module.
        let other = fs::read(server.file(&server.path_of("_bg.wasm"))).expect("the main module is there");
        server.write(&path, other);
        need(&server, &browser, what).await;
        browser.until(FAILED).await;
        server.write(&path, own);
        browser.run("document.querySelector('[data-retry]').click()", &[]).await;
        browser.until(&format!("!{FAILED}")).await;
    }
}

#[tokio::test]
async fn a_late_piece_is_waited_for_without_loading_a_page() {
    let (server, browser) = paper_without_worker().await;
    server.fail(&path_of(&server, "pages"), Fault::Slow(Duration::from_millis(1_500)));
    need(&server, &browser, "window.same = true").await;
    browser.click(OTHER).await;
    browser.until(&format!("location.pathname !== '{LEAD}'")).await;
    browser.until_article().await;
    assert_eq!(browser.value("window.same").await, json!(true), "no page was loaded");
}

#[tokio::test]
async fn a_piece_that_never_comes_leaves_links_to_the_browser() {
    let (server, browser) = paper_without_worker().await;
    server.fail(&path_of(&server, "pages"), Fault::Silence);
    need(&server, &browser, "window.same = true").await;
    browser.click(OTHER).await;
    browser
        .until_within(
            Duration::from_secs(20),
            &format!("location.pathname !== '{LEAD}' && document.querySelector('.article-body p')"),
        )
        .await;
    assert_eq!(browser.value("window.same === undefined").await, json!(true), "the browser has loaded it");
}
