//! `press print --verify`: compares a printed site with what its content would print now.

use std::{borrow::Cow, collections::BTreeSet, fs, io, path::Path};

use london_daily::app::printed_page;

use super::{
    built::TEMPLATE,
    compress,
    files::Finding,
    lock::Lock,
    manifest::{FOLDER, Manifest},
    options::Options,
    print::print,
    settings::Settings,
    state,
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
    // For printing a damaged manifest is a warning; here there is nothing to compare without it.
    let known = Manifest::read(dist).map_err(|finding| Finding { is_error: true, ..finding })?;
    let folder = tempfile::tempdir().map_err(failed)?;
    // The memory of the paper stands beside it, and is to go with the folder.
    let fresh = folder.path().join("dist");
    fs::create_dir(&fresh).map_err(failed)?;
    let mut there = Vec::new();
    compress::published(dist, &mut there).map_err(failed)?;
    for path in &there {
        let Ok(file) = path.strip_prefix(dist) else { continue };
        if !known.knows(&name(file)) && compress::source(path).is_none() {
            let copy = fresh.join(file);
            let folder = copy.parent().map_or(Ok(()), fs::create_dir_all);
            // The press replaces a file and never writes into one, so both can be one.
            folder
                .and_then(|()| fs::hard_link(path, &copy).or_else(|_| fs::copy(path, &copy).map(drop)))
                .map_err(failed)?;
        }
    }
    let template = dist.join(FOLDER).join(TEMPLATE);
    if template.is_file() {
        // A page that failed to be printed is one with the published one by now.
        let page = fresh.join("index.html");
        fs::remove_file(&page).or_else(|error| match error.kind() {
            io::ErrorKind::NotFound => Ok(()),
            _ => Err(failed(error)),
        })?;
        fs::copy(&template, page).map_err(failed)?;
    }
    // A copy, since this printing is not to be remembered.
    let memory = options.state.clone().unwrap_or_else(|| state::path(dist));
    let copied = state::path(&fresh);
    if memory.is_file() {
        fs::copy(&memory, &copied).map_err(failed)?;
    }
    let report = print(
        &Options {
            state: (!options.forget).then_some(copied),
            settings: options.settings.clone().or_else(|| Settings::path(dist)),
            dist: fresh.clone(),
            content_root: Some(options.content_root.clone().unwrap_or_else(|| dist.clone())),
            now: options.now.or_else(|| known.printed_at()),
            previous: None,
            compress: false,
            ..options.clone()
        },
        &(),
    )?;
    let mut findings = report.findings;
    let wanted = Manifest::read(&fresh)?;
    for file in known.files().chain(wanted.files()).collect::<BTreeSet<_>>() {
        let differs = match (fs::read(dist.join(file)), fs::read(fresh.join(file))) {
            (Ok(found), Ok(expected)) => {
                (timeless(&found) != timeless(&expected)).then_some("is not what would be printed now")
            }
            (Err(_), Ok(_)) => Some("is missing"),
            (Ok(_), Err(_)) if !wanted.knows(file) => Some("is there, and would not be printed now"),
            // A page that could not be printed is in the report.
            _ => None,
        };
        findings.extend(differs.map(|text| Finding::error(dist.join(file).display(), "", text)));
    }
    findings.extend(there.iter().filter(|path| !compress::is_sound(path)).map(|path| {
        Finding::error(path.display(), "", "differs from the file that it is a compressed copy of")
    }));
    Ok(findings)
}

/// Returns a page as it would be at any time of printing.
fn timeless(file: &[u8]) -> Cow<'_, [u8]> {
    match str::from_utf8(file).ok().and_then(printed_page::without_time) {
        Some(page) => Cow::Owned(page.into_bytes()),
        None => Cow::Borrowed(file),
    }
}

/// Returns a path as the manifest has it.
fn name(file: &Path) -> String {
    let parts: Vec<_> = file.components().map(|part| part.as_os_str().to_string_lossy()).collect();
    parts.join("/")
}
