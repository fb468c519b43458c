//! Finding programs: those that a developer already has come first, if their version fits; the project's own copies in
//! `target/tools` stand in for what does not fit, and never replace anything outside the project.

use std::{
    env,
    ffi::OsString,
    path::{Path, PathBuf},
    process::Command,
};

use anyhow::{Context, Result};

use crate::{
    process,
    version::{self, Version},
};

/// A program with the version that it reports.
#[derive(Clone, Debug)]
pub(crate) struct Found {
    pub(crate) path: PathBuf,
    pub(crate) version: Version,
}

/// Where programs are looked for, and the search path that child processes get.
pub(crate) struct Toolbox {
    root: PathBuf,
    /// Folders that come before the reader's own `PATH`: each holds one tool that does not fit there.
    own: Vec<PathBuf>,
}

impl Toolbox {
    /// The toolbox of the project that this program was built from.
    pub(crate) fn of_this_project() -> Result<Self> {
        let manifest = Path::new(env!("CARGO_MANIFEST_DIR"));
        let root = manifest.parent().context("xtask stands in the project's folder")?;
        Ok(Self { root: root.to_owned(), own: Vec::new() })
    }

    /// The built paper.
    pub(crate) fn dist(&self) -> PathBuf {
        self.root.join("dist")
    }

    /// The paper that is built to be tested below a path.
    pub(crate) fn dist_below(&self) -> PathBuf {
        self.root.join("target").join("dist-below")
    }

    /// The folder of the project's own copy of a tool.
    pub(crate) fn own_folder(&self, tool: &str) -> PathBuf {
        self.root.join("target").join("tools").join(tool)
    }

    /// The version of `package` in the project's `Cargo.lock`.
    pub(crate) fn locked_version(&self, package: &str) -> Result<Version> {
        let path = self.root.join("Cargo.lock");
        let lock = std::fs::read_to_string(&path)
            .with_context(|| format!("{} could not be read", path.display()))?;
        version::locked(&lock, package).with_context(|| format!("Cargo.lock does not hold `{package}`"))
    }

    /// Puts a folder before everything else on the search path.
    pub(crate) fn put_first(&mut self, folder: PathBuf) {
        if !self.own.contains(&folder) {
            self.own.insert(0, folder);
        }
    }

    /// All places where `program` is found, in the order of the search path.
    pub(crate) fn places(&self, program: &str) -> Vec<PathBuf> {
        let mut places = Vec::new();
        for folder in self.folders() {
            for name in file_names(program) {
                let path = folder.join(name);
                if path.is_file() && !places.contains(&path) {
                    places.push(path);
                }
            }
        }
        places
    }

    /// Each `program` on the search path that tells its version, in order.
    pub(crate) fn found(&self, program: &str) -> Vec<Found> {
        self.places(program).into_iter().filter_map(|path| self.examine(path)).collect()
    }

    /// The program at `path` with its version; `None` if it does not run or does not tell.
    pub(crate) fn examine(&self, path: PathBuf) -> Option<Found> {
        let printed = process::output(self.command(&path).arg("--version"))?;
        Version::find_in(&printed).map(|version| Found { path, version })
    }

    /// A command that runs in the project's folder and finds the tools that were chosen.
    pub(crate) fn command(&self, program: impl AsRef<std::ffi::OsStr>) -> Command {
        let mut command = Command::new(program);
        command.current_dir(&self.root).env("PATH", self.path());
        command
    }

    /// `npm`, `cargo` and the like: found on the search path at last, so that a Windows `.cmd` is found too.
    pub(crate) fn program(&self, program: &str) -> Option<PathBuf> {
        self.places(program).into_iter().next()
    }

    fn path(&self) -> OsString {
        // A folder whose name cannot stand in PATH is one nobody could have put there.
        env::join_paths(self.folders()).unwrap_or_else(|_| env::var_os("PATH").unwrap_or_default())
    }

    fn folders(&self) -> Vec<PathBuf> {
        let mut folders = self.own.clone();
        folders.extend(env::split_paths(&env::var_os("PATH").unwrap_or_default()));
        folders.extend(cargo_bin());
        folders
    }
}

/// Where `cargo install` puts programs. It may be missing from `PATH` on a fresh machine.
pub(crate) fn cargo_bin() -> Option<PathBuf> {
    let home = env::var_os("CARGO_HOME").map(PathBuf::from).or_else(|| {
        let home = env::var_os("HOME").or_else(|| env::var_os("USERPROFILE"))?;
        Some(PathBuf::from(home).join(".cargo"))
    })?;
    Some(home.join("bin"))
}

fn file_names(program: &str) -> Vec<String> {
    if cfg!(windows) {
        vec![format!("{program}.exe"), format!("{program}.cmd")]
    } else {
        vec![program.to_owned()]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_put_first_is_searched_before_the_rest() {
        let mut tools = Toolbox::of_this_project().unwrap();
        let folder = tools.own_folder("example");
        tools.put_first(folder.clone());
        tools.put_first(folder.clone());
        assert_eq!(tools.folders()[0], folder);
        assert_eq!(tools.folders().iter().filter(|f| **f == folder).count(), 1);
    }

    #[test]
    fn the_program_in_front_hides_the_one_behind() {
        let mut tools = Toolbox::of_this_project().unwrap();
        let folder = std::env::temp_dir().join(format!("xtask-tools-{}", std::process::id()));
        std::fs::create_dir_all(&folder).unwrap();
        let name = file_names("cargo").remove(0);
        std::fs::write(folder.join(&name), "").unwrap();
        tools.put_first(folder.clone());
        let places = tools.places("cargo");
        std::fs::remove_dir_all(&folder).unwrap();
        assert_eq!(places[0], folder.join(name));
        assert!(places.len() > 1, "the real cargo is still found behind it");
    }

    #[test]
    fn the_projects_lock_file_names_a_version_of_wasm_bindgen() {
        let tools = Toolbox::of_this_project().unwrap();
        let version = tools.locked_version("wasm-bindgen").unwrap();
        assert!(version >= Version::new(0, 2, 100));
    }
}
