//! A paper in another language than English: the interface speaks that language, in print and when it comes alive.

use std::time::Duration;

use press::{self, Options};
use serde_json::json;

use crate::harness::{Browser, FEED, Fault, Key, LEAD, Screen, Server, item, printed_server};

/// Seconds between looks for news, by the page's own time.
const INTERVAL_SECONDS: u32 = 30;

/// Prints the sample edition as a paper in this language.
fn print(server: &Server, language: &str) {
    server.edit_json(FEED, |feed| {
        feed["language"] = json!(language);
        feed["_london_daily"]["live_seconds"] = json!(INTERVAL_SECONDS);
    });
    let options = Options { dist: server.file("/"), forget: true, ..Options::default() };
    let report = press::print(&options, &()).expect("the paper is printed");
    assert!(!report.failed(), "{report:?}");
}

async fn paper_in(language: &str, screen: Screen) -> (Server, Browser) {
    let server = printed_server().await;
    print(&server, language);
    let browser = Browser::open(screen, &server).await;
    (server, browser)
}

/// Opens the reading settings, and has the text enlarged: the panel is awake then.
async fn enlarge_text(browser: &Browser) {
    browser.click(".masthead .settings-button").await;
    browser.until_seen("#settings-panel").await;
    browser.click("#settings-panel .stepper button:last-child").await;
    browser.until("document.documentElement.dataset.textSize === '120'").await;
}

#[tokio::test]
async fn a_german_paper_comes_alive_in_german() {
    let (server, browser) = paper_in("de", Screen::Desktop).await;
    browser.visit(&server, LEAD).await;
    assert_eq!(browser.attribute("html", "lang").await.as_deref(), Some("de"));
    browser.until_text(".related-title", "Verwandte Artikel").await;
    enlarge_text(&browser).await;
    browser.until_text("#settings-panel output", "120 %").await;
    browser.until_text("#settings-panel", "Schriftgröße").await;
    browser.press(Key::Escape).await;
    // The list of keys was not printed.
    browser.press("?").await;
    browser.until_text("#keys", "Tastenkürzel anzeigen").await;
    browser.press(Key::Escape).await;
    assert_eq!(browser.count("[lang=en]").await, 0, "no word is English");
    // Nor is a page that is made from data.
    browser.click(".row .story-link").await;
    browser.until("document.querySelector('.page[data-mounted] .article-body')").await;
    browser.until_text(".page[data-mounted] .related-title", "Verwandte Artikel").await;
    browser.until_text(".page[data-mounted] .published", "Veröffentlicht:").await;
    assert!(server.requests().iter().any(|request| request.path().starts_with("/words-de-")));
    browser.assert_quiet(&[]).await;
}

#[tokio::test]
async fn news_of_a_german_paper_is_announced_in_german() {
    let (server, browser) = paper_in("de", Screen::Desktop).await;
    // The time limit for the words stays what it is.
    browser.hurry(Duration::from_secs(21), 60).await;
    browser.visit(&server, "/").await;
    browser.run("window.dispatchEvent(new Event('scroll'))", &[]).await;
    server.edit_items(|items| items.insert(0, item("neu", "Eine neue Nachricht")));
    browser
        .until("document.querySelector('[role=status][aria-live=polite]').textContent === '1 neuer Artikel.'")
        .await;
}

#[tokio::test]
async fn dates_and_times_of_a_german_paper_are_german() {
    let (server, browser) = paper_in("de", Screen::Desktop).await;
    server.edit_items(|items| items.push(item("neu", "Eine neue Nachricht")));
    print(&server, "de");
    browser.set_clock("2025-07-10T14:30:00+01:00").await;
    browser.visit(&server, LEAD).await;
    browser.until_text(".masthead-date", "Donnerstag, 10. Juli 2025").await;
    let times =
        "[...document.querySelectorAll('time.ago')].some(time => time.textContent === 'vor 2 Stunden')";
    browser.until(times).await;
}

#[tokio::test]
async fn without_its_words_a_paper_says_english_ones() {
    let (server, browser) = paper_in("de", Screen::Desktop).await;
    server.fail("/words-de-*", Fault::Status(404));
    browser.visit(&server, LEAD).await;
    enlarge_text(&browser).await;
    browser.press(Key::Escape).await;
    browser.press("?").await;
    browser.until_text("#keys", "Show shortcuts").await;
    assert_eq!(browser.attribute("#keys", "lang").await.as_deref(), Some("en"));
    browser.press(Key::Escape).await;
    let printed = browser.value("document.querySelector('.skip-link').textContent").await;
    assert_eq!(printed, "Zum Inhalt springen", "what is printed stays");
    browser.assert_quiet(&["words-de-", "404"]).await;
}

#[tokio::test]
async fn a_paper_whose_words_never_come_starts_without_them() {
    let (server, browser) = paper_in("de", Screen::Desktop).await;
    server.fail("/words-de-*", Fault::Silence);
    browser.goto(&server.url(LEAD)).await;
    browser
        .until_within(Duration::from_secs(20), "document.documentElement.hasAttribute('data-program')")
        .await;
    enlarge_text(&browser).await;
}

#[tokio::test]
async fn roots_wait_for_slow_words() {
    let (server, browser) = paper_in("de", Screen::Desktop).await;
    server.fail("/words-de-*", Fault::Slow(Duration::from_millis(1_500)));
    browser.visit(&server, LEAD).await;
    browser.press("?").await;
    browser.until_text("#keys", "Tastenkürzel anzeigen").await;
}

#[tokio::test]
async fn an_arabic_paper_comes_alive_from_right_to_left() {
    for screen in [Screen::Phone, Screen::Desktop] {
        let (server, browser) = paper_in("ar", screen).await;
        browser.visit(&server, LEAD).await;
        assert_eq!(browser.attribute("html", "dir").await.as_deref(), Some("rtl"));
        enlarge_text(&browser).await;
        browser.until_text("#settings-panel", "حجم النص").await;
        let fits = "document.documentElement.scrollWidth <= document.documentElement.clientWidth";
        assert_eq!(browser.value(fits).await, true, "{screen:?}: nothing is wider than the screen");
        browser.press(Key::Escape).await;
        browser.assert_accessible(&format!("an Arabic paper, {screen:?}")).await;
        browser.picture(&format!("language-ar-{screen:?}")).await;
    }
}

#[tokio::test]
async fn english_words_in_a_persian_paper_carry_their_language() {
    let (server, browser) = paper_in("fa", Screen::Desktop).await;
    browser.visit(&server, LEAD).await;
    browser.press("?").await;
    for words in ["#keys", ".related-title", "[data-root=settings]", ".page-footer .fine-print"] {
        assert_eq!(browser.attribute(words, "lang").await.as_deref(), Some("en"), "{words}");
        assert_eq!(browser.attribute(words, "dir").await.as_deref(), Some("ltr"), "{words}");
    }
    browser.press(Key::Escape).await;
    browser.click(".row .story-link").await;
    browser.until("document.querySelector('.page[data-mounted] .article-body')").await;
    assert_eq!(browser.attribute(".page[data-mounted] .dateline", "lang").await.as_deref(), Some("en"));
    assert!(!server.requests().iter().any(|request| request.path().starts_with("/words-")));
}
