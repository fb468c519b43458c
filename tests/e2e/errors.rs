//! Whatever goes wrong, the site says so in plain words and offers the next step.

use std::time::Duration;

use london_daily::{article, feed::limits, text};
use serde_json::{Value, json};

use crate::{
    fixtures,
    harness::{Browser, FEED, Fault, Key, LEAD, LEAD_DOCUMENT, Screen, item, paper, strings},
};

const NOTICE: &str = "main .notice[role=alert]";

/// How an endpoint can fail so that the page learns of it at once, and a part of what the reader is then told.
fn failures() -> Vec<(Fault, &'static str)> {
    vec![
        (Fault::Status(404), text::content_gone()),
        (Fault::Status(500), "on our side (500)"),
        (Fault::RetryAfter(503, 60), "on our side (503)"),
        (Fault::Html, text::content_gone()),
        (Fault::CutOff, text::content_unreadable()),
        (Fault::Half, text::content_unreadable()),
        (Fault::Body("application/json", String::new()), text::content_unreadable()),
        (Fault::Body("application/json", "[1, 2]".into()), text::content_unreadable()),
        (Fault::HangUp, text::content_unreachable()),
    ]
}

#[tokio::test]
async fn a_failed_feed_is_explained_and_requested_again_by_button() {
    let (server, browser) = paper(Screen::Desktop).await;
    for (fault, reason) in failures() {
        server.fail(FEED, fault.clone());
        browser.visit(&server, "/").await;
        browser.until_text(NOTICE, text::paper_error()).await;
        browser.until_text(NOTICE, reason).await;
        assert!(
            !browser.text(".masthead-date").await.is_empty(),
            "{fault:?}: the frame of the page is there"
        );
    }
    let asked = server.requests_for(FEED).len();
    browser.click(&format!("{NOTICE} button")).await;
    browser.until_that("it was asked for again", || server.requests_for(FEED).len() > asked).await;
    browser.until_text(NOTICE, text::paper_error()).await;
    server.heal(FEED);
    browser.click(&format!("{NOTICE} button")).await;
    browser.until_seen(".card-lead").await;
    browser.until_gone(NOTICE).await;
}

#[tokio::test]
async fn a_text_that_would_stop_the_browser_is_linked_instead() {
    let (server, browser) = paper(Screen::Desktop).await;
    for text in ["<div>".repeat(100_000), "<p>x".repeat(300_000), "x".repeat(article::LONGEST_IN_BROWSER + 1)]
    {
        server.edit_json(LEAD_DOCUMENT, |document| document["items"][0]["content_html"] = json!(text));
        browser.visit(&server, LEAD).await;
        browser.until_text(".article-body", text::text_too_long()).await;
        assert_eq!(browser.count(&format!(".article-body a[href='{LEAD_DOCUMENT}']")).await, 1);
        browser.until_seen(".article h1").await;
    }
}

#[tokio::test]
async fn a_list_that_is_too_large_for_a_browser_is_refused() {
    let (server, browser) = paper(Screen::Desktop).await;
    let list = format!("{{\"items\":[\"{}\"]}}", "x".repeat(limits::DOCUMENT_IN_BROWSER));
    server.fail(FEED, Fault::Body("application/json", list));
    browser.visit(&server, "/").await;
    browser.until_text(NOTICE, text::content_too_large()).await;
    // A length that nobody has named is found out while the body comes: the time limit would have passed, or the memory.
    server.fail(FEED, Fault::Endless("application/json", " ".repeat(1 << 20)));
    browser.visit(&server, "/").await;
    browser.until_text(NOTICE, text::content_too_large()).await;
}

#[tokio::test]
async fn a_feed_that_does_not_answer_is_waited_for_and_then_explained() {
    let (server, browser) = paper(Screen::Desktop).await;
    server.fail(FEED, Fault::Silence);
    browser.hurry(Duration::ZERO, 20).await;
    browser.goto(&server.url("/")).await;
    browser.until_text(".shell", text::loading()).await;
    browser.until_text(NOTICE, text::content_timed_out()).await;
    // Slow is not broken.
    server.fail(FEED, Fault::Slow(Duration::from_millis(300)));
    browser.click(&format!("{NOTICE} button")).await;
    browser.until_seen(".card-lead").await;
}

#[tokio::test]
async fn a_paper_whose_feed_was_gone_appears_once_it_is_back() {
    let (server, browser) = paper(Screen::Desktop).await;
    server.fail(FEED, Fault::Status(404));
    browser.hurry_all_but_time_limits(60).await;
    browser.visit(&server, "/").await;
    browser.until_seen(NOTICE).await;
    server.heal(FEED);
    browser.until_seen(".card-lead").await;
    browser.until_gone(NOTICE).await;
}

