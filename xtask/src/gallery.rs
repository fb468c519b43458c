//! `cargo xtask gallery`: every component with canned data, in all themes and both directions of text.

use std::process::Command;

use anyhow::{Result, bail};

use crate::{
    process,
    setup::{self, Need},
    test,
    tools::Toolbox,
};

/// Prints the gallery, and says where it is. With `--keep` it keeps the pictures of what has changed.
pub(crate) fn gallery(tools: &Toolbox, arguments: &[String]) -> Result<()> {
    match arguments {
        [] => print(tools),
        [keep] if keep == "--keep" => keep_pictures(tools),
        _ => bail!("`cargo xtask gallery` takes `--keep` or nothing"),
    }
}

fn print(tools: &Toolbox) -> Result<()> {
    let mut command = tools.command("cargo");
    command.args(["run", "--quiet", "--locked", "--package", "gallery", "--"]);
    make(tools, command)?;
    println!("\nOpen {} in a browser.", tools.gallery().join("index.html").display());
    Ok(())
}

/// Has the end-to-end tests keep the pictures that they otherwise compare with.
fn keep_pictures(tools: &Toolbox) -> Result<()> {
    setup::setup(tools, &[Need::Chromium])?;
    // Builds the program on its way, as the tests have it.
    process::run(test::cargo_command(tools, "test").args(["--workspace", "--test", "gallery", "--no-run"]))?;
    make(tools, tools.command(tools.tested("gallery")))?;
    let mut tests = test::end_to_end_command(tools, Need::Chromium);
    process::run(tests.args(["gallery::kept::", "--nocapture"]).env("LONDON_DAILY_BLESS", "1"))
}

/// Prints the gallery with this command, which lacks its folders.
pub(crate) fn make(tools: &Toolbox, mut command: Command) -> Result<()> {
    process::run(command.arg(tools.root()).arg(tools.gallery()))
}
