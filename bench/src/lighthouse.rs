//! What Lighthouse says of the paper, with its own settings for a phone.

use std::{
    path::Path,
    process::{Command, Stdio},
};

use anyhow::{Context, Result, bail};
use serde_json::{Value, json};

use crate::{
    table::{Table, median},
    variants::{PRINTED, Variants},
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

/// Has the front page and an article examined `runs` times; prints the medians, and what has cost points in the last run.
pub(crate) fn measure(variants: &Variants, lighthouse: &Path, runs: usize) -> Result<Value> {
    let (_, host) = variants
        .hosts
        .iter()
        .find(|(name, _)| *name == PRINTED)
        .context("there is no printed paper to be examined")?;
    let names: Vec<&str> = CATEGORIES.iter().map(|(_, name)| *name).collect();
    let mut table = Table::of(&[&["of 100"], names.as_slice()].concat());
    let mut report = Vec::new();
    let mut lost = Vec::new();
    for path in ["/", variants.path.as_str()] {
        let mut found = Vec::new();
        for _ in 0..runs.max(1) {
            found.push(examine(lighthouse, &format!("{}{path}", host.origin))?);
        }
        let points: Vec<f64> =
            CATEGORIES.iter().map(|(id, _)| median(found.iter().map(|report| points(report, id)))).collect();
        let cells = points.iter().map(|points| format!("{points:.0}"));
        table.row(&std::iter::once(path.to_owned()).chain(cells).collect::<Vec<_>>());
        let missing = found.last().map(missing).unwrap_or_default();
        report.push(json!({ "page": path, "points": points, "missing": missing }));
        lost.extend(missing.into_iter().map(|what| format!("{path}: {what}")));
    }
    println!("\nLighthouse, settings for a phone, medians of {}:\n\n{table}", runs.max(1));
    if !lost.is_empty() {
        println!("What has cost points:\n\n  {}", lost.join("\n  "));
    }
    Ok(Value::Array(report))
}

fn examine(lighthouse: &Path, address: &str) -> Result<Value> {
    let output = Command::new(lighthouse)
        .args([address, "--quiet", "--output=json", "--output-path=stdout", FLAGS])
        .stderr(Stdio::inherit())
        .output()
        .with_context(|| format!("{} could not be started", lighthouse.display()))?;
    if !output.status.success() {
        bail!("Lighthouse ended with {} for {address}", output.status);
    }
    let report: Value =
        serde_json::from_slice(&output.stdout).context("Lighthouse's report cannot be read")?;
    if let Some(trouble) = report["runtimeError"]["message"].as_str() {
        bail!("Lighthouse could not examine {address}: {trouble}");
    }
    Ok(report)
}

fn points(report: &Value, category: &str) -> f64 {
    report["categories"][category]["score"].as_f64().unwrap_or_default() * 100.0
}

/// The audits that count and are not met in full, with what they found.
fn missing(report: &Value) -> Vec<String> {
    let mut missing = Vec::new();
    for (id, name) in CATEGORIES {
        for audit in report["categories"][id]["auditRefs"].as_array().into_iter().flatten() {
            let counts = audit["weight"].as_f64().unwrap_or_default() > 0.0;
            let found = &report["audits"][audit["id"].as_str().unwrap_or_default()];
            // Rounded as the points are: what costs less than half of one has cost nothing.
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
    fn what_counts_and_is_not_met_is_named_with_what_was_found() {
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
}
