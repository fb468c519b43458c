//! The look of the pages: nothing on them moves by itself, and pictures of them are taken on request.

use std::env;

use serde_json::json;

use crate::harness::{Browser, Engine, FEED, Fault, LEAD, SPECIMEN, Screen, Server, paper};

/// Notes in `shifts` whatever moves without the reader having done anything, where the engine itself tells.
const WATCH: &str = "
    window.shifts = [];
    new PerformanceObserver(list => {
        for (const shift of list.getEntries()) {
            // Where the ink of another type reaches beyond its line, the line is where it was.
            if (shift.sources.every(({ node, previousRect: from, currentRect: to }) =>
                node?.className === 'masthead-name' && from.bottom === to.bottom)) continue;
            const moved = shift.sources.map(({ node, previousRect: from, currentRect: to }) =>
                `${node?.localName ?? node?.nodeName}.${node?.className ?? ''} from ${from.y} (${from.height}) to ${to.y} (${to.height})`);
            if (!shift.hadRecentInput) shifts.push(`${shift.value.toFixed(4)}: ${moved.join(', ')}`);
        }
    }).observe({ type: 'layout-shift', buffered: true });
";

/// The same for engines that do not tell: looks at each frame where everything is that was in the window before.
const WATCH_BY_FRAMES: &str = "
    window.shifts = [];
    const places = new Map();
    const parts = 'h1, h2, h3, p, li, figure, img, button, form, header, footer, time, .masthead-name, main, aside';
    (function look() {
        for (const [element, top] of places) {
            if (!element.isConnected || !element.getClientRects().length) places.delete(element);
            else {
                const now = element.getBoundingClientRect().top;
                if (Math.abs(now - top) > 2 && Math.min(now, top) < innerHeight)
                    shifts.push(`${element.localName}.${element.className} from ${top} to ${now}`);
                places.set(element, now);
            }
        }
        for (const element of document.querySelectorAll(parts))
            if (!places.has(element) && element.checkVisibility({ visibilityProperty: true }) && element.getClientRects().length)
                places.set(element, element.getBoundingClientRect().top);
        requestAnimationFrame(look);
    })();
";

#[tokio::test]
async fn nothing_on_a_page_moves_while_it_arrives() {
    let (server, browser) = paper(Screen::Desktop).await;
    let watch = if browser.engine() == Engine::Chromium { WATCH } else { WATCH_BY_FRAMES };
    browser.before_each_page(watch).await;
    server.set_cache_control(Some("no-store"));
    if browser.engine() == Engine::Firefox {
        // With its first page it learns the names of the installed fonts, in which pages are shown until their own are there.
        browser.visit(&server, "/").await;
        settle(&browser).await;
    }
    // Everything comes apart from the rest, as on a real network.
    for (path, milliseconds) in [
        (FEED, 50),
        ("/content/articles/*", 150),
        ("/content/pictures/*", 250),
        ("/newsreader*", 350),
        ("/public-sans*", 400),
    ] {
        server.fail(path, Fault::Slow(std::time::Duration::from_millis(milliseconds)));
    }
    for screen in [Screen::Desktop, Screen::Phone] {
        browser.resize(screen).await;
        for path in ["/", LEAD] {
            browser.visit(&server, path).await;
            if path == LEAD {
                browser.until_article().await;
            }
            settle(&browser).await;
            assert_eq!(browser.value("shifts").await, json!([]), "{path} on {screen:?}");
        }
    }
    // The proof that it would be seen. The first moves may still count as following the window's new size.
    browser
        .until("(document.querySelector('main').style.paddingTop = `${Math.random() * 20}rem`, shifts.length > 0)")
        .await;
}

/// Waits until fonts and pictures are there and painted.
async fn settle(browser: &Browser) {
    browser.until("document.fonts.status === 'loaded'").await;
    browser
        .until(
            "[...document.images].every(img => img.complete || img.loading === 'lazy'
                 && img.getBoundingClientRect().top > innerHeight * 2)",
        )
        .await;
    browser.frames().await;
}

/// The kinds of pages, by the name of their pictures.
const PAGES: &[(&str, &str)] = &[
    ("front", "/"),
    ("article", LEAD),
    ("specimen", SPECIMEN),
    ("section", "/section/the-paper/"),
    ("topic", "/topic/diplomacy/"),
    ("saved", "/saved/"),
    ("not-found", "/nowhere/"),
    ("picture", "/article/blinken-central-asia/#picture-1"),
];

async fn open_in(browser: &Browser, server: &Server, theme: &str, path: &str) {
    // A page that differs only in its fragment would not be loaded again.
    browser.goto("about:blank").await;
    browser.visit(server, path).await;
    browser.run("document.documentElement.dataset.theme = arguments[0]", &[json!(theme)]).await;
    if path.starts_with("/article/") {
        browser.until_article().await;
    }
    settle(browser).await;
}

#[tokio::test]
async fn each_kind_of_page_has_its_picture_taken_on_request() {
    if env::var_os("LONDON_DAILY_SCREENSHOTS").is_none() {
        return;
    }
    let (server, browser) = paper(Screen::Desktop).await;
    for (width, screen) in [(360, Screen::Phone), (820, Screen::Tablet), (1440, Screen::Desktop)] {
        browser.resize(screen).await;
        for theme in ["light", "dark", "sepia"] {
            for (name, path) in PAGES {
                if theme == "sepia" && *name != "article" {
                    continue;
                }
                open_in(&browser, &server, theme, path).await;
                let file = format!("{name}-{width}-{theme}");
                browser.picture(&file).await;
                if *name != "picture" {
                    browser.picture_of_all(&format!("{file}-whole")).await;
                }
            }
        }
        open_in(&browser, &server, "light", LEAD).await;
        browser.click(".settings-button").await;
        browser.until_seen("#settings-panel").await;
        browser.picture(&format!("settings-{width}-light")).await;
        open_in(&browser, &server, "light", LEAD).await;
        browser.press("?").await;
        browser.until_seen("#keys[open]").await;
        browser.picture(&format!("keys-{width}-light")).await;
        server.fail(FEED, Fault::Status(500));
        open_in(&browser, &server, "light", "/").await;
        browser.picture(&format!("error-{width}-light")).await;
        server.heal(FEED);
    }
}
