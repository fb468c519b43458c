//! `press print --verify`: compares a printed site with what its content would print now.

use std::{collections::BTreeSet, fs, io, path::Path};

use super::{
    compress,
    files::Finding,
    lock::Lock,
    manifest::{FOLDER, Manifest},
    options::Options,
    print::{TEMPLATE, print},
};

/// Prints the site into a folder of its own, and compares the site in `options.dist` with it, compressed copies too. Changes
/// nothing.
///
/// # Errors
/// The site cannot be printed or read at all.
pub fn verify(options: &Options) -> Result<Vec<Finding>, Finding> {
    let dist = &options.dist;
    let _lock = Lock::take(dist, options.wait)?;
    let failed =
        |error: io::Error| Finding::error(dist.display(), "", format!("cannot be compared: {error}"));
    // Of a site whose manifest is damaged it is not known what was printed.
    let known = Manifest::read(dist).map_err(|finding| Finding { grave: true, ..finding })?;
    let fresh = tempfile::tempdir().map_err(failed)?;
    let mut there = Vec::new();
    compress::published(dist, &mut there).map_err(failed)?;
    for path in &there {
        let Ok(file) = path.strip_prefix(dist) else { continue };
        if !known.knows(&name(file)) && compress::source(path).is_none() {
            let copy = fresh.path().join(file);
            let folder = copy.parent().map_or(Ok(()), fs::create_dir_all);
            // Press never writes into a file that is there, so both can be one.
            folder
                .and_then(|()| fs::hard_link(path, &copy).or_else(|_| fs::copy(path, &copy).map(drop)))
                .map_err(failed)?;
        }
    }
    let template = dist.join(FOLDER).join(TEMPLATE);
    if template.is_file() {
        fs::copy(&template, fresh.path().join("index.html")).map_err(failed)?;
    }
    let report = print(
        &Options {
            dist: fresh.path().to_owned(),
            content_root: Some(options.content_root.clone().unwrap_or_else(|| dist.clone())),
            now: options.now.or_else(|| known.printed_at()),
            previous: None,
            compress: false,
            ..options.clone()
        },
        &(),
    )?;
    let mut findings = report.findings;
    let wanted = Manifest::read(fresh.path())?;
    for file in known.files().chain(wanted.files()).collect::<BTreeSet<_>>() {
        let differs = match (fs::read(dist.join(file)), fs::read(fresh.path().join(file))) {
            (Ok(found), Ok(expected)) => (found != expected).then_some("is not what would be printed now"),
            (Err(_), Ok(_)) => Some("is missing"),
            (Ok(_), Err(_)) if !wanted.knows(file) => Some("is there, and would not be printed now"),
            _ => None,
        };
        findings.extend(differs.map(|text| Finding::error(dist.join(file).display(), "", text)));
    }
    findings.extend(there.iter().filter(|path| !compress::is_sound(path)).map(|path| {
        Finding::error(
            path.display(),
            "",
            "does not hold what the file holds that it is a compressed copy of",
        )
    }));
    Ok(findings)
}

/// Returns a path as the manifest has it.
fn name(file: &Path) -> String {
    let parts: Vec<_> = file.components().map(|part| part.as_os_str().to_string_lossy()).collect();
    parts.join("/")
}
