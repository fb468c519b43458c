//! The program for publishing, made as small as it gets.
//!
//! What Trunk leaves in its staging folder still has what libraries export for others, long names by which wasm and JavaScript
//! know each other, and scripts with all their comments. This takes them away, before pages are printed.

mod glue;
mod module;
mod page;
mod panics;

use std::{
    fs,
    path::{Path, PathBuf},
};

use anyhow::{Context, Result, ensure};
use base64::{Engine, prelude::BASE64_STANDARD};
use sha2::{Digest, Sha256};

use crate::{install, process, tools::Toolbox};
use glue::Glue;

/// The newest instructions that the module may have: of those that `.cargo/config.toml` names, what wasm-opt is to know.
const INSTRUCTIONS: &[&str] = &[
    "--enable-bulk-memory",
    "--enable-nontrapping-float-to-int",
    "--enable-sign-ext",
    "--enable-mutable-globals",
];
/// Flattened code is larger, and shows more that can be shared: after two rounds of it the program is one percent smaller than
/// without. What assumes that nothing traps is left out: it may move a division before the test that guards it, and a page
/// that starts a dead program anew has to see it die. The lowest kilobyte of memory is the far end of the stack, which Rust's
/// linker puts first. Large functions that are called once stay by themselves, since what is alike is compressed best near its like.
const PASSES: &[&str] = &[
    "--strip-debug",
    "--low-memory-unused",
    "--one-caller-inline-max-function-size=40",
    "--flatten",
    "--rereloop",
    "-Oz",
    "--flatten",
    "--rereloop",
    "-Oz",
    "-Oz",
];
/// What browsers that run the paper's style sheets understand.
const LANGUAGE: &str = "--target=es2022";

/// Makes the program in Trunk's staging folder smaller, and says what can do the same with scripts. Without the tools for that all
/// stays as it is, and works all the same.
///
/// # Errors
/// When what Trunk and wasm-bindgen made does not look as it did when this was written.
pub(crate) fn finish(tools: &mut Toolbox, staging: &Path) -> Result<Option<PathBuf>> {
    let (wasm_opt, esbuild) = match install::finishers(tools) {
        Ok(found) => found,
        Err(missing) => {
            println!(
                "  !!  the program is published larger than it need be: {missing:#} (`cargo xtask setup` installs it)"
            );
            return Ok(None);
        }
    };
    let desk = staging.join(".finish");
    fs::create_dir_all(&desk).with_context(|| format!("{} could not be made", desk.display()))?;
    let finished =
        Finisher { tools, wasm_opt: &wasm_opt.path, esbuild: &esbuild.path, staging, desk: &desk }.finish();
    // Whatever happened: what lies in the staging folder is published.
    let cleared = fs::remove_dir_all(&desk).with_context(|| format!("{} is in the way", desk.display()));
    finished.context("the program could not be made smaller").and(cleared)?;
    Ok(Some(esbuild.path))
}

struct Finisher<'a> {
    tools: &'a Toolbox,
    wasm_opt: &'a Path,
    esbuild: &'a Path,
    staging: &'a Path,
    /// Where files lie that are worked on.
    desk: &'a Path,
}

impl Finisher<'_> {
    fn finish(&self) -> Result<()> {
        let index = self.staging.join("index.html");
        let html = text(&index)?;
        let program = page::program(&html)?;
        let (script, wasm) = (self.staging.join(program.script()), self.staging.join(program.wasm()));
        let (small_script, small_wasm) = self.shrink(&text(&script)?, &bytes(&wasm)?)?;

        // What is published under a name is kept for ever by those who have it, so other contents have another name.
        let renamed = program.with_hash(&hash(&[small_script.as_bytes(), &small_wasm]));
        fs::remove_file(&script)?;
        fs::remove_file(&wasm)?;
        write(&self.staging.join(renamed.script()), small_script.as_bytes())?;
        write(&self.staging.join(renamed.wasm()), &small_wasm)?;
        let html = html.replace(program.stem(), renamed.stem());
        let html = page::with_integrity(&html, &integrity(small_script.as_bytes()), &integrity(&small_wasm))?;
        write(&index, page::with_scripts(&html, |script| self.minified(script, &[]))?.as_bytes())
    }

    /// The glue and the module, smaller.
    fn shrink(&self, script: &str, wasm: &[u8]) -> Result<(String, Vec<u8>)> {
        let unknown = "the script of wasm-bindgen looks different than it did";
        let before = module::interface(wasm).context("the wasm could not be read")?;
        let mut glue = Glue::read(script).context(unknown)?;
        let names = glue.short_names(&before).context(unknown)?;
        glue.rename(&before, &names).context(unknown)?;
        let silent = panics::silenced(wasm).context("the wasm has other names than it had")?;
        let wasm = self.optimized(&module::renamed(&silent, &names)?)?;
        let after = module::interface(&wasm)?;
        glue.keep(&after.imports);
        glue.check(&after)?;
        Ok((self.minified(&glue.script(), &["--format=esm", "--tree-shaking=true"])?, wasm))
    }

    fn optimized(&self, wasm: &[u8]) -> Result<Vec<u8>> {
        let (from, to) = (self.desk.join("program.wasm"), self.desk.join("smaller.wasm"));
        write(&from, wasm)?;
        let mut command = self.tools.command(self.wasm_opt);
        command.args(INSTRUCTIONS).args(PASSES).arg(&from).arg("-o").arg(&to);
        process::run(&mut command)?;
        bytes(&to)
    }

    fn minified(&self, script: &str, more: &[&str]) -> Result<String> {
        let (from, to) = (self.desk.join("script.js"), self.desk.join("smaller.js"));
        write(&from, script.as_bytes())?;
        let mut command = self.tools.command(self.esbuild);
        command.args(["--minify", "--log-level=warning", LANGUAGE]).args(more).arg(&from);
        command.arg(format!("--outfile={}", to.display()));
        process::run(&mut command)?;
        let minified = text(&to)?;
        ensure!(!minified.trim().is_empty(), "esbuild left nothing of a script");
        Ok(minified.trim_end().to_owned())
    }
}

/// A hash as Subresource Integrity has it (section 3.1).
fn integrity(bytes: &[u8]) -> String {
    format!("sha256-{}", BASE64_STANDARD.encode(Sha256::digest(bytes)))
}

fn hash(parts: &[&[u8]]) -> String {
    let mut hash = Sha256::new();
    for part in parts {
        hash.update(part);
    }
    hash.finalize().iter().take(8).map(|byte| format!("{byte:02x}")).collect()
}

fn text(path: &Path) -> Result<String> {
    fs::read_to_string(path).with_context(|| format!("{} could not be read", path.display()))
}

fn bytes(path: &Path) -> Result<Vec<u8>> {
    fs::read(path).with_context(|| format!("{} could not be read", path.display()))
}

fn write(path: &Path, bytes: &[u8]) -> Result<()> {
    fs::write(path, bytes).with_context(|| format!("{} could not be written", path.display()))
}
