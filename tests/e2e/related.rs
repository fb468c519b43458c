//! The list of headlines beside an article.

use london_daily::text;
use serde_json::{Value, json};

use crate::harness::{Browser, FEED, Fault, HEADLINES, LEAD, Screen, Server, item, paper, strings};

/// The ids of the rows, in their order.
const ROWS: &str = "[...document.querySelectorAll('.related li')].map(row => row.dataset.id)";

async fn rows(browser: &Browser) -> Vec<String> {
    strings(&browser.value(ROWS).await)
}

fn topics(item: &Value) -> Vec<String> {
    // The first tag is the section.
    strings(&item["tags"]).split_off(1)
}

#[tokio::test]
async fn an_article_has_fifty_headlines_with_its_own_topics_first() {
    let (server, browser) = paper(Screen::Desktop).await;
    browser.visit(&server, LEAD).await;
    browser.until_text(".related h2", "Related Articles").await;
    let rows = rows(&browser).await;
    assert_eq!(rows.len(), 50, "all at once");
    let items = server.items();
    let lead = &items[0];
    let lead_id = lead["id"].as_str().unwrap_or_default();
    assert!(!rows.iter().any(|row| row == lead_id), "an article is not related to itself");

    let about = topics(lead);
    for id in &rows[..5] {
        let story = items.iter().find(|item| item["id"] == json!(id)).expect("a row is a story of the feed");
        let shared = topics(story).into_iter().any(|topic| about.contains(&topic));
        assert!(shared, "{} is about {:?}, the lead about {about:?}", story["title"], topics(story));
    }
    let chosen = strings(&lead["_london_daily"]["related"]);
    assert_eq!(rows[..chosen.len()], chosen[..], "what the editors chose comes first");
    let newest: Vec<&str> = items[1..6].iter().filter_map(|item| item["id"].as_str()).collect();
    assert_ne!(rows[..5], newest[..], "it is not simply the newest");
}

#[tokio::test]
async fn a_headline_says_on_request_why_it_is_there() {
    let (server, browser) = paper(Screen::Desktop).await;
    browser.visit(&server, LEAD).await;
    let why = |place: u32| format!(".related li:nth-child({place}) .row-why");
    browser.element(&why(1)).await;
    assert_eq!(browser.count(".related .row-why[open]").await, 0);
    browser.click(&format!("{} summary", why(1))).await;
    browser.until_text(&format!("{} p", why(1)), london_daily::text::reason_chosen()).await;
    browser.click(&format!("{} summary", why(4))).await;
    browser.until_text(&format!("{} p", why(4)), "Also about ").await;
    let reason = browser.text(&format!("{} p", why(4))).await;
    let lead = topics(&server.items()[0]);
    assert!(lead.iter().any(|topic| reason.contains(topic.as_str())), "{reason}");
    let row = browser.text(".related-first li:nth-child(4)").await;
    assert!(
        row.contains("World") && browser.count(".related-first li:nth-child(4) time[datetime]").await == 1,
        "{row}"
    );
}

#[tokio::test]
async fn what_was_pressed_to_learn_why_stays_in_its_place() {
    let (server, browser) = paper(Screen::Phone).await;
    browser.visit(&server, LEAD).await;
    let place = "(({ top, right }) => [top, right])(document.querySelector('.row-why summary').getBoundingClientRect())";
    browser.until("document.querySelector('.row-why summary')").await;
    browser.run("document.querySelector('.row-why summary').scrollIntoView({ block: 'center', behavior: 'instant' })", &[]).await;
    browser.frames().await;
    let before = browser.value(place).await;
    browser.run("document.querySelector('.row-why summary').click()", &[]).await;
    browser.until_seen(".row-why p").await;
    assert_eq!(browser.value(place).await, before);
    let below = "document.querySelector('.row-why p').getBoundingClientRect().top >= document.querySelector('.row-why summary').getBoundingClientRect().bottom - 1";
    assert_eq!(browser.value(below).await, json!(true), "the answer stands below");
}

#[tokio::test]
async fn a_headline_whose_article_was_read_is_marked_and_stays_marked() {
    let (server, browser) = paper(Screen::Desktop).await;
    browser.visit(&server, LEAD).await;
    let link = ".related li:nth-child(2) a";
    browser.until(&format!("!document.querySelector({link:?}).classList.contains('read')")).await;
    let unread =
        browser.value(&format!("getComputedStyle(document.querySelector({link:?})).fontWeight")).await;
    browser.click(link).await;
    browser.until_article().await;
    browser.back().await;
    let marked = format!("document.querySelector({link:?})?.classList.contains('read')");
    browser.until(&marked).await;
    let read = browser.value(&format!("getComputedStyle(document.querySelector({link:?})).fontWeight")).await;
    assert_ne!(read, unread, "the mark is seen");
    assert_eq!(browser.count(".related a.read").await, 1);
    browser.reload().await;
    browser.until(&marked).await;
}

