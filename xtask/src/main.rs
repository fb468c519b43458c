//! The paper's own commands. `cargo xtask help` lists them.
#![forbid(unsafe_code)]

mod bench;
mod browsers;
mod build;
mod content;
mod finish;
mod install;
mod print;
mod process;
mod serve;
mod setup;
mod sizes;
mod test;
mod tools;
mod version;

use std::process::ExitCode;

use anyhow::{Result, bail};

use crate::tools::Toolbox;

const HELP: &str = "\
London Daily's commands

  cargo xtask serve [ARGS]     install what is missing, build, serve and rebuild on change;
                               ARGS go to Trunk: cargo xtask serve --port 9000 --open
  cargo xtask build [ARGS]     build dist/ for publishing, print what a reader downloads,
                               fail over the budgets; ARGS go to Trunk
  cargo xtask test             everything: formatting, clippy, native tests, browser tests,
                               build and budgets, end-to-end tests
  cargo xtask test LAYER [ARGS]
                               one layer: lint, native, browser or e2e; ARGS go to the tests;
                               with LONDON_DAILY_ENGINE=firefox, webkit or all the end-to-end
                               tests run in that engine, or one after the other in each;
                               with LONDON_DAILY_SERVER=nginx or caddy behind that, by
                               its recipe
  cargo xtask bench [ARGS]     build, and measure in headless Chromium: `--peers` (or nothing): an
                               article beside the same page made by other kits; `--scale`:
                               printing large editions; `--endurance`: memory over time;
                               `--lighthouse`: its scores; `--help` lists the rest
  cargo xtask setup            check and install everything the other commands need
  cargo xtask print-paper      called by Trunk after a build: prints a finished page for every
                               address; makes the program smaller first, or in development
                               dist/content a link, so that an edited file is served without
                               a rebuild
";

fn main() -> ExitCode {
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("\nxtask: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run() -> Result<()> {
    let mut args = std::env::args().skip(1);
    let command = args.next().unwrap_or_default();
    let rest: Vec<String> = args.collect();
    match command.as_str() {
        "serve" => serve::serve(&mut Toolbox::of_this_project()?, &rest),
        "build" => build::build(&mut Toolbox::of_this_project()?, &rest),
        "bench" => bench::bench(&mut Toolbox::of_this_project()?, &rest),
        "test" => test::test(&mut Toolbox::of_this_project()?, &rest),
        "setup" => setup::setup(&mut Toolbox::of_this_project()?, setup::EVERYTHING),
        "print-paper" => print::print_paper(),
        "" | "help" | "--help" | "-h" => {
            print!("{HELP}");
            Ok(())
        }
        other => bail!("there is no command `{other}`; `cargo xtask help` lists them"),
    }
}
