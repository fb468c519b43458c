//! Pages that are not as they were printed.

use serde_json::json;

use super::{file_of, rewrite, watched};
use crate::harness::{Browser, FEED, Fallback, Fault, LEAD, Screen};

/// The page is alive: a click on a headline opens its article without loading a page.
async fn assert_alive(browser: &Browser) {
    browser.run("window.same = true; window.headline = document.querySelector('.related .story-link').textContent", &[]).await;
    let href = browser.attribute(".related .story-link", "href").await.expect("a headline leads somewhere");
    browser.until_laid_out(".related .story-link").await;
    browser.click(".related .story-link").await;
    browser.until_path(&href).await;
    let headline = browser.value("headline").await;
    browser.until_heading(headline.as_str().unwrap_or_default()).await;
    assert_eq!(browser.value("window.same").await, json!(true), "no page was loaded");
    assert_eq!(browser.value("emptied").await, json!(0), "the page was never empty");
}

#[tokio::test]
async fn a_page_that_was_translated_before_the_program_came_is_set_anew_and_works() {
    let Some((server, browser)) = watched(Screen::Desktop).await else {
        return;
    };
    browser
        .before_each_page(
            "addEventListener('DOMContentLoaded', () => {
                 const texts = document.createTreeWalker(document.getElementById('app'), NodeFilter.SHOW_TEXT);
                 const found = [];
                 while (texts.nextNode()) if (texts.currentNode.data.trim()) found.push(texts.currentNode);
                 for (const text of found) {
                     const font = document.createElement('font');
                     text.replaceWith(font);
                     font.append(text);
                 }
                 document.querySelector('#newsletter-email').value = 'ada@exam';
             })",
        )
        .await;
    // What the page carried is enough.
    server.fail(FEED, Fault::Silence);
    browser.visit(&server, LEAD).await;
    assert_eq!(browser.count("font").await, 0);
    assert_eq!(browser.count("#app").await, 1);
    assert_eq!(browser.value("document.querySelector('#newsletter-email').value").await, json!("ada@exam"));
    assert_alive(&browser).await;
    browser.assert_quiet(&[]).await;
}

#[tokio::test]
async fn a_program_that_dies_of_a_changed_page_is_started_afresh() {
    let Some((server, browser)) = watched(Screen::Desktop).await else {
        return;
    };
    // As many elements as before, but others.
    rewrite(&server, LEAD, "<main", "<section");
    browser.visit(&server, LEAD).await;
    assert_eq!(browser.value("document.documentElement.dataset.adopt").await, json!("never"));
    assert_eq!(browser.count("main").await, 1);
    browser.until_article().await;
    assert!(browser.count(".article-body p").await > 5, "the text is there, too");
    assert_alive(&browser).await;
}

#[tokio::test]
async fn who_reads_a_page_that_is_set_anew_stays_where_they_are() {
    let Some((server, browser)) = watched(Screen::Phone).await else {
        return;
    };
    // The focus is far below of what the reader looks at: in a field, or on a link that has no id.
    browser
        .before_each_page(
            "addEventListener('DOMContentLoaded', () => {
                 document.querySelector('.article-body').append(document.createElement('span'));
                 document.querySelector(decodeURIComponent(location.search.slice(1))).focus({ preventScroll: true });
                 scrollTo(0, 900);
                 // Where that is when the type has come, which may take the window along with the text.
                 (function look() {
                     if (!document.querySelector('.article-body > span')) return;
                     window.was = scrollY;
                     requestAnimationFrame(look);
                 })();
             })",
        )
        .await;
    for (query, focused) in [("%23newsletter-email", "newsletter-email"), (".page-footer%20a", FEED)] {
        browser.visit(&server, &format!("{LEAD}?{query}")).await;
        browser.frames().await;
        assert_eq!(browser.count(".article-body > span").await, 0, "the page was set anew");
        let held =
            browser.value("document.activeElement.id || document.activeElement.getAttribute('href')").await;
        assert_eq!(held, json!(focused));
        assert_eq!(
            browser.value("was > 700 && Math.abs(scrollY - was) <= 1").await,
            json!(true),
            "{focused}"
        );
    }
}

#[tokio::test]
async fn an_address_that_is_spelled_another_way_is_the_same_page() {
    let Some((server, browser)) = watched(Screen::Desktop).await else {
        return;
    };
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
async fn a_paper_that_cannot_be_loaded_keeps_its_name_at_an_address_that_it_does_not_have() {
    let Some((server, browser)) = watched(Screen::Desktop).await else {
        return;
    };
    server.set_fallback(Fallback::PageNotFound);
    server.fail(FEED, Fault::Status(503));
    browser.visit(&server, "/nowhere/").await;
    browser.until_text("main", "could not be loaded").await;
    assert_eq!(browser.text(".masthead-name").await, "London Daily");
    assert_eq!(browser.title().await, "The paper could not be loaded — London Daily");
}

#[tokio::test]
async fn data_that_cannot_be_read_are_fetched_instead() {
    let Some((server, browser)) = watched(Screen::Desktop).await else {
        return;
    };
    rewrite(&server, LEAD, "\"items\":", "\"itmes\":");
    browser.visit(&server, LEAD).await;
    browser.until_article().await;
    assert_alive(&browser).await;
    browser.assert_quiet(&[]).await;
}

#[tokio::test]
async fn data_that_can_neither_be_read_nor_fetched_leave_the_page_as_it_is() {
    let Some((server, browser)) = watched(Screen::Desktop).await else {
        return;
    };
    rewrite(&server, LEAD, "\"items\":", "\"itmes\":");
    server.fail(FEED, Fault::Status(500));
    browser.goto(&server.url(LEAD)).await;
    browser.until_that("the feed was asked for", || !server.requests_for(FEED).is_empty()).await;
    browser.let_pass(500).await;
    assert_eq!(browser.value("elements().length === before.length").await, json!(true));
    assert!(browser.count(".article-body p").await > 5);
}

#[tokio::test]
async fn a_page_that_is_served_at_another_address_makes_way_for_the_right_one() {
    let Some((server, browser)) = watched(Screen::Desktop).await else {
        return;
    };
    server.set_fallback(Fallback::PageNotFound);
    browser.visit(&server, "/nowhere/").await;
    browser.until("document.querySelector('main h1').textContent.startsWith('There is no such page')").await;
    // An article that was published after the paper was printed.
    std::fs::remove_file(server.file(&file_of(LEAD))).expect("the page is printed");
    browser.visit(&server, LEAD).await;
    browser.until_article().await;
    assert_eq!(browser.value("emptied").await, json!(0), "the page was never empty");
}
