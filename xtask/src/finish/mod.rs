//! The app's files, made of the wasm that cargo has linked: divided into pieces, bound to JavaScript, and named so that pieces of
//! two builds never meet.
//!
//! Trunk runs wasm-bindgen too, on the undivided wasm; those files give way to the divided ones. In development nothing is made
//! smaller. A build's files carry one hash, which is that of all of them:
//!
//! | file | holds |
//! |---|---|
//! | `london-daily-<hash>.js` | the glue of wasm-bindgen; in a release the loader of the pieces as well |
//! | `london-daily-<hash>_bg.wasm` | the main module |
//! | `pages-<hash>.wasm` | the piece behind the seams named `pages` |
//! | `after-pages-<hash>.wasm` | shared by the pieces `after` and `pages`, and fetched with either |
//! | `loader-<hash>.js` | the loader of the pieces, in development |

mod page;
mod pieces;
mod short;

use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use base64::{Engine, prelude::BASE64_STANDARD};
use fs_err as fs;
use sha2::{Digest, Sha256};

use crate::{process, tools::Toolbox};
use page::Names;
use pieces::{LOADER, Piece};
use short::ShortNames;

/// The newest instructions that the modules may have: those that rustc uses unless told otherwise. Never `--all-features`: it
/// allows a form of imports that browsers refuse.
const FEATURES: &str = "--enable-bulk-memory --enable-bulk-memory-opt --enable-call-indirect-overlong --enable-multivalue \
    --enable-mutable-globals --enable-nontrapping-float-to-int --enable-reference-types --enable-sign-ext";
