//! A sound device that nobody hears. Firefox gives a recording up for want of one, and machines that only test have none.

use std::{
    process::{Child, Command, Stdio},
    time::{Duration, Instant},
};

use tempfile::TempDir;

/// How long the service may take to start.
const PATIENCE: Duration = Duration::from_secs(20);
/// How often it is looked at until then.
const LOOK_AGAIN: Duration = Duration::from_millis(10);
/// Where programs find the service, in its folder.
const SOCKET: &str = "socket";

/// A running sound service of its own, whose only device takes sound as fast as a loudspeaker would. Gone when it is dropped.
pub(crate) struct Sound {
    service: Child,
    folder: TempDir,
}

impl Sound {
    pub(crate) fn start() -> Self {
        let folder = TempDir::with_prefix("london-daily-sound-").expect("a temporary folder can be made");
        let socket = folder.path().join(SOCKET);
        let protocol = format!("module-native-protocol-unix socket={} auth-anonymous=1", socket.display());
        let mut command = Command::new("pulseaudio");
        // Nothing of the user's own: no settings, no cookie, no other service of this kind.
        command
            .args(["-n", "--daemonize=no", "--use-pid-file=no", "--disable-shm=yes", "--exit-idle-time=-1"])
            .args(["-L", "module-null-sink", "-L", &protocol])
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null());
        for variable in ["HOME", "PULSE_RUNTIME_PATH", "XDG_CONFIG_HOME"] {
            command.env(variable, folder.path());
        }
        let mut service = command.spawn().expect("pulseaudio can be started");
        let started = Instant::now();
        while !socket.exists() {
            let ended = service.try_wait().expect("a process can be looked at");
            assert!(
                ended.is_none() && started.elapsed() < PATIENCE,
                "pulseaudio makes its socket: {ended:?}"
            );
            std::thread::sleep(LOOK_AGAIN);
        }
        Self { service, folder }
    }

    /// Lets a program find this device.
    pub(crate) fn furnish(&self, command: &mut Command) {
        command.env("PULSE_SERVER", format!("unix:{}", self.folder.path().join(SOCKET).display()));
    }
}

impl Drop for Sound {
    fn drop(&mut self) {
        let _ = self.service.kill();
        let _ = self.service.wait();
    }
}