#[tokio::test]
async fn an_empty_feed_says_so_and_a_first_story_appears_by_itself() {
    let (server, browser) = paper(Screen::Desktop).await;
    server.edit_items(Vec::clear);
    browser.hurry_all_but_time_limits(60).await;
    browser.visit(&server, "/").await;
    browser.until_text("main", "No stories yet").await;
    server.edit_items(|items| items.push(item("first", "The first story")));
    browser.until_text(".card-lead", "The first story").await;
    browser.assert_quiet(&[]).await;
}

#[tokio::test]
async fn a_failed_article_is_explained_and_requested_by_button() {
    let (server, browser) = paper(Screen::Desktop).await;
    for (fault, reason) in failures() {
        server.fail(LEAD_DOCUMENT, fault.clone());
        browser.visit(&server, LEAD).await;
        browser.until_text(NOTICE, text::article_error()).await;
        browser.until_text(NOTICE, reason).await;
        // The headline, which the list knows, is shown, and so are the other stories.
        assert!(browser.text("article h1").await.starts_with("Blinken offers Central Asia"), "{fault:?}");
        assert_eq!(browser.headlines().await.len(), 50, "{fault:?}");
    }
    server.heal(LEAD_DOCUMENT);
    browser.click(&format!("{NOTICE} button")).await;
    browser.until_article().await;
    browser.until_gone(NOTICE).await;
}

#[tokio::test]
async fn a_slow_article_says_so_and_a_silent_one_offers_a_retry() {
    let (server, browser) = paper(Screen::Desktop).await;
    server.fail(LEAD_DOCUMENT, Fault::Silence);
    browser.hurry(Duration::ZERO, 4).await;
    browser.visit(&server, LEAD).await;
    browser.until_text("article", text::loading()).await;
    browser.until_text(NOTICE, text::content_timed_out()).await;
    server.heal(LEAD_DOCUMENT);
    browser.click(&format!("{NOTICE} button")).await;
    browser.until_article().await;
}

#[tokio::test]
async fn a_withdrawn_article_says_so_at_its_address() {
    let (server, browser) = paper(Screen::Desktop).await;
    server.edit_items(|items| {
        items[3]["_london_daily"] = json!({ "withdrawn": true });
        items[3]["content_html"] = json!("<p>It was about another company.</p>");
    });
    browser.visit(&server, "/article/nvidia-four-trillion/").await;
    browser.until_text("article", text::withdrawn()).await;
    browser.until_text("article", "It was about another company.").await;
}

#[tokio::test]
async fn a_picture_that_is_missing_keeps_its_place_and_its_caption() {
    let (server, browser) = paper(Screen::Desktop).await;
    let place = "(box => [box.width, box.height])(document.querySelector('.lead-picture img').getBoundingClientRect())";
    server.fail("/content/pictures/*", Fault::Status(404));
    browser.visit(&server, LEAD).await;
    browser.until_article().await;
    browser.until_seen(".lead-picture .picture-missing").await;
    let missing = browser.value(place).await;
    browser.until_text(".lead-picture figcaption", "The five republics and their neighbours").await;
    browser.until_text(".lead-picture .credit", "Natural Earth").await;
    let name = browser.attribute(".lead-picture img", "alt").await.unwrap_or_default();
    assert!(name.starts_with("A map of Central Asia."), "what is on it can still be read: {name}");
    server.heal("/content/pictures/*");
    browser.reload().await;
    browser
        .until("(img => img?.complete && img.naturalWidth > 0)(document.querySelector('.lead-picture img'))")
        .await;
    assert_eq!(browser.value(place).await, missing, "its place was kept");
}

#[tokio::test]
async fn a_program_that_does_not_load_leaves_plain_words_and_a_way_on() {
    let (server, browser) = paper(Screen::Desktop).await;
    // A copy in the browser's cache would hide the faults.
    server.set_cache_control(Some("no-store"));
    let (wasm, script) = (server.path_of(".wasm"), server.path_of(".js"));
    for (path, fault) in [
        (&wasm, Fault::Status(404)),
        (&wasm, Fault::Body("application/wasm", "not a program".into())),
        (&wasm, Fault::CutOff),
        (&wasm, Fault::HangUp),
        (&script, Fault::Status(404)),
        (&script, Fault::Html),
        (&script, Fault::Body("text/javascript", "this is no { program".into())),
    ] {
        server.fail(path, fault.clone());
        for page in ["/", LEAD] {
            browser.goto(&server.url(page)).await;
            browser.until_seen(".shell-late").await;
            assert!(browser.text(".shell").await.contains("This page didn’t load."), "{path}: {fault:?}");
            browser.until_gone(".shell-wait").await;
            let ways = strings(
                &browser
                    .value("[...document.querySelectorAll('.shell-late a')].map(link => link.href)")
                    .await,
            );
            assert_eq!(ways, [server.url(page), server.url(FEED)], "{path}: {fault:?}");
        }
        server.heal(path);
    }
    browser.run("document.querySelector('.shell-late a').click()", &[]).await;
    browser.until_arrived().await;
    browser.until_article().await;
}

