//! One way to find, and one way to install, each thing in the list of needs.
//!
//! A tool that is not there at all is installed as its users would do it by hand. One that is there in a version that does
//! not fit is left alone, and the project keeps its own copy under `target/tools`.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};

use crate::{
    browsers, process,
    setup::{AXE, BINARYEN, ESBUILD, LIGHTHOUSE, Need, OLDEST_WASM_OPT, TRUNK, trunk_fits},
    tools::{Found, Toolbox},
    version::Version,
};

/// Makes sure that `need` is there; says what was found. The error says what to do by hand.
pub(crate) fn provide(tools: &mut Toolbox, need: Need) -> Result<String> {
    match need {
        Need::WasmTarget => wasm_target(tools),
        Need::Trunk => trunk(tools),
        Need::WasmBindgen => wasm_bindgen(tools),
        Need::WasmOpt => wasm_opt(tools),
        Need::Esbuild => esbuild(tools),
        Need::Linters => linters(tools),
        Need::Xmllint => xmllint(tools),
        Need::Chromium => browsers::chromium(tools),
        Need::Firefox => browsers::firefox(tools),
        Need::WebKit => browsers::webkit(tools),
        Need::Axe => axe(tools),
        Need::Lighthouse => lighthouse(tools),
    }
}

/// The script of axe-core in the project's own folder.
pub(crate) fn axe_script(tools: &Toolbox) -> PathBuf {
    npm_package(tools, "axe-core").join("axe.min.js")
}

fn wasm_target(tools: &Toolbox) -> Result<String> {
    const WHAT: &str = "wasm32-unknown-unknown for rustc";
    if has_wasm_target(tools) {
        return Ok(WHAT.into());
    }
    let Some(rustup) = tools.program("rustup") else {
        bail!(
            "{WHAT} is missing, and so is rustup, which would install it: install rustup, or your distribution's package \
             of Rust's standard library for wasm32 (such as libstd-rust-dev-wasm32)"
        );
    };
    missing(WHAT);
    process::run(tools.command(rustup).args(["target", "add", "wasm32-unknown-unknown"]))?;
    if !has_wasm_target(tools) {
        bail!("{WHAT} is still missing: is the `rustc` on your PATH the one that rustup looks after?");
    }
    Ok(WHAT.into())
}

fn has_wasm_target(tools: &Toolbox) -> bool {
    let mut command = tools.command("rustc");
    command.args(["--print", "target-libdir", "--target", "wasm32-unknown-unknown"]);
    process::output(&mut command).is_some_and(|folder| Path::new(folder.trim()).is_dir())
}

fn trunk(tools: &mut Toolbox) -> Result<String> {
    cargo_tool(tools, "trunk", "trunk", TRUNK, trunk_fits, "this takes 5 to 10 minutes, once")
}

fn wasm_bindgen(tools: &mut Toolbox) -> Result<String> {
    let wanted = tools.locked_version("wasm-bindgen")?;
    cargo_tool(
        tools,
        "wasm-bindgen",
        "wasm-bindgen-cli",
        wanted,
        |version| version == wanted,
        "this takes 2 to 3 minutes, once",
    )
}

/// A program written in Rust: the first on the search path that fits, else the project's own copy, else a new installation.
pub(crate) fn cargo_tool(
    tools: &mut Toolbox,
    program: &str,
    package: &str,
    wanted: Version,
    fits: impl Fn(Version) -> bool,
    patience: &str,
) -> Result<String> {
    let own = tools.own_folder(program);
    if let Some(found) = fitting(tools, program, &own.join("bin"), &fits) {
        return Ok(described(program, &found));
    }
    let others = tools.found(program);
    missing(&format!("{program} {wanted}: {patience}"));
    // The user's other version stays what it is.
    let root = match others.first() {
        None => None,
        Some(other) => {
            println!("  {} stays as it is", described(program, other));
            Some(own.clone())
        }
    };
    let install = |locked: bool| {
        let mut command = tools.command("cargo");
        command.args(["install", &format!("{package}@{wanted}"), "--force"]);
        if locked {
            command.arg("--locked");
        }
        if let Some(root) = &root {
            command.arg("--root").arg(root);
        }
        // A bundler need not be the fastest of its kind: without link-time optimisation it is there in half the time.
        command.env("CARGO_PROFILE_RELEASE_LTO", "off").env("CARGO_PROFILE_RELEASE_CODEGEN_UNITS", "16");
        process::run(&mut command)
    };
    // With its own lock file first; a version locked there may have been withdrawn since.
    install(true).or_else(|_| install(false)).with_context(|| {
        format!(
            "{program} {wanted} could not be installed: install it with `cargo install {package}@{wanted}`"
        )
    })?;
    let found = fitting(tools, program, &own.join("bin"), &fits)
        .with_context(|| format!("{program} {wanted} was installed and still is not found on the PATH"))?;
    Ok(described(program, &found))
}

