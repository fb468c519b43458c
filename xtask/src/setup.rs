//! The tools of the other commands: looked for, and installed when they are missing.
//!
//! A program that is not there at all is installed as its users would do it by hand. One that is there in a version that does
//! not fit is left alone, and the project keeps a copy of its own in `target/tools`. Versions stand where their own tools look
//! for them: Trunk's in `Trunk.toml`, wasm-bindgen's in `Cargo.lock`, those of npm packages in `package-lock.json`.

use std::{env, path::Path};

use anyhow::{Context, Result, bail, ensure};
use fs_err as fs;
use semver::{Version, VersionReq};

use crate::{browsers, process, tools::Toolbox};

/// Something that must be there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Need {
    /// The standard library for `wasm32-unknown-unknown`.
    WasmTarget,
    /// The bundler and development server.
    Trunk,
    /// Makes a module for browsers of what rustc emits. Its version must be exactly that of the library.
    WasmBindgen,
    /// Runs the browser tests; comes with wasm-bindgen.
    TestRunner,
    /// wasm-opt, wasm-metadce and esbuild, which make a published site smaller, and axe-core, which tests it.
    NpmTools,
    /// Examines pages. Only `cargo xtask bench --lighthouse` uses it.
    Lighthouse,
    /// rustfmt and clippy.
    Linters,
    /// Validates printed XML against its schemas.
    Xmllint,
    /// Chromium with its driver, for the browser and end-to-end tests.
    Chromium,
    /// Firefox with its driver, for the end-to-end tests.
    Firefox,
    /// WebKitGTK with its driver and an X server, for the end-to-end tests.
    WebKit,
}

impl Need {
    /// Returns the name of a browser's engine, by which it is chosen for the end-to-end tests.
    pub(crate) fn engine(self) -> Option<&'static str> {
        match self {
            Self::Chromium => Some("chromium"),
            Self::Firefox => Some("firefox"),
            Self::WebKit => Some("webkit"),
            _ => None,
        }
    }

    /// Says what is not tested without it, where the rest can be: Chromium is to be had everywhere, the other browsers and
    /// xmllint are not. On CI, and where it was asked for by name, nothing may be missing.
    fn untested(self) -> Option<&'static str> {
        let asked_for = env::var(ENGINE).is_ok_and(|name| Some(name.as_str()) == self.engine());
        if is_ci() || asked_for {
            return None;
        }
        match self {
            Self::Firefox => Some("the tests will NOT run in Firefox"),
            Self::WebKit => Some("the tests will NOT run in WebKit"),
            Self::Xmllint => Some("feeds and sitemaps will NOT be validated against their schemas"),
            _ => None,
        }
    }
}

/// The variable that chooses one engine for the end-to-end tests.
pub(crate) const ENGINE: &str = "LONDON_DAILY_ENGINE";

/// The variable that puts the printed site of the end-to-end tests behind another server than the harness's own.
pub(crate) const SERVER: &str = "LONDON_DAILY_SERVER";

/// The argument that allows every command to install packages of the system.
pub(crate) const INSTALL: &str = "--install";

/// The needs of `cargo xtask serve`.
pub(crate) const TO_SERVE: &[Need] = &[Need::WasmTarget, Need::Trunk, Need::WasmBindgen];

/// The needs of `cargo xtask build`.
pub(crate) const TO_BUILD: &[Need] = &[Need::WasmTarget, Need::Trunk, Need::WasmBindgen, Need::NpmTools];

/// The needs of `cargo xtask test`.
pub(crate) const EVERYTHING: &[Need] = &[
    Need::WasmTarget,
    Need::Trunk,
    Need::WasmBindgen,
    Need::TestRunner,
    Need::NpmTools,
    Need::Linters,
    Need::Xmllint,
    Need::Chromium,
    Need::Firefox,
    Need::WebKit,
];

const WASM: &str = "wasm32-unknown-unknown";

/// Looks for each need, installs what is missing, and says what it does. Goes through all of them before it fails, so that
/// whoever must help by hand learns everything at once.
pub(crate) fn setup(tools: &Toolbox, needs: &[Need]) -> Result<()> {
    println!("Looking for what is needed:");
    let mut problems = Vec::new();
    for need in needs {
        match provide(tools, *need) {
            Ok(found) => println!("  ok  {found}"),
            Err(problem) => match need.untested() {
                Some(untested) => println!("  !!  {untested}: {problem:#}"),
                None => {
                    println!("  --  {problem:#}");
                    problems.push(format!("{problem:#}"));
                }
            },
        }
    }
    if problems.is_empty() {
        return Ok(());
    }
    bail!("something is missing that could not be installed:\n\n  * {}", problems.join("\n\n  * "));
}

