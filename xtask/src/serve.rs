//! `cargo xtask serve`: from a fresh machine to the paper in a browser.

use anyhow::{Result, bail};

use crate::{
    process,
    setup::{self, TO_BUILD, TO_SERVE},
    tools::Toolbox,
};

/// Installs what is missing and serves; `arguments` go to Trunk as they are. Returns when Trunk ends.
pub(crate) fn serve(tools: &mut Toolbox, arguments: &[String]) -> Result<()> {
    let release = arguments.iter().any(|argument| argument == "--release");
    setup::setup(tools, if release { TO_BUILD } else { TO_SERVE })?;
    println!("\nBuilding and serving with Trunk; Ctrl+C ends it.");
    println!("Articles and headlines in content/ change on the open page by themselves.");
    let mut command = tools.command("trunk");
    command.arg("serve").args(arguments);
    println!("  $ {}", process::shown(&command));
    let status = command.status()?;
    // Ended by a signal, that is by Ctrl+C: what the user wanted.
    if status.success() || status.code().is_none() {
        return Ok(());
    }
    bail!("trunk serve failed ({status})");
}
