//! `cargo xtask gallery`: every component with canned data, in all themes and both directions of text.

use std::process::Command;

use anyhow::Result;

use crate::{process, tools::Toolbox};

/// Prints the gallery, and says where it is.
pub(crate) fn gallery(tools: &Toolbox) -> Result<()> {
    let mut command = tools.command("cargo");
    command.args(["run", "--quiet", "--locked", "--package", "gallery", "--"]);
    make(tools, command)?;
    println!("\nOpen {} in a browser.", tools.gallery().join("index.html").display());
    Ok(())
}

/// Prints the gallery with this command, which lacks its folders.
pub(crate) fn make(tools: &Toolbox, mut command: Command) -> Result<()> {
    process::run(command.arg(tools.root()).arg(tools.gallery()))
}
