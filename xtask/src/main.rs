//! The project's own commands. `cargo xtask help` lists them.
#![forbid(unsafe_code)]

mod bench;
mod browsers;
mod build;
mod content;
mod finish;
mod gallery;
mod print;
mod process;
mod serve;
mod setup;
mod sizes;
mod test;
mod tools;

use std::process::ExitCode;

use anyhow::{Result, bail};

use crate::tools::Toolbox;

const HELP: &str = "\
London Daily's commands

  cargo xtask serve [ARGS]     install what is missing, build, serve, rebuild on change, and print
                               pages in the background; ARGS go to Trunk:
                               cargo xtask serve --port 9000 --open
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
  cargo xtask gallery          print every component with canned data, in all themes and both
                               directions of text, to target/gallery/
  cargo xtask gallery --keep   the same, and keep its pictures in tests/pictures/ where the look has
                               changed: the end-to-end tests compare with them
  cargo xtask bench [ARGS]     build, and measure in headless Chromium: `--peers` (or nothing): an
                               article beside the same page made by other kits; `--scale`:
                               printing large editions; `--endurance`: memory over time;
                               `--exponents`: how the time of reading grows with a text;
                               `--lighthouse`: its scores; `--help` lists the rest
  cargo xtask setup            check and install everything the other commands need
  cargo xtask post-build       called by Trunk after a build: divides the wasm into pieces, and
                               makes them small and prints all pages in a build for publishing

  Packages of the system are installed with `--install` behind a command, as root, and on CI;
  else it says which are missing.
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
    let rest: Vec<String> = args.filter(|argument| argument != setup::INSTALL).collect();
    match command.as_str() {
        "serve" => serve::serve(&Toolbox::of_this_project()?, &rest),
        "build" => build::build(&Toolbox::of_this_project()?, &rest),
        "bench" => bench::bench(&Toolbox::of_this_project()?, &rest),
        "gallery" => gallery::gallery(&Toolbox::of_this_project()?, &rest),
        "test" => test::test(&Toolbox::of_this_project()?, &rest),
        "setup" => setup::setup(&Toolbox::of_this_project()?, setup::EVERYTHING),
        "post-build" => print::post_build(),
        "" | "help" | "--help" | "-h" => {
            print!("{HELP}");
            Ok(())
        }
        other => bail!("there is no command `{other}`; `cargo xtask help` lists them"),
    }
}
