//! `cargo xtask gallery`: every component with canned data, in all themes and both directions of text.

use anyhow::Result;

use crate::{process, tools::Toolbox};

/// Prints the gallery, and says where it is.
pub(crate) fn gallery(tools: &Toolbox) -> Result<()> {
    make(tools)?;
    println!("\nOpen {} in a browser.", tools.gallery().join("index.html").display());
    Ok(())
}

/// Prints the gallery.
pub(crate) fn make(tools: &Toolbox) -> Result<()> {
    let mut command = tools.command("cargo");
    command.args(["run", "--quiet", "--locked", "--package", "gallery", "--"]);
    process::run(command.arg(tools.root()).arg(tools.gallery()))
}