/// Chooses the program that fits, and makes it the one that child processes find.
fn fitting(tools: &mut Toolbox, program: &str, own: &Path, fits: &impl Fn(Version) -> bool) -> Option<Found> {
    let found = tools.found(program);
    // Another program of that name may stand before the one that fits: what counts is what a child process would find.
    if let Some(first) = found.first().filter(|found| fits(found.version)) {
        return Some(first.clone());
    }
    let copy = tools
        .examine(own.join(program))
        .filter(|copy| fits(copy.version))
        .or_else(|| found.into_iter().find(|found| fits(found.version)))?;
    tools.put_first(copy.path.parent()?.to_owned());
    Some(copy)
}

fn wasm_opt(tools: &mut Toolbox) -> Result<String> {
    if let Some(found) = present_wasm_opt(tools) {
        return Ok(described("wasm-opt", &found));
    }
    npm_install(
        tools,
        "binaryen",
        BINARYEN,
        &format!("wasm-opt {} or newer", OLDEST_WASM_OPT.major),
        &format!(", or put Binaryen {} or newer on the PATH", OLDEST_WASM_OPT.major),
    )?;
    let found = present_wasm_opt(tools)
        .context("the wasm-opt of the npm package binaryen does not run: it needs Node 18 or newer")?;
    Ok(described("wasm-opt", &found))
}

fn esbuild(tools: &mut Toolbox) -> Result<String> {
    if let Some(found) = present_esbuild(tools) {
        return Ok(described("esbuild", &found));
    }
    let what = format!("esbuild {ESBUILD}");
    npm_install(tools, "esbuild", ESBUILD, &what, &format!(", or put {what} on the PATH"))?;
    let found = present_esbuild(tools)
        .with_context(|| format!("the npm package {what} does not run: it needs Node 18 or newer"))?;
    Ok(described("esbuild", &found))
}

/// What makes the program smaller when Trunk has built it: wasm-opt and esbuild. Installs nothing: whoever builds with plain
/// Trunk has not asked for it.
pub(crate) fn finishers(tools: &mut Toolbox) -> Result<(Found, Found)> {
    let wasm_opt = present_wasm_opt(tools)
        .with_context(|| format!("there is no wasm-opt {} or newer", OLDEST_WASM_OPT.major))?;
    let esbuild = present_esbuild(tools).with_context(|| format!("there is no esbuild {ESBUILD}"))?;
    Ok((wasm_opt, esbuild))
}

fn present_wasm_opt(tools: &mut Toolbox) -> Option<Found> {
    let own = npm_programs(tools);
    fitting(tools, "wasm-opt", &own, &|version| version >= OLDEST_WASM_OPT)
}

fn present_esbuild(tools: &mut Toolbox) -> Option<Found> {
    let own = npm_programs(tools);
    fitting(tools, "esbuild", &own, &|version| version == ESBUILD)
}

fn axe(tools: &Toolbox) -> Result<String> {
    npm_tool(tools, "axe-core", AXE, format!("axe-core {AXE}"), &axe_script(tools))
}

/// Lighthouse in the project's own folder.
pub(crate) fn lighthouse_program(tools: &Toolbox) -> PathBuf {
    npm_programs(tools).join("lighthouse")
}

fn lighthouse(tools: &Toolbox) -> Result<String> {
    npm_tool(tools, "lighthouse", LIGHTHOUSE, format!("Lighthouse {LIGHTHOUSE}"), &lighthouse_program(tools))
}

