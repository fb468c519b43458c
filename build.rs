//! Makes functions of the words of the interface, and prepares the wasm for being divided into pieces.

#[path = "src/text/words/generator.rs"]
mod generator;

use std::{env, error::Error, fs, path::Path};

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-changed=src/text/words");
    let words = generator::module(Path::new("src/text/words"))?;
    fs::write(Path::new(&env::var("OUT_DIR")?).join("words.rs"), words)?;
    // The tool that divides it has to know what refers to what; nothing reads debugging information afterwards. Only the binary's
    // last link differs: nothing that it depends on is built anew.
    if env::var("CARGO_CFG_TARGET_FAMILY").as_deref() == Ok("wasm") {
        println!("cargo::rustc-link-arg-bin=london-daily=--emit-relocs");
        println!("cargo::rustc-link-arg-bin=london-daily=--strip-debug");
    }
    Ok(())
}
