//! Printing the paper, when Trunk has built it: see `src/press/`.

use std::{env, path::Path, process::Command};

use anyhow::Result;

use crate::{content, finish, process, tools::Toolbox};

/// Called by Trunk (`post_build`), which tells where things are. In development `content/` becomes a link first; for publishing
/// the program becomes as small as it gets, before pages name its files and the hashes of its scripts.
///
/// A paper for publishing that cannot be printed is no paper, and the build fails. In development the program fetches what
/// it shows, and half a headline must not keep anybody from seeing the rest.
pub(crate) fn print_paper() -> Result<()> {
    content::link_for_development()?;
    let release = env::var("TRUNK_PROFILE").as_deref() == Ok("release");
    let staging = content::folder("TRUNK_STAGING_DIR")?;
    let minifier = match release {
        true => finish::finish(&mut Toolbox::of_this_project()?, &staging)?,
        false => None,
    };
    let printed = process::run(&mut press(release, &staging, minifier.as_deref()));
    match printed {
        Err(error) if release => return Err(error.context("the paper was not printed")),
        Err(error) => println!("the paper was not printed, and is set by the program alone: {error:#}"),
        Ok(()) => {}
    }
    Ok(())
}

/// The program `press`, built if need be. For development it is built as the tests are; for publishing as fast as it gets.
fn press(release: bool, staging: &Path, minifier: Option<&Path>) -> Command {
    let mut command = Command::new("cargo");
    command.current_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/.."));
    command.args(["run", "--quiet", "--locked", "--features", "ssr", "--bin", "press"]);
    if release {
        command.args(["--profile", "press"]);
    }
    command.args(["--", "print", "--dist"]).arg(staging);
    if release {
        command.arg("--compress");
    }
    if let Some(minifier) = minifier {
        command.arg("--minifier").arg(minifier);
    }
    // What was built before has the pages that have not changed.
    if let Some(before) = env::var_os("TRUNK_DIST_DIR") {
        command.arg("--previous").arg(before);
    }
    command
}

#[cfg(test)]
mod tests {
    use super::*;

    fn arguments(release: bool) -> Vec<String> {
        let command = press(release, Path::new("stage"), None);
        command.get_args().map(|argument| argument.to_string_lossy().into_owned()).collect()
    }

    #[test]
    fn a_paper_for_publishing_is_printed_with_the_press_for_publishing() {
        assert!(arguments(true).windows(2).any(|pair| pair == ["--profile", "press"]));
        assert!(!arguments(false).contains(&"--profile".to_owned()));
        assert!(arguments(false).windows(2).any(|pair| pair == ["--dist", "stage"]));
    }
}
