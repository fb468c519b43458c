//! Printing the site with `press`, once Trunk has built it.

use std::{env, path::Path, process::Command};

use anyhow::{Context, Result, ensure};

use crate::{content, finish::Finisher, process, tools::Toolbox};

/// Names the press that Trunk's hook prints with, where one is built already. The tests print with the one that they have tested:
/// to build another would take minutes.
pub(crate) const PRESS: &str = "LONDON_DAILY_PRESS";

/// Called by Trunk (`post_build`), which tells where things are. In development `content/` becomes a link, and the wasm is
/// divided. For publishing everything is made small as well, and printed: a site that cannot be printed is none, and the build
/// fails.
pub(crate) fn post_build() -> Result<()> {
    content::link_for_development()?;
    let tools = Toolbox::of_this_project()?;
    let is_release = env::var("TRUNK_PROFILE").as_deref() == Ok("release");
    let staging = content::folder("TRUNK_STAGING_DIR")?;
    let minifier = tools.npm_program("esbuild");
    ensure!(!is_release || minifier.exists(), "esbuild is not installed; `cargo xtask setup` does that");
    Finisher { tools: &tools, staging: &staging, is_release }.finish()?;
    if is_release {
        process::run(&mut press_for_publishing(&tools, &staging, &minifier))
            .context("the site was not printed")?;
    }
    Ok(())
}

/// The press that [`PRESS`] names, or else one as fast as it gets, built if need be; and what a site for publishing asks of it.
fn press_for_publishing(tools: &Toolbox, staging: &Path, minifier: &Path) -> Command {
    let mut command = match env::var_os(PRESS) {
        Some(press) => tools.command(press),
        None => {
            let mut command = tools.command("cargo");
            command.args(["run", "--quiet", "--locked", "--package", "press", "--profile", "press", "--"]);
            command
        }
    };
    command.args(["print", "--compress", "--dist"]).arg(staging).arg("--minifier").arg(minifier);
    // The staging folder is within `dist`, and what lies beside it would be published.
    match env::var_os(PRESS) {
        // A test prints what there is, whatever was printed before.
        Some(_) => command.arg("--forget"),
        None => command.arg("--state").arg(tools.root().join("dist.state.json")),
    };
    let settings = tools.root().join("paper.toml");
    if settings.is_file() {
        command.arg("--settings").arg(settings);
    }
    // The build before has the pages that have not changed.
    if let Some(before) = env::var_os("TRUNK_DIST_DIR") {
        command.arg("--previous").arg(before);
    }
    command
}

/// Builds the press for development. It has a target folder of its own: in the other one Cargo would have the next build of the
/// app wait for it.
pub(crate) fn build_press(tools: &Toolbox) -> Command {
    let mut command = in_background(tools, "cargo".as_ref());
    command.args(["build", "--quiet", "--locked", "--package", "press", "--target-dir"]);
    command.arg(target_of_press(tools));
    command
}

/// Prints into a site that is being served, with what [`build_press`] has built.
pub(crate) fn print_served(tools: &Toolbox) -> Command {
    let press = target_of_press(tools).join("debug").join("press");
    let mut command = in_background(tools, &press);
    command.args(["print", "--wait", "--forget", "--dist"]).arg(tools.dist());
    command
}

fn target_of_press(tools: &Toolbox) -> std::path::PathBuf {
    tools.target().join("press-dev")
}

/// A command that leaves the processor to others, where there is a program for that.
fn in_background(tools: &Toolbox, program: &Path) -> Command {
    match tools.program("nice") {
        Some(nice) => {
            let mut command = tools.command(nice);
            command.arg(program);
            command
        }
        None => tools.command(program),
    }
}
