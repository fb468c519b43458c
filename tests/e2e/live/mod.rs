//! The open page keeps itself current while files change in the endpoint, and while the endpoint fails.

mod pace;

use london_daily::text;
use serde_json::{Value, json};

use crate::harness::{
    Browser, FEED, HEADLINES, Key, LEAD, LEAD_DOCUMENT, Screen, Server, item, paper, printed_paper, strings,
};

/// How much faster than the clock the page's timers run.
const HURRY: u32 = 60;
/// The interval between looks for news, in milliseconds of the page's own time.
const INTERVAL: u32 = 30_000;

/// Opens a page whose minutes are seconds, of a site that has news often. Every request for the feed is noted in `looks`, with
/// the page's own time.
async fn open_in_a_hurry(server: &Server, browser: &Browser, path: &str) {
    server.edit_json(FEED, |feed| feed["_london_daily"]["live_seconds"] = json!(INTERVAL / 1_000));
    browser.hurry_all_but_time_limits(HURRY).await;
    open_and_note_looks(server, browser, path).await;
}

async fn open_and_note_looks(server: &Server, browser: &Browser, path: &str) {
    note_looks(browser).await;
    browser.visit(server, path).await;
    browser.until(&format!("{HEADLINES}.length >= 12")).await;
}

async fn note_looks(browser: &Browser) {
    browser
        .before_each_page(
            "window.looks = [];
             const fetch = window.fetch.bind(window);
             window.fetch = (request, ...rest) => {
                 if (new URL(request.url ?? request, location).pathname.endsWith('/feed.json')) looks.push(performance.now());
                 return fetch(request, ...rest);
             };",
        )
        .await;
}

/// Waits until the page has looked for news so many times more, and the last but one of these looks has had its effect.
async fn until_looks(browser: &Browser, more: u32) {
    let looks = browser.value("looks.length").await.as_u64().unwrap_or_default();
    browser.until(&format!("looks.length >= {}", looks + u64::from(more))).await;
}

fn id(item: &Value) -> String {
    item["id"].as_str().unwrap_or_default().to_owned()
}

fn row(id: &str) -> String {
    format!(".related li[data-id='{id}']")
}

/// Notes in `tops`, frame by frame, where in the window an element stands.
async fn watch_place(browser: &Browser, css: &str) {
    browser
        .run(
            "const element = document.querySelector(arguments[0]);
             window.tops = [];
             (function look() {
                 tops.push(element.isConnected ? element.getBoundingClientRect().top : 'gone');
                 requestAnimationFrame(look);
             })();",
            &[json!(css)],
        )
        .await;
}

async fn assert_never_moved(browser: &Browser, what: &str) {
    browser.frames().await;
    let places = browser.value("[...new Set(tops)]").await;
    assert_eq!(places.as_array().map(Vec::len), Some(1), "{what} stood at {places}");
}

/// Notes in `announced` each text of the status region: assistive technology announces it.
async fn watch_announcements(browser: &Browser) {
    browser
        .run(
            "window.announced = [];
             const status = document.querySelector('[role=status][aria-live=polite]');
             new MutationObserver(() => announced.push(status.textContent))
                 .observe(status, { childList: true, characterData: true, subtree: true });",
            &[],
        )
        .await;
}

