//! A printed page carries a part of the edition; the rest comes when it is needed.

use std::time::Duration;

use london_daily::text;
use serde_json::json;

use super::watched;
use crate::harness::{FEED, Fault, HEADLINES, LEAD, Screen, item};

#[tokio::test]
async fn another_page_awaits_the_edition_and_never_says_not_found() {
    let (server, browser) = watched(Screen::Desktop).await;
    server.fail(FEED, Fault::Slow(Duration::from_millis(1_200)));
    browser.visit(&server, LEAD).await;
    browser
        .run(
            "window.wrong = false;
             new MutationObserver(() => wrong ||= document.querySelector('main').textContent.includes('Page not found'))
                 .observe(document.body, { childList: true, subtree: true, characterData: true });",
            &[],
        )
        .await;
    // By hand: browsers pass over entries on the way back that nobody asked for.
    browser.click(".masthead-sections li:nth-child(3) a").await;
    browser.until_text("main .loading", text::loading()).await;
    browser.until_seen(".section-page .card-lead").await;
    // And a story that the printed page did not carry.
    assert_eq!(browser.value("wrong").await, json!(false));
    browser.back().await;
    browser.until_article().await;
    browser.assert_quiet(&[]).await;
}

#[tokio::test]
async fn a_story_not_in_the_page_is_shown_when_the_edition_is_whole() {
    let (server, browser) = watched(Screen::Desktop).await;
    server.edit_items(|items| items.push(item("fresh", "A fresh story")));
    server.fail(FEED, Fault::Status(500));
    browser.visit(&server, LEAD).await;
    browser
        .run(
            "const link = Object.assign(document.createElement('a'), { href: '/article/fresh/', id: 'in', textContent: 'x' });
             document.querySelector('.article-body').append(link);
             link.click()",
            &[],
        )
        .await;
    browser.until_text("main .notice", text::paper_error()).await;
    server.heal(FEED);
    browser.click("main .notice button").await;
    browser.until_heading("A fresh story").await;
    browser.until("document.querySelectorAll('.related .row').length > 20").await;
}

#[tokio::test]
async fn only_what_is_newer_than_the_printed_paper_is_announced() {
    let (server, browser) = watched(Screen::Desktop).await;
    server.edit_items(|items| {
        let mut old = item("old", "An old story that was not printed");
        old["date_published"] = json!("2001-01-01T00:00:00Z");
        items.insert(0, old);
        let mut new = item("new", "Something new");
        new["date_published"] = json!("2099-01-01T00:00:00Z");
        items.insert(0, new);
    });
    browser.visit(&server, LEAD).await;
    browser.run("scrollTo(0, document.body.scrollHeight)", &[]).await;
    let before = browser.value(HEADLINES).await;
    browser.until_text(".related-waiting button", "1 new").await;
    assert_eq!(browser.value(HEADLINES).await, before);
    assert_eq!(browser.value("document.title.startsWith('(1)')").await, json!(true));
}

#[tokio::test]
async fn more_headlines_come_from_the_whole_edition() {
    let (server, browser) = watched(Screen::Desktop).await;
    server.fail(FEED, Fault::Slow(Duration::from_millis(600)));
    browser.visit(&server, "/").await;
    let before = browser.headlines().await;
    browser.run("document.querySelector('.related-more button').click()", &[]).await;
    browser.until(&format!("{HEADLINES}.length > {}", before.len())).await;
    let after = browser.headlines().await;
    assert_eq!(after[..before.len()], before[..], "the list stays and grows at its end");
    browser.assert_quiet(&[]).await;
}

#[tokio::test]
async fn a_story_that_left_the_feed_is_shown_as_it_was_printed() {
    let (server, browser) = watched(Screen::Desktop).await;
    server.edit_items(|items| {
        items.retain(|item| !item["id"].as_str().unwrap_or_default().contains("listening"))
    });
    browser.visit(&server, LEAD).await;
    // The page may carry it still, and what is read already stays.
    browser.until("window.whole").await;
    browser.frames().await;
    browser
        .run(
            "const link = document.createElement('a');
             link.href = '/article/listening/';
             document.querySelector('main').append(link);
             link.click();",
            &[],
        )
        .await;
    browser.until_path("/article/listening/").await;
    browser.until_article().await;
    // The host was asked, and the app started again with its answer.
    let anew = ":root[data-program] #printed-page[data-path='/article/listening/']";
    browser.until(&format!("document.querySelector({anew:?})")).await;
}
