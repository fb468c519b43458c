//! Running other programs.

use std::{
    io::{BufRead, BufReader},
    process::{Command, Stdio},
};

use anyhow::{Context, Result, bail};

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

/// Runs a command as [`run`] does, and counts the lines of its standard error that begin with `mark`.
pub(crate) fn run_and_count(command: &mut Command, mark: &str) -> Result<usize> {
    let text = shown(command);
    println!("  $ {text}");
    let could_not = || format!("`{text}` could not be started");
    let mut child = command.stderr(Stdio::piped()).spawn().with_context(could_not)?;
    let mut count = 0;
    for line in child.stderr.take().into_iter().flat_map(|errors| BufReader::new(errors).lines()) {
        let line = line?;
        count += usize::from(line.starts_with(mark));
        eprintln!("{line}");
    }
    let status = child.wait()?;
    if !status.success() {
        bail!("`{text}` failed ({status})");
    }
    Ok(count)
}

/// Returns what a command prints on its standard output; `None` if it cannot be started or fails.
pub(crate) fn output(command: &mut Command) -> Option<String> {
    let output = command.stdin(Stdio::null()).stderr(Stdio::null()).output().ok()?;
    output.status.success().then(|| String::from_utf8_lossy(&output.stdout).into_owned())
}
