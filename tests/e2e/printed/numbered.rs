//! Numbered pages of lists: plain documents that lead to every story.

use london_daily::text;
use press::{self, Options};
use serde_json::json;

use super::{assert_quiet_until_whole, watched};
use crate::harness::{Engine, Screen, Server, printed_paper};

/// Prints a paper with a story on each of 180 days, all of them in one section, from a list in documents of 60.
fn print(server: &Server) {
    let item = |day: u32| {
        json!({
            "id": format!("{day}"), "url": format!("/story-{day}/"), "title": format!("Story {day}"),
            "content_text": format!("The text of story {day}."), "tags": ["World"],
            "date_published": format!("2024-{:02}-{:02}T08:00:00Z", 1 + day / 28, 1 + day % 28),
        })
    };
    for (name, days, next) in [
        ("feed", 120..180, Some("feed-2.json")),
        ("feed-2", 60..120, Some("feed-3.json")),
        ("feed-3", 0..60, None),
    ] {
        let document = json!({
            "version": "https://jsonfeed.org/version/1.1", "title": "A Paper", "next_url": next,
            "items": days.rev().map(item).collect::<Vec<_>>(), "_london_daily": { "sections": ["World"] },
        });
        server.write(&format!("/content/{name}.json"), document.to_string());
    }
    let report = press::print(&Options { dist: server.file("/"), forget: true, ..Options::default() }, &());
    assert!(!report.as_ref().is_ok_and(|report| report.failed()), "{report:?}");
}

#[tokio::test]
async fn without_scripts_a_section_leads_to_its_oldest_story() {
    let (server, browser) = printed_paper(Screen::Phone).await;
    if browser.lacks(&[Engine::WebKit], "without the page's scripts its driver has none either") {
        return;
    }
    print(&server);
    browser.forbid_scripts().await;
    browser.goto(&server.url("/section/world/")).await;
    browser.until("document.readyState === 'complete'").await;
    for number in [3, 2, 1] {
        browser.click("a[rel~=prev]").await;
        browser.until_path(&format!("/section/world/page/{number}/")).await;
        browser.until_heading(&format!("World: page {number}")).await;
        browser.until("document.readyState === 'complete'").await;
    }
    assert_eq!(browser.count("a[rel~=prev]").await, 0);
    browser.click(".listing-stories li:last-child .story-link").await;
    browser.until_heading("Story 0").await;
    browser.goto(&server.url("/section/world/page/3/")).await;
    browser.until_heading("World: page 3").await;
    browser.until("document.readyState === 'complete'").await;
    browser.click("a[rel~=next]").await;
    // The next page is not full yet: its place leads on to the section, which has its stories.
    browser.until_path("/section/world/").await;
    browser.until_heading("World").await;
    browser.click(".page-footer a[href$='/archive/']").await;
    browser.until_heading("All stories").await;
}

#[tokio::test]
async fn a_numbered_page_stays_as_it_is_when_the_app_has_come() {
    let (server, browser) = watched(Screen::Desktop).await;
    print(&server);
    browser.visit(&server, "/section/world/page/1/").await;
    assert_quiet_until_whole(&browser).await;
    let seen = "[...document.querySelectorAll('.listing-stories .card')].filter(card => card.checkVisibility()).length";
    assert_eq!(browser.value(seen).await, json!(50), "stories that the feed's first document lacks stay");
    browser.until("document.title === 'World: page 1 — A Paper'").await;
    browser.assert_accessible("a numbered page").await;
    // An article opens without a new document, or with one if only the host knows it; Back leads to the same list.
    browser.click(".listing-stories li:nth-child(3) .story-link").await;
    browser.until_heading("Story 47").await;
    browser.back().await;
    browser.until_heading("World: page 1").await;
    browser.until(&format!("{seen} === 50")).await;
    // The links between the pages are the browser's own.
    browser.run("window.same = true", &[]).await;
    browser.click("a[rel~=next]").await;
    browser.until_path("/section/world/page/2/").await;
    browser.until_heading("World: page 2").await;
    assert_eq!(browser.value("window.same ?? null").await, json!(null));
    browser.until_arrived().await;
    browser.assert_quiet(&[]).await;
}

#[tokio::test]
async fn a_printed_list_has_one_way_on_and_not_two() {
    let (server, browser) = watched(Screen::Desktop).await;
    print(&server);
    browser.visit(&server, "/section/world/").await;
    assert_quiet_until_whole(&browser).await;
    assert_eq!(
        browser.text(".listing-more").await,
        format!("{} {}", text::newest_only(), text::older_stories())
    );
    browser.until_gone(".related-more button").await;
    // Made from data, the list goes on in its place.
    browser.click(".masthead-name").await;
    browser.until_path("/").await;
    browser.click(".masthead-sections a[href$='/section/world/']").await;
    browser.until_heading("World").await;
    browser.until_seen(".related-more button").await;
    assert_eq!(browser.count(".listing-more").await, 0);
}
