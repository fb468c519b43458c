//! `cargo xtask test`: every check, in the order in which it is likely to fail and cheap to run.

use std::{
    path::Path,
    process::Command,
    time::{Duration, Instant},
};

use anyhow::{Context, Result, bail};

use crate::{
    browsers, build, gallery, process,
    setup::{self, ENGINE, EVERYTHING, Need, SERVER, TO_BUILD},
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

/// The browsers of the end-to-end tests.
const ENGINES: &[Need] = &[Need::Chromium, Need::Firefox, Need::WebKit];

struct Step {
    layer: Layer,
    name: &'static str,
    /// The browser that it runs in: it is left out where that is missing or another was asked for.
    engine: Option<Need>,
    /// Returns how many tests say that they could not run here.
    run: fn(&Toolbox, &[String]) -> Result<usize>,
}

const STEPS: &[Step] = &[
    Step {
        layer: Layer::Lint,
        name: "formatting",
        engine: None,
        run: |tools, _| process::run(tools.command("cargo").args(["fmt", "--all", "--check"])).map(|()| 0),
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
        run: |tools, _| build::bundle(tools, &[], Some(&tools.tested("press"))).map(|()| 0),
    },
    Step {
        layer: Layer::EndToEnd,
        name: "size budgets",
        engine: None,
        run: |tools, _| build::check_sizes(tools).map(|()| 0),
    },
    Step {
        layer: Layer::EndToEnd,
        name: "build below a path",
        engine: None,
        run: |tools, _| build::bundle_below(tools, &tools.tested("press")).map(|()| 0),
    },
    Step {
        layer: Layer::EndToEnd,
        name: "gallery",
        engine: None,
        run: |tools, _| gallery::make(tools, tools.command(tools.tested("gallery"))).map(|()| 0),
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
    done.push(Done { name: "setup", verdict: Verdict::Ok, not_run: 0, time: started.elapsed() });

    let steps: Vec<&Step> = STEPS
        .iter()
        .filter(|step| layer.is_none_or(|layer| layer == step.layer) && step.engine.is_none_or(is_wanted))
        .collect();
    for (index, step) in steps.iter().enumerate() {
        println!("\n[{}/{}] {}", index + 1, steps.len(), step.name);
        let started = Instant::now();
        let result = match step.engine {
            Some(engine) if !browsers::are_there(tools, engine) => Ok((Verdict::LeftOut, 0)),
            _ => (step.run)(tools, arguments).map(|not_run| (Verdict::Ok, not_run)),
        };
        let (verdict, not_run) = *result.as_ref().unwrap_or(&(Verdict::Failed, 0));
        done.push(Done { name: step.name, verdict, not_run, time: started.elapsed() });
        if let Err(error) = result {
            println!("\n{}", summary(&done));
            bail!("{} failed: {error:#}", step.name);
        }
    }
    println!("\n{}", summary(&done));
    Ok(())
}

/// The engines that the end-to-end tests are to run in: Chromium alone, unless another is named, or all.
fn chosen_engines() -> Result<Vec<Need>> {
    let Ok(name) = std::env::var(ENGINE) else {
        return Ok(vec![Need::Chromium]);
    };
    if name == "all" {
        return Ok(ENGINES.to_vec());
    }
    let chosen = ENGINES.iter().copied().find(|need| need.engine() == Some(name.as_str()));
    chosen
        .map(|engine| vec![engine])
        .with_context(|| format!("{ENGINE} is chromium, firefox, webkit or all, and not `{name}`"))
}

/// The servers that the end-to-end tests can run on beside the harness's own, with the packages of Debian that bring them.
const SERVERS: &[(&str, &str)] = &[("nginx", "nginx-light"), ("caddy", "caddy")];

/// Checks that the server on which the end-to-end tests are to run is known and installed; without a name it is the harness's
/// own.
fn check_server(name: Option<&str>, is_there: impl FnOnce(&str) -> bool) -> Result<()> {
    let Some(name) = name.filter(|name| !name.is_empty()) else {
        return Ok(());
    };
    let Some((_, package)) = SERVERS.iter().find(|(known, _)| *known == name) else {
        bail!("{SERVER} is nginx or caddy, or is not set, and not `{name}`");
    };
    if !is_there(name) {
        bail!(
            "{SERVER}={name} asks for a server that is not here: install it (Debian: apt-get install {package}), or leave {SERVER} \
             away"
        );
    }
    Ok(())
}

/// Debian puts some where only the administrator's shell looks.
fn is_there(tools: &Toolbox, program: &str) -> bool {
    let elsewhere = [Path::new("/usr/sbin"), Path::new("/usr/local/sbin")];
    tools.program(program).is_some() || elsewhere.iter().any(|place| place.join(program).is_file())
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
    /// Tests that say that they could not run here.
    not_run: usize,
    time: Duration,
}

/// Formats the steps with their outcomes and times, and the time in all.
fn summary(done: &[Done]) -> String {
    let mut text = String::new();
    for Done { name, verdict, not_run, time } in done {
        let verdict = match verdict {
            Verdict::Ok => "ok",
            Verdict::Failed => "FAILED",
            Verdict::LeftOut => "NOT RUN",
        };
        text.push_str(&format!("  {verdict:<8}{name:<24}{:>7.1} s\n", time.as_secs_f64()));
        if *not_run > 0 {
            text.push_str(&format!(
                "  NOT RUN {not_run} tests of these, for want of what the lines above name\n"
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

fn clippy(tools: &Toolbox, arguments: &[&str]) -> Result<usize> {
    process::run(cargo_command(tools, "clippy").args(arguments).args(["--", "-D", "warnings"])).map(|()| 0)
}

fn cargo_test(command: &mut Command, arguments: &[String]) -> Result<usize> {
    if !arguments.is_empty() {
        command.arg("--").args(arguments);
    }
    process::run_and_count(command, NOT_RUN)
}

/// Builds what the steps after it run. The whole workspace at once: with some of its packages, crates that they share would have
/// other features and be built once more.
fn programs(tools: &Toolbox) -> Result<usize> {
    process::run(cargo_command(tools, "test").args(["--workspace", "--no-run"])).map(|()| 0)
}

/// Tests with `wasm-bindgen-test`, each file of `tests/` in a page of its own in headless Chromium; those that hold none for the
/// browser have none to run. `webdriver.json` holds the browser's flags.
fn browser(tools: &Toolbox, arguments: &[String]) -> Result<usize> {
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

/// Three at a time, also on two processors: each test has a browser of its own, and often waits for it. Those that take the time
/// have the machine to themselves, after the others.
fn end_to_end(tools: &Toolbox, arguments: &[String], engine: Need) -> Result<usize> {
    if !arguments.is_empty() {
        return end_to_end_tests(tools, &["--test-threads=3"], arguments, engine);
    }
    let not_run = end_to_end_tests(tools, &["--test-threads=3", "--skip=speed::"], arguments, engine)?;
    Ok(not_run + end_to_end_tests(tools, &["--test-threads=1", "speed::"], arguments, engine)?)
}

fn end_to_end_tests(tools: &Toolbox, how: &[&str], arguments: &[String], engine: Need) -> Result<usize> {
    process::run_and_count(end_to_end_command(tools, engine).args(how).args(arguments), NOT_RUN)
}

/// Returns the command that runs the end-to-end tests in an engine; arguments go to them.
pub(crate) fn end_to_end_command(tools: &Toolbox, engine: Need) -> Command {
    let mut command = cargo_command(tools, "test");
    command
        .args(["--workspace", "--test", "e2e", "--"])
        .env("LONDON_DAILY_DIST", tools.dist())
        .env("LONDON_DAILY_DIST_BELOW", tools.dist_below())
        .env("LONDON_DAILY_GALLERY", tools.gallery())
        .env("LONDON_DAILY_AXE", tools.npm_package("axe-core").join("axe.min.js"))
        .env(ENGINE, engine.engine().unwrap_or_default());
    for (variable, path) in browsers::drivers(tools) {
        command.env(variable, path);
    }
    command
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
            Done { name: "setup", verdict: Verdict::Ok, not_run: 0, time },
            Done { name: "in Firefox", verdict: Verdict::LeftOut, not_run: 0, time },
            Done { name: "native tests", verdict: Verdict::Ok, not_run: 7, time },
            Done { name: "formatting", verdict: Verdict::Failed, not_run: 0, time },
        ];
        let text = summary(&done);
        let line = |word: &str| text.lines().find(|line| line.contains(word)).unwrap_or_default().to_owned();
        assert!(line("FAILED").contains("formatting"), "{text}");
        assert!(line("NOT RUN").contains("in Firefox"), "{text}");
        assert!(line("ok").contains("setup"), "{text}");
        assert!(line("7 tests").contains("NOT RUN"), "{text}");
        assert!(text.contains("4.0 s"), "{text}");
    }

    #[test]
    fn every_engine_has_a_name_and_a_step() {
        for engine in ENGINES {
            assert!(engine.engine().is_some(), "{engine:?}");
            assert!(STEPS.iter().any(|step| step.engine == Some(*engine)), "{engine:?}");
        }
    }

    #[test]
    fn a_server_that_is_missing_is_named_before_the_build() {
        for name in [None, Some("")] {
            assert!(check_server(name, |_| false).is_ok(), "{name:?}");
        }
        for (name, package) in [("nginx", "nginx-light"), ("caddy", "caddy")] {
            assert!(check_server(Some(name), |asked| asked == name).is_ok(), "{name}");
            let missing = check_server(Some(name), |_| false).expect_err("there is none").to_string();
            assert!(missing.contains(&format!("apt-get install {package}")), "{missing}");
        }
        let unknown = check_server(Some("apache"), |_| true).expect_err("nobody knows it").to_string();
        assert!(unknown.contains("apache"), "{unknown}");
    }
}
