//! Running other programs.

use std::{
    io::{self, BufRead, BufReader},
    process::{Command, Stdio},
    thread,
};

use anyhow::{Context, Result, anyhow, bail};

/// The command as someone would type it, without its environment.
pub(crate) fn shown(command: &Command) -> String {
    let mut text = command.get_program().to_string_lossy().into_owned();
    for argument in command.get_args() {
        text.push(' ');
        text.push_str(&argument.to_string_lossy());
    }
    text
}

/// Runs a command that speaks for itself on the terminal; prints it first. Fails if it does.
pub(crate) fn run(command: &mut Command) -> Result<()> {
    let text = shown(command);
    println!("  $ {text}");
    let status = command.status().with_context(|| format!("`{text}` could not be started"))?;
    if !status.success() {
        bail!("`{text}` failed ({status})");
    }
    Ok(())
}

/// The outcome of a test program.
#[derive(Default)]
pub(crate) struct Tested {
    /// How many tests say that they could not run here.
    pub(crate) not_run: usize,
    /// The names of the tests that failed.
    pub(crate) failed: Vec<String>,
}

/// Runs a test program as [`run`] does. `not_run` begins the line on standard error in which a test says that it could not run.
/// Fails if the program does, unless it names the tests that failed and comes to its end.
pub(crate) fn run_tests(command: &mut Command, not_run: &str) -> Result<Tested> {
    let text = shown(command);
    println!("  $ {text}");
    let mut child = command
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .with_context(|| format!("`{text}` could not be started"))?;
    let (stdout, stderr) = (child.stdout.take(), child.stderr.take());
    let (tested, has_ended) = thread::scope(|scope| -> Result<(Tested, bool)> {
        let counted = scope.spawn(|| -> io::Result<usize> {
            let mut count = 0;
            for line in stderr.into_iter().flat_map(|stderr| BufReader::new(stderr).lines()) {
                let line = line?;
                count += usize::from(line.starts_with(not_run));
                eprintln!("{line}");
            }
            Ok(count)
        });
        let (mut tested, mut has_ended) = (Tested::default(), false);
        for line in stdout.into_iter().flat_map(|stdout| BufReader::new(stdout).lines()) {
            let line = line?;
            tested.failed.extend(failed_test(&line).map(str::to_owned));
            has_ended |= line.starts_with("test result: FAILED");
            println!("{line}");
        }
        tested.not_run =
            counted.join().map_err(|_| anyhow!("standard error of `{text}` could not be read"))??;
        Ok((tested, has_ended))
    })?;
    let status = child.wait()?;
    // A program that crashed has not run all of its tests.
    if !status.success() && (tested.failed.is_empty() || !has_ended) {
        bail!("`{text}` failed ({status})");
    }
    Ok(tested)
}

/// Returns the name of the test that failed according to a line of a test program.
fn failed_test(line: &str) -> Option<&str> {
    line.strip_prefix("test ")?.strip_suffix(" ... FAILED")
}

/// Returns what a command prints on its standard output; `None` if it cannot be started or fails.
pub(crate) fn output(command: &mut Command) -> Option<String> {
    let output = command.stdin(Stdio::null()).stderr(Stdio::null()).output().ok()?;
    output.status.success().then(|| String::from_utf8_lossy(&output.stdout).into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_test_program_names_the_tests_that_failed() {
        let line = "test subpath::news_reaches_an_open_page ... FAILED";
        assert_eq!(failed_test(line), Some("subpath::news_reaches_an_open_page"));
        for line in ["test subpath::news_reaches_an_open_page ... ok", "test result: FAILED. 1 passed", ""] {
            assert_eq!(failed_test(line), None, "{line}");
        }
    }

    #[cfg(unix)]
    #[test]
    fn only_a_program_that_comes_to_its_end_names_all_that_failed() {
        let run = |script: &str| run_tests(Command::new("sh").args(["-c", script]), "NOT RUN");
        let whole = "echo 'NOT RUN: no browser' >&2; echo 'test a ... FAILED'; echo 'test result: FAILED. 1 passed'; exit 101";
        let tested = run(whole).expect("it names what failed");
        assert_eq!((tested.failed, tested.not_run), (vec!["a".to_owned()], 1));
        assert!(run("echo 'test a ... FAILED'; exit 134").is_err(), "it crashed");
        assert!(run("exit 1").is_err());
        assert!(run("echo 'test a ... ok'").is_ok_and(|tested| tested.failed.is_empty()));
    }
}