#[tokio::test]
async fn a_program_that_is_slow_leaves_a_way_on_after_a_while() {
    let (server, browser) = paper(Screen::Desktop).await;
    server.fail(&server.path_of(".wasm"), Fault::Silence);
    browser.goto(&server.url("/")).await;
    browser.until_text(".shell", text::loading()).await;
    let late = "document.querySelector('.shell-late')";
    let delay = browser.value(&format!("getComputedStyle({late}).animationDelay")).await;
    assert_eq!(delay, json!("10s"));
    assert_eq!(browser.value(&format!("getComputedStyle({late}).visibility")).await, json!("hidden"));
    // Ten seconds later.
    browser.run(&format!("{late}.getAnimations()[0].currentTime = 10_001"), &[]).await;
    browser.until(&format!("getComputedStyle({late}).visibility === 'visible'")).await;
}

/// A title as plain text: publishers write HTML into titles.
fn plain(title: &str) -> String {
    let is_marked_up = title.contains("</") || title.contains('&');
    if is_marked_up { article::plain_text(title, title.len()) } else { title.to_owned() }
}

/// The number of headlines that the front page's list shows at first.
const LATEST: usize = 12;

/// The items of a feed that can be told apart, each with the heading that its page must have (if it names one).
fn tellable(feed: &Value) -> Vec<Option<String>> {
    let items = feed["items"].as_array().map(Vec::as_slice).unwrap_or_default();
    items
        .iter()
        .filter(|item| !item["id"].is_null() || !item["url"].is_null())
        .map(|item| Some(plain(item["title"].as_str()?)))
        .collect()
}

/// Opens each article of the front page that is shown, in turn.
async fn open_each(browser: &Browser, name: &str, links: &[String]) {
    for link in links {
        // By hand: browsers pass over entries on the way back that nobody asked for.
        browser
            .run(
                "document.querySelector(`main a.story-link[href=\"${arguments[0]}\"]`).focus()",
                &[json!(link)],
            )
            .await;
        browser.press(Key::Enter).await;
        browser.until_path(link).await;
        browser.until("document.querySelector('.article-body')").await;
        // The heading of a note is there for screen readers only.
        let heading = browser.value("document.querySelector('main h1').textContent").await;
        assert!(
            heading.as_str().is_some_and(|heading| !heading.trim().is_empty()),
            "{name}: {link} has a heading"
        );
        assert_eq!(browser.count(NOTICE).await, 0, "{name}: {link}");
        browser.back().await;
        browser.until_seen(".card-lead").await;
        // The focus comes back to the link; whoever moves it before that has it taken away once more.
        browser.until(&format!("document.activeElement?.getAttribute('href') === {}", json!(link))).await;
    }
}

#[tokio::test]
async fn feeds_that_others_wrote_make_a_whole_newspaper() {
    let (server, browser) = paper(Screen::Desktop).await;
    let Some(feeds) = fixtures::files("json-feed", ".json") else {
        return;
    };
    for (name, bytes) in feeds {
        let Ok(feed) = serde_json::from_slice::<Value>(&bytes) else {
            panic!("{name} is JSON");
        };
        if !feed["items"].is_array() {
            // The schema that lies beside the feeds.
            continue;
        }
        server.write(FEED, &bytes);
        browser.visit(&server, "/").await;
        let expected = tellable(&feed);
        browser.until_seen(".card-lead").await;
        let headlines = strings(
            &browser
                .value("[...document.querySelectorAll('main .story-link')].map(link => link.textContent)")
                .await,
        );
        assert!(headlines.len() >= expected.len().min(LATEST), "{name}: {headlines:?}");
        // Of a longer feed, the front page shows only a part.
        for title in expected.iter().flatten().filter(|_| expected.len() <= LATEST) {
            assert!(
                headlines.iter().any(|headline| headline == title),
                "{name}: {title:?} is in {headlines:?}"
            );
        }
        assert!(headlines.iter().all(|headline| !headline.trim().is_empty()), "{name}: {headlines:?}");
        assert_eq!(
            browser.text(".masthead-name").await,
            plain(feed["title"].as_str().unwrap_or_default()),
            "{name}"
        );
        let links = strings(
            &browser.value("[...document.querySelectorAll('main .story-link')].map(link => link.getAttribute('href'))").await,
        );
        open_each(&browser, &name, &links).await;
        // Pictures on sites that this machine need not reach.
        browser.assert_quiet(&["net::ERR_"]).await;
    }
}
