//! Smaller scripts and style sheets, shortened by esbuild or a program with the same arguments. Comments and indentation are most of what can be saved, and removing them needs no tool. The
//! rest is left to a minifier, if there is one.

use std::{
    io::{self, Write},
    path::Path,
    process::{Command, Stdio},
};

use super::files::Finding;

/// Returns a script as `minifier` shortens it; without a minifier, as it is.
pub(super) fn script(text: &str, minifier: Option<&Path>) -> Result<String, Finding> {
    minified(text, &["--loader=js", "--target=es2022"], minifier)
}

/// Returns a style sheet as `minifier` shortens it; without a minifier, as it is. Scripts have a target, for which new syntax is
/// rewritten; a style sheet has none, since browsers skip the rules that they do not know.
pub(super) fn style(text: &str, minifier: Option<&Path>) -> Result<String, Finding> {
    minified(text, &["--loader=css", "--charset=utf8"], minifier)
}

fn minified(text: &str, arguments: &[&str], minifier: Option<&Path>) -> Result<String, Finding> {
    let Some(minifier) = minifier else { return Ok(text.to_owned()) };
    let minify = || -> io::Result<Option<String>> {
        let mut running = Command::new(minifier)
            .args(["--minify", "--log-level=warning"])
            .args(arguments)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()?;
        // Dropping the pipe closes it, so the minifier knows that its input is complete.
        if let Some(mut input) = running.stdin.take() {
            input.write_all(text.as_bytes())?;
        }
        let done = running.wait_with_output()?;
        Ok(String::from_utf8(done.stdout).ok().filter(|text| done.status.success() && !text.is_empty()))
    };
    let refused = |why: &str| Finding::error(minifier.display(), "", format!("does not minify: {why}"));
    minify()
        .map_err(|error| refused(&error.to_string()))?
        .ok_or_else(|| refused("it failed, or printed nothing"))
}

/// Returns a script without comment lines and indentation. A line of a template literal that begins with `//` would be lost.
pub(super) fn compact(script: &str) -> String {
    let lines = script.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with("//"));
    lines.flat_map(|line| [line, "\n"]).collect()
}

/// Returns a style sheet without comments, line ends and indentation.
pub(super) fn compact_style(sheet: &str) -> String {
    let mut text = String::with_capacity(sheet.len());
    let mut rest = sheet;
    while let Some((before, comment)) = rest.split_once("/*") {
        text.push_str(before);
        text.push(' ');
        rest = comment.split_once("*/").map_or("", |(_, after)| after);
    }
    text.push_str(rest);
    let mut compact = String::with_capacity(text.len());
    for line in text.lines().map(str::trim).filter(|line| !line.is_empty()) {
        // A line end between words counts as a space, as in a selector that goes on in the next line.
        let goes_on = !compact.is_empty() && !compact.ends_with(['{', '}', ';', ',']);
        compact.push_str(if goes_on { " " } else { "" });
        compact.push_str(line);
    }
    compact
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn readers_are_sent_no_comments_and_no_indentation() {
        let source = "// Why.\nconst a = 1;\n\nif (a) {\n  // Because.\n  b(\"// kept\");\n}\n";
        assert_eq!(compact(source), "const a = 1;\nif (a) {\nb(\"// kept\");\n}\n");
    }

    #[test]
    fn readers_are_sent_no_comments_in_style_sheets() {
        let sheet = "/* Why. */\n  a\n  b,\n  c {\n    d: e;\n    f: /* g */ h;\n  }\n";
        assert_eq!(compact_style(sheet), "a b,c {d: e;f:   h;}");
    }

    #[test]
    fn a_minifier_that_fails_is_named() {
        let error = style("a{}", Some(Path::new("/nowhere/minifier"))).unwrap_err();
        assert!(error.to_string().contains("/nowhere/minifier"), "{error}");
    }
}
