//! Where the programs are that the commands run, and what they run in.

use std::{
    env,
    ffi::{OsStr, OsString},
    path::{Path, PathBuf},
    process::Command,
};

use anyhow::{Context, Result};

use crate::process;

/// The folders of this project, and the search path that its commands give to the programs they run.
pub(crate) struct Toolbox {
    root: PathBuf,
}

impl Toolbox {
    /// Returns the toolbox of the project that this program was built from.
    pub(crate) fn of_this_project() -> Result<Self> {
        let manifest = Path::new(env!("CARGO_MANIFEST_DIR"));
        let root = manifest.parent().context("xtask stands in the project's folder")?;
        Ok(Self { root: root.to_owned() })
    }

    pub(crate) fn root(&self) -> &Path {
        &self.root
    }

    /// The built site.
    pub(crate) fn dist(&self) -> PathBuf {
        self.root.join("dist")
    }

    /// The site that is built to be tested below a path.
    pub(crate) fn dist_below(&self) -> PathBuf {
        self.target().join("dist-below")
    }

    /// The gallery of components.
    pub(crate) fn gallery(&self) -> PathBuf {
        self.target().join("gallery")
    }

    /// Cargo's target folder.
    pub(crate) fn target(&self) -> PathBuf {
        self.root.join(env::var_os("CARGO_TARGET_DIR").unwrap_or_else(|| "target".into()))
    }

    /// A program of this workspace that [`cargo test`](crate::test) has built on its way.
    pub(crate) fn tested(&self, program: &str) -> PathBuf {
        self.target().join("debug").join(format!("{program}{}", env::consts::EXE_SUFFIX))
    }

    /// The `--root` of programs that the project installs for itself, because the version on the search path does not fit.
    pub(crate) fn own(&self) -> PathBuf {
        self.root.join("target").join("tools")
    }

    /// The folder of an npm package that `package.json` names.
    pub(crate) fn npm_package(&self, package: &str) -> PathBuf {
        self.root.join("node_modules").join(package)
    }

    /// A program of an npm package that `package.json` names.
    pub(crate) fn npm_program(&self, program: &str) -> PathBuf {
        self.npm_package(".bin").join(if cfg!(windows) {
            format!("{program}.cmd")
        } else {
            program.to_owned()
        })
    }

    /// Returns where `program` is found first.
    pub(crate) fn program(&self, program: &str) -> Option<PathBuf> {
        which::which_in(program, Some(self.search_path()), &self.root).ok()
    }

    /// Returns what a program tells with `--version`; `None` if it does not run.
    pub(crate) fn version_of(&self, program: impl AsRef<OsStr>) -> Option<String> {
        process::output(self.command(program).arg("--version")).map(|text| text.trim().to_owned())
    }

    /// Returns a command that runs in the project's folder and finds the project's own tools first.
    pub(crate) fn command(&self, program: impl AsRef<OsStr>) -> Command {
        let mut command = Command::new(program);
        command.current_dir(&self.root).env("PATH", self.search_path());
        command
    }

    /// The user's `PATH` between the project's own tools and the folder of `cargo install`, which may not be on it.
    fn search_path(&self) -> OsString {
        let path = env::var_os("PATH").unwrap_or_default();
        let mut folders = vec![self.own().join("bin")];
        folders.extend(env::split_paths(&path));
        let cargo_home = env::var_os("CARGO_HOME")
            .map(PathBuf::from)
            .or_else(|| env::home_dir().map(|home| home.join(".cargo")));
        folders.extend(cargo_home.map(|home| home.join("bin")));
        // A folder whose name cannot stand in PATH is one nobody could have put there.
        env::join_paths(folders).unwrap_or(path)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_projects_own_tools_are_found_before_others() {
        let tools = Toolbox::of_this_project().unwrap();
        let first = env::split_paths(&tools.search_path()).next();
        assert_eq!(first, Some(tools.own().join("bin")));
    }

    #[test]
    fn a_program_that_is_not_there_has_no_version() {
        let tools = Toolbox::of_this_project().unwrap();
        assert!(tools.program("cargo").is_some());
        assert_eq!(tools.program("no-such-program"), None);
        assert_eq!(tools.version_of("no-such-program"), None);
    }
}
