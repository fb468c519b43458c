//! From one page to another within the paper.

use std::path::Path;

use anyhow::Result;
use serde_json::{Value, json};

use crate::{
    browser::{Browser, FAST, SLOW_CPU},
    load::WATCH,
    table::{Table, median, number},
    variants::{PRINTED, Variants},
};

/// Follows the first link of the list whose article has a text in a document of its own, which has been fetched ahead, and goes
/// back; where all texts are in the feed, the first link. The link is brought into sight before, as it is for whoever clicks it: a
/// list that is out of sight would have to be laid out for the click.
/// The time ends with the frame after the one in which the page is there.
const MOVE: &str = r#"
    const frame = () => new Promise(requestAnimationFrame);
    const until = async done => { while (!done()) await frame(); };
    const heading = () => document.querySelector("main h1")?.textContent;
    const { items } = await (await fetch("/content/feed.json")).json();
    const texts = items.flatMap(item => item._london_daily?.article_url ?? []);
    const links = [...document.querySelectorAll(`.related a[href*="/article/"]`)];
    const has_text = ({ pathname }) => texts.some(text => text.endsWith(`/${pathname.split("/").at(-2)}.json`));
    const link = links.find(has_text) ?? links[0];
    link.scrollIntoView({ block: "center", behavior: "instant" });
    link.dispatchEvent(new PointerEvent("pointerenter"));
    await new Promise(resolve => setTimeout(resolve, 700));
    const before = heading();
    let start = performance.now();
    link.click();
    await until(() => heading() !== before && document.querySelector(".article-body, .article-header"));
    await frame();
    const there = performance.now() - start;
    await new Promise(resolve => setTimeout(resolve, 300));
    start = performance.now();
    history.back();
    await until(() => heading() === before && document.querySelector(".article-body"));
    await frame();
    return [there, performance.now() - start];
"#;

/// Moves `runs` times, and prints the medians.
pub(crate) fn measure(variants: &Variants, chromedriver: &Path, runs: usize) -> Result<Value> {
    let mut report = Vec::new();
    let mut table = Table::of(&["", "click to the next page painted, ms", "Back to the page painted, ms"]);
    for conditions in [SLOW_CPU, FAST] {
        let browser = Browser::start(chromedriver, conditions, WATCH)?;
        let Some((_, host)) = variants.hosts.iter().find(|(name, _)| *name == PRINTED) else { continue };
        browser.visit(&format!("{}{}", host.origin, variants.path))?;
        browser.until("document.documentElement.hasAttribute('data-program')")?;
        let mut moves = Vec::new();
        for run in 0..=runs {
            let times = browser.resolved(MOVE)?;
            if run > 0 {
                moves.push(times);
            }
        }
        let time = |at: usize| median(moves.iter().filter_map(|times| times[at].as_f64()));
        table.row(&[conditions.name.to_owned(), number(time(0)), number(time(1))]);
        report.push(json!({ "conditions": conditions.name, "click": time(0), "back": time(1) }));
    }
    println!("\nWithin the paper, medians of {runs}:\n\n{table}");
    Ok(Value::Array(report))
}
