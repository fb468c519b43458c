//! Measures the built site: against its peers, with Lighthouse, over a long time, and the printing of large editions; and how the time
//! of reading grows with a text.
//!
//! `cargo xtask bench` builds the site and runs this. `bench/README.md` says how to read the figures.
#![forbid(unsafe_code)]

mod browser;
mod endurance;
mod exponents;
mod hugo;
mod lighthouse;
mod peers;
mod scale;
mod server;
mod table;

use std::{fs, path::PathBuf};

use anyhow::{Context, Result};
use clap::Parser;
use serde_json::Value;

/// Measures the built site in headless Chromium, and the press that printed it.
///
/// Several measurements may be named; without any, it is the comparison with peers.
#[derive(Debug, Parser)]
struct Options {
    /// Loads an article page side by side with the same page made by other kits, and moves on and back.
    #[arg(long)]
    peers: bool,
    /// Prints editions of 100, 1,000 and 10,000 articles, and reports time, memory and the files that a new story writes.
    #[arg(long)]
    scale: bool,
    /// Makes 1,000 live updates and 200 navigations in one page, and reports what stays in memory.
    #[arg(long)]
    endurance: bool,
    /// Reads texts of 1, 4 and 16 times a length, and reports how the time grows.
    #[arg(long)]
    exponents: bool,
    /// Has Lighthouse examine the front page and an article.
    #[arg(long)]
    lighthouse: bool,

    /// Rounds in which each site is visited, or examinations of each page; medians are reported.
    #[arg(long, default_value_t = 7)]
    runs: usize,
    #[command(flatten)]
    comparison: peers::Conditions,

    /// The site as it is published.
    #[arg(long, default_value = "dist")]
    dist: PathBuf,
    /// The content folder that the peers' article is taken from.
    #[arg(long, default_value = "content")]
    content: PathBuf,
    /// The folder that all figures are written to, as JSON.
    #[arg(long, default_value = "target/bench")]
    results: PathBuf,
    #[command(flatten)]
    programs: Programs,
}

/// The programs that take part, which `cargo xtask bench` finds.
#[derive(Debug, clap::Args)]
#[command(next_help_heading = "Programs")]
struct Programs {
    #[arg(long, default_value = "target/press/press")]
    press: PathBuf,
    /// esbuild, where the press is to make its scripts smaller.
    #[arg(long)]
    minifier: Option<PathBuf>,
    #[arg(long, default_value = "chromium")]
    chromium: PathBuf,
    #[arg(long, default_value = "chromedriver")]
    chromedriver: PathBuf,
    #[arg(long, default_value = "lighthouse")]
    lighthouse_program: PathBuf,
    #[arg(long, default_value = "npm")]
    npm: PathBuf,
}

fn main() -> Result<()> {
    let options = Options::parse();
    let Options { peers, scale, endurance, exponents, lighthouse, runs, dist, programs, .. } = &options;
    fs::create_dir_all(&options.results)?;
    if *scale {
        write(&options, "scale.json", &scale::measure(&programs.press, dist)?)?;
    }
    if *endurance {
        write(&options, "endurance.json", &endurance::measure(dist, &programs.chromedriver)?)?;
    }
    if *exponents {
        write(&options, "exponents.json", &exponents::measure()?)?;
    }
    if *lighthouse {
        write(&options, "lighthouse.json", &lighthouse::measure(dist, &programs.lighthouse_program, *runs)?)?;
    }
    if *peers || !(*scale || *endurance || *exponents || *lighthouse) {
        peers::measure(&options)?;
    }
    println!("\nAll figures are in {}.", options.results.display());
    Ok(())
}

fn write(options: &Options, file: &str, report: &Value) -> Result<()> {
    let path = options.results.join(file);
    fs::write(&path, serde_json::to_string_pretty(report)?)
        .with_context(|| format!("{} could not be written", path.display()))
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::*;

    #[test]
    fn the_command_line_is_sound() {
        Options::command().debug_assert();
    }
}
