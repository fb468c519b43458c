//! The page of saved stories: what was saved and read is listed, removed and put back.

use london_daily::text;
use serde_json::{Value, json};

use crate::{
    access::STICKS_OUT,
    harness::{
        Browser, Engine, LEAD, SPECIMEN, Screen, Server, printed_server, printed_server_below, strings,
    },
    offline::{keeper, save, until_kept},
};

const PAGE: &str = "/saved/";
/// The key of the marks of stories that were read.
const MARKS: &str = "localStorage.getItem('london-daily-read')";

/// Selects something in a list, which is `saved` or `read`.
fn within(list: &str, css: &str) -> String {
    format!("#{list}-title ~ {css}")
}

fn undo(list: &str) -> String {
    within(list, ".shelf-tools button:first-child")
}

fn remove_all(list: &str) -> String {
    within(list, ".shelf-tools button:last-child")
}

/// Waits until a list has exactly these stories, in this order.
async fn until_listed(browser: &Browser, list: &str, paths: &[&str]) {
    let links = format!("[...document.querySelectorAll({:?})]", within(list, ".shelf-rows .story-link"));
    let paths = json!(paths).to_string();
    browser.until(&format!("JSON.stringify({links}.map(link => link.pathname)) === {:?}", paths)).await;
}

/// Waits until the focus is on the button that removes the story with this headline.
async fn until_focus_on_row(browser: &Browser, headline: &str) {
    let name = json!(text::remove_story(headline));
    browser.until(&format!("document.activeElement.getAttribute('aria-label') === {name}")).await;
}

async fn until_announced(browser: &Browser, words: &str) {
    browser.until_text(".visually-hidden[role=status]", words).await;
}

/// Reads and saves two stories; returns their headlines.
async fn save_two(server: &Server, browser: &Browser) -> [String; 2] {
    let mut headlines = Vec::new();
    for path in [LEAD, SPECIMEN] {
        browser.visit(server, path).await;
        save(browser).await;
        until_kept(browser, &server.path(path)).await;
        headlines.push(browser.text("main h1").await);
    }
    headlines.try_into().expect("two headlines")
}

#[tokio::test]
async fn a_saved_story_is_listed_until_it_is_removed() {
    let server = printed_server().await;
    let browser = keeper(&server).await;
    let [lead, specimen] = save_two(&server, &browser).await;
    browser.visit(&server, PAGE).await;
    until_listed(&browser, "saved", &[SPECIMEN, LEAD]).await;
    assert_eq!(browser.text(&within("saved", ".shelf-rows li:last-child .story-link")).await, lead);
    browser.until_seen(&within("saved", ".shelf-rows li:last-child .row-section")).await;
    browser.until_seen(&within("saved", ".shelf-rows li:last-child time")).await;
    browser.assert_accessible("the saved stories").await;

    browser.click(&within("saved", ".shelf-rows li:first-child button")).await;
    until_listed(&browser, "saved", &[LEAD]).await;
    until_focus_on_row(&browser, &lead).await;
    until_announced(&browser, &text::removed_story(&specimen)).await;
    browser.click(&undo("saved")).await;
    until_listed(&browser, "saved", &[SPECIMEN, LEAD]).await;
    until_focus_on_row(&browser, &specimen).await;
    until_announced(&browser, text::put_back()).await;
    browser.until_gone(&undo("saved")).await;

    browser.click(&within("saved", ".shelf-rows li:last-child button")).await;
    until_listed(&browser, "saved", &[SPECIMEN]).await;
    until_focus_on_row(&browser, &specimen).await;
    for (path, pressed) in [(LEAD, false), (SPECIMEN, true)] {
        browser.goto(&server.url(path)).await;
        browser.until("document.documentElement.hasAttribute('data-keeps')").await;
        browser.until(&format!("document.querySelector('[data-save][aria-pressed={pressed}]')")).await;
    }
    browser.assert_quiet(&[]).await;
}

#[tokio::test]
async fn an_empty_list_says_how_to_fill_it() {
    let server = printed_server().await;
    let browser = keeper(&server).await;
    browser.visit(&server, PAGE).await;
    for (list, words) in [("saved", text::nothing_saved()), ("read", text::nothing_read())] {
        browser.until_seen(&within(list, ".shelf-note")).await;
        assert_eq!(browser.text(&within(list, ".shelf-note")).await, words);
        browser.until_gone(&remove_all(list)).await;
    }
    browser.until_gone(".without-scripts").await;

    browser.visit(&server, LEAD).await;
    save(&browser).await;
    browser.visit(&server, PAGE).await;
    until_listed(&browser, "saved", &[LEAD]).await;
    browser.click(&within("saved", ".shelf-rows button")).await;
    browser.until_seen(&within("saved", ".shelf-note")).await;
    browser.until("document.activeElement.id === 'saved-title'").await;
}

