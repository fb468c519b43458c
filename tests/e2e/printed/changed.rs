//! Pages that are not as they were printed.

use london_daily::text;
use serde_json::json;

use super::{file_of, rewrite, watched};
use crate::harness::{Browser, FEED, Fallback, Fault, LEAD, Screen};

/// The page is alive: a click on a headline opens its article without loading a page.
async fn assert_alive(browser: &Browser) {
    browser.run("window.same = true; window.headline = document.querySelector('.related .story-link').textContent", &[]).await;
    let href = browser.attribute(".related .story-link", "href").await.expect("a headline leads somewhere");
    browser
        .run(
            "document.querySelector('.related .story-link').scrollIntoView({ block: 'center', behavior: 'instant' })",
            &[],
        )
        .await;
    browser.until_laid_out(".related .story-link").await;
    browser.click(".related .story-link").await;
    browser.until_path(&href).await;
    let headline = browser.value("headline").await;
    browser.until_heading(headline.as_str().unwrap_or_default()).await;
    assert_eq!(browser.value("window.same").await, json!(true), "no page was loaded");
    assert_eq!(browser.value("emptied").await, json!(0), "the page was never empty");
}

/// Does to a page what a translator does: puts an element around each text.
const TRANSLATE: &str = "addEventListener('DOMContentLoaded', () => {
    const texts = document.createTreeWalker(document.getElementById('app'), NodeFilter.SHOW_TEXT);
    const found = [];
    while (texts.nextNode()) if (texts.currentNode.data.trim()) found.push(texts.currentNode);
    for (const text of found) {
        const font = document.createElement('font');
        text.replaceWith(font);
        font.append(text);
    }
    document.querySelector('#newsletter-email').value = 'ada@exam';
})";

#[tokio::test]
async fn a_translated_page_stays_translated_and_works() {
    let (server, browser) = watched(Screen::Desktop).await;
    browser.before_each_page(TRANSLATE).await;
    browser.visit(&server, LEAD).await;
    // The text is not the app's; the living parts are re-rendered where they are needed.
    browser.until("window.whole && !document.querySelector('.related font')").await;
    assert!(browser.count(".article-body font").await > 5);
    assert_eq!(browser.count("#app").await, 1);
    assert_eq!(browser.value("document.querySelector('#newsletter-email').value").await, json!("ada@exam"));
    assert_eq!(browser.count(".row-updated").await, 0, "a translation is no news");
    assert_alive(&browser).await;
    browser.assert_quiet(&[]).await;
}

#[tokio::test]
async fn a_root_that_an_extension_has_changed_is_mounted_anew() {
    let (server, browser) = watched(Screen::Phone).await;
    // The focus is in one of the roots, far below of what the reader looks at.
    browser
        .before_each_page(
            "addEventListener('DOMContentLoaded', () => {
                 document.querySelector('.newsletter').append(document.createElement('span'));
                 document.querySelector('.related ol').prepend(document.createElement('li'));
                 document.querySelector('#newsletter-email').focus({ preventScroll: true });
                 scrollTo(0, 900);
             })",
        )
        .await;
    browser.visit(&server, LEAD).await;
    browser.until("!document.querySelector('.newsletter > span, .related ol > li:not(.row)')").await;
    browser.frames().await;
    assert_eq!(browser.value("document.activeElement.id").await, json!("newsletter-email"));
    browser.until("document.querySelectorAll('.row').length === 50").await;
    assert_alive(&browser).await;
    browser.assert_quiet(&[]).await;
}

#[tokio::test]
async fn an_address_that_is_spelled_another_way_is_the_same_page() {
    let (server, browser) = watched(Screen::Desktop).await;
    for path in [format!("{LEAD}index.html"), LEAD.replace("/article/", "/article//")] {
        browser.goto(&server.url(&format!("{path}?from=here#headline"))).await;
        browser.until_arrived().await;
        browser.until_path(&format!("{LEAD}?from=here#headline")).await;
        browser.frames().await;
        assert!(browser.count(".article-body p").await > 5, "{path}");
    }
    browser.goto(&server.url("/index.html")).await;
    browser.until_arrived().await;
    browser.until_path("/").await;
    browser.frames().await;
    assert!(browser.count(".card").await > 5);
}

#[tokio::test]
async fn a_paper_that_fails_to_load_has_its_name_at_an_unknown_url() {
    let (server, browser) = watched(Screen::Desktop).await;
    server.set_fallback(Fallback::PageNotFound);
    server.fail(FEED, Fault::Status(503));
    browser.visit(&server, "/nowhere/").await;
    browser.until_text("main", text::paper_error()).await;
    assert_eq!(browser.text(".masthead-name").await, "London Daily");
    assert_eq!(browser.title().await, format!("{} — London Daily", text::paper_error()));
}

#[tokio::test]
async fn data_that_cannot_be_read_are_fetched_instead() {
    let (server, browser) = watched(Screen::Desktop).await;
    rewrite(&server, LEAD, " data-zone=", " data-zoned=");
    browser.visit(&server, LEAD).await;
    browser.until_article().await;
    assert_alive(&browser).await;
    browser.assert_quiet(&[]).await;
}

#[tokio::test]
async fn unusable_data_without_a_feed_leave_the_page_as_it_is() {
    let (server, browser) = watched(Screen::Desktop).await;
    rewrite(&server, LEAD, " data-zone=", " data-zoned=");
    server.fail(FEED, Fault::Status(500));
    browser.goto(&server.url(LEAD)).await;
    browser.until_that("the feed was asked for", || !server.requests_for(FEED).is_empty()).await;
    browser.let_pass(500).await;
    assert_eq!(browser.value("elements().length === before.length").await, json!(true));
    assert!(browser.count(".article-body p").await > 5);
}

#[tokio::test]
async fn a_page_served_at_another_url_makes_way_for_the_right_one() {
    let (server, browser) = watched(Screen::Desktop).await;
    server.set_fallback(Fallback::PageNotFound);
    browser.visit(&server, "/nowhere/").await;
    browser.until("document.querySelector('main h1').textContent.startsWith('Page not found')").await;
    // An article that was published after the site was printed.
    server.remove(&file_of(LEAD));
    browser.visit(&server, LEAD).await;
    browser.until_article().await;
    assert_eq!(browser.value("emptied").await, json!(0), "the page was never empty");
}
