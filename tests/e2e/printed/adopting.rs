//! The app hydrates a page that is there already, and nobody notices.

use std::time::Duration;

use serde_json::json;

use super::{CHANGES, PAGES, assert_quiet_until_whole, assert_unmoved, wasm, watched};
use crate::harness::{FEED, Fault, LEAD, LEAD_DOCUMENT, Screen};

#[tokio::test]
async fn every_kind_of_page_is_adopted_node_by_node_and_nothing_moves() {
    for screen in [Screen::Desktop, Screen::Phone] {
        let (server, browser) = watched(screen).await;
        for page in PAGES {
            browser.visit(&server, page).await;
            assert_unmoved(&browser, page).await;
            browser.assert_quiet(&[]).await;
        }
    }
}

#[tokio::test]
async fn every_kind_of_page_completes_itself_and_nothing_moves() {
    let (server, browser) = watched(Screen::Desktop).await;
    for page in PAGES {
        server.forget_requests();
        browser.visit(&server, page).await;
        assert_quiet_until_whole(&browser).await;
        assert_eq!(server.requests_for(FEED).len(), 1, "{page}");
        assert_eq!(browser.value(CHANGES).await, json!([[], []]), "{page}: elements are gone, or new");
        assert_eq!(browser.value("shifts").await, json!([]), "{page} has moved");
    }
}

#[tokio::test]
async fn included_data_is_not_loaded_again_and_the_feed_comes_later() {
    let (server, browser) = watched(Screen::Desktop).await;
    browser.visit(&server, LEAD).await;
    browser.until_that("the rest of the paper is asked for", || server.requests_for(FEED).len() == 1).await;
    browser.let_pass(500).await;
    assert!(server.requests_for(LEAD_DOCUMENT).is_empty());
    let settled = "(named => named('feed.json').startTime - named('.wasm').responseEnd)
        (end => performance.getEntriesByType('resource').find(({ name }) => name.endsWith(end)))";
    assert!(browser.value(settled).await.as_f64() > Some(1_500.0), "not at once");
    assert_eq!(server.requests_for(FEED).len(), 1);
    // Now the whole edition is there, and the page is still the one that was printed.
    assert_unmoved(&browser, LEAD).await;
    assert_eq!(browser.count(".row-updated").await, 0);
    assert_quiet_until_whole(&browser).await;
}

#[tokio::test]
async fn stories_of_today_show_their_age_and_nothing_moves() {
    for screen in [Screen::Desktop, Screen::Phone] {
        let (server, browser) = watched(screen).await;
        // Only the latest headlines have dates, and they begin with this one.
        let of_row = server.items()[35]["date_published"].as_str().expect("the story is dated").to_owned();
        browser.set_clock(&of_row).await;
        browser
            .before_each_page("const later = Date.now.bind(Date); Date.now = () => later() + 7_500_000")
            .await;
        browser.visit(&server, "/").await;
        browser
            .until("[...document.querySelectorAll('time')].some(time => time.textContent.endsWith('ago'))")
            .await;
        assert_unmoved(&browser, "/").await;
        assert_quiet_until_whole(&browser).await;
    }
}

#[tokio::test]
async fn a_readers_settings_and_marks_do_not_move_a_printed_page() {
    for screen in [Screen::Desktop, Screen::Phone] {
        let (server, browser) = watched(screen).await;
        browser
            .before_each_page(
                "localStorage.setItem('london-daily-theme', 'sepia');
                 localStorage.setItem('london-daily-text-size', '140');
                 Object.defineProperty(window, 'speechSynthesis', { value: {
                     getVoices: () => [{ lang: 'en-GB', name: 'Kate', default: true, localService: true }],
                     speak() {}, cancel() {}, pause() {}, resume() {}, addEventListener() {}, removeEventListener() {},
                 } });
                 addEventListener('DOMContentLoaded', () => {
                     window.dress = { ...document.documentElement.dataset };
                     const slugs = [...document.querySelectorAll('.story-link')].map(link => link.href.split('/').at(-2));
                     localStorage.setItem('london-daily-read', slugs.join(' '));
                 });",
            )
            .await;
        browser.visit(&server, LEAD).await;
        let dress = browser.value("[dress.theme, dress.textSize]").await;
        assert_eq!(dress, json!(["sepia", "140"]), "before the first paint");
        browser.until_seen(".listen button").await;
        browser.until("document.querySelectorAll('.story-link.read').length > 5").await;
        // The settings come alive when the reader comes to them.
        browser.run("document.querySelector('.settings-button').focus({ preventScroll: true })", &[]).await;
        browser.until("document.querySelector('input[name=theme][value=sepia]').checked").await;
        browser.frames().await;
        let changes = format!("(([gone]) => gone.length)({CHANGES})");
        assert_eq!(browser.value(&changes).await, json!(0));
        let strange = "elements().filter(element => !before.includes(element) && !element.closest('.listen, [data-root=dock]')).map(element => element.outerHTML.slice(0, 200))";
        assert_eq!(
            browser.value(strange).await,
            json!([]),
            "only the button, and what opens in the dock, is new"
        );
        assert_eq!(browser.value("shifts").await, json!([]));
        assert_quiet_until_whole(&browser).await;
    }
}

