//! `cargo xtask build`: `dist/` as it is published, and what it costs a reader.

use anyhow::Result;

use crate::{
    process,
    setup::{self, TO_BUILD},
    sizes::Sizes,
    tools::Toolbox,
};

/// Installs what is missing, builds, and holds the result to the budgets; `arguments` go to Trunk as they are.
pub(crate) fn build(tools: &Toolbox, arguments: &[String]) -> Result<()> {
    setup::setup(tools, TO_BUILD)?;
    println!("\nBuilding the paper for publishing:");
    bundle(tools, arguments)?;
    check_sizes(tools)
}

/// Builds `dist/` with tools that are there already.
pub(crate) fn bundle(tools: &Toolbox, arguments: &[String]) -> Result<()> {
    let mut command = tools.command("trunk");
    command.args(["build", "--release", "--locked"]).args(arguments);
    process::run(&mut command)
}

/// Builds the site once more, as it lives below a path, for the end-to-end tests of that: the app is compiled already. The
/// path stands in `tests/e2e/subpath.rs`, too.
pub(crate) fn bundle_below(tools: &Toolbox) -> Result<()> {
    let dist = tools.dist_below();
    bundle(tools, &["--public-url", "/paper/", "--dist", &dist.to_string_lossy()].map(str::to_owned))
}

/// Prints what a reader downloads from `dist/`; fails when a budget is passed.
pub(crate) fn check_sizes(tools: &Toolbox) -> Result<()> {
    let sizes = Sizes::of(&tools.dist())?;
    println!("\nBytes that a reader downloads:\n\n{}", sizes.table());
    sizes.hold_to_budgets()
}
