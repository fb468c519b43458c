//! The app's files, made of the wasm that cargo has linked: divided into pieces, and bound to JavaScript.
//!
//! The undivided files that Trunk has made give way to them. In development they have the names that the tools give them. In a
//! release they are made small, and have one hash, which is that of all of them together: pieces of two builds never fit.
//!
//! | file | holds |
//! |---|---|
//! | `london-daily-<hash>.js` | the glue of wasm-bindgen, and the loader of the pieces |
//! | `london-daily-<hash>_bg.wasm` | the main module |
//! | `pages-<hash>.wasm` | the piece behind the seams named `pages` |
//! | `after-pages-<hash>.wasm` | shared by the pieces `after` and `pages`, and fetched with either |

mod imports;
mod page;
mod pieces;

use std::{path::Path, process::Stdio};

use anyhow::Result;
use base64::{Engine, prelude::BASE64_STANDARD};
use fs_err as fs;
use page::Names;
use pieces::{LOADER, Piece};
use sha2::{Digest, Sha256};

use crate::{process, tools::Toolbox};

/// The newest instructions that the modules may have: those that rustc uses unless told otherwise. Never `--all-features`: it
/// allows a form of imports that browsers refuse.
const FEATURES: &str = "--enable-bulk-memory --enable-bulk-memory-opt --enable-call-indirect-overlong --enable-multivalue \
    --enable-mutable-globals --enable-nontrapping-float-to-int --enable-reference-types --enable-sign-ext";
/// Flattened code shows more that can be shared. The lowest kilobyte of memory is the far end of the stack. Large functions that
/// are called once stay by themselves: code is compressed best beside code like it. No browser reads the names of the tools, nor
/// the list of features.
const PASSES: &str = "--strip-debug --strip-producers --strip-target-features --low-memory-unused --one-caller-inline-max-function-size=40 \
    --flatten --rereloop -Os --flatten --rereloop -Os --coalesce-locals-learning --reorder-locals";
/// The language of browsers that understand the site's style sheets.
const LANGUAGE: &str = "--target=es2022";

/// The app's files while they are being made.
pub(crate) struct Finisher<'a> {
    pub(crate) tools: &'a Toolbox,
    /// Trunk's staging folder, with the page and the files that give way.
    pub(crate) staging: &'a Path,
    pub(crate) is_release: bool,
}

