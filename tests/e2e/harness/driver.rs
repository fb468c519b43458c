//! A browser's driver: started on a free port, and gone when it is dropped, with its browser, even when a test panics.

use std::{
    io::{BufRead, BufReader, Read, Write},
    net::{Ipv4Addr, TcpListener, TcpStream},
    process::{Child, Command, Stdio},
    sync::OnceLock,
    time::{Duration, Instant},
};

use serde_json::Value;

use super::{desktop::Desktop, engine::Engine, sound::Sound};

/// How long a driver may take to start, and to end.
const PATIENCE: Duration = Duration::from_secs(20);
/// How often a process that was asked something is looked at.
const LOOK_AGAIN: Duration = Duration::from_millis(20);

/// A running driver.
pub(crate) struct Driver {
    engine: Engine,
    process: Child,
    port: u16,
    session: OnceLock<String>,
    // Dropped last: the browser stands on them.
    desktop: Option<Desktop>,
    _sound: Option<Sound>,
}

impl Driver {
    /// Starts the engine's driver, for a browser in this time zone (IANA) or that of the machine.
    pub(crate) fn start(engine: Engine, time_zone: Option<&str>) -> Self {
        // On a busy machine one may end before it has named its port.
        let started = (0..3).find_map(|_| Self::attempt(engine, time_zone));
        started.expect("the driver says which port it took")
    }

    /// `None` when the driver ends before it says which port it took.
    fn attempt(engine: Engine, time_zone: Option<&str>) -> Option<Self> {
        let desktop = (engine == Engine::WebKit).then(Desktop::start);
        let sound = (engine == Engine::Firefox && cfg!(target_os = "linux")).then(Sound::start);
        let program = engine.driver();
        let mut command = Command::new(&program);
        command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::null());
        if let Some(zone) = time_zone {
            command.env("TZ", zone);
        }
        if let Some(desktop) = &desktop {
            desktop.furnish(&mut command);
        }
        if let Some(sound) = &sound {
            sound.furnish(&mut command);
        }
        let chosen = match engine {
            Engine::Chromium => {
                command.arg("--port=0");
                None
            }
            Engine::Firefox => {
                // The window is larger than any page in it. The system's access is that of the tests to the browser's own
                // settings, such as whether it is offline.
                command.args(["--port=0", "--allow-system-access"]);
                command.env("MOZ_HEADLESS_WIDTH", "1600").env("MOZ_HEADLESS_HEIGHT", "1400");
                None
            }
            Engine::WebKit => {
                let port = free_port();
                command.arg(format!("--port={port}"));
                Some(port)
            }
        };
        in_a_group_of_its_own(&mut command);
        let mut process =
            command.spawn().unwrap_or_else(|error| panic!("{} can be started: {error}", program.display()));
        let output = process.stdout.take().expect("its output is piped");
        let mut lines = BufReader::new(output).lines();
        let named = chosen.or_else(|| lines.by_ref().map_while(Result::ok).find_map(|line| port_in(&line)));
        let Some(port) = named else {
            let _ = process.wait();
            return None;
        };
        // Whatever else it says must be read, or it stops when the pipe is full.
        std::thread::spawn(move || lines.for_each(drop));
        let driver = Self { engine, process, port, session: OnceLock::new(), desktop, _sound: sound };
        driver.until_it_listens();
        Some(driver)
    }

    fn until_it_listens(&self) {
        let started = Instant::now();
        while TcpStream::connect((Ipv4Addr::LOCALHOST, self.port)).is_err() {
            assert!(started.elapsed() < PATIENCE, "the driver listens on port {}", self.port);
            std::thread::sleep(LOOK_AGAIN);
        }
    }

    /// Where WebDriver commands are sent.
    pub(crate) fn url(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }

    /// The session that ends with this driver.
    pub(crate) fn serves(&self, session: String) {
        let _ = self.session.set(session);
    }

    /// Returns the X server that the browser draws on; `None` where the engine has a headless mode.
    pub(crate) fn desktop(&self) -> Option<&Desktop> {
        self.desktop.as_ref()
    }

    /// Sends a command of the session without any runtime, for use while a test is being torn down; `None` if anything goes
    /// wrong.
    pub(crate) fn command(&self, method: &str, path: &str, body: Option<&Value>) -> Option<Value> {
        let session = self.session.get()?;
        self.request(method, &format!("/session/{session}{path}"), body)
    }

    fn request(&self, method: &str, path: &str, body: Option<&Value>) -> Option<Value> {
        let body = body.map(Value::to_string).unwrap_or_default();
        let mut stream = TcpStream::connect((Ipv4Addr::LOCALHOST, self.port)).ok()?;
        stream.set_read_timeout(Some(PATIENCE)).ok()?;
        write!(
            stream,
            "{method} {path} HTTP/1.1\r\nHost: 127.0.0.1:{}\r\nConnection: close\r\nContent-Type: application/json\r\n\
             Content-Length: {}\r\n\r\n{body}",
            self.port,
            body.len()
        )
        .ok()?;
        // It may keep the connection in spite of what was asked, so the end of the body must be counted out.
        let mut reader = BufReader::new(stream);
        let mut length = 0;
        loop {
            let mut line = String::new();
            if reader.read_line(&mut line).ok()? == 0 {
                return None;
            }
            let line = line.trim_end().to_ascii_lowercase();
            if line.is_empty() {
                break;
            }
            if let Some(value) = line.strip_prefix("content-length:") {
                length = value.trim().parse().ok()?;
            }
        }
        let mut body = vec![0; length];
        reader.read_exact(&mut body).ok()?;
        serde_json::from_slice::<Value>(&body).ok().map(|mut answer| answer["value"].take())
    }

    fn ended_by_itself(&mut self, patience: Duration) -> bool {
        let asked = Instant::now();
        while asked.elapsed() < patience {
            if let Ok(Some(_)) = self.process.try_wait() {
                return true;
            }
            std::thread::sleep(LOOK_AGAIN);
        }
        false
    }
}

impl Drop for Driver {
    fn drop(&mut self) {
        // Asked to, drivers end their browsers and remove the profiles; killed, they would leave both behind.
        if self.engine == Engine::Chromium {
            let _ = self.request("GET", "/shutdown", None);
            if self.ended_by_itself(PATIENCE) {
                return;
            }
        } else {
            let _ = self.command("DELETE", "", None);
        }
        end_group(&self.process, "TERM");
        if !self.ended_by_itself(Duration::from_secs(2)) {
            end_group(&self.process, "KILL");
            let _ = self.process.kill();
            let _ = self.process.wait();
        }
    }
}

/// Gives the driver a process group of its own: ending the group ends the browser too, even when the driver has crashed.
fn in_a_group_of_its_own(command: &mut Command) {
    #[cfg(unix)]
    std::os::unix::process::CommandExt::process_group(command, 0);
    #[cfg(not(unix))]
    let _ = command;
}

fn end_group(process: &Child, signal: &str) {
    if cfg!(unix) {
        let group = format!("-{}", process.id());
        let _ = Command::new("kill").args(["-s", signal, "--", &group]).stderr(Stdio::null()).status();
    }
}

/// A port that nobody listens on now.
fn free_port() -> u16 {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).expect("a port is free");
    listener.local_addr().expect("a bound socket has an address").port()
}

/// The number in `ChromeDriver was started successfully on port 41234.` or `Listening on 127.0.0.1:41234`.
fn port_in(line: &str) -> Option<u16> {
    let (_, rest) =
        line.split_once("successfully on port ").or_else(|| line.split_once("Listening on 127.0.0.1:"))?;
    rest.trim_end_matches('.').trim().parse().ok()
}
