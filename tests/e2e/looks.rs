//! Every kind of page on every kind of screen and in every theme: accessible, without sideways scrolling, and in pictures.

use crate::harness::{Browser, Screen, Server, paper};

/// One page of each kind: a name for its pictures, its address, and what is there when it is whole.
const PAGES: &[(&str, &str, &str)] = &[
    ("front", "/", ".card-lead"),
    ("article", "/article/blinken-central-asia/", ".article-body p"),
    ("everything", "/article/what-an-article-can-hold/", ".article-body p"),
    ("section", "/section/world/", ".listing .card"),
    ("missing", "/nowhere/", ".listing .card"),
];

async fn open(server: &Server, browser: &Browser, address: &str, whole: &str) {
    browser.goto(&server.url(address)).await;
    browser.until_seen(whole).await;
    browser.until("document.fonts.status === 'loaded'").await;
}

async fn assert_nothing_runs_out_of_the_side(browser: &Browser, where_: &str) {
    let wide = browser
        .value(
            "document.documentElement.scrollWidth <= innerWidth ? [] :
             [...document.querySelectorAll('body *')]
                 .filter(element => element.getBoundingClientRect().right > innerWidth + 1)
                 .slice(0, 5).map(element => element.outerHTML.slice(0, 120))",
        )
        .await;
    assert_eq!(wide, serde_json::json!([]), "{where_} is wider than its window");
}

#[tokio::test]
async fn every_page_is_accessible_in_the_light() {
    accessible(&[("prefers-color-scheme", "light")], "light").await;
}

#[tokio::test]
async fn every_page_is_accessible_in_the_dark() {
    accessible(&[("prefers-color-scheme", "dark")], "dark").await;
}

async fn accessible(preferences: &[(&str, &str)], theme: &str) {
    let Some((server, browser)) = paper(Screen::Desktop).await else {
        return;
    };
    browser.prefer(preferences).await;
    for (name, address, whole) in PAGES {
        open(&server, &browser, address, whole).await;
        browser.assert_accessible(&format!("{name}, {theme}")).await;
        browser.picture(&format!("{name}-desktop-{theme}")).await;
    }
}

#[tokio::test]
async fn no_page_scrolls_sideways_on_any_screen() {
    let Some((server, browser)) = paper(Screen::Desktop).await else {
        return;
    };
    for (name, address, whole) in PAGES {
        for (screen, label) in [
            (Screen::Desktop, "desktop"),
            (Screen::Tablet, "tablet"),
            (Screen::Phone, "phone"),
            (Screen::Sized(320, 640), "320"),
        ] {
            browser.resize(screen).await;
            open(&server, &browser, address, whole).await;
            assert_nothing_runs_out_of_the_side(&browser, &format!("{name}, {label}")).await;
            browser.picture_of_all(&format!("{name}-{label}-whole")).await;
        }
        browser.zoom(400).await;
        assert_nothing_runs_out_of_the_side(&browser, &format!("{name} at 400 %")).await;
    }
}
