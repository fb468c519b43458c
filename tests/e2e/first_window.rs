//! The first window of a page: it looks as it will before the file with the rest of the style has come.

use serde_json::json;

use crate::harness::{Browser, Fault, LEAD, SPECIMEN, Screen, Server, printed_paper};

/// A page of each kind.
const PAGES: [&str; 8] = [
    "/",
    LEAD,
    SPECIMEN,
    "/article/visa-overstayers/",
    "/section/world/",
    "/topic/diplomacy/",
    "/saved/",
    "/404.html",
];

/// Colour schemes and sizes of text (in percent). The largest text needs the most room.
const LOOKS: [(&str, &str); 2] = [("light", "100"), ("dark", "200")];

/// An expression that is true when the fonts and the pictures in the window are there.
const IS_COMPLETE: &str = "document.readyState === 'complete' && document.fonts.status === 'loaded'
    && [...document.images].every(image => image.complete
        || image.getBoundingClientRect().top > innerHeight || image.getBoundingClientRect().bottom < 0)";

/// How much of the page has scrolled away.
#[derive(Clone, Copy)]
enum Part {
    FirstWindow,
    End,
}

/// Neither the browser nor a worker keeps the style that a test takes away. The face of the interface stays away too: whether it is
/// there for the first paint depends on how busy the machine is.
fn keep_nothing(server: &Server) {
    server.set_cache_control(Some("no-store"));
    for file in ["/sw.js", "/public-sans*"] {
        server.fail(file, Fault::Status(404));
    }
}

/// A picture of part of a page, as PNG.
async fn picture(browser: &Browser, server: &Server, path: &str, part: Part) -> Vec<u8> {
    browser.goto("about:blank").await;
    browser.goto(&server.url(path)).await;
    // The length of the scroll bar would tell that the page below the window is another.
    browser.run("document.documentElement.style.scrollbarWidth = 'none'", &[]).await;
    if matches!(part, Part::End) {
        browser.run("scrollTo(0, document.documentElement.scrollHeight)", &[]).await;
    }
    browser.until(IS_COMPLETE).await;
    browser.frames().await;
    browser.client().screenshot().await.expect("a picture is taken")
}

#[tokio::test]
async fn the_first_window_looks_the_same_before_all_style_is_there() {
    let (server, browser) = printed_paper(Screen::Desktop).await;
    keep_nothing(&server);
    // The app changes what it makes alive; this is about the page as it is printed.
    server.fail(&server.path_of("_bg.wasm"), Fault::Status(404));
    let file = server.path_of(".css");
    let mut different = Vec::new();
    for screen in [Screen::Phone, Screen::Tablet, Screen::Desktop] {
        browser.resize(screen).await;
        for (scheme, size) in LOOKS {
            browser.prefer(&[("prefers-color-scheme", scheme)]).await;
            browser.goto(&server.url("/404.html")).await;
            browser.run("localStorage.setItem('london-daily-text-size', arguments[0])", &[json!(size)]).await;
            for path in PAGES {
                let whole = picture(&browser, &server, path, Part::FirstWindow).await;
                server.fail(&file, Fault::Status(404));
                let first = picture(&browser, &server, path, Part::FirstWindow).await;
                server.heal(&file);
                if first != whole {
                    different.push(format!("{path} on {screen:?}, {scheme}, text at {size} %"));
                }
            }
        }
    }
    assert!(
        different.is_empty(),
        "the style that comes later changes what is seen:\n{}",
        different.join("\n")
    );
}

#[tokio::test]
async fn the_end_of_a_page_needs_the_style_that_comes_later() {
    let (server, browser) = printed_paper(Screen::Phone).await;
    keep_nothing(&server);
    let whole = picture(&browser, &server, SPECIMEN, Part::End).await;
    server.fail(&server.path_of(".css"), Fault::Status(404));
    assert!(picture(&browser, &server, SPECIMEN, Part::End).await != whole, "pictures are not compared");
}