#[tokio::test]
async fn all_that_was_read_is_removed_and_put_back() {
    let server = printed_server().await;
    let browser = keeper(&server).await;
    for path in [LEAD, SPECIMEN, LEAD] {
        browser.visit(&server, path).await;
        browser.until(MARKS).await;
    }
    browser.visit(&server, PAGE).await;
    until_listed(&browser, "read", &[LEAD, SPECIMEN]).await;
    let marks = browser.value(MARKS).await;
    browser.click(&remove_all("read")).await;
    until_listed(&browser, "read", &[]).await;
    assert_eq!(browser.value(MARKS).await, json!(""));
    until_announced(&browser, &text::removed_all(2)).await;
    let on_undo = format!("document.activeElement === document.querySelector({:?})", undo("read"));
    browser.until(&on_undo).await;
    browser.run("document.activeElement.click()", &[]).await;
    until_listed(&browser, "read", &[LEAD, SPECIMEN]).await;
    assert_eq!(browser.value(MARKS).await, marks);
    browser.until("document.activeElement.matches('.shelf-row:first-child button')").await;
    browser.assert_quiet(&[]).await;
}

#[tokio::test]
async fn the_foot_leads_to_the_list_and_back_to_the_article() {
    let server = printed_server().await;
    let browser = keeper(&server).await;
    browser.visit(&server, LEAD).await;
    browser.run("window.samePage = true", &[]).await;
    browser.run("document.querySelector('.page-footer a[href$=\"/saved/\"]').click()", &[]).await;
    browser.until_path(PAGE).await;
    browser.until_heading(text::saved_stories()).await;
    browser.until("document.activeElement.localName === 'h1'").await;
    assert!(browser.title().await.starts_with(text::saved_stories()));
    until_listed(&browser, "read", &[LEAD]).await;
    assert_eq!(browser.count(".page[data-mounted] .shelf").await, 2, "it is made from data");
    browser.click(&within("read", ".shelf-rows .story-link")).await;
    browser.until_path(LEAD).await;
    browser.until_article().await;
    save(&browser).await;
    browser.back().await;
    browser.until_path(PAGE).await;
    until_listed(&browser, "saved", &[LEAD]).await;
    assert_eq!(browser.value("window.samePage").await, json!(true), "no page was loaded anew");
}

#[tokio::test]
async fn saved_stories_are_listed_and_read_without_a_network() {
    let server = printed_server().await;
    let browser = keeper(&server).await;
    let [lead, _] = save_two(&server, &browser).await;
    until_kept(&browser, PAGE).await;
    server.go_away().await;
    browser.goto(&server.url(PAGE)).await;
    browser.until_arrived().await;
    until_listed(&browser, "saved", &[SPECIMEN, LEAD]).await;
    until_listed(&browser, "read", &[SPECIMEN, LEAD]).await;
    browser.click(&within("saved", ".shelf-rows li:last-child .story-link")).await;
    browser.until_heading(&lead).await;
    browser.goto(&server.url("/offline/")).await;
    browser.until_seen(&format!("#kept a[href=\"{LEAD}\"]")).await;
    assert_eq!(browser.count(&format!("#kept a[href=\"{PAGE}\"]")).await, 0, "the page links to it already");
    browser.click(&format!("main a[href=\"{PAGE}\"]")).await;
    until_listed(&browser, "saved", &[SPECIMEN, LEAD]).await;
}

#[tokio::test]
async fn a_story_that_the_edition_forgets_keeps_its_headline() {
    let server = printed_server().await;
    let browser = keeper(&server).await;
    let [lead, _] = save_two(&server, &browser).await;
    server.edit_items(|items| {
        items.retain(|item| !item["url"].as_str().unwrap_or_default().contains("blinken-central-asia"));
    });
    browser.run("localStorage.setItem('london-daily-read', `never-seen ${localStorage.getItem('london-daily-read')}`)", &[]).await;
    browser.visit(&server, PAGE).await;
    until_listed(&browser, "saved", &[SPECIMEN, LEAD]).await;
    until_listed(&browser, "read", &[SPECIMEN, LEAD]).await;
    assert_eq!(browser.text(&within("read", ".shelf-rows li:last-child .story-link")).await, lead);
    browser.until_text(&within("read", ".shelf-rows ~ .shelf-note"), &text::headlines_unknown(1)).await;
    browser.click(&remove_all("read")).await;
    until_listed(&browser, "read", &[]).await;
    assert_eq!(browser.value(MARKS).await, json!(""), "it goes with the others");
    browser.click(&within("saved", ".shelf-rows li:last-child .story-link")).await;
    browser.until_heading(&lead).await;
}

