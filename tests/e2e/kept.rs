//! Pages that were left: a few are kept as they were, older ones are re-rendered.

use serde_json::json;

use crate::harness::{Browser, FEED, Screen, item, paper};

/// An article with a recording.
const RECORDED: &str = "/article/listening/";
/// Pages that the app keeps when they are left.
const KEPT: usize = 5;
const PAGES: usize = 10;
const HEADING: &str = "document.querySelector('main h1').textContent";

/// Leaves a trace of the reader on the page: an address in the form, an open explanation, a place.
async fn leave_traces(browser: &Browser, page: usize) {
    let ready = "document.querySelectorAll('.row .row-why').length > 5 && document.querySelector('#newsletter-email')";
    browser.until(ready).await;
    browser
        .run(
            "document.querySelector('#newsletter-email').value = `reader${arguments[0]}@example.org`;
             document.querySelectorAll('.row-why')[arguments[0] % 5].open = true;
             scrollTo({ top: 200 + 10 * arguments[0], behavior: 'instant' });",
            &[json!(page)],
        )
        .await;
    browser.until(&format!("Math.abs(scrollY - {}) <= 1", 200 + 10 * page)).await;
    browser.frames().await;
}

#[tokio::test]
async fn back_through_ten_pages_finds_five_as_they_were() {
    let (server, browser) = paper(Screen::Desktop).await;
    browser.visit(&server, RECORDED).await;
    browser.until_seen(".listen button:not([hidden])").await;
    browser.click(".listen button").await;
    browser.until_seen(".player[data-state=playing]").await;
    let mut headings = Vec::new();
    for page in 0..PAGES {
        leave_traces(&browser, page).await;
        let heading = browser.value(HEADING).await;
        browser
            .run("document.querySelectorAll('.row .story-link')[arguments[0]].click()", &[json!(page + 3)])
            .await;
        browser.until(&format!("{HEADING} !== {heading}")).await;
        headings.push(heading);
    }
    server.edit_items(|items| items.insert(0, item("news", "News of the last minute")));
    let before = server.requests_for(FEED).len();
    browser.run("for (const change of ['offline', 'online']) dispatchEvent(new Event(change))", &[]).await;
    browser.until_that("the feed is read again", || server.requests_for(FEED).len() > before).await;

    for page in (0..PAGES).rev() {
        browser.back().await;
        browser.until(&format!("{HEADING} === {}", headings[page])).await;
        browser.until(&format!("Math.abs(scrollY - {}) <= 2", 200 + 10 * page)).await;
        let value = browser.value("document.querySelector('#newsletter-email')?.value ?? ''").await;
        let open = browser.value("document.querySelectorAll('.row-why[open]').length").await;
        if page >= PAGES - KEPT {
            assert_eq!(value, json!(format!("reader{page}@example.org")), "page {page}");
            assert_eq!(open, json!(1), "page {page}");
        } else {
            assert_eq!(open, json!(0), "page {page} is made anew");
        }
        assert_eq!(browser.count("main h1").await, 1);
        assert_eq!(browser.count(".player[data-state=playing]").await, 1, "the recording plays on");
    }
    let ids =
        "(all => all.length - new Set(all).size)([...document.querySelectorAll('[id]')].map(({ id }) => id))";
    assert_eq!(browser.value(ids).await, json!(0), "no id stands twice");
    browser.assert_quiet(&[]).await;
}
