//! xmllint: holds an XML document against its schema.

use std::{
    env, fs,
    io::{self, Write as _},
    path::{Path, PathBuf},
    process::{Command, Output},
};

use tempfile::TempDir;

/// xmllint's exit codes for a document that is not well-formed, and for one that its schema does not allow.
const NOT_WELL_FORMED: i32 = 1;
const NOT_VALID: i32 = 3;

/// xmllint, as it is found on this machine.
pub(crate) struct Xmllint {
    program: PathBuf,
    folder: TempDir,
}

impl Xmllint {
    /// `None` where there is none, with a line that says that the test did not run.
    ///
    /// # Panics
    ///
    /// Where changes are accepted (`CI`): there, nothing may be left out.
    pub(crate) fn find() -> Option<Self> {
        let path = env::var_os("PATH").unwrap_or_default();
        let mut places = env::split_paths(&path).map(|folder| folder.join("xmllint"));
        let Some(program) = places.find(|file| file.is_file()) else {
            let on_ci = env::var_os("CI").is_some_and(|value| !value.is_empty() && value != "false");
            assert!(!on_ci, "there is no xmllint; `cargo xtask setup` installs it");
            let _ = writeln!(
                io::stderr(),
                "NOT RUN: there is no xmllint (Debian: apt-get install libxml2-utils)"
            );
            return None;
        };
        Some(Self { program, folder: TempDir::new().expect("a folder for the documents") })
    }

    /// Returns the lines in which xmllint reports the faults of a document by a schema of `tests/schemas/`; none if it is
    /// valid.
    pub(crate) fn faults(&self, document: &str, schema: &str) -> Vec<String> {
        let file = self.folder.path().join("document.xml");
        fs::write(&file, document).expect("the document can be written");
        let kind = if schema.ends_with(".rng") { "--relaxng" } else { "--schema" };
        let schema = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").join("tests/schemas").join(schema);
        let mut command = Command::new(&self.program);
        command.args(["--noout", "--nonet", kind]).arg(&schema).arg(&file);
        let Output { status, stderr, .. } = command.output().expect("xmllint runs");
        let said = String::from_utf8_lossy(&stderr).into_owned();
        match status.code() {
            Some(0) => Vec::new(),
            Some(NOT_WELL_FORMED | NOT_VALID) => said.lines().map(str::to_owned).collect(),
            // A schema that cannot be read finds no faults, and must not pass for one that does.
            _ => panic!("{}: {status}: {said}", schema.display()),
        }
    }
}