#[tokio::test]
async fn what_the_reader_has_begun_stays_as_it_is() {
    let (server, browser) = watched(Screen::Desktop).await;
    server.fail(&wasm(&server), Fault::Slow(Duration::from_millis(1_500)));
    browser.goto(&server.url(LEAD)).await;
    // Fonts that come later move the text, with the app or without.
    browser
        .until("document.fonts.status === 'loaded' && [...document.fonts].some(face => face.status === 'loaded')")
        .await;
    browser
        .run(
            "document.querySelector('.row-why').open = true;
             const field = document.querySelector('#newsletter-email');
             field.focus({ preventScroll: true });
             field.value = 'ada';
             scrollTo({ top: 400, behavior: 'instant' });
             const paragraph = document.querySelector('.article-body p').firstChild;
             getSelection().setBaseAndExtent(paragraph, 3, paragraph, 9);
             window.chosen = getSelection().toString();
             window.place = () => paragraph.parentElement.getBoundingClientRect().top;
             window.place0 = place();
             window.focused = document.activeElement;",
            &[],
        )
        .await;
    browser.until_arrived().await;
    browser.frames().await;
    assert_eq!(browser.value("document.querySelector('#newsletter-email').value").await, json!("ada"));
    assert_eq!(
        browser.value("document.activeElement === focused && focused.id").await,
        json!("newsletter-email")
    );
    assert_eq!(browser.value("getSelection().toString() === chosen && chosen.length").await, json!(6));
    // The paragraph stays where it is in the window. `scrollY` need not stay: fonts that come late change the text above.
    let moved = browser.value("[scrollY, place() - place0]").await;
    assert!(moved[0].as_f64() > Some(0.0) && moved[1].as_f64().is_some_and(|by| by.abs() <= 1.0), "{moved}");
    assert_eq!(browser.value("document.querySelector('.row-why').open").await, json!(true));
    // And the form is the app's now.
    browser.until("document.querySelector('.newsletter').noValidate").await;
    browser.run("document.querySelector('.newsletter').requestSubmit()", &[]).await;
    browser.until("document.querySelector('.newsletter-error').textContent.trim()").await;
    assert_quiet_until_whole(&browser).await;
}

#[tokio::test]
async fn after_a_reload_the_reader_is_where_they_were() {
    let (server, browser) = watched(Screen::Desktop).await;
    browser.visit(&server, LEAD).await;
    browser.run("scrollTo({ top: 700, behavior: 'instant' })", &[]).await;
    browser.until("Math.abs(scrollY - 700) <= 1").await;
    browser.frames().await;
    browser.reload().await;
    browser.until_arrived().await;
    browser.until("Math.abs(scrollY - 700) <= 2").await;
    assert_eq!(browser.value("document.activeElement.localName").await, json!("body"));
    assert_quiet_until_whole(&browser).await;
}

#[tokio::test]
async fn the_app_waits_for_the_pages_content_or_the_readers_touch() {
    let (server, browser) = watched(Screen::Desktop).await;
    let program = wasm(&server);
    // Pictures from the browser's cache would be shown at once.
    server.set_cache_control(Some("no-store"));
    let asked = || !server.requests_for(&program).is_empty();
    browser.goto(&server.url("/")).await;
    let picture =
        browser.value("new URL(document.querySelector('.card-lead img').currentSrc).pathname").await;
    let picture = picture.as_str().unwrap_or_default().to_owned();
    browser.until_arrived().await;
    let order: Vec<String> = server.requests().into_iter().map(|request| request.path().to_owned()).collect();
    let at = |path: &str| order.iter().position(|asked| asked == path);
    assert!(at(&picture) < at(&program) && at(&picture).is_some(), "{order:?}");

    server.forget_requests();
    server.fail(&picture, Fault::Slow(Duration::from_secs(3)));
    browser.goto(&server.url("/")).await;
    browser.until("document.readyState === 'interactive'").await;
    browser.let_pass(300).await;
    assert!(!asked(), "the lead picture is still on its way");
    browser.run("document.querySelector('.masthead-name').focus()", &[]).await;
    browser.until_that("the program is asked for", asked).await;
}