#[tokio::test]
async fn news_changes_and_withdrawals_reach_the_open_page() {
    let (server, browser) = paper(Screen::Desktop).await;
    open_in_a_hurry(&server, &browser, "/").await;
    watch_announcements(&browser).await;
    let rows =
        strings(&browser.value("[...document.querySelectorAll('.row')].map(row => row.dataset.id)").await);
    let [changed, withdrawn, gone] = [&rows[2], &rows[4], &rows[6]];
    let items = server.items();
    let (of_card, without_card) = (id(&items[3]), id(&items[4]));
    browser.run("window.samePage = true", &[]).await;

    server.edit_items(|items| {
        items.retain(|item| id(item) != *gone);
        for item in items.iter_mut() {
            if id(item) == *changed {
                item["title"] = json!("This headline was edited");
            } else if id(item) == of_card {
                item["title"] = json!("This card was edited");
            } else if [withdrawn, &without_card].contains(&&id(item)) {
                item["_london_daily"] = json!({ "withdrawn": true });
            }
        }
        items.insert(1, item("news-1", "This has just happened"));
    });
    browser.until(&format!("{HEADLINES}[0] === 'This has just happened'")).await;
    assert_eq!(browser.text(&format!("{} .story-link", row(changed))).await, "This headline was edited");
    browser.until_text(&row(changed), "Updated").await;
    assert_eq!(browser.count(".related .row-updated").await, 1, "only what has changed is marked");
    for id in [withdrawn, gone] {
        assert_eq!(browser.count(&row(id)).await, 0, "{id} has left");
    }
    // The cards of the front page follow their stories too.
    let cards =
        browser.value("[...document.querySelectorAll('.card')].map(card => card.innerText).join()").await;
    let cards = cards.as_str().unwrap_or_default();
    assert!(cards.contains("This card was edited"), "{cards}");
    assert!(!cards.contains(items[4]["title"].as_str().unwrap_or_default()), "{cards}");
    let announced = browser.until("announced.length && announced").await;
    assert_eq!(announced, json!(["1 new story, 1 story updated."]), "once and politely");
    assert_eq!(browser.value("[window.samePage, scrollY]").await, json!([true, 0]));
    assert_eq!(browser.title().await, "London Daily", "what is shown already is not counted");
    browser.assert_quiet(&[]).await;
}

#[tokio::test]
async fn news_of_a_section_waits_while_its_reader_points_at_a_row() {
    let (server, browser) = paper(Screen::Desktop).await;
    server.edit_json(FEED, |feed| feed["_london_daily"]["live_seconds"] = json!(INTERVAL / 1_000));
    browser.hurry_all_but_time_limits(HURRY).await;
    note_looks(&browser).await;
    browser.visit(&server, "/section/world/").await;
    browser.until(&format!("{HEADLINES}.length > 5")).await;
    watch_announcements(&browser).await;
    let third = browser.attribute(".row:nth-child(3)", "data-id").await.unwrap_or_default();
    browser
        .run("document.querySelector('.row').scrollIntoView({ block: 'center', behavior: 'instant' })", &[])
        .await;
    browser.hover(&row(&third)).await;
    browser.until(&format!("document.querySelector({:?}).matches(':hover')", row(&third))).await;
    watch_place(&browser, &row(&third)).await;
    server.edit_items(|items| {
        let mut elsewhere = item("news-2", "News of another section");
        elsewhere["tags"] = json!(["Sport"]);
        items.insert(0, elsewhere);
        items.insert(0, item("news-1", "News of the world"));
    });
    browser.until_text(".related-waiting", "1 new story").await;
    assert_eq!(browser.until("announced.length && announced").await, json!(["1 new story."]));
    assert_never_moved(&browser, "the row under the pointer").await;
    browser.click(".related-waiting button").await;
    browser.until(&format!("{HEADLINES}[0] === 'News of the world'")).await;
    assert_eq!(browser.count(&row("news-2")).await, 0);
    browser.assert_quiet(&[]).await;
}

#[tokio::test]
async fn who_has_the_focus_above_a_list_does_not_hold_its_news_back() {
    let (server, browser) = paper(Screen::Desktop).await;
    open_in_a_hurry(&server, &browser, "/").await;
    browser.run("document.querySelector('.card-lead .story-link').focus()", &[]).await;
    server.edit_items(|items| items.insert(1, item("news-1", "This has just happened")));
    browser.until(&format!("{HEADLINES}[0] === 'This has just happened'")).await;
    browser.until("document.activeElement.matches('.card-lead .story-link')").await;
}

#[tokio::test]
async fn an_article_that_leaves_while_it_is_read_stays_and_says_so() {
    let (server, browser) = paper(Screen::Desktop).await;
    open_in_a_hurry(&server, &browser, LEAD).await;
    browser.until_article().await;
    browser.type_into("#newsletter-email", "ada@exam").await;
    let text = browser.text(".article-body").await;
    let read = id(&server.items()[0]);
    server.edit_items(|items| {
        items.remove(0);
        items.insert(1, item("news-1", "This has just happened"));
    });
    // Who writes is not disturbed: news waits.
    browser.until("document.title.startsWith('(1)')").await;
    assert_eq!(browser.text(".article-body").await, text);
    assert_eq!(browser.value("document.querySelector('#newsletter-email').value").await, json!("ada@exam"));

    server.edit_items(|items| {
        items.insert(
            0,
            json!({ "id": read, "url": LEAD, "title": "Withdrawn", "_london_daily": { "withdrawn": true, "slug": "blinken-central-asia" } }),
        );
    });
    browser.until_text("article .withdrawn", london_daily::text::withdrawn()).await;
    assert_eq!(browser.text(".article-body").await, text, "what is read stays");
    browser.assert_quiet(&[]).await;
}

