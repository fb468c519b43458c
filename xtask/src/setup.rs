//! What the other commands need on this machine: looked for, and installed when it is missing.

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
    /// rustfmt and clippy.
    Linters,
    /// Chromium with its driver, for the browser and end-to-end tests.
    Browser,
    /// The accessibility checks that the end-to-end tests run in each page.
    Axe,
}

/// What `cargo xtask serve` needs.
pub(crate) const TO_SERVE: &[Need] = &[Need::WasmTarget, Need::Trunk, Need::WasmBindgen];

/// What `cargo xtask build` needs.
pub(crate) const TO_BUILD: &[Need] = &[Need::WasmTarget, Need::Trunk, Need::WasmBindgen, Need::WasmOpt];

/// What `cargo xtask test` needs: everything.
pub(crate) const EVERYTHING: &[Need] = &[
    Need::WasmTarget,
    Need::Trunk,
    Need::WasmBindgen,
    Need::WasmOpt,
    Need::Linters,
    Need::Browser,
    Need::Axe,
];

/// Trunk's 0.21 line from here on has all that `Trunk.toml` and `index.html` use.
pub(crate) const TRUNK: Version = Version::new(0, 21, 14);
/// Older ones do not know the instructions that rustc emits today.
pub(crate) const OLDEST_WASM_OPT: Version = Version::new(116, 0, 0);
/// The npm package that carries `wasm-opt`.
pub(crate) const BINARYEN: Version = Version::new(132, 0, 0);
/// The npm package `axe-core`.
pub(crate) const AXE: Version = Version::new(4, 14, 1);

/// Whether Trunk of this version builds the paper.
pub(crate) fn trunk_fits(version: Version) -> bool {
    version >= TRUNK && version < Version::new(0, 22, 0)
}

/// Looks for each need, installs what is missing, and says what it does. Goes through all of them before it fails, so that
/// whoever must help by hand learns everything at once.
pub(crate) fn setup(tools: &mut Toolbox, needs: &[Need]) -> Result<()> {
    println!("Looking for what is needed:");
    let mut problems = Vec::new();
    for need in needs {
        match install::provide(tools, *need) {
            Ok(what) => println!("  ok  {what}"),
            Err(problem) => {
                println!("  --  {problem:#}");
                problems.push(format!("{problem:#}"));
            }
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