/// Makes sure that `need` is there; says what was found. The error says what to do by hand.
fn provide(tools: &Toolbox, need: Need) -> Result<String> {
    match need {
        Need::WasmTarget => wasm_target(tools),
        Need::Trunk => trunk(tools),
        Need::WasmBindgen => wasm_bindgen(tools, "wasm-bindgen"),
        Need::TestRunner => wasm_bindgen(tools, "wasm-bindgen-test-runner"),
        Need::NpmTools => npm_packages(tools, &["binaryen", "esbuild", "axe-core"], &["--omit=dev"]),
        Need::Lighthouse => npm_packages(tools, &["lighthouse"], &[]),
        Need::Linters => linters(tools),
        Need::Xmllint => xmllint(tools),
        Need::Chromium => browsers::chromium(tools),
        Need::Firefox => browsers::firefox(tools),
        Need::WebKit => browsers::webkit(tools),
    }
}

fn is_ci() -> bool {
    env::var_os("CI").is_some_and(|value| !value.is_empty() && value != "false")
}

pub(crate) fn missing(what: &str) {
    println!("  ..  {what}: not there yet, installing");
}

fn wasm_target(tools: &Toolbox) -> Result<String> {
    let is_there = || {
        let mut command = tools.command("rustc");
        command.args(["--print", "target-libdir", "--target", WASM]);
        process::output(&mut command).is_some_and(|folder| Path::new(folder.trim()).is_dir())
    };
    if !is_there() {
        missing(WASM);
        rustup(tools, &["target", "add", WASM])?;
        ensure!(is_there(), "{WASM} is still missing: is the `rustc` on your PATH the one of rustup?");
    }
    Ok(format!("rustc's target {WASM}"))
}

fn linters(tools: &Toolbox) -> Result<String> {
    for (subcommand, component) in [("fmt", "rustfmt"), ("clippy", "clippy")] {
        let is_there = || process::output(tools.command("cargo").args([subcommand, "--version"])).is_some();
        if !is_there() {
            missing(component);
            rustup(tools, &["component", "add", component])?;
            ensure!(
                is_there(),
                "{component} is still missing: is the `cargo` on your PATH the one of rustup?"
            );
        }
    }
    Ok("rustfmt and clippy".to_owned())
}

fn rustup(tools: &Toolbox, arguments: &[&str]) -> Result<()> {
    process::run(tools.command("rustup").args(arguments)).with_context(|| {
        format!(
            "`rustup {}` is needed: install rustup, or your distribution's package of the same",
            arguments.join(" ")
        )
    })
}

fn trunk(tools: &Toolbox) -> Result<String> {
    let text = fs::read_to_string(tools.root().join("Trunk.toml"))?;
    let line = text.lines().find_map(|line| line.strip_prefix("trunk-version = "));
    let requirement = line.context("Trunk.toml names no trunk-version")?.trim_matches('"');
    cargo_tool(tools, "trunk", "trunk", requirement, "this takes 2 to 3 minutes, once")
}

fn wasm_bindgen(tools: &Toolbox, program: &str) -> Result<String> {
    let lock = fs::read_to_string(tools.root().join("Cargo.lock"))?;
    let version = locked_version(&lock, "wasm-bindgen").context("Cargo.lock names no wasm-bindgen")?;
    cargo_tool(tools, program, "wasm-bindgen-cli", &format!("={version}"), "this takes about a minute, once")
}

/// Returns the version of `package` in the text of a `Cargo.lock`.
fn locked_version<'a>(lock: &'a str, package: &str) -> Option<&'a str> {
    let (_, rest) = lock.split_once(&format!("name = \"{package}\"\nversion = \""))?;
    rest.split('"').next()
}

/// Finds a program that is written in Rust, or installs it from `package`.
pub(crate) fn cargo_tool(
    tools: &Toolbox,
    program: &str,
    package: &str,
    requirement: &str,
    duration: &str,
) -> Result<String> {
    let wanted = VersionReq::parse(requirement)?;
    if let Some(found) = fitting(tools, program, &wanted) {
        return Ok(found);
    }
    missing(&format!("{program} {wanted}, {duration}"));
    let install = |how: &[&str]| {
        let mut command = tools.command("cargo");
        // A tool that is built as it is for debugging runs some tenths of a second longer, and is there in half the time.
        command.args(["install", "--debug", "--force", "--bin", program, "--version", requirement]);
        command.env("CARGO_PROFILE_DEV_DEBUG", "0").args(how).arg(package);
        if tools.program(program).is_some() {
            command.arg("--root").arg(tools.own());
        }
        process::run(&mut command)
    };
    // With its own lock file first; a version that is locked there may have been withdrawn since.
    install(&["--locked"])
        .or_else(|_| install(&[]))
        .with_context(|| format!("install it with `cargo install {package} --version \"{requirement}\"`"))?;
    fitting(tools, program, &wanted)
        .with_context(|| format!("{program} {wanted} was installed, and still is not the first on the PATH"))
}

/// Describes the first `program` on the search path if its version fits: that is the one which child processes run.
fn fitting(tools: &Toolbox, program: &str, wanted: &VersionReq) -> Option<String> {
    let path = tools.program(program)?;
    let version = version_in(&tools.version_of(&path)?).filter(|version| wanted.matches(version))?;
    Some(format!("{program} {version} ({})", path.display()))
}

