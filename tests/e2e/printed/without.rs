//! Pages without the app.

use serde_json::json;

use super::{PAGES, wasm, watched};
use crate::harness::{Engine, Fault, LEAD, SPECIMEN, Screen, printed_paper};

#[tokio::test]
async fn a_page_stays_a_page_when_the_program_never_comes() {
    for fault in [Fault::Status(404), Fault::HangUp, Fault::CutOff, Fault::Html] {
        let (server, browser) = watched(Screen::Desktop).await;
        server.fail(&wasm(&server), fault);
        browser.goto(&server.url(LEAD)).await;
        browser.until("document.documentElement.hasAttribute('data-failed')").await;
        assert_eq!(
            browser.value("elements().every((element, at) => element === before[at])").await,
            json!(true)
        );
        browser.until_laid_out(".related .story-link").await;
        browser.click(".related .story-link").await;
        browser
            .until("location.pathname !== '/article/blinken-central-asia/' && document.querySelector('h1')")
            .await;
    }
}

#[tokio::test]
async fn a_program_that_somebody_has_changed_does_not_run() {
    for (ending, addition) in [("_bg.wasm", &b"\x00\x02\x01a"[..]), (".js", b"\n// Harmless, or not.\n")] {
        let (server, browser) = watched(Screen::Desktop).await;
        if ending == ".js" && browser.lacks(&[Engine::Firefox, Engine::WebKit], "not every version knows it")
        {
            continue;
        }
        let path = match ending {
            ".js" => wasm(&server).replace("_bg.wasm", ".js"),
            _ => wasm(&server),
        };
        // Both are still what they were to whoever does not look twice.
        let file = std::fs::read(server.file(&path)).expect("the program's file");
        server.write(&path, [&file, addition].concat());
        browser.goto(&server.url(LEAD)).await;
        browser.until("document.documentElement.hasAttribute('data-failed')").await;
        assert_eq!(browser.count(":root[data-program]").await, 0);
    }
}

#[tokio::test]
async fn without_scripts_everything_that_can_be_read_or_sent_is_there() {
    let (server, browser) = printed_paper(Screen::Phone).await;
    if browser.lacks(&[Engine::WebKit], "without the page's scripts its driver has none either") {
        return;
    }
    browser.forbid_scripts().await;
    for page in PAGES {
        browser.goto(&server.url(page)).await;
        // Without scripts the driver may come back before the page has come.
        browser.until("document.readyState !== 'loading'").await;
        assert_eq!(browser.value("document.querySelectorAll('main h1').length").await, json!(1), "{page}");
        let dead = "[...document.querySelectorAll('a:not([href]), button:not(.needs-program, .needs-program *, form *)')]
            .filter(element => element.checkVisibility({ visibilityProperty: true })).map(element => element.outerHTML)";
        assert_eq!(browser.value(dead).await, json!([]), "{page} offers what only the program can do");
    }
    browser.goto(&server.url(SPECIMEN)).await;
    assert_eq!(
        browser.value("[...document.querySelectorAll('.article-body figure img')].every(image => image.closest('a[href]'))").await,
        json!(true),
        "pictures are opened as links"
    );
    let in_foot = "document.querySelector('.page-footer .needs-program').getClientRects().length";
    assert_eq!(browser.value(in_foot).await, json!(0), "nothing pushes the links of the foot aside");
    browser.click(".row-why summary").await;
    browser.until_seen(".row-why p").await;
    let form = browser
        .value("(form => [form.action.length > 0, !form.noValidate])(document.querySelector('.newsletter'))")
        .await;
    assert_eq!(form, json!([true, true]));
    browser.until_laid_out(".related .story-link").await;
    browser.click(".related .story-link").await;
    browser.until(&format!("location.pathname !== {SPECIMEN:?} && document.querySelector('h1')")).await;
}
