//! One printing: what is written, what is left as it is, and what is taken away.

use std::{fs, path::Path, sync::Mutex};

use super::{
    compress,
    files::Finding,
    manifest::{self, FOLDER, Manifest},
    options::Options,
    page::{Planned, Press},
    syndication::OutputFile,
};

/// What came of it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Report {
    /// Pages that were printed.
    pub printed: usize,
    /// Pages that were left as they were, or taken from the printing before.
    pub unchanged: usize,
    /// Pages that are no more.
    pub removed: usize,
    /// What an editor should know.
    pub findings: Vec<Finding>,
}

impl Report {
    /// Whether something is wrong.
    pub fn failed(&self) -> bool {
        self.findings.iter().any(|finding| finding.grave)
    }
}

/// One printing.
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
        // Where it is not known what was printed before, nothing is taken from there.
        let previous =
            options.previous.as_deref().and_then(|folder| Some((folder, Manifest::read(folder).ok()?)));
        Self { dist: &options.dist, old, previous, new: Mutex::default() }
    }

    /// Takes away what was printed before and is no more, and notes what was printed now.
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

    /// Whether a page had to be printed.
    pub(super) fn page(&self, press: &Press<'_>, page: &Planned) -> Result<bool, Finding> {
        let target = self.dist.join(&page.file);
        let failed = |error: std::io::Error| {
            Finding::error(target.display(), "", format!("cannot be written: {error}"))
        };
        let source = press.source(page).inspect_err(|_| {
            // What was printed of it before stays, and is not known to be current.
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

    /// Writes a file of the syndication, unless it is there with the same content.
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
