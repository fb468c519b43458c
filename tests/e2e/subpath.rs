//! The site as it lives below a path of its host, for which it was built: the same pages, and nothing that leaves the path.

use serde_json::json;

use crate::{
    harness::{
        Browser, FEED, Fault, HEADLINES, Key, LEAD, Screen, Server, item, printed_server_below, strings,
    },
    offline::{keeper, until_kept},
};

/// The path that `cargo xtask test` builds a second site for (xtask/src/build.rs).
const BASE: &str = "/paper";
/// Where the links of the page lead that stay on this host.
const OWN_LINKS: &str = "[...document.querySelectorAll('a[href]')]
    .filter(link => link.origin === location.origin).map(link => link.pathname)";

async fn paper() -> (Server, Browser) {
    let server = printed_server_below(BASE).await;
    let browser = Browser::open(Screen::Desktop, &server).await;
    (server, browser)
}

/// Fails unless the page leads to many others, all of them below the path.
async fn assert_at_home(browser: &Browser) {
    let ways = strings(&browser.value(OWN_LINKS).await);
    assert!(ways.len() > 10, "{ways:?}");
    for way in ways {
        assert!(way.starts_with("/paper/"), "{way}");
    }
}

#[tokio::test]
async fn a_reader_of_a_paper_below_a_path_never_leaves_it() {
    let (server, browser) = paper().await;
    let (front, lead) = (server.path("/"), server.path(LEAD));
    browser.visit(&server, "/").await;
    assert_eq!(browser.count("[data-mounted]").await, 0);
    assert_at_home(&browser).await;
    browser.run("window.samePage = true", &[]).await;

    browser.click(".card-lead .story-link").await;
    browser.until_path(&lead).await;
    browser.until_article().await;
    browser.until(&format!("{HEADLINES}.length === 50")).await;
    assert_at_home(&browser).await;
    let next = browser.attribute(".related li .story-link", "href").await.expect("a headline leads on");
    browser.run("document.querySelector('.related li .story-link').click()", &[]).await;
    browser.until_path(&next).await;
    browser.until_seen("article h1").await;
    browser.back().await;
    browser.until_path(&lead).await;
    browser.back().await;
    browser.until_path(&front).await;
    browser.until_seen(".card-lead").await;
    assert_eq!(browser.value("window.samePage").await, json!(true), "no page was loaded anew");
    browser.forward().await;
    browser.until_path(&lead).await;

    browser.reload().await;
    browser.until_arrived().await;
    browser.until_article().await;
    assert_eq!(
        browser.value("window.samePage ?? document.querySelectorAll('[data-mounted]').length").await,
        json!(0)
    );
    browser.until("document.querySelector('.lead-picture img').naturalWidth").await;
    browser.until("document.fonts.check('1rem Newsreader')").await;
    assert_at_home(&browser).await;
    browser.assert_quiet(&[]).await;
    let elsewhere: Vec<String> = server
        .requests()
        .into_iter()
        .map(|request| request.path().to_owned())
        .filter(|path| !path.starts_with("/paper/"))
        .collect();
    assert_eq!(elsewhere, [""; 0]);
}

#[tokio::test]
async fn an_unknown_url_below_the_path_has_the_papers_own_words() {
    let (server, browser) = paper().await;
    for path in ["/nowhere/", "/article/never-written/"] {
        browser.visit(&server, path).await;
        browser.until_heading(london_daily::text::not_found()).await;
        assert_eq!(browser.path().await, server.path(path), "the address stays, so that it can be corrected");
        assert_at_home(&browser).await;
        browser.assert_quiet(&["404"]).await;
    }
    browser.click("main li .story-link").await;
    browser.until_seen("article h1").await;
    assert!(browser.path().await.starts_with("/paper/article/"));
}

#[tokio::test]
async fn the_worker_of_a_paper_below_a_path_keeps_to_it() {
    let server = printed_server_below(BASE).await;
    let unread = server.path("/article/listening/");
    let lead = server.path(LEAD);
    let browser = keeper(&server).await;
    let scope = "navigator.serviceWorker.ready.then(found => done(found.scope))";
    let script = format!("const [done] = arguments; {scope}");
    let scope = browser.client().execute_async(&script, vec![]).await.expect("there is a worker");
    assert_eq!(scope, json!(server.url("/")), "other papers of this host are not its own");
    browser.visit(&server, LEAD).await;
    until_kept(&browser, &lead).await;
    let headline = browser.text("main h1").await;

    server.go_away().await;
    browser.goto(&server.url(LEAD)).await;
    browser.until_heading(&headline).await;
    browser.until_arrived().await;
    browser.until_seen(".offline-mark").await;
    browser.goto(&server.url("/article/listening/")).await;
    browser.until("document.querySelector('.offline-page h1')").await;
    browser.until(&format!("document.querySelector('#kept a[href=\"{lead}\"]')")).await;
    assert_eq!(browser.path().await, unread);
    browser.goto(&server.url("/")).await;
    browser.until_seen(".card-lead").await;
}

#[tokio::test]
async fn news_reaches_an_open_page_below_a_path() {
    let (server, browser) = paper().await;
    server.edit_json(FEED, |feed| feed["_london_daily"]["live_seconds"] = json!(30));
    browser.hurry_all_but_time_limits(60).await;
    browser.visit(&server, LEAD).await;
    browser.until_that("the rest of the paper is asked for", || !server.requests_for(FEED).is_empty()).await;
    server.edit_items(|items| items.insert(0, item("news-1", "This has just happened")));
    browser.until(&format!("{HEADLINES}.includes('This has just happened')")).await;
    browser.run("document.querySelector('.related li[data-id=news-1] .story-link').click()", &[]).await;
    browser.until_heading("This has just happened").await;
    assert!(browser.path().await.starts_with("/paper/article/"));
    browser.assert_quiet(&[]).await;
}

#[tokio::test]
async fn the_newsletter_reaches_a_service_below_the_path() {
    let (server, browser) = paper().await;
    // The URL of the service is relative to the feed, as all URLs in the feed are.
    server.edit_json(FEED, |feed| {
        feed["_london_daily"]["newsletter"] = json!({
            "action": "../sign-up", "email_field": "EMAIL", "transport": "fetch",
        });
    });
    server.fail("/sign-up", Fault::Body("text/plain", "Thank you".into()));
    browser.visit(&server, "/").await;
    let target = "new URL(document.querySelector('form.newsletter').action).pathname";
    browser.until(&format!("{target} === '/paper/sign-up'")).await;
    browser.type_into("form.newsletter input[type=email]", "jane@example.org").await;
    browser.press(Key::Enter).await;
    browser.until_that("the address arrives", || !server.requests_for("/sign-up").is_empty()).await;
    assert_eq!(server.requests_for("/sign-up")[0].text(), "EMAIL=jane%40example.org");
    browser.until_text(".newsletter [role=status]", london_daily::text::sign_up_done()).await;
    browser.assert_quiet(&[]).await;
}
