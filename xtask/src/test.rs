//! `cargo xtask test`: every check, in the order in which it is likely to fail and cheap to run.

use std::{
    process::Command,
    time::{Duration, Instant},
};

use anyhow::{Context, Result, bail};

use crate::{
    build, install, process,
    setup::{self, EVERYTHING, Need, TO_BUILD},
    tools::Toolbox,
};

const WASM: &str = "wasm32-unknown-unknown";
/// The packages that developers run and readers never see.
const COMMANDS: &[&str] = &["--package", "xtask", "--package", "london-daily-bench"];

/// A part of the tests that can be run alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Layer {
    /// Formatting and clippy.
    Lint,
    /// Tests of the pure core, and of these commands.
    Native,
    /// Tests inside a headless browser.
    Browser,
    /// The paper as a reader uses it.
    EndToEnd,
}

impl Layer {
    fn named(name: &str) -> Option<Self> {
        Some(match name {
            "lint" => Self::Lint,
            "native" => Self::Native,
            "browser" => Self::Browser,
            "e2e" => Self::EndToEnd,
            _ => return None,
        })
    }

    fn needs(self) -> Vec<Need> {
        match self {
            Self::Lint => vec![Need::WasmTarget, Need::Linters],
            Self::Native => Vec::new(),
            Self::Browser => vec![Need::WasmTarget, Need::WasmBindgen, Need::Browser],
            Self::EndToEnd => [TO_BUILD, &[Need::Browser, Need::Axe]].concat(),
        }
    }
}

struct Step {
    layer: Layer,
    name: &'static str,
    run: fn(&Toolbox, &[String]) -> Result<()>,
}

const STEPS: &[Step] = &[
    Step {
        layer: Layer::Lint,
        name: "formatting",
        run: |tools, _| process::run(tools.command("cargo").args(["fmt", "--all", "--check"])),
    },
    Step {
        layer: Layer::Lint,
        name: "clippy, native",
        run: |tools, _| clippy(tools, &["--features", "ssr", "--all-targets"]),
    },
    Step {
        layer: Layer::Lint,
        name: "clippy, commands",
        run: |tools, _| {
            clippy(tools, &[COMMANDS, &["--package", "london-daily-view", "--all-targets"]].concat())
        },
    },
    Step {
        layer: Layer::Lint,
        name: "clippy, browser",
        run: |tools, _| {
            clippy(tools, &["--features", "hydrate", "--target", WASM, "--lib", "--bins", "--test", "*"])
        },
    },
    Step {
        layer: Layer::Native,
        name: "native tests",
        run: |tools, arguments| {
            cargo_test(cargo_command(tools, "test").args(["--features", "ssr"]), arguments)
        },
    },
    Step {
        layer: Layer::Native,
        name: "tests of the commands",
        run: |tools, arguments| cargo_test(cargo_command(tools, "test").args(COMMANDS), arguments),
    },
    Step { layer: Layer::Browser, name: "browser tests", run: browser },
    Step { layer: Layer::EndToEnd, name: "build", run: |tools, _| build::bundle(tools, &[]) },
    Step { layer: Layer::EndToEnd, name: "size budgets", run: |tools, _| build::check_sizes(tools) },
    Step { layer: Layer::EndToEnd, name: "end-to-end tests", run: end_to_end },
];

/// Runs all steps, or those of the layer that the first argument names; further arguments go to the test programs. Stops at
/// the first failure.
pub(crate) fn test(tools: &mut Toolbox, arguments: &[String]) -> Result<()> {
    let (layer, arguments) = match arguments.split_first() {
        None => (None, arguments),
        Some((name, rest)) => {
            let layer = Layer::named(name)
                .with_context(|| format!("there is no layer `{name}`: it is lint, native, browser or e2e"))?;
            (Some(layer), rest)
        }
    };
    let needs = layer.map_or_else(|| EVERYTHING.to_vec(), Layer::needs);
    let mut done = Vec::new();
    let started = Instant::now();
    setup::setup(tools, &needs)?;
    done.push(("setup", started.elapsed()));

    let steps: Vec<&Step> =
        STEPS.iter().filter(|step| layer.is_none_or(|layer| layer == step.layer)).collect();
    for (index, step) in steps.iter().enumerate() {
        println!("\n[{}/{}] {}", index + 1, steps.len(), step.name);
        let started = Instant::now();
        let result = (step.run)(tools, arguments);
        done.push((step.name, started.elapsed()));
        if let Err(error) = result {
            println!("\n{}", summary(&done, false));
            bail!("{} failed: {error:#}", step.name);
        }
    }
    println!("\n{}", summary(&done, true));
    Ok(())
}

