//! `cargo xtask serve`: from a fresh machine to the site in a browser, and from a saved file to the reloaded page.

use std::{
    ffi::OsString,
    fs,
    path::Path,
    process::Child,
    thread,
    time::{Duration, Instant, SystemTime},
};

use anyhow::{Result, bail};

use crate::{
    print, process,
    setup::{self, TO_BUILD, TO_SERVE},
    tools::Toolbox,
};

/// The time between two looks at what Trunk and the press have done.
const TICK: Duration = Duration::from_millis(100);
/// The files and folders of which Trunk builds the site anew.
const SOURCES: &[&str] = &["src", "style", "index.html", "Cargo.toml", "Cargo.lock", "Trunk.toml"];

/// Installs what is missing and serves; `arguments` go to Trunk as they are. Returns when Trunk ends.
pub(crate) fn serve(tools: &Toolbox, arguments: &[String]) -> Result<()> {
    let begun = Instant::now();
    let is_release = arguments.iter().any(|argument| argument == "--release");
    setup::setup(tools, if is_release { TO_BUILD } else { TO_SERVE })?;
    println!("\nBuilding and serving with Trunk; Ctrl+C ends it.");
    println!("Articles and headlines in content/ change on the open page by themselves.");
    let mut command = tools.command("trunk");
    command.arg("serve").args(arguments);
    println!("  $ {}", process::shown(&command));
    // Whatever a run before has left is not what is served now.
    let mut builds = Builds { tools, begun, shown: build_in(&tools.dist()), press: Press::default() };
    let mut trunk = command.spawn()?;
    let status = loop {
        if let Some(status) = trunk.try_wait()? {
            break status;
        }
        // A build for publishing has been printed when it is served.
        if !is_release {
            builds.look();
        }
        thread::sleep(TICK);
    };
    builds.press.stop();
    // Ended by a signal, that is by Ctrl+C, as the user wanted it.
    if status.success() || status.code().is_none() {
        return Ok(());
    }
    bail!("trunk serve failed ({status})");
}

/// The builds that Trunk puts into `dist`, one after the other.
struct Builds<'a> {
    tools: &'a Toolbox,
    begun: Instant,
    /// The one that is served.
    shown: Option<Build>,
    press: Press,
}

/// The file of the main module and the time when it was made, which tell one build from another.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Build {
    file: OsString,
    time: SystemTime,
}

fn build_in(dist: &Path) -> Option<Build> {
    fs::read_dir(dist).ok()?.flatten().find_map(|entry| {
        let file = entry.file_name();
        let is_main = file.to_string_lossy().ends_with("_bg.wasm");
        is_main.then(|| Some(Build { file, time: entry.metadata().ok()?.modified().ok()? }))?
    })
}

impl Builds<'_> {
    fn look(&mut self) {
        let times = SOURCES.iter().map(|source| changed(&self.tools.root().join(source)));
        let changed = times.max().unwrap_or(SystemTime::UNIX_EPOCH);
        if let Some(build) = build_in(&self.tools.dist()).filter(|build| self.shown.as_ref() != Some(build)) {
            self.report(changed);
            self.shown = Some(build);
            self.press.is_wanted = true;
        }
        // Trunk is about to clear the folder: nobody may be writing into it.
        let is_outdated = self.shown.as_ref().is_none_or(|build| changed > build.time);
        self.press.go_on(self.tools, is_outdated);
    }

    fn report(&self, changed: SystemTime) {
        match &self.shown {
            Some(before) if changed > before.time => {
                let seconds = changed.elapsed().unwrap_or_default().as_secs_f64();
                println!("  ok  {seconds:.1} s from the saved file to the reloaded page");
            }
            _ => println!("  ok  served {:.0} s after the command", self.begun.elapsed().as_secs_f64()),
        }
    }
}

/// The press, which is built and prints while Trunk serves what it has.
#[derive(Default)]
struct Press {
    is_wanted: bool,
    building: Option<Child>,
    printing: Option<Child>,
}

impl Press {
    fn go_on(&mut self, tools: &Toolbox, is_outdated: bool) {
        if is_outdated || self.is_wanted {
            kill(self.printing.take());
        }
        if self.is_wanted && self.building.is_none() {
            self.is_wanted = false;
            self.building = started(print::build_press(tools));
        }
        if has_succeeded(&mut self.building) && !is_outdated && !self.is_wanted {
            self.printing = started(print::print_served(tools));
        }
        has_succeeded(&mut self.printing);
    }

    fn stop(&mut self) {
        kill(self.printing.take());
    }
}

fn started(mut command: std::process::Command) -> Option<Child> {
    let child = command.spawn();
    child.map_err(|error| println!("  !!  pages are not printed: {error}")).ok()
}

/// Tells whether a child has come to its end well; one that has ended is taken away.
fn has_succeeded(child: &mut Option<Child>) -> bool {
    let Some(status) = child.as_mut().and_then(|child| child.try_wait().ok().flatten()) else {
        return false;
    };
    *child = None;
    if !status.success() {
        println!("  !!  pages are not printed, and made by the app alone");
    }
    status.success()
}

fn kill(child: Option<Child>) {
    if let Some(mut child) = child {
        // It may have ended by itself.
        let _ = child.kill();
        let _ = child.wait();
    }
}

/// Returns the time at which a file was changed, or the newest of those in a folder.
fn changed(path: &Path) -> SystemTime {
    let time = match fs::read_dir(path) {
        Ok(folder) => folder.flatten().map(|entry| changed(&entry.path())).max(),
        Err(_) => fs::metadata(path).and_then(|file| file.modified()).ok(),
    };
    time.unwrap_or(SystemTime::UNIX_EPOCH)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_build_is_known_by_its_main_module_and_its_time() {
        let folder = std::env::temp_dir().join(format!("xtask-serve-{}", std::process::id()));
        fs::create_dir_all(folder.join("deep")).unwrap();
        assert_eq!(build_in(&folder), None);
        fs::write(folder.join("deep/a.rs"), "").unwrap();
        fs::write(folder.join("pages-01.wasm"), "").unwrap();
        fs::write(folder.join("a-paper-01_bg.wasm"), "").unwrap();
        let build = build_in(&folder).unwrap();
        let (known, unknown) = (changed(&folder.join("deep")), changed(&folder.join("missing")));
        fs::remove_dir_all(&folder).unwrap();
        assert_eq!(build.file, "a-paper-01_bg.wasm");
        assert!(known > unknown && known <= build.time);
    }
}
