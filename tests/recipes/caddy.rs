//! Caddy.

use std::{
    fs,
    net::{Ipv4Addr, TcpStream},
    path::Path,
    process::{Command, Stdio},
};

use super::{Place, recipe};

pub(super) fn command(program: &Path, place: &Place<'_>) -> Command {
    let own = "{\n\tadmin off\n\tdefault_bind 127.0.0.1\n}\n";
    let recipe = recipe("Caddyfile", place).replace(":8080 {", &format!(":{} {{", place.port));
    let configuration = place.desk.join("Caddyfile");
    fs::write(&configuration, format!("{own}{recipe}")).expect("a file can be written on its desk");
    let mut command = Command::new(program);
    command.args(["run", "--adapter", "caddyfile", "--config"]).arg(configuration);
    // It writes down what it was told, and not in the home of whoever runs the tests.
    command.env("HOME", place.desk).env("XDG_DATA_HOME", place.desk).env("XDG_CONFIG_HOME", place.desk);
    // It tells of every step.
    command.stderr(Stdio::null());
    command
}

/// It leaves no mark, but answers when it listens.
pub(super) fn listens(place: &Place<'_>) -> bool {
    TcpStream::connect((Ipv4Addr::LOCALHOST, place.port)).is_ok()
}
