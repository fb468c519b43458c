//! A desktop for a browser without a headless mode: an X server that nobody sees, with settings of its own.

use std::{
    fs,
    io::{BufRead, BufReader},
    path::PathBuf,
    process::{Child, Command, Stdio},
};

use tempfile::TempDir;

/// Keeps the browser's own buttons from setting a smallest width for the page.
const SLIM_BUTTONS: &str = "toolbar, toolbar *, entry, entry * \
                            { min-width: 0; min-height: 0; padding: 0; margin: 0; border-width: 0; font-size: 1px; }";

/// A running X server with a service that tells programs the system's preferences. Gone when it is dropped.
pub(crate) struct Desktop {
    server: Child,
    settings: Child,
    display: String,
    folder: TempDir,
}

impl Desktop {
    pub(crate) fn start() -> Self {
        let mut server = Command::new("Xvfb")
            .args(["-displayfd", "1", "-screen", "0", "1600x1400x24", "-nolisten", "tcp"])
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("Xvfb can be started");
        let mut number = String::new();
        let output = server.stdout.take().expect("its output is piped");
        BufReader::new(output).read_line(&mut number).expect("Xvfb says which display it took");
        let display = format!(":{}", number.trim());
        let folder = TempDir::with_prefix("london-daily-desktop-").expect("a temporary folder can be made");
        let gtk = folder.path().join("gtk-3.0");
        fs::create_dir_all(&gtk).expect("a folder can be made in it");
        fs::write(gtk.join("gtk.css"), SLIM_BUTTONS).expect("a file can be written in it");
        let preferences = preferences_in(&folder);
        fs::write(&preferences, text_of(false, false)).expect("a file can be written in it");
        let settings = Command::new("xsettingsd")
            .arg("--config")
            .arg(&preferences)
            .env("DISPLAY", &display)
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .expect("xsettingsd can be started");
        Self { server, settings, display, folder }
    }

    /// Lets a program find this desktop, and nothing of the user's own.
    pub(crate) fn furnish(&self, command: &mut Command) {
        command.env("DISPLAY", &self.display).env_remove("WAYLAND_DISPLAY").env("GDK_BACKEND", "x11");
        for variable in ["XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_DATA_HOME"] {
            command.env(variable, self.folder.path());
        }
        command.env("NO_AT_BRIDGE", "1").env("GSETTINGS_BACKEND", "memory").env("LANG", "en_GB.UTF-8");
    }

    /// Changes what the system prefers; the page learns of it.
    pub(crate) fn prefer(&self, dark: bool, still: bool) {
        fs::write(preferences_in(&self.folder), text_of(dark, still)).expect("the preferences are written");
        assert!(signal(&self.settings, "HUP"), "the preferences are read again");
    }
}

impl Drop for Desktop {
    fn drop(&mut self) {
        for process in [&mut self.settings, &mut self.server] {
            // Killed, the X server would leave the mark behind that its number is taken.
            if !signal(process, "TERM") {
                let _ = process.kill();
            }
            let _ = process.wait();
        }
    }
}

/// Sends a signal to a process; returns `true` if that worked.
fn signal(process: &Child, name: &str) -> bool {
    let told = Command::new("kill").args(["-s", name, &process.id().to_string()]).status();
    told.is_ok_and(|status| status.success())
}

fn preferences_in(folder: &TempDir) -> PathBuf {
    folder.path().join("xsettingsd.conf")
}

fn text_of(dark: bool, still: bool) -> String {
    let theme = if dark { "Adwaita-dark" } else { "Adwaita" };
    format!("Net/ThemeName \"{theme}\"\nGtk/EnableAnimations {}\n", u8::from(!still))
}
