//! What the other commands need on this machine: looked for, and installed when it is missing.

use std::env;

use anyhow::{Result, bail};

use crate::{install, tools::Toolbox, version::Version};

/// Something that must be there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Need {
    /// The standard library for `wasm32-unknown-unknown`.
    WasmTarget,
    /// The bundler and development server.
    Trunk,
    /// Makes a module for browsers from what rustc emits. Its version must be exactly that of the library.
    WasmBindgen,
    /// Makes the wasm smaller. Only builds for publishing use it.
    WasmOpt,
    /// Makes the scripts smaller. Only builds for publishing use it.
    Esbuild,
    /// rustfmt and clippy.
    Linters,
    /// Holds what is printed in XML against its schemas.
    Xmllint,
    /// Chromium with its driver, for the browser and end-to-end tests.
    Chromium,
    /// Firefox with its driver, for the end-to-end tests.
    Firefox,
    /// WebKitGTK with its driver and an X server, for the end-to-end tests.
    WebKit,
    /// The accessibility checks that the end-to-end tests run in each page.
    Axe,
    /// Examines pages. Only `cargo xtask bench --lighthouse` uses it.
    Lighthouse,
}

impl Need {
    /// The name of the engine that a browser runs on, as it is chosen for the end-to-end tests.
    pub(crate) fn engine(self) -> Option<&'static str> {
        match self {
            Self::Chromium => Some("chromium"),
            Self::Firefox => Some("firefox"),
            Self::WebKit => Some("webkit"),
            _ => None,
        }
    }

    /// What is not tested without it, where the rest can be. Chromium is to be had everywhere, the other browsers and xmllint are
    /// not. Where changes are accepted (`CI`), and where it was asked for by name, nothing may be missing.
    fn untested(self) -> Option<&'static str> {
        let on_ci = env::var_os("CI").is_some_and(|value| !value.is_empty() && value != "false");
        let asked_for = env::var(ENGINE).is_ok_and(|name| Some(name.as_str()) == self.engine());
        if on_ci || asked_for {
            return None;
        }
        match self {
            Self::Firefox => Some("the tests will NOT run in Firefox"),
            Self::WebKit => Some("the tests will NOT run in WebKit"),
            Self::Xmllint => Some("feeds and sitemaps will NOT be held against their schemas"),
            _ => None,
        }
    }
}

/// The variable that chooses one engine for the end-to-end tests.
pub(crate) const ENGINE: &str = "LONDON_DAILY_ENGINE";

/// The variable that puts the printed paper of the end-to-end tests behind another server than the harness's own.
pub(crate) const SERVER: &str = "LONDON_DAILY_SERVER";

/// What `cargo xtask serve` needs.
pub(crate) const TO_SERVE: &[Need] = &[Need::WasmTarget, Need::Trunk, Need::WasmBindgen];

/// What `cargo xtask build` needs.
pub(crate) const TO_BUILD: &[Need] =
    &[Need::WasmTarget, Need::Trunk, Need::WasmBindgen, Need::WasmOpt, Need::Esbuild];

/// What `cargo xtask test` needs: everything that builds and tests.
pub(crate) const EVERYTHING: &[Need] = &[
    Need::WasmTarget,
    Need::Trunk,
    Need::WasmBindgen,
    Need::WasmOpt,
    Need::Esbuild,
    Need::Linters,
    Need::Xmllint,
    Need::Chromium,
    Need::Firefox,
    Need::WebKit,
    Need::Axe,
];

/// Trunk's 0.21 line from here on has all that `Trunk.toml` and `index.html` use.
pub(crate) const TRUNK: Version = Version::new(0, 21, 14);
/// Older ones do not know the instructions that rustc emits today.
pub(crate) const OLDEST_WASM_OPT: Version = Version::new(116, 0, 0);
/// The npm package that carries `wasm-opt`.
pub(crate) const BINARYEN: Version = Version::new(132, 0, 0);
/// The npm package `esbuild`: another version would make other files of the same scripts.
pub(crate) const ESBUILD: Version = Version::new(0, 28, 2);
/// The package `geckodriver`, where there is none yet.
pub(crate) const GECKODRIVER: Version = Version::new(0, 37, 1);
/// Older ones have no `--allow-system-access`.
pub(crate) const OLDEST_GECKODRIVER: Version = Version::new(0, 36, 0);
/// The npm package `axe-core`.
pub(crate) const AXE: Version = Version::new(4, 14, 1);
/// The npm package `lighthouse`: the last that runs on Node 18 and 20.
pub(crate) const LIGHTHOUSE: Version = Version::new(12, 8, 2);

/// Whether Trunk of this version builds the paper.
pub(crate) fn trunk_fits(version: Version) -> bool {
    version >= TRUNK && version < Version::new(0, 22, 0)
}

/// Looks for each need, installs what is missing, and says what it does. What the tests can do
/// without is only told of. Goes through all of them before it fails, so that whoever must help by hand learns everything at
/// once.
pub(crate) fn setup(tools: &mut Toolbox, needs: &[Need]) -> Result<()> {
    println!("Looking for what is needed:");
    let mut problems = Vec::new();
    for need in needs {
        match install::provide(tools, *need) {
            Ok(what) => println!("  ok  {what}"),
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_trunks_tried_line_fits() {
        assert!(trunk_fits(Version::new(0, 21, 14)));
        assert!(trunk_fits(Version::new(0, 21, 20)));
        assert!(!trunk_fits(Version::new(0, 21, 13)));
        assert!(!trunk_fits(Version::new(0, 22, 0)));
        assert!(!trunk_fits(Version::new(1, 0, 0)));
    }

    #[test]
    fn whoever_can_test_can_build_and_whoever_can_build_can_serve() {
        assert!(TO_SERVE.iter().all(|need| TO_BUILD.contains(need)));
        assert!(TO_BUILD.iter().all(|need| EVERYTHING.contains(need)));
    }
}