/// Gives the feed two older pages of 60 and 10 stories; the last one leads back to the feed itself.
fn write_older_pages(server: &Server) {
    let story = |number: usize| {
        let mut story = item(&format!("older-{number}"), &format!("Older story number {number}"));
        story["date_published"] = json!(format!("2024-{:02}-10T12:00:00Z", 12 - number / 10));
        story
    };
    let page = |numbers: std::ops::Range<usize>, next: &str| {
        json!({
            "version": "https://jsonfeed.org/version/1.1", "title": "London Daily", "next_url": next,
            "items": numbers.map(story).collect::<Vec<_>>(),
        })
        .to_string()
    };
    server.edit_json(FEED, |feed| feed["next_url"] = json!("older-1.json"));
    server.write("/content/older-1.json", page(0..60, "older-2.json"));
    server.write("/content/older-2.json", page(60..70, "feed.json"));
}

#[tokio::test]
async fn more_headlines_come_from_older_pages_until_there_are_no_more() {
    let (server, browser) = paper(Screen::Desktop).await;
    write_older_pages(&server);
    browser.visit(&server, LEAD).await;
    let before = rows(&browser).await;
    let more = ".related-more button";
    browser.click(more).await;
    browser.until(&format!("{ROWS}.length === 100")).await;
    let after = rows(&browser).await;
    assert_eq!(after[..50], before[..], "what was there stays where it was");
    let focused = "document.activeElement.closest('.row')?.dataset.id";
    browser.until(&format!("{focused} === {ROWS}[50]")).await;
    let mut clicks = 0;
    while browser.count(more).await > 0 {
        clicks += 1;
        assert!(clicks < 6, "the pages end");
        browser.click(more).await;
        browser.until("!document.querySelector('.related-more .loading')").await;
        browser.frames().await;
    }
    // 60 in the feed without the article itself, and 70 older ones.
    browser.until(&format!("{ROWS}.length === 129")).await;
    let mut all = rows(&browser).await;
    assert_eq!(all[..100], after[..]);
    browser.until(&format!("{ROWS}.indexOf({focused}) >= 100")).await;
    all.sort();
    all.dedup();
    assert_eq!(all.len(), 129, "none is there twice");
    assert_eq!(server.requests_for("/content/older-1.json").len(), 1);
    browser.assert_quiet(&[]).await;
}

#[tokio::test]
async fn older_headlines_that_fail_are_explained_and_can_be_retried() {
    let (server, browser) = paper(Screen::Desktop).await;
    write_older_pages(&server);
    server.fail("/content/older-1.json", Fault::Status(500));
    browser.visit(&server, "/").await;
    let before = browser.headlines().await;
    browser.click(".related-more button").await;
    browser.until_text(".related-more [role=alert]", text::more_error()).await;
    browser.until_text(".related-more [role=alert]", "500").await;
    assert_eq!(browser.headlines().await[..before.len()], before[..], "what was there stays");
    server.heal("/content/older-1.json");
    browser.click(".related-more [role=alert] button").await;
    browser.until(&format!("{HEADLINES}.includes('Older story number 3')")).await;
    browser.until_gone(".related-more [role=alert]").await;
}

#[tokio::test]
async fn rows_that_come_after_the_paint_move_none_of_those_before() {
    for screen in [Screen::Phone, Screen::Tablet, Screen::Desktop] {
        let (server, browser) = paper(screen).await;
        browser.visit(&server, LEAD).await;
        browser.until("document.querySelectorAll('.row').length === 50").await;
        // A story without a text, so that its list is in sight.
        let (first, moved) =
            browser.fills("visa-overstayers", ".row", ".related-rest .row:nth-child(42)").await;
        assert!((1..50).contains(&first), "{screen:?}: {first} rows at first");
        assert_eq!(moved, 0, "{screen:?}: rows move");
    }
}

#[tokio::test]
async fn the_rows_of_a_short_list_stay_where_they_are_too() {
    let (server, browser) = paper(Screen::Tablet).await;
    server.edit_items(|items| {
        let mut others = 0;
        items.retain(|item| {
            let is_opened = item.to_string().contains("visa-overstayers");
            others += usize::from(!is_opened);
            is_opened || others <= 20
        });
    });
    browser.visit(&server, LEAD).await;
    browser.until("document.querySelector('.row .story-link[href*=visa-overstayers]')").await;
    let (first, moved) = browser.fills("visa-overstayers", ".row", ".related-rest .row:nth-child(12)").await;
    assert_eq!((first, moved), (12, 0), "rows at first, and those that move");
}
