//! How long a reader waits. Times until something is seen are printed, not judged, since they mean little on a shared machine.
//! The time for which a page does not answer has a budget, which its best load has to keep: other work on the machine only
//! adds to it.

use crate::harness::{Engine, FEED, LEAD, Screen, has_come, paper, printed_paper};

/// Loads whose median is printed.
const LOADS: usize = 5;

#[tokio::test]
async fn the_time_to_a_whole_page_is_measured() {
    let Some((server, browser)) = paper(Screen::Desktop).await else {
        return;
    };
    // The first row of the list is the last thing that the app renders.
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

/// Milliseconds for which a page may not answer its reader on a processor a quarter as fast: what its tasks take beyond 50 ms
/// each, from the first paint until it is whole (W3C Long Tasks).
const BLOCKED: f64 = 100.0;

/// Returns an expression that is true once the app has started and the feed has come.
fn whole() -> String {
    format!("document.documentElement.hasAttribute('data-program') && {}", has_come(FEED))
}

#[tokio::test]
async fn a_printed_page_answers_while_it_hydrates_on_a_slow_machine() {
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
    let blocked =
        "(([paint]) => tasks.filter(({ startTime, duration }) => startTime + duration > paint.startTime)
        .reduce((sum, { duration }) => sum + duration - 50, 0))
        (performance.getEntriesByName('first-contentful-paint'))";
    for path in ["/", LEAD] {
        let mut times = Vec::new();
        for _ in 0..LOADS {
            browser.goto(&server.url(path)).await;
            browser.until(&whole()).await;
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

/// Milliseconds from a click on a headline until the article, which has been fetched ahead, is painted, on such a processor.
const CLICK: f64 = 100.0;
/// Clicks of which the best counts.
const CLICKS: usize = 10;

/// Follows a link of the list once its article has been fetched ahead, and goes back. Returns the milliseconds until the
/// article was painted, how many rows the list had in that frame, and how many in the first one after going back.
const MOVE: &str = "
    const [done] = arguments;
    const frame = () => new Promise(requestAnimationFrame);
    const painted = () => new Promise(resolve => requestAnimationFrame(() => {
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = resolve;
        port2.postMessage(null);
    }));
    const rows = () => document.querySelectorAll('.row').length;
    const until = async holds => { while (!holds()) await frame(); };
    (async () => {
        const slug = 'made-to-fit-you';
        const link = document.querySelector(`.row .story-link[href*=${slug}]`);
        link.dispatchEvent(new PointerEvent('pointerover', { bubbles: true }));
        await until(() => performance.getEntriesByType('resource')
            .some(({ name, responseEnd }) => responseEnd && name.includes(slug + '.json')));
        link.focus({ preventScroll: true });
        await painted();
        const before = document.querySelector('h1');
        const start = performance.now();
        link.click();
        await until(() => document.querySelector('h1') !== before && document.querySelector('.article-body'));
        await painted();
        const seen = [performance.now() - start, rows()];
        await until(() => rows() === 50);
        const article = document.querySelector('h1');
        history.back();
        await until(() => document.querySelector('h1') !== article && document.querySelector('.row'));
        seen.push(rows());
        done(seen);
    })();";

#[tokio::test]
async fn a_click_shows_the_article_at_once_on_a_slow_machine() {
    let Some((server, browser)) = printed_paper(Screen::Phone).await else {
        return;
    };
    if browser.lacks(&[Engine::Firefox, Engine::WebKit], "they do not slow down") {
        return;
    }
    browser.goto(&server.url(LEAD)).await;
    browser.until(&whole()).await;
    browser.slow_down(4).await;
    let mut times = Vec::new();
    for _ in 0..CLICKS {
        let seen =
            browser.client().execute_async(MOVE, vec![]).await.expect("the reader goes there and back");
        let seen = seen.as_array().expect("three figures");
        times.push(seen[0].as_f64().expect("a time"));
        let (first, back) = (seen[1].as_u64(), seen[2].as_u64());
        assert!(first < Some(50), "the text is painted before all of the list is there");
        assert_eq!(back, Some(50), "a page to which one returns is as long as it was");
    }
    let best = times.iter().copied().fold(f64::INFINITY, f64::min);
    println!(
        "painted {best:.0} ms after the click at best, {:.0} ms in the middle of {CLICKS}",
        median(times)
    );
    assert!(best <= CLICK, "painted {best:.0} ms after the click at best");
}

fn median(mut times: Vec<f64>) -> f64 {
    times.sort_by(f64::total_cmp);
    times[times.len() / 2]
}
