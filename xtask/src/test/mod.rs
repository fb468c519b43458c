//! `cargo xtask test`: every check, in the order in which it is likely to fail and cheap to run.

mod end_to_end;

use std::{
    process::Command,
    time::{Duration, Instant},
};

use anyhow::{Context, Result, bail};

pub(crate) use self::end_to_end::end_to_end_command;
use self::end_to_end::{ENGINES, check_server, chosen_engines, end_to_end, is_there};
use crate::{
    browsers, build, gallery, process,
    setup::{self, EVERYTHING, Need, SERVER, TO_BUILD},
    tools::Toolbox,
};

const WASM: &str = "wasm32-unknown-unknown";
/// Begins the line in which a test says that it could not run here.
const NOT_RUN: &str = "NOT RUN";

/// A part of the tests that can be run alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Layer {
    /// Formatting and clippy.
    Lint,
    /// Tests of the pure core, and of these commands.
    Native,
    /// Tests inside a headless browser.
    Browser,
    /// The site as a reader uses it.
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
            Self::Native => vec![Need::Xmllint],
            Self::Browser => vec![Need::WasmTarget, Need::TestRunner, Need::Chromium],
            Self::EndToEnd => [TO_BUILD, ENGINES].concat(),
        }
    }
}

/// The tests that have not simply passed in a step that has.
#[derive(Clone, Copy, Debug, Default)]
struct Remarks {
    /// Those that say that they could not run here.
    not_run: usize,
    /// Those that passed only when they were run again.
    unstable: usize,
}

struct Step {
    layer: Layer,
    name: &'static str,
    /// The browser that it runs in: it is left out where that is missing or another was asked for.
    engine: Option<Need>,
    run: fn(&Toolbox, &[String]) -> Result<Remarks>,
}

const STEPS: &[Step] = &[
    Step {
        layer: Layer::Lint,
        name: "formatting",
        engine: None,
        run: |tools, _| {
            process::run(tools.command("cargo").args(["fmt", "--all", "--check"]))
                .map(|()| Remarks::default())
        },
    },
    Step {
        layer: Layer::Lint,
        name: "clippy, native",
        engine: None,
        run: |tools, _| {
            clippy(tools, &["--workspace", "--all-targets"])?;
            // As `cargo test`, `--all-targets` leaves out the end-to-end tests.
            clippy(tools, &["--workspace", "--test", "e2e"])
        },
    },
    Step {
        layer: Layer::Lint,
        name: "clippy, browser",
        engine: None,
        run: |tools, _| clippy(tools, &["--target", WASM, "--lib", "--bin", "london-daily", "--test", "*"]),
    },
    Step {
        layer: Layer::Native,
        name: "native tests",
        engine: None,
        run: |tools, arguments| cargo_test(cargo_command(tools, "test").arg("--workspace"), arguments),
    },
    Step { layer: Layer::Browser, name: "browser tests", engine: None, run: browser },
    Step { layer: Layer::EndToEnd, name: "programs", engine: None, run: |tools, _| programs(tools) },
    Step {
        layer: Layer::EndToEnd,
        name: "build",
        engine: None,
        run: |tools, _| build::bundle(tools, &[], Some(&tools.tested("press"))).map(|()| Remarks::default()),
    },
    Step {
        layer: Layer::EndToEnd,
        name: "size budgets",
        engine: None,
        run: |tools, _| build::check_sizes(tools).map(|()| Remarks::default()),
    },
    Step {
        layer: Layer::EndToEnd,
        name: "build below a path",
        engine: None,
        run: |tools, _| build::bundle_below(tools, &tools.tested("press")).map(|()| Remarks::default()),
    },
    Step {
        layer: Layer::EndToEnd,
        name: "gallery",
        engine: None,
        run: |tools, _| {
            gallery::make(tools, tools.command(tools.tested("gallery"))).map(|()| Remarks::default())
        },
    },
    Step {
        layer: Layer::EndToEnd,
        name: "end to end in Chromium",
        engine: Some(Need::Chromium),
        run: |tools, arguments| end_to_end(tools, arguments, Need::Chromium),
    },
    Step {
        layer: Layer::EndToEnd,
        name: "end to end in Firefox",
        engine: Some(Need::Firefox),
        run: |tools, arguments| end_to_end(tools, arguments, Need::Firefox),
    },
    Step {
        layer: Layer::EndToEnd,
        name: "end to end in WebKit",
        engine: Some(Need::WebKit),
        run: |tools, arguments| end_to_end(tools, arguments, Need::WebKit),
    },
];