#[tokio::test]
async fn the_row_under_the_pointer_does_not_move() {
    let (server, browser) = paper(Screen::Desktop).await;
    open_in_a_hurry(&server, &browser, LEAD).await;
    let row_at = |place: u32| format!(".related li:nth-child({place})");
    let above = browser.attribute(&row_at(1), "data-id").await.unwrap_or_default();
    let longer = browser.attribute(&row_at(2), "data-id").await.unwrap_or_default();
    let pointed_at = browser.attribute(&row_at(4), "data-id").await.unwrap_or_default();
    let below = browser.attribute(&row_at(5), "data-id").await.unwrap_or_default();
    browser.hover(&row(&pointed_at)).await;
    browser.until(&format!("document.querySelector({:?}).matches(':hover')", row(&pointed_at))).await;
    watch_place(&browser, &row(&pointed_at)).await;

    let long = "This headline has become so much longer that it needs several lines more than it had before it was edited";
    server.edit_items(|items| {
        items.retain(|item| id(item) != above);
        for item in items.iter_mut() {
            if [&longer, &below].contains(&&id(item)) {
                item["title"] = json!(long);
            }
        }
        items.insert(1, item("news-1", "This has just happened"));
    });
    browser.until_text(".related-waiting", "1 new story").await;
    browser.until_text(&row(&below), long).await;
    until_looks(&browser, 2).await;
    assert_never_moved(&browser, "the row under the pointer").await;
    assert_eq!(browser.count(&row(&above)).await, 1, "a row above waits with leaving");

    browser.move_mouse(300.0, 300.0).await;
    browser.until(&format!("!document.querySelector({:?})", row(&above))).await;
    browser.until_text(&row(&longer), long).await;
}

#[tokio::test]
async fn the_row_that_has_the_focus_does_not_move() {
    let (server, browser) = paper(Screen::Desktop).await;
    open_in_a_hurry(&server, &browser, LEAD).await;
    let above = browser.attribute(".related li:nth-child(1)", "data-id").await.unwrap_or_default();
    let focused = browser.attribute(".related li:nth-child(4)", "data-id").await.unwrap_or_default();
    browser.run("document.querySelector('.related li:nth-child(4) a').focus()", &[]).await;
    watch_place(&browser, &row(&focused)).await;
    server.edit_items(|items| {
        items.retain(|item| id(item) != above);
        for item in items.iter_mut() {
            if id(item) == focused {
                item["title"] = json!("The headline that has the focus was edited");
                item["date_modified"] = json!("2025-07-11T09:00:00+01:00");
            }
        }
        items.insert(1, item("news-1", "This has just happened"));
    });
    browser.until_text(".related-waiting", "1 new story").await;
    browser.until_text(&row(&focused), "The headline that has the focus was edited").await;
    until_looks(&browser, 2).await;
    assert_never_moved(&browser, "the row with the focus").await;
    assert_eq!(browser.value("document.activeElement.localName").await, json!("a"));
    assert_eq!(browser.value("document.activeElement.closest('li').dataset.id").await, json!(focused));
    browser.press_with(Key::Shift, Key::Tab).await;
    browser.run("document.activeElement.blur()", &[]).await;
    browser.until(&format!("!document.querySelector({:?})", row(&above))).await;
}

