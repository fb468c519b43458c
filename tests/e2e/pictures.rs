//! Pictures in full screen.

use serde_json::json;

use crate::harness::{Browser, Engine, Key, SPECIMEN, Screen, Server, paper};

const VIEW: &str = "dialog.lightbox[open]";
const NUMBER: &str = "dialog.lightbox [role=status]";
const STAGE: &str = "dialog.lightbox[open] .lightbox-stage";

/// How much the picture is enlarged, and how far its middle is from the middle of the stage.
const ZOOM: &str = "(({ a, e, f }) => [a, e, f])(new DOMMatrix(getComputedStyle(document.querySelector('.lightbox-picture')).transform))";

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
    // Upwards is no turning.
    browser.swipe(STAGE, 10.0, -150.0).await;
    browser.frames().await;
    browser.until_text(NUMBER, "1 of 2").await;
    browser.swipe(STAGE, -150.0, 10.0).await;
    browser.until_text(NUMBER, "2 of 2").await;
    browser.swipe(STAGE, 150.0, 10.0).await;
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

async fn open_first(browser: &Browser) {
    // Without motion it is enlarged at once, and need not be waited for.
    browser.prefer(&[("prefers-reduced-motion", "reduce")]).await;
    browser.run("document.querySelector('#open-picture-1').click()", &[]).await;
    browser.until_text(NUMBER, "1 of 2").await;
    browser
        .until(&format!(
            "(img => img.complete && img.naturalWidth > 0)(document.querySelector('{STAGE} img'))"
        ))
        .await;
}

#[tokio::test]
async fn nothing_pale_is_left_beside_an_open_picture() {
    let (server, browser) = paper(Screen::Desktop).await;
    open_specimen(&server, &browser).await;
    open_first(&browser).await;
    // The room for a scroll bar belongs to no dialog.
    let ground = "getComputedStyle(document.documentElement).backgroundColor";
    let paper = "getComputedStyle(document.querySelector('.lightbox')).backgroundColor";
    browser.until(&format!("{ground} === {paper}")).await;
    browser.press(Key::Escape).await;
    browser.until(&format!("{ground} !== {paper}")).await;
}

async fn until_zoom(browser: &Browser, zoom: [f64; 3]) {
    let is_near = format!("{ZOOM}.every((part, at) => Math.abs(part - {zoom:?}[at]) < 2)");
    browser.until(&is_near).await;
}

async fn until_scale(browser: &Browser, range: &str) {
    browser.until(&format!("((scale) => {range})({ZOOM}[0])")).await;
}

#[tokio::test]
async fn a_double_click_enlarges_its_place_and_another_shows_all() {
    let (server, browser) = paper(Screen::Desktop).await;
    open_specimen(&server, &browser).await;
    open_first(&browser).await;
    browser.double_click(STAGE, 100.0, 40.0).await;
    // The place under the pointer stays there.
    until_zoom(&browser, [2.5, -150.0, -60.0]).await;
    // The mouse draws it along, and then it does not turn over.
    browser.drag(STAGE, -120.0, -30.0).await;
    until_zoom(&browser, [2.5, -270.0, -90.0]).await;
    browser.until_text(NUMBER, "1 of 2").await;
    browser.double_click(STAGE, 0.0, 0.0).await;
    until_scale(&browser, "scale === 1").await;
    // Another picture is shown whole.
    browser.double_click(STAGE, 0.0, 0.0).await;
    until_scale(&browser, "scale === 2.5").await;
    browser.click("button[aria-label='Next picture']").await;
    browser.until_text(NUMBER, "2 of 2").await;
    until_scale(&browser, "scale === 1").await;
    browser.assert_quiet(&[]).await;
}

#[tokio::test]
async fn keys_and_wheel_enlarge_and_lead_over_the_picture() {
    let (server, browser) = paper(Screen::Desktop).await;
    open_specimen(&server, &browser).await;
    open_first(&browser).await;
    browser.press("+").await;
    until_scale(&browser, "scale === 1.5").await;
    browser.press(Key::Right).await;
    browser.until(&format!("{ZOOM}[1] < -20")).await;
    browser.until_text(NUMBER, "1 of 2").await;
    browser.press(Key::Down).await;
    browser.until(&format!("{ZOOM}[2] < -5")).await;
    browser.press("-").await;
    until_scale(&browser, "scale === 1").await;
    browser.press("+").await;
    browser.press("0").await;
    until_scale(&browser, "scale === 1").await;
    browser.press(Key::Right).await;
    browser.until_text(NUMBER, "2 of 2").await;
    browser.press(Key::Left).await;
    browser.until_text(NUMBER, "1 of 2").await;
    if !browser.lacks(&[Engine::WebKit], "its driver turns no wheel") {
        browser.wheel(500, 400, -300).await;
        until_scale(&browser, "scale > 1.2 && scale < 2.1").await;
        browser.wheel(500, 400, 900).await;
        until_scale(&browser, "scale === 1").await;
    }
    // Escape closes also what is enlarged.
    browser.press("+").await;
    until_scale(&browser, "scale === 1.5").await;
    browser.press(Key::Escape).await;
    until_closed(&browser).await;
}

