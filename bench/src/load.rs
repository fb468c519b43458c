//! Loading an article with nothing at hand.

use std::{path::Path, thread, time::Duration};

use anyhow::Result;
use serde_json::{Value, json};

use crate::{
    browser::{Browser, FAST, SLOW},
    table::{Table, median, number},
    variants::{BY_HAND, PRINTED, SHELL, Variants},
};

/// Notes what a reader sees, and when.
pub(crate) const WATCH: &str = concat!(
    include_str!("memory.js"),
    r#"
    window.seen = { shift: 0, largest: 0, long: [], text: 0, complete: 0 };
    const watch = (type, take) => new PerformanceObserver(list => list.getEntries().forEach(take)).observe({ type, buffered: true });
    watch("layout-shift", entry => { if (!entry.hadRecentInput) seen.shift += entry.value; });
    watch("largest-contentful-paint", entry => { seen.largest = entry.startTime; });
    watch("longtask", entry => { seen.long.push([entry.startTime, entry.duration]); });
    new MutationObserver(() => {
        const length = document.querySelector(".article-body")?.textContent.length ?? 0;
        if (length > seen.text) Object.assign(seen, { text: length, complete: performance.now() });
    }).observe(document, { childList: true, subtree: true });
"#
);

/// The program's own memory, which the JavaScript heap does not count, in kB.
pub(crate) const MEMORY: &str = "(window.memory?.buffer.byteLength ?? 0) / 1000";

/// What the page and the browser know at the end.
const KNOWN: &str = r#"(() => {
    const page = performance.getEntriesByType("navigation")[0];
    const parts = performance.getEntriesByType("resource");
    const first = performance.getEntriesByName("first-contentful-paint")[0]?.startTime ?? 0;
    const blocked = seen.long.filter(([start]) => start > first).reduce((sum, [, length]) => sum + Math.max(0, length - 50), 0);
    return {
        first, largest: seen.largest, complete: seen.complete, shift: seen.shift, blocked, text: seen.text,
        page: page.transferSize, bytes: parts.reduce((sum, part) => sum + part.transferSize, page.transferSize),
        requests: parts.length + 1,
    };
})()"#;

const FIGURES: [(&str, &str); 10] = [
    ("first", "first contentful paint, ms"),
    ("largest", "largest contentful paint, ms"),
    ("complete", "text complete, ms"),
    ("shift", "layout shift"),
    ("blocked", "total blocking time, ms"),
    ("page", "bytes before it can be read"),
    ("bytes", "bytes in all"),
    ("requests", "requests"),
    ("heap", "JavaScript heap, kB"),
    ("memory", "WebAssembly memory, kB"),
];

/// Loads each variant `runs` times under each condition, and prints the medians.
pub(crate) fn measure(variants: &Variants, chromedriver: &Path, runs: usize) -> Result<Value> {
    let mut report = Vec::new();
    for conditions in [SLOW, FAST] {
        let mut loads: Vec<(&str, Vec<Value>)> =
            variants.hosts.iter().map(|(name, _)| (*name, Vec::new())).collect();
        let browser = Browser::start(chromedriver, conditions, WATCH)?;
        // In turn, so that whatever else the machine does meets all of them. The first round warms up.
        for run in 0..=runs {
            for ((name, host), (_, found)) in variants.hosts.iter().zip(&mut loads) {
                browser.forget(&host.origin)?;
                browser.visit(&format!("{}{}", host.origin, variants.path))?;
                if *name != BY_HAND {
                    browser
                        .until("document.documentElement.hasAttribute('data-program') && seen.text > 0")?;
                }
                // What comes late, comes now.
                thread::sleep(Duration::from_millis(600));
                let mut known = browser.value(KNOWN)?;
                known["heap"] = json!(browser.metric("JSHeapUsedSize")? / 1000.0);
                known["memory"] = browser.value(MEMORY)?;
                if run > 0 {
                    found.push(known);
                }
            }
        }
        let figure = |name: &str, key: &str| {
            let found = loads.iter().find(|(known, _)| *known == name).map(|(_, found)| found.as_slice());
            median(found.unwrap_or_default().iter().filter_map(|load| load[key].as_f64()))
        };
        println!("\n{}, {}, medians of {runs}:\n", variants.path, conditions.name);
        let mut table = Table::of(&["", BY_HAND, PRINTED, SHELL, "printed / by hand"]);
        for (key, name) in FIGURES {
            let (by_hand, printed, shell) = (figure(BY_HAND, key), figure(PRINTED, key), figure(SHELL, key));
            let ratio = if by_hand > 0.0 { format!("{:.2}", printed / by_hand) } else { String::new() };
            table.row(&[name.to_owned(), number(by_hand), number(printed), number(shell), ratio]);
            report.push(json!({
                "conditions": conditions.name, "figure": name, BY_HAND: by_hand, PRINTED: printed, SHELL: shell,
            }));
        }
        println!("{table}");
    }
    Ok(Value::Array(report))
}
