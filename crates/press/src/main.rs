//! The `press` command: prints the site and proof-reads its content.

mod command;

fn main() -> std::process::ExitCode {
    command::main()
}
