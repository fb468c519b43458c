//! `press`: prints and proof-reads the paper. A native program: browsers' tests build it too, and need nothing of it.

#[cfg(not(target_arch = "wasm32"))]
mod native;

fn main() -> std::process::ExitCode {
    #[cfg(not(target_arch = "wasm32"))]
    return native::main();
    #[cfg(target_arch = "wasm32")]
    std::process::ExitCode::FAILURE
}
