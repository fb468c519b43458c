//! The servers that this repository has recipes for, run by these recipes for a folder that holds a printed site.

mod caddy;
mod nginx;

use std::{
    env, fs,
    net::{Ipv4Addr, TcpListener},
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    thread,
    time::{Duration, Instant},
};

use tempfile::TempDir;

/// How long a server may take to begin.
const PATIENCE: Duration = Duration::from_secs(20);
/// Ports that are tried before it is given up: somebody else may take one between its choice and its use.
const TRIES: usize = 5;

/// A server that has a recipe.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Program {
    Nginx,
    Caddy,
}

/// Where a site lies, and where it is served.
struct Place<'a> {
    /// The folder that is served at the root of the host.
    root: &'a Path,
    /// The path below which the site lives, without a slash at its end: empty at the root.
    base: &'a str,
    port: u16,
    /// A folder for what the server writes.
    desk: &'a Path,
}

impl Program {
    /// As it is called on the command line.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Nginx => "nginx",
            Self::Caddy => "caddy",
        }
    }

    /// Where it is; `None` where it is not installed.
    pub(crate) fn path(self) -> Option<PathBuf> {
        let path = env::var_os("PATH").unwrap_or_default();
        // Debian puts some where only the administrator's shell looks.
        let mut folders = env::split_paths(&path).chain(["/usr/sbin".into(), "/usr/local/sbin".into()]);
        folders.find_map(|folder| Some(folder.join(self.name())).filter(|file| file.is_file()))
    }

    /// Returns `true` if it can send files that Brotli has compressed: nginx needs a module for that.
    pub(crate) fn knows_brotli(self) -> bool {
        match self {
            Self::Nginx => nginx::brotli().is_some(),
            Self::Caddy => true,
        }
    }

    /// The command that runs it by its recipe.
    fn command(self, program: &Path, place: &Place<'_>) -> Command {
        match self {
            Self::Nginx => nginx::command(program, place),
            Self::Caddy => caddy::command(program, place),
        }
    }

    fn listens(self, place: &Place<'_>) -> bool {
        match self {
            Self::Nginx => nginx::listens(place),
            Self::Caddy => caddy::listens(place),
        }
    }
}

/// A running server. Gone when it is dropped.
pub(crate) struct Running {
    process: Child,
    port: u16,
    /// Its own files, none of which are the site's.
    _desk: TempDir,
}

impl Drop for Running {
    fn drop(&mut self) {
        // One process without workers: killed, it leaves nothing behind.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

impl Running {
    /// Serves the folder `root` as the recipe says, on a free port of this machine; `None` where the server is not installed.
    /// In the folder is a site that lives below the path `base`, which is empty or begins with a slash.
    pub(crate) fn serve(program: Program, root: &Path, base: &str) -> Option<Self> {
        let path = program.path()?;
        let begun = (0..TRIES).find_map(|_| Self::try_to_serve(program, &path, root, base));
        Some(begun.unwrap_or_else(|| panic!("{} can be started", program.name())))
    }

    fn try_to_serve(program: Program, path: &Path, root: &Path, base: &str) -> Option<Self> {
        let desk = TempDir::with_prefix("london-daily-host-").expect("a temporary folder can be made");
        let place = Place { root, base, port: free_port(), desk: desk.path() };
        let mut command = program.command(path, &place);
        command.stdin(Stdio::null()).stdout(Stdio::null());
        let mut process = command.spawn().unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        let started = Instant::now();
        while !program.listens(&place) {
            if matches!(process.try_wait(), Ok(Some(_))) {
                return None;
            }
            assert!(started.elapsed() < PATIENCE, "{} does not begin", program.name());
            thread::sleep(Duration::from_millis(20));
        }
        let port = place.port;
        Some(Self { process, port, _desk: desk })
    }

    /// The port of this machine that it listens on.
    pub(crate) fn port(&self) -> u16 {
        self.port
    }
}

/// The recipe in this file, for this place: what its reader is told to write in it is written.
fn recipe(file: &str, place: &Place<'_>) -> String {
    let text =
        fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").join("recipes").join(file));
    let Place { root, base, .. } = place;
    text.expect("the recipe can be read")
        .replace("/srv/london-daily/.press", &format!("/srv/london-daily{base}/.press"))
        .replace(" /404.html", &format!(" {base}/404.html"))
        .replace("/srv/london-daily", root.to_str().expect("a plain path").trim_end_matches('/'))
}

/// A port that nobody listens on now.
fn free_port() -> u16 {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).expect("a port is free");
    listener.local_addr().expect("a bound socket has an address").port()
}
