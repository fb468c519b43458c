//! Pictures in full screen.

use serde_json::json;

use crate::harness::{Browser, Key, SPECIMEN, Screen, Server, paper};

const VIEW: &str = "dialog.lightbox[open]";
const NUMBER: &str = "dialog.lightbox [role=status]";

async fn open_specimen(server: &Server, browser: &Browser) {
    browser.visit(server, SPECIMEN).await;
    browser.until_article().await;
    browser.until("document.querySelectorAll('.picture-link').length === 2").await;
}

async fn until_closed(browser: &Browser) {
    browser.until_gone(VIEW).await;
    browser.until_path(SPECIMEN).await;
}

fn with(fragment: &str) -> String {
    format!("{SPECIMEN}{fragment}")
}

#[tokio::test]
async fn a_picture_opens_by_click_at_its_own_url_and_back_closes_it() {
    let (server, browser) = paper(Screen::Desktop).await;
    open_specimen(&server, &browser).await;
    browser.click("#open-picture-2").await;
    browser.until_path(&with("#picture-2")).await;
    browser.until_seen(VIEW).await;
    let scrolled = browser.value("scrollY").await;
    browser.until_text(&format!("{VIEW} figcaption"), "A figure: a picture with a caption below it").await;
    browser.until_text(&format!("{VIEW} .credit"), "Natural Earth").await;
    browser.until_text(NUMBER, "2 of 2").await;
    browser
        .until(&format!(
            "(img => img.complete && img.naturalWidth > 0)(document.querySelector('{VIEW} figure img'))"
        ))
        .await;
    let alt = browser.attribute(&format!("{VIEW} figure img"), "alt").await.unwrap_or_default();
    assert!(alt.starts_with("A globe seen from above Central Asia"), "{alt}");
    browser.until("document.activeElement.closest('dialog.lightbox')").await;
    browser.back().await;
    until_closed(&browser).await;
    browser.until("document.activeElement.id === 'open-picture-2'").await;
    assert_eq!(browser.value("scrollY").await, scrolled, "the page is where it was");
    browser.forward().await;
    browser.until_seen(VIEW).await;
    browser.assert_quiet(&[]).await;
}

#[tokio::test]
async fn a_direct_url_opens_its_picture_and_leads_to_the_article() {
    let (server, browser) = paper(Screen::Desktop).await;
    browser.visit(&server, &with("#picture-2")).await;
    browser.until_seen(VIEW).await;
    browser.until_text(NUMBER, "2 of 2").await;
    browser.click(".lightbox-close").await;
    until_closed(&browser).await;
    browser.until_article().await;
    // A picture that the article does not have opens nothing.
    browser.visit(&server, "/").await;
    browser.visit(&server, &with("#picture-9")).await;
    browser.until_article().await;
    browser.frames().await;
    assert_eq!(browser.count(VIEW).await, 0);
}

#[tokio::test]
async fn keys_turn_the_pictures_over_and_escape_closes() {
    let (server, browser) = paper(Screen::Desktop).await;
    open_specimen(&server, &browser).await;
    browser.click("#open-picture-1").await;
    browser.until_text(NUMBER, "1 of 2").await;
    let entries = browser.value("history.length").await;
    for (key, number) in [
        (Key::Right, 2),
        (Key::Right, 2),
        (Key::Left, 1),
        (Key::Left, 1),
        (Key::End, 2),
        (Key::Home, 1),
        (Key::Right, 2),
    ] {
        browser.press(key).await;
        browser.until_text(NUMBER, &format!("{number} of 2")).await;
        browser.until_path(&with(&format!("#picture-{number}"))).await;
    }
    browser.click("button[aria-label='Previous picture']").await;
    browser.until_text(NUMBER, "1 of 2").await;
    browser.click("button[aria-label='Next picture']").await;
    browser.until_text(NUMBER, "2 of 2").await;
    assert_eq!(browser.value("history.length").await, entries, "turning over leaves no trail for Back");
    browser.press(Key::Escape).await;
    until_closed(&browser).await;
    browser.until("document.activeElement.id === 'open-picture-2'").await;
}

#[tokio::test]
async fn the_focus_stays_in_the_picture_view_and_then_returns() {
    let (server, browser) = paper(Screen::Desktop).await;
    open_specimen(&server, &browser).await;
    browser.run("document.querySelector('#open-picture-1').focus()", &[]).await;
    browser.press(Key::Enter).await;
    browser.until_seen(VIEW).await;
    // Between the last and the first stands the browser's own frame, for which the page has only its body.
    let place = "(e => e === document.body ? 'frame' : e.closest('dialog.lightbox') ? e.ariaLabel : 'outside')(document.activeElement)";
    let [close, previous, next] = ["Close picture", "Previous picture", "Next picture"];
    let mut order = vec![browser.value(place).await];
    for _ in 0..2 {
        browser.press(Key::Tab).await;
        order.push(browser.value(place).await);
    }
    for _ in 0..2 {
        browser.press_with(Key::Shift, Key::Tab).await;
        order.push(browser.value(place).await);
    }
    assert_eq!(order, [close, previous, next, previous, close], "from the first to the last and back");
    // After the last, the browser chooses: its frame, or the first again.
    let mut seen = Vec::new();
    for _ in 0..8 {
        browser.press(Key::Tab).await;
        seen.push(browser.value(place).await);
    }
    assert!(!seen.contains(&json!("outside")), "{seen:?}");
    browser.press(Key::Escape).await;
    until_closed(&browser).await;
    browser.until("document.activeElement.id === 'open-picture-1'").await;
}

#[tokio::test]
async fn a_swipe_turns_the_picture_over() {
    let (server, browser) = paper(Screen::Phone).await;
    open_specimen(&server, &browser).await;
    browser.run("document.querySelector('#open-picture-1').scrollIntoView({ block: 'center', behavior: 'instant' })", &[]).await;
    browser.tap("#open-picture-1").await;
    browser.until_text(NUMBER, "1 of 2").await;
    // Up and down is no turning.
    browser.swipe(&format!("{VIEW} figure"), 10.0, -150.0).await;
    browser.frames().await;
    browser.until_text(NUMBER, "1 of 2").await;
    browser.swipe(&format!("{VIEW} figure"), -150.0, 10.0).await;
    browser.until_text(NUMBER, "2 of 2").await;
    browser.swipe(&format!("{VIEW} figure"), 150.0, 10.0).await;
    browser.until_text(NUMBER, "1 of 2").await;
    browser.click(".lightbox-close").await;
    until_closed(&browser).await;
}

#[tokio::test]
async fn the_neighbours_of_a_picture_are_loaded_ahead() {
    let (server, browser) = paper(Screen::Desktop).await;
    let large = "/content/pictures/globe-1600.webp";
    open_specimen(&server, &browser).await;
    assert!(server.requests_for(large).is_empty());
    browser.click("#open-picture-1").await;
    browser.until_text(NUMBER, "1 of 2").await;
    browser.until_that("the next picture was asked for", || server.requests_for(large).len() == 1).await;
    browser.press(Key::Right).await;
    browser.until_text(NUMBER, "2 of 2").await;
    browser
        .until(&format!(
            "(img => img.complete && img.naturalWidth > 0)(document.querySelector('{VIEW} figure img'))"
        ))
        .await;
    assert_eq!(server.requests_for(large).len(), 1, "it was at hand");
}
