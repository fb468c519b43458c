//! One printing: writes what is new or has changed, leaves the rest as it is, and removes what no longer exists.

use std::{fs, path::Path, sync::Mutex};

use super::{
    compress,
    files::Finding,
    manifest::{self, FOLDER, Manifest},
    options::Options,
    page::{Planned, Press},
    syndication::OutputFile,
};

/// Result of a printing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Report {
    /// Number of pages that were printed.
    pub printed: usize,
    /// Number of pages that were left as they were, or copied from an earlier printing.
    pub unchanged: usize,
    /// Number of files that were removed because the site no longer has them.
    pub removed: usize,
    /// Findings to be reported to an editor.
    pub findings: Vec<Finding>,
}

impl Report {
    /// Returns `true` if one of the findings is an error.
    pub fn failed(&self) -> bool {
        self.findings.iter().any(|finding| finding.grave)
    }
}

/// A printing that is under way.
pub(super) struct Printing<'a> {
    dist: &'a Path,
    old: Manifest,
    previous: Option<(&'a Path, Manifest)>,
    new: Mutex<Manifest>,
}

impl<'a> Printing<'a> {
    pub(super) fn begin(options: &'a Options, report: &mut Report) -> Self {
        let old = Manifest::read(&options.dist).unwrap_or_else(|finding| {
            report.findings.push(finding);
            Manifest::default()
        });
        // If the manifest of that folder is damaged, it is not known which of its pages are current, so none is copied.
        let previous =
            options.previous.as_deref().and_then(|folder| Some((folder, Manifest::read(folder).ok()?)));
        Self { dist: &options.dist, old, previous, new: Mutex::default() }
    }

    /// Removes files that the site no longer has, writes the manifest, and brings the compressed copies up to date.
    pub(super) fn end(self, options: &Options, report: &mut Report) -> Result<(), Finding> {
        let new = self.new.into_inner().unwrap_or_default();
        for file in self.old.without(&new) {
            manifest::remove(self.dist, &file);
            report.removed += 1;
        }
        new.write(self.dist)
            .map_err(|error| Finding::error(self.dist.display(), FOLDER, error.to_string()))?;
        compress::settle(self.dist, options.previous.as_deref(), &new, options.compress)
    }

    /// Prints a page if it has changed, and returns `true` if it had to be printed. A page that is copied from an earlier
    /// printing counts as unchanged.
    pub(super) fn page(&self, press: &Press<'_>, page: &Planned) -> Result<bool, Finding> {
        let target = self.dist.join(&page.file);
        let failed = |error: std::io::Error| {
            Finding::error(target.display(), "", format!("cannot be written: {error}"))
        };
        let source = press.source(page).inspect_err(|_| {
            // The page from an earlier printing stays. This hash matches no input, so the next printing tries again.
            self.note(&page.file, manifest::Hash::START);
        })?;
        self.note(&page.file, source.hash);
        if self.old.has(&page.file, source.hash) && target.is_file() {
            return Ok(false);
        }
        if let Some(folder) = target.parent() {
            fs::create_dir_all(folder).map_err(failed)?;
        }
        if let Some((folder, previous)) = &self.previous
            && previous.has(&page.file, source.hash)
            && fs::copy(folder.join(&page.file), &target).is_ok()
        {
            return Ok(false);
        }
        let html = press.print(page, &source)?;
        fs::write(&target, html).map_err(failed)?;
        Ok(true)
    }

    /// Writes a file other than a page, unless it is there with the same content. A file that was not printed is left alone if
    /// `keeps_existing` is set.
    pub(super) fn file(&self, file: &OutputFile) -> Result<(), Finding> {
        let OutputFile { file, text, keeps_existing } = file;
        let target = self.dist.join(file);
        if *keeps_existing && target.is_file() && !self.old.knows(file) {
            return Ok(());
        }
        let hash = manifest::Hash::START.and(text);
        self.note(file, hash);
        if self.old.has(file, hash) && target.is_file() {
            return Ok(());
        }
        let folder = target.parent().map_or(Ok(()), fs::create_dir_all);
        folder
            .and_then(|()| fs::write(&target, text))
            .map_err(|error| Finding::error(target.display(), "", format!("cannot be written: {error}")))
    }

    fn note(&self, file: &str, hash: manifest::Hash) {
        if let Ok(mut new) = self.new.lock() {
            new.note(file, hash);
        }
    }
}