/// What was done and how long it took; the last one failed unless all is `well`.
fn summary(done: &[(&str, Duration)], well: bool) -> String {
    let mut text = String::new();
    for (index, (name, time)) in done.iter().enumerate() {
        let verdict = if well || index + 1 < done.len() { "ok" } else { "FAILED" };
        text.push_str(&format!("  {verdict:<8}{name:<24}{:>7.1} s\n", time.as_secs_f64()));
    }
    let total: Duration = done.iter().map(|(_, time)| *time).sum();
    text.push_str(&format!("  {:<8}{:<24}{:>7.1} s", "", "in all", total.as_secs_f64()));
    text
}

/// Cargo with the versions that Cargo.lock names.
fn cargo_command(tools: &Toolbox, subcommand: &str) -> Command {
    let mut command = tools.command("cargo");
    command.args([subcommand, "--locked"]);
    command
}

fn clippy(tools: &Toolbox, arguments: &[&str]) -> Result<()> {
    process::run(cargo_command(tools, "clippy").args(arguments).args(["--", "-D", "warnings"]))
}

fn cargo_test(command: &mut Command, arguments: &[String]) -> Result<()> {
    if !arguments.is_empty() {
        command.arg("--").args(arguments);
    }
    process::run(command)
}

/// Tests with `wasm-bindgen-test`, each file of `tests/` in a page of its own in headless Chromium; those that hold none for the
/// browser have none to run. `webdriver.json` holds the browser's flags.
fn browser(tools: &Toolbox, arguments: &[String]) -> Result<()> {
    let driver = install::chromedriver(tools).context("chromedriver was there a moment ago")?;
    let mut command = cargo_command(tools, "test");
    command
        .args(["--features", "hydrate", "--target", WASM, "--test", "*"])
        .env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER", "wasm-bindgen-test-runner")
        .env("CHROMEDRIVER", driver.path)
        // Seconds; a machine that does other things beside is slow to start a browser.
        .env("WASM_BINDGEN_TEST_TIMEOUT", "180");
    cargo_test(&mut command, arguments)
}

/// Two at a time: each test has a browser of its own.
fn end_to_end(tools: &Toolbox, arguments: &[String]) -> Result<()> {
    let driver = install::chromedriver(tools).context("chromedriver was there a moment ago")?;
    let mut command = cargo_command(tools, "test");
    command
        .args(["--features", "ssr", "--test", "e2e", "--", "--test-threads=2"])
        .args(arguments)
        .env("LONDON_DAILY_DIST", tools.dist())
        .env("LONDON_DAILY_AXE", install::axe_script(tools))
        .env("CHROMEDRIVER", driver.path);
    process::run(&mut command)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_layer_has_a_name_and_steps_of_its_own() {
        for (name, layer) in [
            ("lint", Layer::Lint),
            ("native", Layer::Native),
            ("browser", Layer::Browser),
            ("e2e", Layer::EndToEnd),
        ] {
            assert_eq!(Layer::named(name), Some(layer));
            assert!(STEPS.iter().any(|step| step.layer == layer), "{name}");
        }
        assert_eq!(Layer::named("all"), None);
    }

    #[test]
    fn all_that_a_layer_needs_is_set_up_for_the_whole() {
        for step in STEPS {
            for need in step.layer.needs() {
                assert!(EVERYTHING.contains(&need), "{need:?}");
            }
        }
    }

    #[test]
    fn the_summary_names_the_step_that_failed() {
        let second = Duration::from_secs(1);
        let done = [("setup", second), ("formatting", second)];
        let text = summary(&done, false);
        let failed: Vec<&str> = text.lines().filter(|line| line.contains("FAILED")).collect();
        assert_eq!(failed.len(), 1);
        assert!(failed[0].contains("formatting"), "{text}");
        assert!(!summary(&done, true).contains("FAILED"));
        assert!(text.contains("2.0 s"), "{text}");
    }
}
