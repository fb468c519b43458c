//! The paper opens, or says why not.

use crate::harness::{Screen, paper};

#[tokio::test]
async fn the_front_page_opens_without_a_word_in_the_console() {
    let Some((server, browser)) = paper(Screen::Desktop).await else {
        return;
    };
    browser.goto(&server.url("/")).await;
    browser.until_seen("main h1, main h2").await;
    browser.assert_quiet(&[]).await;
    browser.picture("front-page-desktop").await;
}
