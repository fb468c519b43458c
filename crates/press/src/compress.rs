//! Compressed copies of files (`.br`, `.gz`) for hosts that serve such copies (nginx, Caddy). There are copies of the files that
//! the press prints, and of those that have their hash in their name. Content has none: it may be edited in place, and the host
//! would then serve an outdated copy, so compressing it is left to the host.

use std::{
    fs,
    io::{self, Read as _, Write as _},
    path::{Path, PathBuf},
};

use brotli::CompressorReader;
use flate2::{Compression, read::GzDecoder, write::GzEncoder};
use rayon::prelude::*;

use super::{
    files::{self, Finding},
    manifest::Manifest,
};

/// Extensions of files that are worth compressing; pictures, recordings and fonts are compressed already.
const KINDS: &[&str] = &["html", "js", "css", "wasm", "json", "svg", "xml", "txt", "webmanifest"];
/// Size in bytes from which a file is compressed; a smaller one fits into one packet anyway.
const LEAST: usize = 1_024;
/// Hexadecimal digits of the shortest hash that Trunk puts into a file name.
const HASH: usize = 12;
/// Brotli's best quality.
const QUALITY: u32 = 11;
/// Brotli's window as a power of two: 4 MiB, which hold the whole wasm.
const WINDOW: u32 = 22;

/// Brings the compressed copies in `dist` up to date. If they are `wanted`, missing and outdated ones are written; outdated ones
/// that are not written again are removed. Copies in `previous` that were made of the same bytes are reused. `printed` lists the
/// files of this printing.
///
/// # Errors
/// A file cannot be read or written.
pub(super) fn settle(
    dist: &Path,
    previous: Option<&Path>,
    printed: &Manifest,
    wanted: bool,
) -> Result<(), Finding> {
    let failed =
        |error: io::Error| Finding::error(dist.display(), "", format!("cannot be compressed: {error}"));
    let fits = |path: &Path| {
        let file = path.strip_prefix(dist).ok().and_then(Path::to_str);
        worthwhile(path) && (never_changes(path) || file.is_some_and(|file| printed.knows(file)))
    };
    let mut all = Vec::new();
    published(dist, &mut all).map_err(failed)?;
    all.par_iter()
        .try_for_each(|path| {
            if files::is_unfinished(path) {
                return fs::remove_file(path);
            }
            if let Some(source) = source(path) {
                // A copy that is not newer than its source may have been made of an earlier version.
                let renewed = wanted && fits(&source);
                if !renewed && source.is_file() && !newer(path, &source) {
                    fs::remove_file(path)?;
                }
                return Ok(());
            }
            if wanted && fits(path) { file(dist, previous, path) } else { Ok(()) }
        })
        .map_err(failed)
}

/// Removes the compressed copies of a file.
pub(super) fn remove(path: &Path) {
    for kind in ["br", "gz"] {
        let _ = fs::remove_file(with(path, kind));
    }
}

/// Collects all published files of a folder in `all`. Hidden folders are skipped, and so are symbolic links (`content` in
/// development), since nothing may be written into the folder that they lead to.
pub(super) fn published(folder: &Path, all: &mut Vec<PathBuf>) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let hidden = entry.file_name().to_string_lossy().starts_with('.');
        let kind = entry.file_type()?;
        if kind.is_dir() && !hidden {
            published(&entry.path(), all)?;
        } else if kind.is_file() {
            all.push(entry.path());
        }
    }
    Ok(())
}

/// Returns the path of the file that a compressed copy was made of; `None` if `path` is no such copy.
pub(super) fn source(path: &Path) -> Option<PathBuf> {
    let compressed = path.extension().is_some_and(|kind| kind == "br" || kind == "gz");
    compressed.then(|| path.with_extension("")).filter(|source| worthwhile(source))
}

/// Returns `false` for a compressed copy of another content than that of its file.
pub(super) fn is_sound(path: &Path) -> bool {
    let Some(file) = source(path).filter(|file| file.is_file()) else { return true };
    let mut content = Vec::new();
    let copy = fs::File::open(path);
    let read = copy.and_then(|copy| match path.extension().is_some_and(|kind| kind == "br") {
        true => brotli::Decompressor::new(copy, 4_096).read_to_end(&mut content),
        false => GzDecoder::new(copy).read_to_end(&mut content),
    });
    read.is_ok() && fs::read(file).is_ok_and(|file| file == content)
}

fn worthwhile(path: &Path) -> bool {
    path.extension().is_some_and(|kind| KINDS.iter().any(|known| kind == *known))
}

/// Returns `true` if the file name has a hash of the content: `london-daily-0123456789abcdef_bg.wasm`.
fn never_changes(path: &Path) -> bool {
    let name = path.file_stem().and_then(|name| name.to_str()).unwrap_or_default();
    let hash = name.trim_end_matches("_bg").rsplit_once('-').map_or("", |(_, hash)| hash);
    hash.len() >= HASH && hash.bytes().all(|byte| byte.is_ascii_hexdigit())
}

/// Returns `true` if `one` was modified later than `other`. Equal times do not count: the clock of a file system may stand still
/// for some milliseconds, so they say nothing about the order.
fn newer(one: &Path, other: &Path) -> bool {
    let time = |path: &Path| fs::metadata(path).and_then(|file| file.modified());
    matches!((time(one), time(other)), (Ok(one), Ok(other)) if one > other)
}

fn with(path: &Path, kind: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(".");
    name.push(kind);
    PathBuf::from(name)
}

fn file(dist: &Path, previous: Option<&Path>, path: &Path) -> io::Result<()> {
    let (br, gz) = (with(path, "br"), with(path, "gz"));
    if newer(&br, path) && newer(&gz, path) {
        return Ok(());
    }
    let bytes = fs::read(path)?;
    if bytes.len() < LEAST {
        remove(path);
        return Ok(());
    }
    let before = previous.zip(path.strip_prefix(dist).ok()).map(|(folder, file)| folder.join(file));
    if let Some(before) = before
        && fs::read(&before).is_ok_and(|old| old == bytes)
        && newer(&with(&before, "br"), &before)
        && newer(&with(&before, "gz"), &before)
        && let (Ok(old_br), Ok(old_gz)) = (fs::read(with(&before, "br")), fs::read(with(&before, "gz")))
    {
        files::write(&br, old_br)?;
        files::write(&gz, old_gz)?;
        return Ok(());
    }
    let mut small = Vec::new();
    CompressorReader::new(bytes.as_slice(), 4_096, QUALITY, WINDOW).read_to_end(&mut small)?;
    files::write(&br, small)?;
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(&bytes)?;
    files::write(&gz, encoder.finish()?)
}