/// Exactly this version of a package in the project's own folder, of which `file` is used.
fn npm_tool(tools: &Toolbox, package: &str, version: Version, what: String, file: &Path) -> Result<String> {
    if installed_npm_version(tools, package) != Some(version) {
        npm_install(tools, package, version, &what, "")?;
    }
    if !file.is_file() {
        bail!("{what} was installed, but {} is not there", file.display());
    }
    Ok(what)
}

fn npm_folder(tools: &Toolbox) -> PathBuf {
    tools.own_folder("npm")
}

/// Where npm puts the programs of its packages.
fn npm_programs(tools: &Toolbox) -> PathBuf {
    npm_folder(tools).join("node_modules").join(".bin")
}

fn npm_package(tools: &Toolbox, package: &str) -> PathBuf {
    npm_folder(tools).join("node_modules").join(package)
}

fn installed_npm_version(tools: &Toolbox, package: &str) -> Option<Version> {
    let manifest = std::fs::read_to_string(npm_package(tools, package).join("package.json")).ok()?;
    let (_, rest) = manifest.split_once("\"version\"")?;
    Version::find_in(rest.split('"').nth(1)?)
}

fn npm_install(tools: &Toolbox, package: &str, version: Version, what: &str, otherwise: &str) -> Result<()> {
    let Some(npm) = tools.program("npm") else {
        bail!(
            "{what} is missing, and so is npm, which would install it: install Node 18 or newer with npm \
             (Debian: apt-get install nodejs npm){otherwise}"
        );
    };
    missing(what);
    let folder = npm_folder(tools);
    std::fs::create_dir_all(&folder).with_context(|| format!("{} could not be made", folder.display()))?;
    // A manifest of its own keeps npm from looking for one in the folders above, and keeps what was installed before.
    let manifest = folder.join("package.json");
    if !manifest.exists() {
        std::fs::write(&manifest, "{ \"private\": true }\n")
            .with_context(|| format!("{} could not be written", manifest.display()))?;
    }
    let mut command = tools.command(npm);
    command.current_dir(&folder).args([
        "install",
        "--save-exact",
        "--ignore-scripts",
        "--no-audit",
        "--no-fund",
        "--loglevel=error",
        &format!("{package}@{version}"),
    ]);
    process::run(&mut command).with_context(|| format!("{what} could not be installed from npm{otherwise}"))
}

fn linters(tools: &Toolbox) -> Result<String> {
    let absent = || {
        let has = |args: &[&str]| process::output(tools.command("cargo").args(args)).is_some();
        let mut absent = Vec::new();
        if !has(&["fmt", "--version"]) {
            absent.push("rustfmt");
        }
        if !has(&["clippy", "--version"]) {
            absent.push("clippy");
        }
        absent
    };
    let wanted = absent();
    if !wanted.is_empty() {
        let names = wanted.join(" and ");
        let Some(rustup) = tools.program("rustup") else {
            bail!(
                "{names} missing, and so is rustup, which would install them: install rustup, or your distribution's packages"
            );
        };
        missing(&names);
        process::run(tools.command(rustup).args(["component", "add"]).args(&wanted))?;
        if !absent().is_empty() {
            bail!("{names} still missing: is the `cargo` on your PATH the one that rustup looks after?");
        }
    }
    Ok("rustfmt and clippy".into())
}

fn xmllint(tools: &Toolbox) -> Result<String> {
    const BY_HAND: &str =
        "install libxml2's xmllint and put it on the PATH (Debian: apt-get install libxml2-utils)";
    if tools.program("xmllint").is_none() {
        missing("xmllint");
        browsers::apt_get(tools, &["libxml2-utils"])
            .with_context(|| format!("xmllint is missing: {BY_HAND}"))?;
    }
    let program = tools.program("xmllint").with_context(|| format!("xmllint is missing: {BY_HAND}"))?;
    Ok(format!("xmllint ({})", program.display()))
}

pub(crate) fn missing(what: &str) {
    println!("  ..  {what}: not there yet, installing");
}

pub(crate) fn described(program: &str, found: &Found) -> String {
    format!("{program} {} ({})", found.version, found.path.display())
}
