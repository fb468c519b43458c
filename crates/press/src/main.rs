//! `press`: prints a newspaper, and proof-reads it.

mod command;

fn main() -> std::process::ExitCode {
    command::main()
}
