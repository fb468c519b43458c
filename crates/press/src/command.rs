//! The command line: `press print` and `press check`.

use std::{
    path::PathBuf,
    process::ExitCode,
    time::{Duration, Instant},
};

use clap::{Args, Parser, Subcommand};
use indicatif::{ProgressBar, ProgressStyle};
use press::{Finding, Options, Progress, Proof, Report};

/// Prints London Daily: a finished page for every address of the paper.
#[derive(Debug, Parser)]
#[command(name = "press", version, after_long_help = EXAMPLES)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

const EXAMPLES: &str = "\
Examples:
  trunk build --release && press print --dist dist
  press print --dist dist --site https://news.example/
  press print --dist dist --feed https://blog.example/feed/
  press print --dist dist --feed downloaded.json
  press check content --strict
  press check downloaded.xml --source https://blog.example/feed/

Exit status: 0 when all is well (there may be warnings), 1 when something is wrong, 2 when the
command line is.";

#[derive(Debug, Subcommand)]
enum Command {
    /// Prints every page of the paper into the folder that Trunk built.
    ///
    /// Reads DIST/index.html, finds the feed that it names, and follows `next_url` and `article_url` to files. Writes a finished
    /// page for the front page, every article, section and topic, and 404.html; also a JSON Feed, RSS and Atom with full texts,
    /// sitemaps, robots.txt and a web app manifest. Pages whose stories, app and style have not changed are left alone, and pages
    /// of articles that no longer exist are removed.
    Print(Box<Print>),
    /// Reads a content folder, or the file of any feed, as a proof-reader does.
    ///
    /// Errors are what a reader would notice: a paper that does not say where it is published, parts that cannot be read and
    /// are left out, missing files, links that lead nowhere, pictures that cannot be read or have another size than declared,
    /// ids in `related` that no story has, and ids that two pages of a feed have. Warnings are what could be better: missing
    /// alternative texts and sizes, links to a place that the page does not have, links that lead out of the paper, stories
    /// that want the same URL or say nothing, sections and topics that share a URL, an unknown time zone, dates in the
    /// future.
    Check(Check),
}

#[derive(Args, Debug)]
struct Check {
    /// A folder with a feed.json, or a JSON Feed file.
    #[arg(value_name = "PATH", default_value = "content")]
    path: PathBuf,
    /// The path below which the paper lives, such as /news/: links are checked against it.
    #[arg(long, value_name = "PATH", default_value = "/", value_parser = press::base)]
    base: String,
    /// The paper's own site, such as https://news.example/: links that begin with it are checked as well.
    #[arg(long, value_name = "URL", value_parser = press::origin)]
    site: Option<String>,
    /// The address that the feed lives at, for a downloaded copy: what it names counts from there.
    #[arg(long, value_name = "URL")]
    source: Option<String>,
    /// Exits with status 1 on warnings, too.
    #[arg(long)]
    strict: bool,
}

#[derive(Args, Debug)]
struct Print {
    #[command(flatten)]
    options: Options,
    /// Changes nothing, but compares all that was printed into DIST, compressed copies too, with what would be printed now, and
    /// exits with status 1 if something differs.
    #[arg(long)]
    verify: bool,
    /// Reports errors only.
    #[arg(long, short)]
    quiet: bool,
}

pub(crate) fn main() -> ExitCode {
    let Arguments { command } = Arguments::parse();
    match command {
        Command::Print(arguments) => print(*arguments),
        Command::Check(arguments) => check(arguments),
    }
}

fn check(arguments: Check) -> ExitCode {
    let Check { path, base, site, source, strict } = arguments;
    let options = press::check::Options { base, site, source, now: None };
    let Proof { stories, findings } = press::check(&path, &options);
    tell(&findings, false);
    let errors = findings.iter().filter(|finding| finding.is_error).count();
    let warnings = findings.len() - errors;
    println!("{stories} stories: {errors} errors, {warnings} warnings");
    exit_code(errors > 0 || (strict && warnings > 0))
}

fn print(arguments: Print) -> ExitCode {
    let Print { options, verify, quiet } = arguments;
    if verify {
        return report_on(press::verify(&options), quiet);
    }
    let started = Instant::now();
    let bar = Bar::new(quiet);
    let outcome = press::print(&options, &bar);
    bar.0.finish_and_clear();
    match outcome {
        Ok(report) => {
            tell(&report.findings, quiet);
            if !quiet {
                println!("{}", summary(&report, started.elapsed()));
            }
            exit_code(report.failed())
        }
        Err(finding) => {
            tell(&[finding], quiet);
            exit_code(true)
        }
    }
}

fn report_on(verified: Result<Vec<Finding>, Finding>, quiet: bool) -> ExitCode {
    let findings = verified.unwrap_or_else(|finding| vec![finding]);
    tell(&findings, quiet);
    let failed = findings.iter().any(|finding| finding.is_error);
    if !quiet && !failed {
        println!("Everything stands as it should.");
    }
    exit_code(failed)
}

/// Returns 1 if something is wrong, and 0 otherwise; clap has ended with 2 if the command line is.
fn exit_code(failed: bool) -> ExitCode {
    if failed { ExitCode::FAILURE } else { ExitCode::SUCCESS }
}

fn summary(report: &Report, time: Duration) -> String {
    let Report { printed, unchanged, removed, .. } = report;
    let pages = printed + unchanged;
    format!(
        "{pages} pages: {printed} printed, {unchanged} unchanged, {removed} removed, in {:.1} s",
        time.as_secs_f64()
    )
}

fn tell(findings: &[Finding], quiet: bool) {
    for finding in findings.iter().filter(|finding| finding.is_error || !quiet) {
        eprintln!("{finding}");
    }
}

/// Progress bar, which is shown on a terminal only.
struct Bar(ProgressBar);

impl Bar {
    fn new(quiet: bool) -> Self {
        let bar = if quiet { ProgressBar::hidden() } else { ProgressBar::new(0) };
        let style = ProgressStyle::with_template("  printing {bar:32} {pos}/{len} {eta}");
        Self(bar.with_style(style.unwrap_or_else(|_| ProgressStyle::default_bar())))
    }
}

impl Progress for Bar {
    fn begin(&self, pages: usize) {
        self.0.set_length(pages as u64);
    }

    fn advance(&self) {
        self.0.inc(1);
    }
}
