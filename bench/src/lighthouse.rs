//! Lighthouse's scores, with its own settings for a phone.

use std::{
    fs,
    path::Path,
    process::{Command, Stdio},
};

use anyhow::{Context, Result, bail};
use serde_json::{Value, json};

use crate::{
    server,
    table::{Table, median},
};

const CATEGORIES: [(&str, &str); 4] = [
    ("performance", "performance"),
    ("accessibility", "accessibility"),
    ("best-practices", "best practices"),
    ("seo", "search"),
];

/// How Lighthouse starts Chromium, which it finds by itself or by `CHROME_PATH`.
const FLAGS: &str = "--chrome-flags=--headless --no-sandbox --disable-gpu --disable-quic --disable-background-networking \
                     --disable-component-update --disable-sync";

/// Has the front page and its leading article examined `runs` times; prints the medians, and which audits lost points in the
/// last run.
pub(crate) fn measure(dist: &Path, lighthouse: &Path, runs: usize) -> Result<Value> {
    let front = dist.join("index.html");
    let front =
        fs::read_to_string(&front).with_context(|| format!("{} could not be read", front.display()))?;
    let article = leading_article(&front).context("the front page links to no article")?;
    let host =
        server::serve(&fs::canonicalize(dist)?, Box::new(|_| None)).context("the site cannot be served")?;
    let names: Vec<&str> = CATEGORIES.iter().map(|(_, name)| *name).collect();
    let mut table = Table::of(&[&["of 100"], names.as_slice()].concat());
    let mut report = Vec::new();
    let mut lost = Vec::new();
    for path in ["/", article] {
        let mut found = Vec::new();
        for _ in 0..runs.max(1) {
            found.push(examine(lighthouse, &format!("{}{path}", host.origin()))?);
        }
        let points: Vec<f64> =
            CATEGORIES.iter().map(|(id, _)| median(found.iter().map(|report| points(report, id)))).collect();
        let cells = points.iter().map(|points| format!("{points:.0}"));
        table.row(&std::iter::once(path.to_owned()).chain(cells).collect::<Vec<_>>());
        let missing = found.last().map(missing).unwrap_or_default();
        report.push(json!({ "page": path, "points": points, "missing": missing }));
        lost.extend(missing.into_iter().map(|audit| format!("{path}: {audit}")));
    }
    println!("\nLighthouse, settings for a phone, medians of {}:\n\n{table}", runs.max(1));
    if !lost.is_empty() {
        println!("Lost points:\n\n  {}", lost.join("\n  "));
    }
    Ok(Value::Array(report))
}

/// Returns the path of the first article that a page links to.
fn leading_article(page: &str) -> Option<&str> {
    const LINK: &str = "href=\"/article/";
    let path = &page[page.find(LINK)? + "href=\"".len()..];
    path.split('"').next()
}

fn examine(lighthouse: &Path, url: &str) -> Result<Value> {
    let output = Command::new(lighthouse)
        .args([url, "--quiet", "--output=json", "--output-path=stdout", FLAGS])
        .stderr(Stdio::inherit())
        .output()
        .with_context(|| format!("{} could not be started", lighthouse.display()))?;
    if !output.status.success() {
        bail!("Lighthouse ended with {} for {url}", output.status);
    }
    let report: Value =
        serde_json::from_slice(&output.stdout).context("Lighthouse's report cannot be read")?;
    if let Some(error) = report["runtimeError"]["message"].as_str() {
        bail!("Lighthouse could not examine {url}: {error}");
    }
    Ok(report)
}

fn points(report: &Value, category: &str) -> f64 {
    report["categories"][category]["score"].as_f64().unwrap_or_default() * 100.0
}

/// Returns the audits that count and are not met in full, with their values.
fn missing(report: &Value) -> Vec<String> {
    let mut missing = Vec::new();
    for (id, name) in CATEGORIES {
        for audit in report["categories"][id]["auditRefs"].as_array().into_iter().flatten() {
            let counts = audit["weight"].as_f64().unwrap_or_default() > 0.0;
            let found = &report["audits"][audit["id"].as_str().unwrap_or_default()];
            // Rounded as the points are: less than half of one is none.
            let Some(score) = found["score"].as_f64().filter(|score| counts && *score < 0.995) else {
                continue;
            };
            let title = found["title"].as_str().unwrap_or_default();
            let value = found["displayValue"].as_str().unwrap_or_default().replace('\u{a0}', " ");
            missing
                .push(format!("{name}, {:.0} of 100: {title} {value}", score * 100.0).trim_end().to_owned());
        }
    }
    missing
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn audits_that_lost_points_are_named_with_their_values() {
        let report = json!({
            "categories": {
                "performance": { "score": 0.98, "auditRefs": [{ "id": "paint", "weight": 10 }, { "id": "hint", "weight": 0 }] },
                "seo": { "score": 1, "auditRefs": [{ "id": "title", "weight": 1 }, { "id": "by-hand", "weight": 1 }] },
            },
            "audits": {
                "paint": { "score": 0.9, "title": "First paint", "displayValue": "1.7\u{a0}s" },
                "hint": { "score": 0, "title": "Only a hint" },
                "title": { "score": 1, "title": "There is a title" },
                "by-hand": { "score": null, "title": "To be looked at by hand" },
            },
        });
        assert_eq!(missing(&report), ["performance, 90 of 100: First paint 1.7 s"]);
        assert_eq!(points(&report, "performance"), 98.0);
    }

    #[test]
    fn the_leading_article_is_the_first_link_to_one() {
        let page = "<a href=\"/section/uk/\">UK</a><a class=x href=\"/article/a/\">A</a><a href=\"/article/b/\">B</a>";
        assert_eq!(leading_article(page), Some("/article/a/"));
        assert_eq!(leading_article("<a href=\"/\">"), None);
    }
}
