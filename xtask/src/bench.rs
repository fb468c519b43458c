//! `cargo xtask bench`: the paper for publishing, built and measured.

use std::env;

use anyhow::{Context, Result};

use crate::{
    browsers, build, install, process,
    setup::{self, Need, TO_BUILD},
    tools::Toolbox,
};

/// Builds what is measured, and measures it. `arguments` go to the measuring program; of them, `--scale` gets the press that
/// the build has made, and `--lighthouse` the program of that name, which is installed for it.
pub(crate) fn bench(tools: &mut Toolbox, arguments: &[String]) -> Result<()> {
    const LIGHTHOUSE: &str = "--lighthouse";
    const CHROME: &str = "CHROME_PATH";
    let mut needs = [TO_BUILD, &[Need::Chromium]].concat();
    if arguments.iter().any(|argument| argument == LIGHTHOUSE) {
        needs.push(Need::Lighthouse);
    }
    setup::setup(tools, &needs)?;
    println!("\nBuilding the paper for publishing:");
    build::bundle(tools, &[])?;
    let driver = browsers::chromedriver(tools).context("chromedriver was there a moment ago")?;
    let mut command = tools.command("cargo");
    command.args(["run", "--quiet", "--locked", "--package", "london-daily-bench", "--"]);
    command.arg("--chromedriver").arg(driver.path);
    for argument in arguments {
        command.arg(argument);
        match argument.as_str() {
            "--scale" => command.arg("target/press/press"),
            LIGHTHOUSE => command.arg(install::lighthouse_program(tools)),
            _ => &mut command,
        };
    }
    // For Lighthouse, unless it has been told of another.
    if env::var_os(CHROME).is_none()
        && let Some(chromium) = browsers::chromium_itself(tools)
    {
        command.env(CHROME, chromium.path);
    }
    process::run(&mut command)
}