/// Runs all steps, or those of the layer that the first argument names; further arguments go to the test programs. Stops at
/// the first failure.
pub(crate) fn test(tools: &Toolbox, arguments: &[String]) -> Result<()> {
    let (layer, arguments) = match arguments.split_first() {
        None => (None, arguments),
        Some((name, rest)) => {
            let layer = Layer::named(name)
                .with_context(|| format!("there is no layer `{name}`: it is lint, native, browser or e2e"))?;
            (Some(layer), rest)
        }
    };
    let engines = chosen_engines()?;
    if layer.is_none_or(|layer| layer == Layer::EndToEnd) {
        check_server(std::env::var(SERVER).ok().as_deref(), |program| is_there(tools, program))?;
    }
    let is_wanted = |engine: Need| engines.contains(&engine);
    let mut needs = layer.map_or_else(|| EVERYTHING.to_vec(), Layer::needs);
    // The tests inside of a page are always Chromium's.
    let other_layers = layer != Some(Layer::EndToEnd);
    needs.retain(|need| {
        !ENGINES.contains(need) || is_wanted(*need) || (other_layers && *need == Need::Chromium)
    });
    let mut done = Vec::new();
    let started = Instant::now();
    setup::setup(tools, &needs)?;
    done.push(Done {
        name: "setup",
        verdict: Verdict::Ok,
        remarks: Remarks::default(),
        time: started.elapsed(),
    });

    let steps: Vec<&Step> = STEPS
        .iter()
        .filter(|step| layer.is_none_or(|layer| layer == step.layer) && step.engine.is_none_or(is_wanted))
        .collect();
    for (index, step) in steps.iter().enumerate() {
        println!("\n[{}/{}] {}", index + 1, steps.len(), step.name);
        let started = Instant::now();
        let result = match step.engine {
            Some(engine) if !browsers::are_there(tools, engine) => Ok((Verdict::LeftOut, Remarks::default())),
            _ => (step.run)(tools, arguments).map(|remarks| (Verdict::Ok, remarks)),
        };
        let (verdict, remarks) = *result.as_ref().unwrap_or(&(Verdict::Failed, Remarks::default()));
        done.push(Done { name: step.name, verdict, remarks, time: started.elapsed() });
        if let Err(error) = result {
            println!("\n{}", summary(&done));
            bail!("{} failed: {error:#}", step.name);
        }
    }
    println!("\n{}", summary(&done));
    Ok(())
}

/// How a step ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Verdict {
    Ok,
    Failed,
    /// A browser or tool that it needs is not on this machine.
    LeftOut,
}

struct Done {
    name: &'static str,
    verdict: Verdict,
    remarks: Remarks,
    time: Duration,
}

/// Formats the steps with their outcomes and times, and the time in all.
fn summary(done: &[Done]) -> String {
    let mut text = String::new();
    for Done { name, verdict, remarks, time } in done {
        let verdict = match verdict {
            Verdict::Ok => "ok",
            Verdict::Failed => "FAILED",
            Verdict::LeftOut => "NOT RUN",
        };
        text.push_str(&format!("  {verdict:<8}{name:<24}{:>7.1} s\n", time.as_secs_f64()));
        if remarks.not_run > 0 {
            text.push_str(&format!(
                "  NOT RUN {} tests of these, for want of what the lines above name\n",
                remarks.not_run
            ));
        }
        if remarks.unstable > 0 {
            text.push_str(&format!(
                "  UNSTABLE {} tests of these, which failed once and passed alone\n",
                remarks.unstable
            ));
        }
    }
    let total: Duration = done.iter().map(|step| step.time).sum();
    text.push_str(&format!("  {:<8}{:<24}{:>7.1} s", "", "in all", total.as_secs_f64()));
    text
}

