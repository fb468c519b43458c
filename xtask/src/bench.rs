//! `cargo xtask bench`: the paper for publishing, built and measured.

use anyhow::{Context, Result};

use crate::{
    browsers, build, process,
    setup::{self, Need, TO_BUILD},
    tools::Toolbox,
};

/// Builds what is measured, and measures it. `arguments` go to the measuring program; of them, `--scale` gets the press that
/// the build has made.
pub(crate) fn bench(tools: &mut Toolbox, arguments: &[String]) -> Result<()> {
    setup::setup(tools, &[TO_BUILD, &[Need::Chromium]].concat())?;
    println!("\nBuilding the paper for publishing:");
    build::bundle(tools, &[])?;
    let driver = browsers::chromedriver(tools).context("chromedriver was there a moment ago")?;
    let mut command = tools.command("cargo");
    command.args(["run", "--quiet", "--locked", "--package", "london-daily-bench", "--"]);
    command.arg("--chromedriver").arg(driver.path);
    for argument in arguments {
        command.arg(argument);
        if argument == "--scale" {
            command.arg("target/press/press");
        }
    }
    process::run(&mut command)
}
