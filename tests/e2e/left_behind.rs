//! All that the paper keeps in a reader's browser, compared with what it says that it keeps.

use std::time::{Duration, Instant};

use london_daily::{article, model::Body};
use serde_json::{Value, json};

use crate::{
    harness::{Browser, Key, LEAD, SPECIMEN, Server, printed_server, strings},
    offline::{keeper, save, until_kept},
};

/// The article that lists all that is kept.
const LIST: &str = "/content/articles/nothing-leaves-the-browser.json";
/// An article with a recording.
const RECORDED: &str = "/article/listening/";

/// The names in the article, which stand there as code.
fn listed(server: &Server) -> Vec<String> {
    let html = server.json(LIST)["items"][0]["content_html"].as_str().unwrap_or_default().to_owned();
    let text = article::text_of(&article::parse(&Body::Markup(html), "/"));
    let names = text.split([' ', ',', '\n']).filter(|word| word.starts_with("london-daily"));
    names.map(str::to_owned).collect()
}

/// The names of all that is kept.
async fn kept(browser: &Browser) -> Vec<String> {
    let script = "
        const done = arguments[0];
        (async () => {
            const databases = (await indexedDB.databases?.()) ?? [];
            const cookies = document.cookie.split('; ').filter(Boolean);
            done([...Object.keys(localStorage), ...Object.keys(sessionStorage), ...(await caches.keys()),
                ...databases.map(({ name }) => name), ...cookies]);
        })().catch(error => done([`${error}`]));";
    let names = browser.client().execute_async(script, Vec::<Value>::new()).await;
    strings(&names.unwrap_or_else(|error| json!([error.to_string()])))
}

/// Reads for a week, in short: pages, settings, a recording, a picture, the newsletter, an article that is saved.
async fn read_for_a_week(server: &Server, browser: &Browser) {
    browser.goto(&server.url("/")).await;
    browser.until_arrived().await;
    browser.click(".settings-button").await;
    browser.until_seen("#settings-panel").await;
    for choice in ["theme", "line-length", "line-spacing", "typeface"] {
        browser.click(&format!("#settings-panel label:last-child:has(input[name={choice}])")).await;
    }
    browser.click("#settings-panel .switch").await;
    browser.click("#settings-panel button[aria-label='Larger text']").await;
    browser.press(Key::Escape).await;
    browser.until_gone("#settings-panel").await;
    for path in [LEAD, SPECIMEN] {
        browser.goto(&server.url(path)).await;
        browser.until_arrived().await;
        browser.run("scrollTo({ top: 300, behavior: 'instant' })", &[]).await;
        until_kept(browser, path).await;
    }
    browser.until("document.querySelectorAll('.picture-link').length === 2").await;
    browser.click("#open-picture-2").await;
    browser.until_seen("dialog.lightbox[open]").await;
    browser.press(Key::Escape).await;
    browser.until_gone("dialog.lightbox[open]").await;
    save(browser).await;
    browser.type_into("#newsletter-email", "reader@example.org").await;
    browser.goto(&server.url(RECORDED)).await;
    browser.until_arrived().await;
    browser.until_seen(".listen button:not([hidden])").await;
    browser.click(".listen button").await;
    browser.until_seen(".player[data-state=playing]").await;
    // A place within the first second is none to go on from.
    browser.until("!/^0:00/.test(document.querySelector('.player-times').textContent.trim())").await;
    let choose = "const choice = document.querySelector('.player-speed');
        choice.selectedIndex = choice.options.length - 1;
        choice.dispatchEvent(new Event('change', { bubbles: true }));";
    browser.run(choose, &[]).await;
    browser.run("document.querySelector('.row .story-link').click()", &[]).await;
    browser.until("!location.pathname.includes('listening')").await;
    browser.goto(&server.url("/")).await;
    browser.until_arrived().await;
}

#[tokio::test]
async fn all_that_is_kept_in_a_browser_stands_in_the_list() {
    let server = printed_server().await;
    let listed = listed(&server);
    assert!(listed.len() > 8, "{listed:?}");
    let browser = keeper(&server).await;
    read_for_a_week(&server, &browser).await;
    // The worker keeps its copies in its own time.
    let is_among = |name: &String, kept: &[String]| kept.iter().any(|kept| kept.starts_with(name.as_str()));
    let started = Instant::now();
    let kept = loop {
        let kept = kept(&browser).await;
        if listed.iter().all(|name| is_among(name, &kept)) || started.elapsed().as_secs() > 20 {
            break kept;
        }
        tokio::time::sleep(Duration::from_millis(100)).await;
    };
    for name in &kept {
        let is_listed = listed.iter().any(|listed| match listed.ends_with(':') {
            true => name.starts_with(listed.as_str()),
            false => name == listed,
        });
        assert!(is_listed, "{name} is kept, and stands not among {listed:?}");
    }
    for name in &listed {
        assert!(is_among(name, &kept), "{name} stands in the list, and is not among {kept:?}");
    }
}
