//! The open page keeps itself current while files change in the endpoint, and while the endpoint fails.

use std::time::Duration;

use serde_json::{Value, json};

use crate::harness::{
    Browser, FEED, Fault, HEADLINES, Key, LEAD, LEAD_DOCUMENT, Screen, Server, item, paper,
};

/// How much faster than the clock the page's timers run.
const HURRY: u32 = 60;
/// The interval between looks for news, in milliseconds of the page's own time.
const INTERVAL: u32 = 30_000;
/// The time limit of a request, which a slow machine needs.
const TIME_LIMIT: Duration = Duration::from_secs(20);

/// Opens a page whose minutes are seconds, of a paper that has news often. Every request for the feed is noted in `looks`,
/// with the page's own time.
async fn open_in_a_hurry(server: &Server, browser: &Browser, path: &str) {
    server.edit_json(FEED, |feed| feed["_london_daily"]["live_seconds"] = json!(INTERVAL / 1_000));
    browser.hurry_all_but(TIME_LIMIT, HURRY).await;
    open_and_note_looks(server, browser, path).await;
}

async fn open_and_note_looks(server: &Server, browser: &Browser, path: &str) {
    note_looks(browser).await;
    browser.visit(server, path).await;
    browser.until(&format!("{HEADLINES}.length >= 50")).await;
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

/// Notes in `announced` everything that assistive technology is told.
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
async fn news_arrives_changes_are_marked_and_what_is_withdrawn_leaves_while_the_page_is_open() {
    let Some((server, browser)) = paper(Screen::Desktop).await else {
        return;
    };
    open_in_a_hurry(&server, &browser, "/").await;
    watch_announcements(&browser).await;
    let items = server.items();
    let (changed, withdrawn, gone) = (id(&items[2]), id(&items[4]), id(&items[6]));
    browser.run("window.samePage = true", &[]).await;

    server.edit_items(|items| {
        items[2]["title"] = json!("This headline was edited");
        items[4]["_london_daily"] = json!({ "withdrawn": true });
        items.remove(6);
        items.insert(1, item("news-1", "This has just happened"));
    });
    browser.until(&format!("{HEADLINES}[0] === 'This has just happened'")).await;
    assert_eq!(browser.text(&format!("{} .story-link", row(&changed))).await, "This headline was edited");
    browser.until_text(&row(&changed), "Updated").await;
    assert_eq!(browser.count(".related .row-updated").await, 1, "only what has changed is marked");
    for id in [&withdrawn, &gone] {
        assert_eq!(browser.count(&row(id)).await, 0, "{id} has left");
    }
    // The cards of the front page follow their stories too.
    let cards =
        browser.value("[...document.querySelectorAll('.card')].map(card => card.innerText).join()").await;
    let cards = cards.as_str().unwrap_or_default();
    assert!(cards.contains("This headline was edited"), "{cards}");
    assert!(!cards.contains(items[4]["title"].as_str().unwrap_or_default()), "{cards}");
    let announced = browser.until("announced.length && announced").await;
    assert_eq!(announced, json!(["1 new story, 1 story updated."]), "once and politely");
    assert_eq!(browser.value("[window.samePage, scrollY]").await, json!([true, 0]));
    assert_eq!(browser.title().await, "London Daily", "what is shown already is not counted");
    browser.assert_quiet(&[]).await;
}

#[tokio::test]
async fn the_row_under_the_pointer_does_not_move() {
    let Some((server, browser)) = paper(Screen::Desktop).await else {
        return;
    };
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
    let Some((server, browser)) = paper(Screen::Desktop).await else {
        return;
    };
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
async fn a_reader_further_down_is_told_of_news_and_stays_where_they_are() {
    let Some((server, browser)) = paper(Screen::Desktop).await else {
        return;
    };
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
async fn whatever_the_server_does_the_page_keeps_what_it_has_and_recovers_by_itself() {
    let Some((server, browser)) = paper(Screen::Desktop).await else {
        return;
    };
    server.edit_json(FEED, |feed| feed["_london_daily"]["live_seconds"] = json!(15));
    // The time limit of a request, 20 seconds, passes in less than one.
    browser.hurry(Duration::ZERO, 30).await;
    open_and_note_looks(&server, &browser, "/").await;
    let faults = [
        ("an error", Some(Fault::Status(500))),
        ("nothing there", Some(Fault::Status(404))),
        ("HTML", Some(Fault::Html)),
        ("an answer that breaks off", Some(Fault::CutOff)),
        ("half of the JSON", Some(Fault::Half)),
        ("other JSON", Some(Fault::Body("application/json", "{\"hello\": 1}".into()))),
        (
            "an edition without stories",
            Some(Fault::Body("application/json", "{\"title\": \"London Daily\", \"items\": []}".into())),
        ),
        ("silence", Some(Fault::Silence)),
        ("nobody", None),
    ];
    for (name, fault) in faults {
        let before = browser.headlines().await;
        match fault {
            Some(fault) => server.fail(FEED, fault),
            None => server.go_away().await,
        }
        until_looks(&browser, 3).await;
        assert_eq!(browser.headlines().await, before, "{name}: what was there stays");
        assert_eq!(browser.count("main .notice[role=alert]").await, 0, "{name}: a reader is not bothered");
        let news = format!("After {name}");
        server.edit_items(|items| items.insert(1, item(&news, &news)));
        server.heal(FEED);
        if name == "nobody" {
            server.come_back().await;
        }
        browser.until(&format!("{HEADLINES}[0] === {news:?}")).await;
    }
}

#[tokio::test]
async fn a_page_whose_looks_fail_looks_less_and_less_often_and_as_often_as_before_once_one_succeeds() {
    let Some((server, browser)) = paper(Screen::Desktop).await else {
        return;
    };
    open_in_a_hurry(&server, &browser, "/").await;
    server.fail(FEED, Fault::Status(500));
    browser.run("looks.length = 0", &[]).await;
    let looks = browser.until("looks.length >= 5 && looks.slice(0, 5)").await;
    let looks: Vec<f64> = looks.as_array().into_iter().flatten().filter_map(Value::as_f64).collect();
    let gaps: Vec<f64> = looks.windows(2).map(|pair| pair[1] - pair[0]).collect();
    for (failures, gap) in gaps.iter().enumerate() {
        let nominal = f64::from(INTERVAL) * f64::from(2_u32.pow(failures as u32 + 1));
        assert!(*gap >= nominal * 0.79, "after {} failures: {gap} of {nominal} ms; {gaps:?}", failures + 1);
    }
    server.heal(FEED);
    browser.until("looks.length >= 6").await;
    browser.run("looks.length = 0", &[]).await;
    let looks = browser.until("looks.length >= 3 && looks.slice(0, 3)").await;
    let gap = looks[2].as_f64().unwrap_or_default() - looks[1].as_f64().unwrap_or_default();
    assert!(gap < f64::from(INTERVAL) * 2.0, "back to the paper's own interval: {gap} ms");
}

#[tokio::test]
async fn a_server_that_asks_to_be_left_alone_for_a_while_is() {
    let Some((server, browser)) = paper(Screen::Desktop).await else {
        return;
    };
    open_in_a_hurry(&server, &browser, "/").await;
    server.fail(FEED, Fault::RetryAfter(503, 200));
    until_looks(&browser, 1).await;
    let first = browser.value("looks.at(-1)").await.as_f64().unwrap_or_default();
    until_looks(&browser, 1).await;
    let second = browser.value("looks.at(-1)").await.as_f64().unwrap_or_default();
    // Without the header it would be 72 seconds at most.
    assert!(second - first >= 200_000.0, "{} ms", second - first);
}

#[tokio::test]
async fn a_hidden_page_and_one_without_a_connection_do_not_look_until_they_return() {
    let Some((server, browser)) = paper(Screen::Desktop).await else {
        return;
    };
    open_in_a_hurry(&server, &browser, "/").await;
    until_looks(&browser, 1).await;
    // A look may be under way at the very moment of hiding; it has begun before.
    browser.hide(true).await;
    let looks = browser.value("looks.length").await;
    browser.let_pass(INTERVAL * 6).await;
    assert_eq!(browser.value("looks.length").await, looks, "nobody looks at a hidden page");
    browser.hide(false).await;
    until_looks(&browser, 2).await;

    browser.offline(true).await;
    browser.until("!navigator.onLine").await;
    browser.frames().await;
    let looks = browser.value("looks.length").await;
    browser.let_pass(INTERVAL * 6).await;
    assert_eq!(browser.value("looks.length").await, looks, "there is nobody to ask");
    server.edit_items(|items| items.insert(1, item("news", "News from the meantime")));
    browser.offline(false).await;
    browser.until(&format!("{HEADLINES}[0] === 'News from the meantime'")).await;
}

#[tokio::test]
async fn a_page_that_is_shown_again_or_online_again_looks_at_once() {
    let Some((server, browser)) = paper(Screen::Desktop).await else {
        return;
    };
    // Nothing but the return brings a look about within this hour.
    server.edit_json(FEED, |feed| feed["_london_daily"]["live_seconds"] = json!(3_600));
    note_looks(&browser).await;
    browser.visit(&server, "/").await;
    browser.until_seen(".card-lead").await;
    assert_eq!(browser.value("looks.length").await, json!(1));
    server.edit_items(|items| items.insert(1, item("one", "While it was hidden")));
    browser.hide(true).await;
    browser.hide(false).await;
    browser.until(&format!("{HEADLINES}[0] === 'While it was hidden'")).await;
    server.edit_items(|items| items.insert(1, item("two", "While there was no connection")));
    browser.offline(true).await;
    browser.until("!navigator.onLine").await;
    browser.offline(false).await;
    browser.until(&format!("{HEADLINES}[0] === 'While there was no connection'")).await;
    assert_eq!(browser.value("looks.length").await, json!(3), "once each time");
}

#[tokio::test]
async fn an_answer_without_news_touches_nothing_on_the_page() {
    let Some((server, browser)) = paper(Screen::Desktop).await else {
        return;
    };
    open_in_a_hurry(&server, &browser, LEAD).await;
    browser.until_article().await;
    until_looks(&browser, 2).await;
    browser
        .run(
            "window.touched = [];
             new MutationObserver(records => touched.push(...records.map(record =>
                 `${record.type} ${record.attributeName ?? ''} of ${record.target.nodeName}.${record.target.className ?? ''}`)))
                 .observe(document, { subtree: true, childList: true, characterData: true, attributes: true });",
            &[],
        )
        .await;
    until_looks(&browser, 3).await;
    assert_eq!(browser.value("touched").await, json!([]), "the same answer");
    // Other bytes that say the same.
    let text = server.json(FEED).to_string();
    server.write(FEED, format!(" {text} "));
    until_looks(&browser, 3).await;
    assert_eq!(browser.value("touched").await, json!([]), "the same answer, written in another way");
    let asked = server.requests_for(FEED);
    let last = asked.last().expect("the page has looked");
    assert!(last.header("if-none-match").is_some(), "it asks only whether there is something else: {last:?}");
    // The proof that changes are seen at all.
    server.edit_items(|items| items.insert(1, item("news", "News")));
    browser.until("touched.length > 0").await;
}

#[tokio::test]
async fn an_expired_feed_is_not_looked_at_again() {
    let Some((server, browser)) = paper(Screen::Desktop).await else {
        return;
    };
    open_in_a_hurry(&server, &browser, "/").await;
    server.edit_json(FEED, |feed| {
        feed["expired"] = json!(true);
        feed["items"].as_array_mut().expect("a feed has items").insert(1, item("last", "The last news"));
    });
    browser.until(&format!("{HEADLINES}[0] === 'The last news'")).await;
    let looks = browser.value("looks.length").await;
    browser.let_pass(INTERVAL * 5).await;
    browser.hide(true).await;
    browser.hide(false).await;
    browser.let_pass(INTERVAL).await;
    assert_eq!(browser.value("looks.length").await, looks);
}

#[tokio::test]
async fn an_open_article_that_has_changed_offers_its_new_version() {
    let Some((server, browser)) = paper(Screen::Desktop).await else {
        return;
    };
    open_in_a_hurry(&server, &browser, LEAD).await;
    browser.until_article().await;
    let before = browser.text(".article-body").await;
    let modified = json!("2025-07-11T09:00:00+01:00");
    server.edit_json(LEAD_DOCUMENT, |document| {
        document["items"][0]["content_html"] = json!("<p>All of it was written anew.</p>");
        document["items"][0]["date_modified"] = modified.clone();
    });
    server.edit_items(|items| items[0]["date_modified"] = modified);
    browser.until_text(".article-changed", "This article has changed").await;
    assert_eq!(browser.text(".article-body").await, before, "nothing changes under the reader's eyes");
    browser.click(".article-changed button").await;
    browser.until_text(".article-body", "All of it was written anew.").await;
    browser.until_gone(".article-changed button").await;
    browser.assert_quiet(&[]).await;
}
