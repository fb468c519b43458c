//! nginx with the recipe of this repository, for a folder that holds a printed paper.

use std::{
    env, fs,
    net::{Ipv4Addr, TcpListener},
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    thread,
    time::{Duration, Instant},
};

use tempfile::TempDir;

/// How long nginx may take to begin.
const PATIENCE: Duration = Duration::from_secs(20);
/// Ports that are tried before it is given up: somebody else may take one between its choice and its use.
const TRIES: usize = 5;

/// A running nginx. Gone when it is dropped.
pub(crate) struct Nginx {
    process: Child,
    port: u16,
    /// Its own files, none of which are the paper's.
    _folder: TempDir,
}

impl Drop for Nginx {
    fn drop(&mut self) {
        // One process without workers: killed, it leaves nothing behind.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// Where nginx is; `None` where it is not installed.
pub(crate) fn program() -> Option<PathBuf> {
    let path = env::var_os("PATH").unwrap_or_default();
    // Debian puts it where only the administrator's shell looks.
    let mut folders = env::split_paths(&path).chain(["/usr/sbin".into(), "/usr/local/sbin".into()]);
    folders.find_map(|folder| Some(folder.join("nginx")).filter(|file| file.is_file()))
}

impl Nginx {
    /// Serves the paper in the folder `dist` as the recipe says, on a free port of this machine.
    pub(crate) fn serve(program: &Path, dist: &Path) -> Self {
        (0..TRIES).find_map(|_| Self::try_to_serve(program, dist)).expect("nginx can be started")
    }

    fn try_to_serve(program: &Path, dist: &Path) -> Option<Self> {
        let port = free_port();
        let folder = TempDir::with_prefix("london-daily-nginx-").expect("a temporary folder can be made");
        let prefix = folder.path().display();
        let recipe = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("recipes/nginx.conf"));
        let recipe = recipe
            .expect("the recipe can be read")
            .replace("/srv/london-daily", dist.to_str().expect("a plain path").trim_end_matches('/'))
            .replace("listen 8080;", &format!("listen 127.0.0.1:{port};"));
        let temporary: String = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"]
            .iter()
            .map(|name| format!("{name}_temp_path {prefix}/{name};"))
            .collect();
        let whole = format!(
            "daemon off; master_process off; pid {prefix}/pid; error_log stderr crit; events {{}}\n\
             http {{ access_log off; {temporary}\n{recipe}\n}}"
        );
        let configuration = folder.path().join("nginx.conf");
        fs::write(&configuration, whole).expect("a file can be written in it");
        let process = Command::new(program)
            .arg("-p")
            .arg(folder.path())
            .arg("-c")
            .arg(&configuration)
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .spawn()
            .expect("nginx can be started");
        let mark = folder.path().join("pid");
        let mut nginx = Self { process, port, _folder: folder };
        let started = Instant::now();
        // Its mark is written when it listens: whoever answered at the port before that would be somebody else.
        while !mark.is_file() {
            if matches!(nginx.process.try_wait(), Ok(Some(_))) {
                return None;
            }
            assert!(started.elapsed() < PATIENCE, "nginx does not begin");
            thread::sleep(Duration::from_millis(20));
        }
        Some(nginx)
    }

    /// The port of this machine that it listens on.
    pub(crate) fn port(&self) -> u16 {
        self.port
    }
}

/// A port that nobody listens on now.
fn free_port() -> u16 {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).expect("a port is free");
    listener.local_addr().expect("a bound socket has an address").port()
}
