//! How long a reader waits. Times until something is seen are printed, not judged, since they mean little on a shared machine; for
//! how long a page does not answer there is a budget, which its best load has to keep: what else the machine does only adds to it.

use crate::harness::{Engine, FEED, LEAD, Screen, paper, printed_paper};

/// Loads whose median is printed.
const LOADS: usize = 5;

#[tokio::test]
async fn the_time_to_a_whole_page_is_measured() {
    let Some((server, browser)) = paper(Screen::Desktop).await else {
        return;
    };
    // The first row of the list is the last thing that the program sets.
    browser
        .before_each_page(
            "new MutationObserver((_, observer) => { if (document.querySelector('.row')) { \
             performance.mark('complete'); observer.disconnect() } }).observe(document, { childList: true, subtree: true })",
        )
        .await;
    for path in ["/", "/article/blinken-central-asia/"] {
        let (mut first, mut complete) = (Vec::new(), Vec::new());
        for _ in 0..LOADS {
            browser.goto(&server.url(path)).await;
            browser.until("performance.getEntriesByName('complete').length").await;
            browser.until("performance.getEntriesByName('first-contentful-paint').length").await;
            let time = async |name: &str| {
                let entry = format!("performance.getEntriesByName('{name}')[0].startTime");
                browser.value(&entry).await.as_f64().unwrap_or_default()
            };
            first.push(time("first-contentful-paint").await);
            complete.push(time("complete").await);
        }
        println!(
            "{path}: first contentful paint {:.0} ms, content complete {:.0} ms (medians of {LOADS})",
            median(first),
            median(complete)
        );
    }
}

/// Milliseconds for which a page may not answer its reader on a processor a quarter as fast: what its tasks take beyond 50 ms each,
/// from the first paint until it is whole (W3C Long Tasks).
const BLOCKED: f64 = 100.0;

#[tokio::test]
async fn a_printed_page_answers_its_reader_while_it_comes_alive_on_a_slow_machine() {
    let Some((server, browser)) = printed_paper(Screen::Phone).await else {
        return;
    };
    if browser.lacks(&[Engine::Firefox, Engine::WebKit], "they neither tell of long tasks nor slow down") {
        return;
    }
    browser
        .before_each_page(
            "window.tasks = [];
             new PerformanceObserver(list => tasks.push(...list.getEntries())).observe({ type: 'longtask', buffered: true });",
        )
        .await;
    browser.slow_down(4).await;
    let whole = format!(
        "document.documentElement.hasAttribute('data-program')
         && performance.getEntriesByType('resource').some(({{ name, responseEnd }}) => name.endsWith('{FEED}') && responseEnd)"
    );
    let blocked =
        "(([paint]) => tasks.filter(({ startTime, duration }) => startTime + duration > paint.startTime)
        .reduce((sum, { duration }) => sum + duration - 50, 0))
        (performance.getEntriesByName('first-contentful-paint'))";
    for path in ["/", LEAD] {
        let mut times = Vec::new();
        for _ in 0..LOADS {
            browser.goto(&server.url(path)).await;
            browser.until(&whole).await;
            browser.frames().await;
            times.push(browser.value(blocked).await.as_f64().unwrap_or(f64::INFINITY));
        }
        let best = times.iter().copied().fold(f64::INFINITY, f64::min);
        println!("{path}: blocks for {best:.0} ms at best, {:.0} ms in the middle of {LOADS}", median(times));
        assert!(best <= BLOCKED, "{path} blocks for {best:.0} ms at best");
    }
}

#[tokio::test]
async fn the_browsers_time_zones_are_set_up_once_at_most() {
    let Some((server, browser)) = printed_paper(Screen::Desktop).await else {
        return;
    };
    browser
        .before_each_page(
            "window.clocks = 0;
             Intl.DateTimeFormat = new Proxy(Intl.DateTimeFormat, {
                 construct(...given) { clocks++; return Reflect.construct(...given); },
             });",
        )
        .await;
    browser.goto(&server.url(LEAD)).await;
    browser.until("document.documentElement.hasAttribute('data-program')").await;
    for _ in 0..3 {
        let before = browser.text("h1").await;
        browser.run("document.querySelector('.row .story-link').click()", &[]).await;
        browser.until(&format!("document.querySelector('h1').innerText !== {before:?}")).await;
        browser.until_seen(".row time").await;
    }
    let clocks = browser.value("clocks").await.as_u64();
    assert!(clocks <= Some(1), "{clocks:?} for all the dates of four pages");
}

fn median(mut times: Vec<f64>) -> f64 {
    times.sort_by(f64::total_cmp);
    times[times.len() / 2]
}