#[tokio::test]
async fn news_is_announced_to_a_reader_below_without_moving_them() {
    let (server, browser) = paper(Screen::Desktop).await;
    open_in_a_hurry(&server, &browser, LEAD).await;
    watch_announcements(&browser).await;
    browser
        .run(
            "document.querySelector('.article h1').focus(); scrollTo({ top: 1200, behavior: 'instant' })",
            &[],
        )
        .await;
    let visible = browser
        .until(
            "[...document.querySelectorAll('.related li')]
                 .find(row => row.getBoundingClientRect().top > 300)?.dataset.id",
        )
        .await;
    watch_place(&browser, &row(visible.as_str().unwrap_or_default())).await;
    let (scrolled, headline) = (browser.value("scrollY").await, browser.text("h1").await);
    let height = browser.value("document.documentElement.scrollHeight").await;

    server.edit_items(|items| {
        for number in [3, 2, 1] {
            items.insert(1, item(&format!("news-{number}"), &format!("News {number}")));
        }
    });
    browser.until_text(".related-waiting button", "3 new stories").await;
    browser.until(&format!("document.title === {}", json!(format!("(3) {headline} — London Daily")))).await;
    until_looks(&browser, 2).await;
    assert_never_moved(&browser, "the list").await;
    assert_eq!(browser.value("scrollY").await, scrolled);
    assert_eq!(
        browser.value("document.documentElement.scrollHeight").await,
        height,
        "the button takes no room"
    );
    assert_eq!(browser.value("document.activeElement.localName").await, json!("h1"), "the focus stays");
    assert_eq!(browser.value("announced").await, json!(["3 new stories."]), "it is said once");
    assert_eq!(browser.count(&row("news-1")).await, 0);

    browser.click(".related-waiting button").await;
    browser.until(&format!("{HEADLINES}.slice(0, 3).join() === 'News 1,News 2,News 3'")).await;
    browser.until(&format!("document.title === {}", json!(format!("{headline} — London Daily")))).await;
    browser.until("document.activeElement.id === 'related-title'").await;
    browser
        .until(
            "(box => box.top >= 0 && box.bottom <= innerHeight)
                 (document.querySelector('#related-title').getBoundingClientRect())",
        )
        .await;
    browser.until_gone(".related-waiting button").await;
}

#[tokio::test]
async fn the_bar_offers_the_new_version_and_its_changes_are_shown() {
    for printed in [false, true] {
        let (server, browser) =
            if printed { printed_paper(Screen::Desktop).await } else { paper(Screen::Desktop).await };
        open_in_a_hurry(&server, &browser, LEAD).await;
        browser.until("document.querySelectorAll('.article-body > [data-block]').length > 10").await;
        let body = "document.querySelector('.article-body > [data-block=\"5\"]')";
        browser.run(&format!("{body}.scrollIntoView({{ block: 'center' }})"), &[]).await;
        let modified = json!("2025-07-11T09:00:00+01:00");
        server.edit_json(LEAD_DOCUMENT, |document| {
            let html = document["items"][0]["content_html"].as_str().unwrap().to_owned();
            document["items"][0]["content_html"] = json!(html + "<p>This was added.</p>");
            document["items"][0]["date_modified"] = modified.clone();
        });
        server.edit_items(|items| items[0]["date_modified"] = modified);
        browser.until_seen(".compact-bar.shown .bar-update").await;
        browser.click(".compact-bar .bar-update").await;
        browser.until("document.activeElement?.textContent === 'This was added.'").await;
        let marked = "[...document.querySelectorAll('.changed-block')].map(block => block.textContent)";
        assert_eq!(browser.value(marked).await, json!(["This was added."]), "printed: {printed}");
        let in_window = "(box => box.top >= 0 && box.bottom <= innerHeight)(document.activeElement.getBoundingClientRect())";
        browser.until(in_window).await;
        browser.until_gone(".bar-update").await;
        browser.assert_quiet(&[]).await;
    }
}

#[tokio::test]
async fn an_open_article_that_has_changed_offers_its_new_version() {
    let (server, browser) = paper(Screen::Desktop).await;
    open_in_a_hurry(&server, &browser, LEAD).await;
    browser.until_article().await;
    let before = browser.text(".article-body").await;
    let modified = json!("2025-07-11T09:00:00+01:00");
    server.edit_json(LEAD_DOCUMENT, |document| {
        document["items"][0]["content_html"] = json!("<p>All of it was written anew.</p>");
        document["items"][0]["date_modified"] = modified.clone();
    });
    server.edit_items(|items| items[0]["date_modified"] = modified);
    browser.until_text(".article-changed", text::article_changed()).await;
    assert_eq!(browser.text(".article-body").await, before, "nothing changes under the reader's eyes");
    browser.click(".article-changed button").await;
    browser.until_text(".article-body", "All of it was written anew.").await;
    browser.until_gone(".article-changed button").await;
    browser.assert_quiet(&[]).await;
}