/// Finds the version in what a program prints, such as `trunk 0.21.14`.
fn version_in(printed: &str) -> Option<Version> {
    printed.split_whitespace().find_map(|word| Version::parse(word).ok())
}

/// Makes sure that npm packages are installed as `package-lock.json` has them, with `npm ci` and these arguments.
fn npm_packages(tools: &Toolbox, packages: &[&str], arguments: &[&str]) -> Result<String> {
    let lock = fs::read_to_string(tools.root().join("package-lock.json"))?;
    let mut found = Vec::new();
    for package in packages {
        let version = npm_version(&lock, package)
            .with_context(|| format!("package-lock.json does not name {package}"))?;
        found.push((package, version));
    }
    let are_there = || {
        // npm writes what it has installed in the form of the lock file.
        let installed = fs::read_to_string(tools.npm_package(".package-lock.json")).unwrap_or_default();
        found.iter().all(|(package, version)| npm_version(&installed, package) == Some(version))
    };
    if !are_there() {
        missing(&packages.join(", "));
        let npm = tools.program("npm").context(
            "npm is missing: install Node 18 or newer with npm (Debian: apt-get install nodejs npm)",
        )?;
        // Not one of these packages needs what npm would let it run at its installation.
        let quietly = ["--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"];
        process::run(tools.command(npm).arg("ci").args(arguments).args(quietly))?;
        ensure!(are_there(), "npm has not installed {}", packages.join(", "));
    }
    let names: Vec<_> = found.iter().map(|(package, version)| format!("{package} {version}")).collect();
    Ok(names.join(", "))
}

/// Returns the version of `package` in the text of a lock file of npm.
fn npm_version<'a>(lock: &'a str, package: &str) -> Option<&'a str> {
    let (_, rest) = lock.split_once(&format!("\"node_modules/{package}\": {{"))?;
    rest.split_once("\"version\": \"")?.1.split('"').next()
}

fn xmllint(tools: &Toolbox) -> Result<String> {
    let find = || tools.program("xmllint");
    if find().is_none() {
        apt_get(tools, "xmllint", &["libxml2-utils"])?;
    }
    let program = find().context("xmllint is still missing: install libxml2's, and put it on the PATH")?;
    Ok(format!("xmllint ({})", program.display()))
}

/// Installs Debian's packages of what is missing. A machine that is somebody's own is left to them: without being asked it is
/// done on CI, and as root, which is who containers run as.
pub(crate) fn apt_get(tools: &Toolbox, what: &str, packages: &[&str]) -> Result<()> {
    let by_hand = format!("apt-get install {}", packages.join(" "));
    let is_root = process::output(tools.command("id").arg("-u")).is_some_and(|user| user.trim() == "0");
    let may_install = is_root || is_ci() || env::args().any(|argument| argument == INSTALL);
    if !may_install || tools.program("apt-get").is_none() {
        bail!("{what}: not there; install it (Debian: `{by_hand}`, which `{INSTALL}` does)");
    }
    missing(what);
    let apt_get = |arguments: &[&str]| {
        let mut command = tools.command(if is_root { "env" } else { "sudo" });
        command.args(["DEBIAN_FRONTEND=noninteractive", "apt-get", "-qq"]).args(arguments);
        process::run(&mut command)
    };
    apt_get(&["update"])?;
    apt_get(&[&["install", "-y", "--no-install-recommends"], packages].concat())
        .with_context(|| format!("{what} could not be installed; by hand: `{by_hand}`"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_tool_has_its_version_in_the_projects_files() {
        let root = Toolbox::of_this_project().unwrap().root().to_owned();
        let cargo = fs::read_to_string(root.join("Cargo.lock")).unwrap();
        assert!(
            locked_version(&cargo, "wasm-bindgen").is_some_and(|version| Version::parse(version).is_ok())
        );
        let npm = fs::read_to_string(root.join("package-lock.json")).unwrap();
        for package in ["binaryen", "esbuild", "axe-core", "lighthouse"] {
            assert!(npm_version(&npm, package).is_some(), "{package}");
        }
        assert_eq!(npm_version(&npm, "no-such-package"), None);
        assert!(!npm.contains("\"resolved\""), "a lock file that names hosts fits no other registry");
    }

    #[test]
    fn versions_are_found_in_what_programs_print() {
        for (printed, expected) in [
            ("trunk 0.21.14", "0.21.14"),
            ("geckodriver 0.37.1 (a1b2c3 2026-01-01)\n\nThe source", "0.37.1"),
            ("wasm-bindgen 0.2.130 (0123abc)", "0.2.130"),
        ] {
            assert_eq!(version_in(printed), Some(Version::parse(expected).unwrap()), "{printed}");
        }
        assert_eq!(version_in("command not found"), None);
    }

    #[test]
    fn whoever_can_test_can_build_and_whoever_can_build_can_serve() {
        assert!(TO_SERVE.iter().all(|need| TO_BUILD.contains(need)));
        assert!(TO_BUILD.iter().all(|need| EVERYTHING.contains(need)));
    }
}
