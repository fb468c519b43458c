//! Memory of a page that stays open for a long time.

use std::{
    fs,
    path::Path,
    sync::atomic::{AtomicUsize, Ordering},
};

use anyhow::{Context, Result};
use serde_json::{Value, json};

use crate::{
    browser::Browser,
    server,
    table::{Table, number},
};

const UPDATES: usize = 1_000;
const NAVIGATIONS: usize = 200;

/// Keeps the WebAssembly memory at hand, as `window.memory`.
const KEEP_MEMORY: &str = include_str!("memory.js");

/// The size of the WebAssembly memory, which the JavaScript heap does not include, in kB.
const MEMORY: &str = "(window.memory?.buffer.byteLength ?? 0) / 1000";

/// Makes the page look for news, as after a time offline, and waits until the headline that changes each time is there.
const UPDATE: &str = r#"
    for (let at = 0; at < COUNT; at++) {
        const before = document.querySelector(".row .story-link").textContent;
        dispatchEvent(new Event("offline"));
        dispatchEvent(new Event("online"));
        const start = performance.now();
        while (document.querySelector(".row .story-link").textContent === before) {
            if (performance.now() - start > 5000) throw new Error("no news came");
            await new Promise(resolve => setTimeout(resolve, 4));
        }
    }
    return COUNT;
"#;

/// Follows a link and goes back, with a pause after each.
const NAVIGATE: &str = r#"
    const frame = () => new Promise(requestAnimationFrame);
    for (let at = 0; at < COUNT; at++) {
        const before = document.querySelector("main h1");
        const links = document.querySelectorAll(`main a[href*="/article/"]`);
        links[at % Math.min(links.length, 20)].click();
        const shown = async (is) => {
            for (let frames = 0; frames < 600 && !is(document.querySelector("main h1")); frames++) await frame();
        };
        await shown(heading => heading && heading !== before);
        await frame();
        history.back();
        await shown(heading => heading === before);
        // Browsers limit how often a page may change its URL.
        await new Promise(resolve => setTimeout(resolve, 150));
    }
    return COUNT;
"#;

/// Makes the updates and the navigations, and prints the memory in use before and after.
pub(crate) fn measure(dist: &Path, chromedriver: &Path) -> Result<Value> {
    let feed =
        fs::read_to_string(dist.join("content/feed.json")).context("the site has no feed of its own")?;
    let feed: Value = serde_json::from_str(&feed)?;
    let requests = AtomicUsize::new(0);
    let host = server::serve(
        &fs::canonicalize(dist)?,
        Box::new(move |path| {
            (path == "/content/feed.json").then(|| {
                let mut feed = feed.clone();
                feed["items"][0]["title"] =
                    json!(format!("Headline {}", requests.fetch_add(1, Ordering::Relaxed)));
                feed.to_string()
            })
        }),
    )
    .context("the site cannot be served")?;
    let browser = Browser::start(chromedriver, KEEP_MEMORY)?;
    browser.visit(&format!("{}/", host.origin()))?;
    browser.until("document.documentElement.hasAttribute('data-program')")?;
    // The live feed comes at the first sign of a reader.
    browser.value("dispatchEvent(new Event('scroll'))")?;
    browser
        .until("performance.getEntriesByType('resource').some(({ name }) => name.endsWith('/feed.json'))")?;

    let mut table = Table::of(&["", "JavaScript heap, kB", "WebAssembly memory, kB", "nodes", "listeners"]);
    let mut report = Vec::new();
    let mut note = |name: &str| -> Result<()> {
        browser.devtools("HeapProfiler.collectGarbage", json!({}))?;
        let heap = browser.metric("JSHeapUsedSize")? / 1000.0;
        let memory = browser.value(MEMORY)?.as_f64().unwrap_or_default();
        let (nodes, listeners) = (browser.metric("Nodes")?, browser.metric("JSEventListeners")?);
        table.row(&[name.to_owned(), number(heap), number(memory), number(nodes), number(listeners)]);
        report.push(
            json!({ "after": name, "heap": heap, "memory": memory, "nodes": nodes, "listeners": listeners }),
        );
        Ok(())
    };
    let repeat = |script: &str, count: usize| -> Result<()> {
        // In parts, since the driver's script timeout is half a minute.
        for _ in 0..count / 25 {
            browser.resolved(&script.replace("COUNT", "25"))?;
        }
        Ok(())
    };
    repeat(UPDATE, 100)?;
    repeat(NAVIGATE, 50)?;
    note("warming up")?;
    repeat(UPDATE, UPDATES)?;
    note("1,000 live updates")?;
    repeat(NAVIGATE, NAVIGATIONS)?;
    note("200 navigations")?;
    println!("\nA page that stays open:\n\n{table}");
    Ok(Value::Array(report))
}