/// Cargo with the versions that Cargo.lock names.
pub(crate) fn cargo_command(tools: &Toolbox, subcommand: &str) -> Command {
    let mut command = tools.command("cargo");
    command.args([subcommand, "--locked"]);
    command
}

fn clippy(tools: &Toolbox, arguments: &[&str]) -> Result<Remarks> {
    process::run(cargo_command(tools, "clippy").args(arguments).args(["--", "-D", "warnings"]))
        .map(|()| Remarks::default())
}

fn cargo_test(command: &mut Command, arguments: &[String]) -> Result<Remarks> {
    if !arguments.is_empty() {
        command.arg("--").args(arguments);
    }
    let tested = process::run_tests(command, NOT_RUN)?;
    if !tested.failed.is_empty() {
        bail!("failed: {}", tested.failed.join(", "));
    }
    Ok(Remarks { not_run: tested.not_run, unstable: 0 })
}

/// Builds what the steps after it run. The whole workspace at once: with some of its packages, crates that they share would have
/// other features and be built once more.
fn programs(tools: &Toolbox) -> Result<Remarks> {
    process::run(cargo_command(tools, "test").args(["--workspace", "--no-run"])).map(|()| Remarks::default())
}

/// Tests with `wasm-bindgen-test`, each file of `tests/` in a page of its own in headless Chromium; those that hold none for the
/// browser have none to run. `webdriver.json` holds the browser's flags.
fn browser(tools: &Toolbox, arguments: &[String]) -> Result<Remarks> {
    let driver = browsers::chromedriver(tools).context("chromedriver was there a moment ago")?;
    let mut command = cargo_command(tools, "test");
    command
        .args(["--target", WASM, "--test", "*"])
        .env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER", "wasm-bindgen-test-runner")
        .env("CHROMEDRIVER", driver)
        // Seconds; a machine that does other things beside is slow to start a browser.
        .env("WASM_BINDGEN_TEST_TIMEOUT", "180");
    cargo_test(&mut command, arguments)
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
    fn the_whole_sets_up_all_that_its_layers_need() {
        for step in STEPS {
            for need in step.layer.needs() {
                assert!(EVERYTHING.contains(&need), "{need:?}");
            }
        }
    }

    #[test]
    fn the_summary_names_what_failed_and_what_was_left_out() {
        let time = Duration::from_secs(1);
        let done = [
            Done { name: "setup", verdict: Verdict::Ok, remarks: Remarks::default(), time },
            Done { name: "in Firefox", verdict: Verdict::LeftOut, remarks: Remarks::default(), time },
            Done {
                name: "native tests",
                verdict: Verdict::Ok,
                remarks: Remarks { not_run: 7, unstable: 2 },
                time,
            },
            Done { name: "formatting", verdict: Verdict::Failed, remarks: Remarks::default(), time },
        ];
        let text = summary(&done);
        let line = |word: &str| text.lines().find(|line| line.contains(word)).unwrap_or_default().to_owned();
        assert!(line("FAILED").contains("formatting"), "{text}");
        assert!(line("NOT RUN").contains("in Firefox"), "{text}");
        assert!(line("ok").contains("setup"), "{text}");
        assert!(line("7 tests").contains("NOT RUN"), "{text}");
        assert!(line("2 tests").contains("UNSTABLE"), "{text}");
        assert!(text.contains("4.0 s"), "{text}");
    }
}