#[tokio::test]
async fn two_fingers_enlarge_the_picture_and_not_the_page() {
    let (server, browser) = paper(Screen::Phone).await;
    if browser.lacks(&[Engine::WebKit], "its driver knows no touch") {
        return;
    }
    open_specimen(&server, &browser).await;
    open_first(&browser).await;
    browser.spread(STAGE, 3.0).await;
    until_scale(&browser, "scale > 2.5 && scale < 3.5").await;
    assert_eq!(browser.value("visualViewport.scale").await, json!(1));
    let close = "(({ x, y, width, height }) => document.elementFromPoint(x + width / 2, y + height / 2).closest('.lightbox-close'))
        (document.querySelector('.lightbox-close').getBoundingClientRect())";
    browser.until(close).await;
    // A finger draws the picture along, and turns nothing over.
    browser.swipe(STAGE, -150.0, 10.0).await;
    browser.until(&format!("{ZOOM}[1] < -100")).await;
    browser.until_text(NUMBER, "1 of 2").await;
    browser.tap(".lightbox-close").await;
    until_closed(&browser).await;
}

#[tokio::test]
async fn a_picture_that_is_enlarged_comes_in_its_largest_file() {
    let (server, browser) = paper(Screen::Phone).await;
    let large = "/content/pictures/sections-1600.webp";
    open_specimen(&server, &browser).await;
    open_first(&browser).await;
    browser.frames().await;
    assert!(server.requests_for(large).is_empty(), "a small window needs a small file");
    browser.press("+").await;
    browser.until_that("the largest file was asked for", || server.requests_for(large).len() == 1).await;
    browser.until(&format!("document.querySelector('{STAGE} img').currentSrc.endsWith('-1600.webp')")).await;
}

#[tokio::test]
async fn a_tap_beside_the_picture_and_a_swipe_down_close() {
    let (server, browser) = paper(Screen::Phone).await;
    open_specimen(&server, &browser).await;
    open_first(&browser).await;
    browser.tap(STAGE).await;
    browser.frames().await;
    assert_eq!(browser.count(VIEW).await, 1, "on the picture, a tap closes nothing");
    browser.swipe(STAGE, 5.0, 160.0).await;
    until_closed(&browser).await;
    open_first(&browser).await;
    // The picture is wider than high: above it, the stage is empty.
    let (x, y) = (180, 90);
    let above = format!("document.elementFromPoint({x}, {y}).closest('.lightbox-stage')");
    browser.until(&above).await;
    browser.tap_at(f64::from(x), f64::from(y)).await;
    until_closed(&browser).await;
}

#[tokio::test]
async fn beside_a_wide_picture_stand_its_words() {
    let (server, browser) = paper(Screen::Desktop).await;
    open_specimen(&server, &browser).await;
    open_first(&browser).await;
    let place = |css: &str| format!("document.querySelector('{VIEW} {css}').getBoundingClientRect()");
    let (stage, words) = (place(".lightbox-stage"), place("figcaption"));
    browser.until(&format!("{stage}.height === innerHeight && {stage}.right <= {words}.left")).await;
    assert_eq!(browser.value(&format!("{words}.right <= innerWidth")).await, json!(true));
}

#[tokio::test]
async fn on_a_phone_held_sideways_the_picture_has_all_the_room() {
    let (server, browser) = paper(Screen::Sized(844, 390)).await;
    open_specimen(&server, &browser).await;
    open_first(&browser).await;
    let stage = format!("document.querySelector('{STAGE}').getBoundingClientRect()");
    browser
        .until(&format!(
            "{stage}.width === document.documentElement.clientWidth && {stage}.height === innerHeight"
        ))
        .await;
    browser.until_gone(&format!("{VIEW} figcaption")).await;
    browser.click(".lightbox-caption-button").await;
    browser.until_seen(&format!("{VIEW} figcaption")).await;
    browser.assert_accessible("the picture view on a phone held sideways").await;
    let covered = "[...document.querySelectorAll('dialog.lightbox button')].filter(button => button.checkVisibility()).filter(button => {
        const { x, y, width, height } = button.getBoundingClientRect();
        return !button.contains(document.elementFromPoint(x + width / 2, y + height / 2));
    }).map(button => button.className || button.ariaLabel)";
    assert_eq!(browser.value(covered).await, json!([]), "every button can be pressed");
    browser.click(".lightbox-caption-button").await;
    browser.until_gone(&format!("{VIEW} figcaption")).await;
}
