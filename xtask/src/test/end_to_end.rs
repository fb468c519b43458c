//! The end-to-end tests: the site as a reader uses it, in the browsers that are asked for.

use std::{path::Path, process::Command};

use anyhow::{Context, Result, bail};

use super::{NOT_RUN, Remarks, cargo_command};
use crate::{
    browsers,
    process::{self, Tested},
    setup::{ENGINE, Need, SERVER},
    tools::Toolbox,
};

/// The browsers of the end-to-end tests.
pub(super) const ENGINES: &[Need] = &[Need::Chromium, Need::Firefox, Need::WebKit];

/// The modules of tests that all engines run, since engines differ in what these test. Chromium runs the others, too.
const IN_ALL_ENGINES: &[&str] = &[
    "article::",
    "front::",
    "kept::",
    "live::",
    "navigation::",
    "newsletter::",
    "offline::",
    "pictures::",
    "pieces::",
    "player::",
    "policy::",
    "printed::",
];
/// Leaves out `gallery::kept::`, which `kept::` would choose too: the pictures of components are Chromium's.
const WITHOUT_GALLERY: &str = "--skip=gallery::";

/// The number of failing tests that are run once more. More than these hardly fail by chance.
const MAX_REPEATED: usize = 3;

/// The engines that the end-to-end tests are to run in: Chromium alone, unless another is named, or all.
pub(super) fn chosen_engines() -> Result<Vec<Need>> {
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
pub(super) fn check_server(name: Option<&str>, is_there: impl FnOnce(&str) -> bool) -> Result<()> {
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
pub(super) fn is_there(tools: &Toolbox, program: &str) -> bool {
    let elsewhere = [Path::new("/usr/sbin"), Path::new("/usr/local/sbin")];
    tools.program(program).is_some() || elsewhere.iter().any(|place| place.join(program).is_file())
}

/// Three at a time, also on two processors: each test has a browser of its own, and often waits for it. Those that take the time
/// have the machine to themselves, after the others.
pub(super) fn end_to_end(tools: &Toolbox, arguments: &[String], engine: Need) -> Result<Remarks> {
    if !arguments.is_empty() {
        return end_to_end_tests(tools, &["--test-threads=3"], arguments, engine);
    }
    if engine != Need::Chromium {
        let how = [&["--test-threads=3", WITHOUT_GALLERY], IN_ALL_ENGINES].concat();
        return end_to_end_tests(tools, &how, arguments, engine);
    }
    let together = end_to_end_tests(tools, &["--test-threads=3", "--skip=speed::"], arguments, engine)?;
    let alone = end_to_end_tests(tools, &["--test-threads=1", "speed::"], arguments, engine)?;
    Ok(Remarks { not_run: together.not_run + alone.not_run, unstable: together.unstable + alone.unstable })
}

/// A test of a whole browser may fail because the machine was busy, so a few that fail are run once more, alone. One that passes
/// then is counted as unstable: it has to be mended, and the rest is known.
fn end_to_end_tests(tools: &Toolbox, how: &[&str], arguments: &[String], engine: Need) -> Result<Remarks> {
    let run = |how: &[&str], arguments: &[String]| {
        process::run_tests(end_to_end_command(tools, engine).args(how).args(arguments), NOT_RUN)
    };
    let Tested { not_run, failed } = run(how, arguments)?;
    if failed.len() > MAX_REPEATED {
        bail!("{} tests failed: {}", failed.len(), failed.join(", "));
    }
    if !failed.is_empty() {
        println!("\n  once more, alone: {}", failed.join(", "));
        let again = run(&["--test-threads=1", "--exact"], &failed)?.failed;
        if !again.is_empty() {
            bail!("failed twice: {}", again.join(", "));
        }
    }
    Ok(Remarks { not_run, unstable: failed.len() })
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
    use crate::test::STEPS;

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
