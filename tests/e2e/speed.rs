//! How long a reader waits: printed, not judged, since absolute times mean little on a shared machine.

use crate::harness::{Screen, paper};

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

fn median(mut times: Vec<f64>) -> f64 {
    times.sort_by(f64::total_cmp);
    times[times.len() / 2]
}
