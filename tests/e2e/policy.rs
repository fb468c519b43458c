//! The strict policy of printed pages, with everything opened that they have.

use serde_json::json;

use crate::harness::{Browser, LEAD, SPECIMEN, Screen, printed_paper};

const NOTE_VIOLATIONS: &str = "window.violations = [];
    addEventListener('securitypolicyviolation', event => violations.push(`${event.violatedDirective}: ${event.blockedURI} ${event.sample}`));";

async fn press_and_wait(browser: &Browser, css: &str, until: &str) {
    // In one go: a view that is rendered anew may take the element away in between.
    browser
        .until(&format!("(found => found && (found.click(), true))(document.querySelector({css:?}))"))
        .await;
    browser.until(until).await;
}

#[tokio::test]
async fn nothing_that_a_page_opens_is_against_its_policy() {
    let (server, browser) = printed_paper(Screen::Desktop).await;
    if !browser.knows_trusted_types().await {
        return browser.leaves_out("it knows no Trusted Types");
    }
    browser.before_each_page(NOTE_VIOLATIONS).await;
    browser.visit(&server, SPECIMEN).await;
    let enforced = "document.querySelector('meta[http-equiv=Content-Security-Policy]').content.includes('require-trusted-types-for')";
    assert_eq!(browser.value(enforced).await, json!(true));
    press_and_wait(&browser, "[data-open=keys]", "document.querySelector('#keys[open]')").await;
    browser.run("document.querySelector('#keys').close()", &[]).await;
    press_and_wait(&browser, ".article .picture-link", "document.querySelector('dialog.lightbox[open]')")
        .await;
    browser.press("+").await;
    browser.until("getComputedStyle(document.querySelector('.lightbox-picture')).transform !== 'none'").await;
    browser.back().await;
    press_and_wait(&browser, ".row .row-why summary", "document.querySelector('.row .row-why[open]')").await;
    press_and_wait(
        &browser,
        ".related .story-link",
        "document.querySelector('.page[data-mounted] .article-body p')",
    )
    .await;
    for (link, page) in [(".section-link", ".section-page .card"), (".masthead-name", ".card-lead")] {
        press_and_wait(&browser, link, &format!("document.querySelector('{page}')")).await;
    }
    browser.visit(&server, "/nowhere/").await;
    browser.until("document.querySelector('.listing-stories .card')").await;
    browser.visit(&server, "/saved/").await;
    press_and_wait(&browser, ".shelf-row button", "document.activeElement.matches('.shelf-row button')")
        .await;
    browser.visit(&server, LEAD).await;
    browser.frames().await;
    assert_eq!(browser.value("violations").await, json!([]));
    browser.assert_quiet(&[]).await;
}