/// Flattened code shows more that can be shared. The lowest kilobyte of memory is the far end of the stack. Large functions that are
/// called once stay by themselves: code is compressed best beside code like it.
const PASSES: &str = "--strip-debug --low-memory-unused --one-caller-inline-max-function-size=40 \
    --flatten --rereloop -Oz --flatten --rereloop -Oz";
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
    ///
    /// # Errors
    /// When a tool fails, or what it has made does not look as it did when this was written.
    pub(crate) fn finish(&self) -> Result<()> {
        let index = self.staging.join("index.html");
        let html = fs::read_to_string(&index)?;
        let names = page::names(&html)?;
        let profile = if self.is_release { "wasm-release" } else { "debug" };
        let target = self.tools.target();
        let linked = target.join("wasm32-unknown-unknown").join(profile).join("london-daily.wasm");
        // Kept until the next build: for whoever wants to know what is in a piece.
        let desk = target.join("pieces").join(profile);
        if desk.exists() {
            fs::remove_dir_all(&desk)?;
        }
        fs::create_dir_all(&desk)?;
        let pieces = pieces::divide(&linked, &desk)?;
        let main = self.bind(&desk)?;
        if self.is_release {
            for file in pieces.iter().map(|piece| piece.file.as_path()).chain([main.as_path()]) {
                self.optimize(file)?;
            }
        }

        let (glue, loader) = (desk.join("main.js"), desk.join(LOADER));
        if self.is_release {
            self.shorten_names(&main, &glue, &loader)?;
        }
        let mut all = vec![fs::read(&main)?, fs::read(&glue)?, fs::read(&loader)?];
        for piece in &pieces {
            all.push(fs::read(&piece.file)?);
        }
        for old in [names.script(), names.wasm()] {
            fs::remove_file(self.staging.join(old))?;
        }
        let finished = names.with_hash(&hash(&all));
        for piece in &pieces {
            fs::copy(&piece.file, self.staging.join(piece.name(&finished)))?;
        }
        self.write_scripts(&glue, &loader, &pieces, &finished)?;
        fs::copy(&main, self.staging.join(finished.wasm()))?;
        let script = integrity(&fs::read(self.staging.join(finished.script()))?);
        let html = page::with_names(&html, &names, &finished, &script, &integrity(&fs::read(&main)?))?;
        let html = match self.is_release {
            true => page::with_scripts(&html, |script| self.minify_inline(&desk, script))?,
            false => html,
        };
        Ok(fs::write(&index, html)?)
    }

    /// Runs wasm-bindgen on the main module, which leaves `main.js` beside the loader; returns the module for browsers.
    fn bind(&self, desk: &Path) -> Result<PathBuf> {
        let main = desk.join(pieces::MAIN);
        if self.is_release {
            let (graph, smaller) = (desk.join("exports.json"), desk.join("smaller.wasm"));
            fs::write(&graph, pieces::graph_of_exports(&fs::read(&main)?)?)?;
            let mut command = self.tools.command(self.tools.npm_program("wasm-metadce"));
            command.args(FEATURES.split(' ')).args(["--quiet", "--debuginfo"]).arg(&main);
            command.arg("--graph-file").arg(&graph).arg("-o").arg(&smaller);
            process::run(command.stdout(std::process::Stdio::null()))?;
            fs::rename(&smaller, &main)?;
        }
        let mut command = self.tools.command("wasm-bindgen");
        // The pieces find the main module's memory and table by the names that the linker has given them.
        command.args(["--target=web", "--no-typescript", "--keep-lld-exports", "--no-demangle"]);
        // The page says where the module is.
        command.arg("--omit-default-module-path");
        command.arg("--out-name=main").arg("--out-dir").arg(desk).arg(&main);
        process::run(&mut command)?;
        Ok(desk.join("main_bg.wasm"))
    }

    fn optimize(&self, module: &Path) -> Result<()> {
        let smaller = module.with_extension("smaller");
        let mut command = self.tools.command(self.tools.npm_program("wasm-opt"));
        command.args(FEATURES.split(' ')).args(PASSES.split(' ')).arg(module).arg("-o").arg(&smaller);
        process::run(&mut command)?;
        Ok(fs::rename(&smaller, module)?)
    }

    /// Gives short names to what main module and glue share.
    fn shorten_names(&self, main: &Path, glue: &Path, loader: &Path) -> Result<()> {
        let shorter = main.with_extension("shorter");
        let mut command = self.tools.command(self.tools.npm_program("wasm-opt"));
        command.args(FEATURES.split(' ')).arg("--minify-imports-and-exports-and-modules");
        let printed = process::output(command.arg(main).arg("-o").arg(&shorter));
        let names = ShortNames::parse(&printed.context("wasm-opt does not shorten the names")?)?;
        fs::rename(&shorter, main)?;
        fs::write(glue, names.in_glue(&fs::read_to_string(glue)?)?)?;
        Ok(fs::write(loader, names.in_loader(&fs::read_to_string(loader)?)?)?)
    }

    /// Writes glue and loader: one minified file in a release, and as they are in development. The loader has to import the
    /// very script that the page imports; under another name a second, dead instance of the app would answer it.
    fn write_scripts(&self, glue: &Path, loader: &Path, pieces: &[Piece], names: &Names) -> Result<()> {
        let mut script = fs::read_to_string(loader)?;
        for piece in pieces {
            script = piece.fetched_by(&script, names)?;
        }
        let finished = self.staging.join(names.script());
        if self.is_release {
            fs::write(loader, script)?;
            return self.minify(glue, &finished, &["--bundle", "--format=esm"]);
        }
        fs::write(self.staging.join(names.loader()), script.replace("main.js", &names.script()))?;
        let glue = fs::read_to_string(glue)?
            .replace(&format!("from \"{LOADER}\""), &format!("from \"./{}\"", names.loader()));
        Ok(fs::write(&finished, glue)?)
    }

    fn minify(&self, from: &Path, to: &Path, more: &[&str]) -> Result<()> {
        let mut command = self.tools.command(self.tools.npm_program("esbuild"));
        command.args(["--minify", "--log-level=warning", "--legal-comments=none", LANGUAGE]).args(more);
        process::run(command.arg(from).arg(format!("--outfile={}", to.display())))
    }

    fn minify_inline(&self, desk: &Path, script: &str) -> Result<String> {
        let (from, to) = (desk.join("inline.js"), desk.join("smaller.js"));
        fs::write(&from, script)?;
        self.minify(&from, &to, &[])?;
        Ok(fs::read_to_string(&to)?.trim_end().to_owned())
    }
}

/// Returns a hash as Subresource Integrity has it (section 3.1).
fn integrity(bytes: &[u8]) -> String {
    format!("sha256-{}", BASE64_STANDARD.encode(Sha256::digest(bytes)))
}

fn hash(files: &[Vec<u8>]) -> String {
    let mut hash = Sha256::new();
    files.iter().for_each(|bytes| hash.update(bytes));
    hash.finalize().iter().take(8).map(|byte| format!("{byte:02x}")).collect()
}
