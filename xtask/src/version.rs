//! Versions as programs print them.

use std::fmt;

/// Up to three numbers. What a program does not say counts as zero: `wasm-opt version 132` is 132.0.0.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Version {
    pub(crate) major: u32,
    pub(crate) minor: u32,
    pub(crate) patch: u32,
}

impl Version {
    pub(crate) const fn new(major: u32, minor: u32, patch: u32) -> Self {
        Self { major, minor, patch }
    }

    /// The first word of `text` that is a version, as in `trunk 0.21.14` or `v20.20.2`. A fourth number, as in Chromium's
    /// versions, and a pre-release or build suffix are left out, and so are letters at the end (`153.7.0esr`).
    pub(crate) fn find_in(text: &str) -> Option<Self> {
        text.split_whitespace().find_map(Self::parse)
    }

    fn parse(word: &str) -> Option<Self> {
        let word = word.strip_prefix('v').unwrap_or(word);
        let numbers = word.split(['-', '+']).next()?.trim_end_matches(|c: char| c.is_ascii_alphabetic());
        let mut parts = numbers.split('.').map(str::parse::<u32>);
        let major = parts.next()?.ok()?;
        let minor = parts.next().unwrap_or(Ok(0)).ok()?;
        let patch = parts.next().unwrap_or(Ok(0)).ok()?;
        Some(Self::new(major, minor, patch))
    }
}

impl fmt::Display for Version {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}.{}", self.major, self.minor, self.patch)
    }
}

/// The version of `package` in the text of a `Cargo.lock`; `None` if it is not there. If several versions are locked, the
/// first is given.
pub(crate) fn locked(cargo_lock: &str, package: &str) -> Option<Version> {
    let name = format!("name = \"{package}\"");
    let mut lines = cargo_lock.lines();
    lines.find(|line| line.trim() == name)?;
    let version = lines.next()?.trim().strip_prefix("version = \"")?;
    Version::parse(version.strip_suffix('"')?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_are_found_in_what_programs_print() {
        for (printed, expected) in [
            ("trunk 0.21.14", Version::new(0, 21, 14)),
            ("wasm-bindgen 0.2.130", Version::new(0, 2, 130)),
            ("wasm-opt version 108", Version::new(108, 0, 0)),
            ("wasm-opt version 132 (version_132)", Version::new(132, 0, 0)),
            ("Chromium 156.0.8078.79 built on Debian", Version::new(156, 0, 8078)),
            ("Mozilla Firefox 153.7.0esr", Version::new(153, 7, 0)),
            ("v20.20.2\n", Version::new(20, 20, 2)),
            ("rustc 1.97.0-nightly (abc 2026-01-01)", Version::new(1, 97, 0)),
        ] {
            assert_eq!(Version::find_in(printed), Some(expected), "{printed}");
        }
    }

    #[test]
    fn text_without_a_version_has_none() {
        for printed in ["", "command not found", "version: unknown", "...", "v"] {
            assert_eq!(Version::find_in(printed), None, "{printed}");
        }
    }

    #[test]
    fn versions_are_ordered_by_number_and_not_by_letter() {
        assert!(Version::new(0, 21, 9) < Version::new(0, 21, 14));
        assert!(Version::new(0, 100, 0) > Version::new(0, 21, 14));
    }

    #[test]
    fn the_locked_version_of_exactly_the_named_package_is_read() {
        let lock = "\
[[package]]
name = \"wasm-bindgen-futures\"
version = \"0.4.50\"

[[package]]
name = \"wasm-bindgen\"
version = \"0.2.130\"
source = \"registry\"
";
        assert_eq!(locked(lock, "wasm-bindgen"), Some(Version::new(0, 2, 130)));
        assert_eq!(locked(lock, "trunk"), None);
    }
}
