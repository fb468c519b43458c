//! `cargo xtask build`: `dist/` as it is published, and what it costs a reader.

use std::{
    env,
    path::{Path, PathBuf},
};

use anyhow::Result;
use fs_err as fs;

use crate::{
    print::PRESS,
    process,
    setup::{self, TO_BUILD},
    sizes::Sizes,
    tools::Toolbox,
};

/// Installs what is missing, builds, and holds the result to the budgets; `arguments` go to Trunk as they are.
pub(crate) fn build(tools: &Toolbox, arguments: &[String]) -> Result<()> {
    setup::setup(tools, TO_BUILD)?;
    println!("\nBuilding the paper for publishing:");
    bundle(tools, arguments, None)?;
    check_sizes(tools)
}

/// Builds `dist/` with tools that are there already, and prints with `press`, if it is given, instead of one that is built for
/// speed.
pub(crate) fn bundle(tools: &Toolbox, arguments: &[String], press: Option<&Path>) -> Result<()> {
    let mut command = tools.command("trunk");
    command.args(["build", "--release", "--locked"]).args(arguments);
    command.env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS", without_paths(tools));
    if let Some(press) = press {
        command.env(PRESS, press);
    }
    process::run(&mut command)
}

/// Returns flags for rustc that leave the folders of this machine out of the wasm: panics name files, and the same source is to give
/// the same bytes everywhere.
fn without_paths(tools: &Toolbox) -> String {
    let home = env::var_os("CARGO_HOME").map(PathBuf::from).or_else(|| Some(env::home_dir()?.join(".cargo")));
    let registries = home.and_then(|home| fs::read_dir(home.join("registry").join("src")).ok());
    let registries = registries.into_iter().flatten().flatten().map(|registry| registry.path());
    let folders = registries.chain([tools.root().to_owned()]).map(|folder| folder.display().to_string());
    // Cargo parts the flags at spaces, so a folder with a space in its name stays.
    let flags = folders.filter(|folder| !folder.contains(' '));
    flags.map(|folder| format!("--remap-path-prefix={folder}=. ")).collect()
}

/// Builds the site once more, as it lives below a path, for the end-to-end tests of that: the app is compiled already. The
/// path stands in `tests/e2e/subpath.rs`, too.
pub(crate) fn bundle_below(tools: &Toolbox, press: &Path) -> Result<()> {
    let dist = tools.dist_below();
    let arguments = ["--public-url", "/paper/", "--dist", &dist.to_string_lossy()].map(str::to_owned);
    bundle(tools, &arguments, Some(press))
}

/// Prints what a reader downloads from `dist/`; fails when a budget is passed.
pub(crate) fn check_sizes(tools: &Toolbox) -> Result<()> {
    let sizes = Sizes::of(&tools.dist())?;
    println!("\nBytes that a reader downloads:\n\n{}", sizes.table());
    sizes.hold_to_budgets()
}
