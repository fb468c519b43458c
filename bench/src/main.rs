//! Measures what a reader waits for, and what printing costs.
//!
//! `cargo xtask bench` builds the paper and runs this. Everything is compared side by side in one run, and counts as a ratio:
//! absolute times say more about the machine than about the paper.
#![forbid(unsafe_code)]

mod browser;
mod endurance;
mod lighthouse;
mod load;
mod moves;
mod scale;
mod server;
mod table;
mod variants;

use std::{fs, path::PathBuf};

use anyhow::{Context, Result};
use clap::Parser;
use serde_json::json;

/// Measures the built paper in headless Chromium, over the DevTools protocol.
#[derive(Parser)]
struct Options {
    /// The paper as it is published.
    #[arg(long, default_value = "dist")]
    dist: PathBuf,
    /// The article that is loaded, by its slug; else the one that leads the front page.
    #[arg(long)]
    article: Option<String>,
    /// Loads of each variant under each condition, or examinations of each page; medians are reported.
    #[arg(long, default_value_t = 7)]
    runs: usize,
    /// Where chromedriver is, if not on the search path.
    #[arg(long, default_value = "chromedriver")]
    chromedriver: PathBuf,
    /// Where the results go, as JSON.
    #[arg(long, default_value = "target/bench.json")]
    json: PathBuf,
    /// Prints content folders of 100, 1,000 and 10,000 articles with this press instead, and reports what that takes.
    #[arg(long, value_name = "PRESS")]
    scale: Option<PathBuf>,
    /// Makes 1,000 live updates and 200 navigations instead, and reports what stays in memory.
    #[arg(long)]
    endurance: bool,
    /// Has this Lighthouse examine the front page and the article instead.
    #[arg(long, value_name = "LIGHTHOUSE")]
    lighthouse: Option<PathBuf>,
}

fn main() -> Result<()> {
    let options = Options::parse();
    let report = if let Some(press) = &options.scale {
        scale::measure(press, &options.dist)?
    } else if options.endurance {
        endurance::measure(&options.dist, &options.chromedriver)?
    } else {
        let variants = variants::prepare(&options.dist, options.article.as_deref())?;
        if let Some(lighthouse) = &options.lighthouse {
            lighthouse::measure(&variants, lighthouse, options.runs)?
        } else {
            let loads = load::measure(&variants, &options.chromedriver, options.runs)?;
            let moves = moves::measure(&variants, &options.chromedriver, options.runs)?;
            json!({ "article": variants.path, "loads": loads, "moves": moves })
        }
    };
    if let Some(folder) = options.json.parent() {
        fs::create_dir_all(folder)?;
    }
    fs::write(&options.json, serde_json::to_string_pretty(&report)?)
        .with_context(|| format!("{} could not be written", options.json.display()))?;
    println!("\nAll figures are in {}.", options.json.display());
    Ok(())
}
