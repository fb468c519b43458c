//! A page that stays open all day: what stays in the app's memory.

use serde_json::json;

use crate::harness::{LEAD, Screen, paper};

/// Keeps the app's memory at hand. WebAssembly memory only ever grows: when an allocation does not fit into what is free.
const NOTE_MEMORY: &str = include_str!("../../bench/src/memory.js");

/// Follows a headline and goes back, again and again.
const WANDER: &str = "
    const [times, done] = arguments;
    const frame = () => new Promise(requestAnimationFrame);
    const until = async holds => { while (!holds()) await frame(); };
    const heading = () => document.querySelector('h1');
    const settled = () => document.querySelectorAll('.row').length >= 50;
    (async () => {
        for (let time = 0; time < times; time++) {
            for (const leave of [() => document.querySelectorAll('.row .story-link')[time % 10].click(), () => history.back()]) {
                const before = heading();
                leave();
                await until(() => heading() !== before && settled());
            }
        }
        done(memory.buffer.byteLength);
    })();";

/// Bytes by which the memory may grow while a reader looks at so many articles: a fraction of what these pages take together.
const GROWTH: u64 = 500_000;
const ARTICLES: u32 = 40;

#[tokio::test]
async fn pages_that_were_left_leave_nothing_in_memory() {
    let (server, browser) = paper(Screen::Desktop).await;
    browser.before_each_page(NOTE_MEMORY).await;
    browser.visit(&server, LEAD).await;
    browser.until("document.querySelectorAll('.row').length >= 50").await;
    let wander = async |times: u32| {
        let bytes = browser.client().execute_async(WANDER, vec![json!(times)]).await;
        bytes.expect("the reader goes there and back").as_u64().expect("a number of bytes")
    };
    // All articles have been read and are at hand.
    let before = wander(20).await;
    let after = wander(ARTICLES).await;
    assert!(
        after - before <= GROWTH,
        "{ARTICLES} articles took {} kB of {} kB",
        (after - before) / 1_000,
        after / 1_000
    );
}
