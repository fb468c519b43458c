//! Prepares the wasm for being divided into pieces.

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    // The tool that divides it has to know what refers to what; nothing reads debugging information afterwards. Only the binary's
    // last link differs: nothing that it depends on is built anew.
    if std::env::var("CARGO_CFG_TARGET_FAMILY").as_deref() == Ok("wasm") {
        println!("cargo::rustc-link-arg-bin=london-daily=--emit-relocs");
        println!("cargo::rustc-link-arg-bin=london-daily=--strip-debug");
    }
}
