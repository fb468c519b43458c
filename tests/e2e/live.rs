//! The open page keeps itself current, and keeps what it has when that fails.

use std::time::Duration;

use london_daily::words;
use serde_json::json;

use crate::harness::{Browser, Fault, Screen, Server, paper};

const FEED: &str = "/content/feed.json";

/// The front page, whose looks for news come seconds apart and not a minute.
async fn front_page() -> Option<(Server, Browser)> {
    let (server, browser) = paper(Screen::Desktop).await?;
    browser.hurry(Duration::from_secs(30), 60).await;
    browser.goto(&server.url("/")).await;
    browser.until_seen(".related .row").await;
    Some((server, browser))
}

#[tokio::test]
async fn an_edited_headline_changes_on_the_open_page() {
    let Some((server, browser)) = front_page().await else {
        return;
    };
    browser.run("window.samePage = true", &[]).await;
    let id = server.json(FEED)["items"][5]["id"].clone();
    server.edit_json(FEED, |feed| {
        feed["items"][5]["title"] = json!("A headline that was just written");
        feed["items"][5]["date_modified"] = json!("2030-01-01T00:00:00Z");
    });
    let row = format!(".related [data-id=\"{}\"]", id.as_str().expect("an id is a text"));
    browser.until_text(&row, "A headline that was just written").await;
    browser.until_text(&row, words::UPDATED_MARK).await;
    assert_eq!(browser.value("window.samePage").await, json!(true), "the page was not loaded again");
    browser.assert_quiet(&[]).await;
}

#[tokio::test]
async fn a_server_that_fails_in_any_way_costs_the_page_nothing_and_news_follows() {
    let Some((server, browser)) = front_page().await else {
        return;
    };
    let rows = browser.count(".related .row").await;
    for (number, fault) in [
        Fault::Status(404),
        Fault::Status(500),
        Fault::Html,
        Fault::CutOff,
        Fault::Half,
        Fault::HangUp,
        Fault::RetryAfter(503, 40),
    ]
    .into_iter()
    .enumerate()
    {
        server.fail(FEED, fault.clone());
        server.forget_requests();
        browser.until_that("the paper has looked for news", || !server.requests_for(FEED).is_empty()).await;
        assert_eq!(browser.count(".related .row").await, rows, "{fault:?}");

        let headline = format!("News after failure {number}");
        server.edit_json(FEED, |feed| {
            feed["items"][2]["title"] = json!(headline);
            feed["items"][2]["date_modified"] = json!(format!("203{number}-01-01T00:00:00Z"));
        });
        server.heal(FEED);
        browser.until_text(".related", &headline).await;
    }
}

#[tokio::test]
async fn a_server_that_went_away_is_found_again() {
    let Some((server, browser)) = front_page().await else {
        return;
    };
    let rows = browser.count(".related .row").await;
    server.go_away().await;
    server.edit_json(FEED, |feed| feed["items"][2]["title"] = json!("Back again"));
    browser.until_console_says("ERR_CONNECTION_REFUSED").await;
    assert_eq!(browser.count(".related .row").await, rows);
    server.come_back().await;
    browser.until_text(".related", "Back again").await;
}
