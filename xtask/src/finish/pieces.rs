//! The wasm, divided at the seams that `wasm_split_helpers` marks in the source.

use std::{
    collections::{BTreeMap, BTreeSet},
    path::{Path, PathBuf},
};

use anyhow::{Context, Result, anyhow, ensure};
use fs_err as fs;
use wasm_split_cli_support::{Options, transform};
use wasmparser::{Parser, Payload};

use super::{integrity, page::Names};

/// The file of the main module, before and after wasm-bindgen has had it.
pub(super) const MAIN: &str = "main.wasm";
/// The file of the loader.
pub(super) const LOADER: &str = "__wasm_split.js";

/// Wasm that is fetched when a seam is passed.
#[derive(Debug)]
pub(super) struct Piece {
    pub(super) file: PathBuf,
    /// The seams that need it: one, or several that share it.
    seams: BTreeSet<String>,
}

impl Piece {
    /// The name of the file that is published.
    pub(super) fn name(&self, names: &Names) -> String {
        let seams: Vec<_> = self.seams.iter().map(String::as_str).collect();
        names.piece(&seams.join("-"))
    }

    /// Returns the loader's script with the published name of the piece, and with a hash that it is held to.
    pub(super) fn fetched_by(&self, loader: &str, names: &Names) -> Result<String> {
        let file = self.file.file_name().and_then(|name| name.to_str()).unwrap_or_default();
        let url = |file: &str| format!("fetch(new URL(\"./{file}\", import.meta.url)");
        let plain = url(file);
        ensure!(loader.matches(&plain).count() == 1, "the loader fetches {file} in another way than it did");
        let integrity = integrity(&fs::read(&self.file)?);
        Ok(loader.replace(&plain, &format!("{}, {{ integrity: \"{integrity}\" }}", url(&self.name(names)))))
    }
}

/// Divides the linked wasm: leaves main module, pieces and loader in `desk`.
pub(super) fn divide(linked: &Path, desk: &Path) -> Result<Vec<Piece>> {
    let input = fs::read(linked)?;
    let (main, link) = (desk.join(MAIN), format!("./{LOADER}"));
    let mut options = Options::new(&input);
    options.output_dir = desk;
    options.main_out_path = &main;
    options.main_module = "./main.js";
    options.link_name = &link;
    let divided = transform(options).map_err(|error| anyhow!("the wasm cannot be divided: {error:#}"))?;
    let mut seams: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for (seam, files) in divided.prefetch_map {
        for file in files {
            seams.entry(file).or_default().insert(seam.clone());
        }
    }
    let mut pieces = Vec::new();
    for file in divided.split_modules {
        let stem = file.file_stem().and_then(|stem| stem.to_str()).unwrap_or_default();
        // A file that no seam needs is never fetched.
        if let Some(seams) = seams.remove(stem) {
            pieces.push(Piece { file, seams });
        }
    }
    ensure!(seams.is_empty(), "a seam needs files that were not written: {seams:?}");
    pieces.sort_by(|a, b| a.seams.cmp(&b.seams));
    Ok(pieces)
}

/// Returns the graph from which wasm-metadce learns what is used of the module: all that it exports but the classes of
/// wasm-streams, which Leptos links for server functions and nothing here makes an object of.
pub(super) fn graph_of_exports(module: &[u8]) -> Result<String> {
    let mut names = Vec::new();
    for payload in Parser::new(0).parse_all(module) {
        if let Payload::ExportSection(section) = payload.context("the main module cannot be read")? {
            for export in section {
                names.push(format!("{:?}", export?.name));
            }
        }
    }
    names.retain(|name| !name.contains("intounderlying"));
    let mut nodes = vec![format!("{{\"name\":\"app\",\"root\":true,\"reaches\":[{}]}}", names.join(","))];
    nodes.extend(names.iter().map(|name| format!("{{\"name\":{name},\"export\":{name}}}")));
    Ok(format!("[{}]", nodes.join(",\n")))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn piece(seams: &[&str]) -> Piece {
        let file = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("Cargo.toml");
        Piece { file, seams: seams.iter().map(|&seam| seam.to_owned()).collect() }
    }

    #[test]
    fn a_shared_piece_is_named_after_all_that_need_it() {
        let names = Names::with_hash("0123");
        assert_eq!(piece(&["pages"]).name(&names), "pages-0123.wasm");
        assert_eq!(piece(&["pages", "after"]).name(&names), "after-pages-0123.wasm");
    }

    #[test]
    fn the_loader_fetches_published_names_with_their_hashes() {
        let (piece, names) = (piece(&["pages"]), Names::with_hash("0123"));
        let loader = "const src = fetch(new URL(\"./Cargo.toml\", import.meta.url));";
        let script = piece.fetched_by(loader, &names).unwrap();
        let start = "const src = fetch(new URL(\"./pages-0123.wasm\", import.meta.url), { integrity: \"sha";
        assert!(script.starts_with(start) && script.ends_with("\" });"), "{script}");
        assert!(piece.fetched_by("fetch(\"./Cargo.toml\")", &names).is_err());
    }
}
