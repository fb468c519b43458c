//! `cargo xtask bench`: the site as it is published, built and measured.

use std::{env, path::PathBuf};

use anyhow::{Context, Result, bail};

use crate::{
    browsers, build,
    print::PRESS,
    process,
    setup::{self, Need, TO_BUILD},
    tools::Toolbox,
};

const PEERS: &str = "--peers";
const EXPONENTS: &str = "--exponents";
const LIGHTHOUSE: &str = "--lighthouse";
const CHROME: &str = "CHROME_PATH";

/// Builds the site and the press, and measures them: `arguments` go to the measuring program, with the places of the programs
/// that it starts.
pub(crate) fn bench(tools: &Toolbox, arguments: &[String]) -> Result<()> {
    let has = |names: &[&str]| arguments.iter().any(|argument| names.contains(&argument.as_str()));
    // These need no site.
    let is_alone = arguments.len() == 1 && has(&[EXPONENTS]);
    if is_alone || has(&["--help", "-h"]) {
        return process::run(measuring(tools).args(arguments));
    }
    let mut needs = [TO_BUILD, &[Need::Chromium]].concat();
    if has(&[LIGHTHOUSE]) {
        needs.push(Need::Lighthouse);
    }
    setup::setup(tools, &needs)?;
    // Said before anything is built, which takes minutes.
    let npm = tools.program("npm");
    if npm.is_none() && (has(&[PEERS]) || !has(&["--scale", "--endurance", EXPONENTS, LIGHTHOUSE])) {
        bail!(
            "the peers cannot be built: npm is missing; install Node 20.19 or newer with npm (Debian: apt-get install nodejs npm)"
        );
    }
    println!("\nBuilding the site for publishing:");
    build::bundle(tools, &[], None)?;

    let chromium = browsers::chromium_itself(tools).context("Chromium was there a moment ago")?;
    let driver = browsers::chromedriver(tools).context("chromedriver was there a moment ago")?;
    let programs = [
        ("--chromium", Some(chromium.clone())),
        ("--chromedriver", Some(driver)),
        ("--minifier", Some(tools.npm_program("esbuild"))),
        // Pages of another press than the build's own might be none that the app can hydrate.
        ("--press", env::var_os(PRESS).filter(|_| !has(&["--press"])).map(PathBuf::from)),
        ("--npm", npm),
        ("--lighthouse-program", Some(tools.npm_program("lighthouse"))),
    ];
    let mut command = measuring(tools);
    for (option, path) in programs {
        if let Some(path) = path {
            command.arg(option).arg(path);
        }
    }
    command.args(arguments);
    // Lighthouse looks for its browser there.
    if env::var_os(CHROME).is_none() {
        command.env(CHROME, chromium);
    }
    process::run(&mut command)
}

fn measuring(tools: &Toolbox) -> std::process::Command {
    let mut command = tools.command("cargo");
    command.args(["run", "--quiet", "--locked", "--package", "london-daily-bench", "--"]);
    command
}