impl Finisher<'_> {
    /// Puts the app's files into the staging folder, and their names and hashes into its page.
    pub(crate) fn finish(&self) -> Result<()> {
        let index = self.staging.join("index.html");
        let html = fs::read_to_string(&index)?;
        let names = page::names(&html)?;
        let profile = if self.is_release { "wasm-release" } else { "debug" };
        let target = self.tools.target();
        let linked = target.join("wasm32-unknown-unknown").join(profile).join("london-daily.wasm");
        // Kept until the next build: for whoever wants to know what is in a piece.
        let desk = target.join("pieces").join(profile);
        fs::create_dir_all(&desk)?;
        let pieces = pieces::divide(&linked, &desk)?;
        self.bind(&desk)?;
        for old in [names.script(), names.wasm()] {
            fs::remove_file(self.staging.join(old))?;
        }
        let html = match self.is_release {
            true => self.publish(&desk, &pieces, &names, &html)?,
            false => {
                let others = ["main.js", "main_bg.wasm", LOADER].map(|file| desk.join(file));
                for file in pieces.iter().map(|piece| &piece.file).chain(&others) {
                    self.stage(file, file)?;
                }
                html.replace(&names.stem, "main")
            }
        };
        Ok(fs::write(&index, html)?)
    }

    fn stage(&self, from: &Path, name: &Path) -> Result<()> {
        fs::copy(from, self.staging.join(name.file_name().unwrap_or_default()))?;
        Ok(())
    }

    /// Makes everything small, and names and stages it; returns the page with names and hashes.
    fn publish(&self, desk: &Path, pieces: &[Piece], names: &Names, html: &str) -> Result<String> {
        let (main, glue, loader) = (desk.join("main_bg.wasm"), desk.join("main.js"), desk.join(LOADER));
        let (module, script) = imports::shortened(&fs::read(&main)?, &fs::read_to_string(&glue)?)?;
        fs::write(&main, module)?;
        fs::write(&glue, &script)?;
        let mut script = fs::read_to_string(&loader)?;
        let mut hash = Sha256::new_with_prefix(&script).chain_update(fs::read(&glue)?);
        for module in pieces.iter().map(|piece| &piece.file).chain([&main]) {
            self.optimize(module)?;
            hash.update(fs::read(module)?);
        }
        let hash: String = hash.finalize().iter().take(8).map(|byte| format!("{byte:02x}")).collect();
        let finished = Names::with_hash(&hash);
        for piece in pieces {
            script = piece.fetched_by(&script, &finished)?;
            self.stage(&piece.file, piece.name(&finished).as_ref())?;
        }
        self.stage(&main, finished.wasm().as_ref())?;
        fs::write(&loader, script)?;
        let script = self.staging.join(finished.script());
        self.minify(&glue, &script, &["--bundle", "--format=esm"])?;
        let hashes = (integrity(&fs::read(&script)?), integrity(&fs::read(&main)?));
        let html = page::with_hashes(&html.replace(&names.stem, &finished.stem), &hashes.0, &hashes.1)?;
        page::with_scripts(&html, |script| self.minify_inline(desk, script))
    }

    /// Runs wasm-bindgen on the main module, which leaves `main.js` and `main_bg.wasm` beside the loader.
    fn bind(&self, desk: &Path) -> Result<()> {
        let main = desk.join(pieces::MAIN);
        if self.is_release {
            let (graph, smaller) = (desk.join("exports.json"), desk.join("smaller.wasm"));
            fs::write(&graph, pieces::graph_of_exports(&fs::read(&main)?)?)?;
            let mut command = self.tools.command(self.tools.npm_program("wasm-metadce"));
            command.args(FEATURES.split(' ')).args(["--debuginfo", "--graph-file"]).arg(&graph);
            process::run(command.arg(&main).arg("-o").arg(&smaller).stdout(Stdio::null()))?;
            fs::rename(&smaller, &main)?;
        }
        let mut command = self.tools.command("wasm-bindgen");
        // The pieces find memory and table by the linker's names for them; the page says where the module is.
        command.args(["--target=web", "--no-typescript", "--keep-lld-exports", "--no-demangle"]);
        command.args(["--omit-default-module-path", "--out-name=main", "--out-dir"]).arg(desk).arg(&main);
        process::run(&mut command)
    }

    fn optimize(&self, module: &Path) -> Result<()> {
        let smaller = module.with_extension("smaller");
        let mut command = self.tools.command(self.tools.npm_program("wasm-opt"));
        command.args(FEATURES.split(' ')).args(PASSES.split(' ')).arg(module).arg("-o").arg(&smaller);
        process::run(&mut command)?;
        Ok(fs::rename(&smaller, module)?)
    }

    fn minify(&self, from: &Path, to: &Path, more: &[&str]) -> Result<()> {
        let mut command = self.tools.command(self.tools.npm_program("esbuild"));
        command.args(["--minify", "--log-level=error", "--legal-comments=none", LANGUAGE]).args(more);
        process::run(command.arg(from).arg(format!("--outfile={}", to.display())))
    }

    fn minify_inline(&self, desk: &Path, script: &str) -> Result<String> {
        let (from, to) = (desk.join("inline.js"), desk.join("smaller.js"));
        fs::write(&from, script)?;
        self.minify(&from, &to, &[])?;
        Ok(fs::read_to_string(&to)?.trim_end().to_owned())
    }
}

fn integrity(bytes: &[u8]) -> String {
    format!("sha256-{}", BASE64_STANDARD.encode(Sha256::digest(bytes)))
}
