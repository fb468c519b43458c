//! When an open page looks for news, and what it does when there is none, or no answer.

use std::time::Duration;

use serde_json::{Value, json};

use super::{INTERVAL, note_looks, open_and_note_looks, open_in_a_hurry, until_looks};
use crate::harness::{Engine, FEED, Fault, HEADLINES, LEAD, Screen, item, paper};

#[tokio::test]
async fn the_page_keeps_its_content_and_recovers_from_any_error() {
    let (server, browser) = paper(Screen::Desktop).await;
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
        until_looks(&browser, 2).await;
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
async fn requests_slow_down_after_errors_until_one_succeeds() {
    let (server, browser) = paper(Screen::Desktop).await;
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
    let (server, browser) = paper(Screen::Desktop).await;
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
async fn a_hidden_or_offline_page_requests_nothing_until_it_returns() {
    let (server, browser) = paper(Screen::Desktop).await;
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
    let (server, browser) = paper(Screen::Desktop).await;
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
    let (server, browser) = paper(Screen::Desktop).await;
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
    if !browser.lacks(&[Engine::WebKit], "a driven session keeps no files, and asks for the whole each time")
    {
        assert!(
            last.header("if-none-match").is_some(),
            "it asks only whether there is something else: {last:?}"
        );
    }
    // The proof that changes are seen at all.
    server.edit_items(|items| items.insert(1, item("news", "News")));
    browser.until("touched.length > 0").await;
}

#[tokio::test]
async fn an_expired_feed_is_not_looked_at_again() {
    let (server, browser) = paper(Screen::Desktop).await;
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