#[tokio::test]
async fn what_one_tab_removes_is_gone_in_the_other() {
    let server = printed_server().await;
    let browser = keeper(&server).await;
    save_two(&server, &browser).await;
    browser.visit(&server, PAGE).await;
    until_listed(&browser, "saved", &[SPECIMEN, LEAD]).await;
    let first = browser.client().window().await.expect("a window");
    let second = browser.client().new_window(true).await.expect("a second tab");
    browser.client().switch_to_window(second.handle).await.expect("it is shown");
    browser.visit(&server, PAGE).await;
    until_listed(&browser, "saved", &[SPECIMEN, LEAD]).await;
    browser.click(&within("saved", ".shelf-rows li:first-child button")).await;
    until_listed(&browser, "saved", &[LEAD]).await;
    browser.click(&within("read", ".shelf-rows li:first-child button")).await;
    until_listed(&browser, "read", &[LEAD]).await;
    browser.client().switch_to_window(first).await.expect("the first is shown");
    until_listed(&browser, "read", &[LEAD]).await;
    // Drivers show a window without giving it the focus.
    browser.run("dispatchEvent(new Event('focus'))", &[]).await;
    until_listed(&browser, "saved", &[LEAD]).await;
}

#[tokio::test]
async fn without_scripts_the_page_says_what_it_takes() {
    let server = printed_server().await;
    let browser = Browser::open(Screen::Phone, &server).await;
    if browser.lacks(&[Engine::WebKit], "without the page's scripts its driver has none either") {
        return;
    }
    browser.forbid_scripts().await;
    browser.goto(&server.url(PAGE)).await;
    browser.until_text(".without-scripts", text::saved_without_scripts()).await;
    browser.until_seen(".without-scripts a[href=\"/\"]").await;
    browser.until_gone(".shelf").await;
}

#[tokio::test]
async fn where_nothing_can_be_kept_the_page_says_so() {
    let server = printed_server().await;
    let browser = Browser::open(Screen::Desktop, &server).await;
    let refuse = "for (const name of ['localStorage', 'caches'])
        Object.defineProperty(window, name, { get() { throw new DOMException('refused', 'SecurityError'); } });";
    browser.before_each_page(refuse).await;
    browser.visit(&server, PAGE).await;
    let said = "[...document.querySelectorAll('.shelf-note')]
        .filter(note => note.checkVisibility({ visibilityProperty: true })).map(note => note.textContent)";
    browser
        .until(&format!(
            "({said}).length === 2 && ({said}).every(text => text === {:?})",
            text::nothing_kept()
        ))
        .await;
}

#[tokio::test]
async fn the_lists_fit_into_320_by_256_pixels() {
    let server = printed_server().await;
    let browser = keeper(&server).await;
    save_two(&server, &browser).await;
    for size in ["100", "200"] {
        browser.run("localStorage.setItem('london-daily-text-size', arguments[0])", &[json!(size)]).await;
        browser.zoom(400).await;
        browser.visit(&server, PAGE).await;
        until_listed(&browser, "saved", &[SPECIMEN, LEAD]).await;
        browser.click(&within("saved", ".shelf-rows li:first-child button")).await;
        until_listed(&browser, "saved", &[LEAD]).await;
        assert_eq!(strings(&browser.value(STICKS_OUT).await), [""; 0], "text at {size} %");
        browser.click(&undo("saved")).await;
        until_listed(&browser, "saved", &[SPECIMEN, LEAD]).await;
    }
}

#[tokio::test]
async fn below_a_path_the_lists_lead_to_stories_below_it() {
    let server = printed_server_below("/paper").await;
    let browser = keeper(&server).await;
    browser.visit(&server, LEAD).await;
    save(&browser).await;
    let lead = server.path(LEAD);
    browser.visit(&server, PAGE).await;
    for list in ["saved", "read"] {
        until_listed(&browser, list, &[&lead]).await;
    }
    browser.click(&within("saved", ".shelf-rows button")).await;
    until_listed(&browser, "saved", &[]).await;
    let kept = "const [done] = arguments;
        caches.open('london-daily:/paper/:saved').then(cache => cache.keys()).then(({ length }) => done(length))";
    let kept = browser.client().execute_async(kept, Vec::<Value>::new()).await.expect("a number");
    assert_eq!(kept, json!(0));
}
