//! One printing: writes what is new or has changed, leaves the rest as it is, and removes what no longer exists.

use std::{
    fs, io,
    path::Path,
    sync::{Mutex, MutexGuard, PoisonError},
};

use london_daily::model::Moment;

use super::{
    compress,
    files::{self, Finding},
    manifest::{self, FOLDER, Hash, Manifest},
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
        self.findings.iter().any(|finding| finding.is_error)
    }
}

/// A printing that is under way.
pub(super) struct Printing<'a> {
    dist: &'a Path,
    old: Manifest,
    previous: Option<(&'a Path, Manifest)>,
    /// The manifest that is on disk while files are written.
    begun: Mutex<Begun>,
    new: Mutex<Manifest>,
}

#[derive(Debug, Default)]
struct Begun {
    manifest: Manifest,
    is_written: bool,
}

impl<'a> Printing<'a> {
    /// Begins a printing of these pages.
    pub(super) fn begin(options: &'a Options, pages: &[Planned], report: &mut Report) -> Self {
        let old = Manifest::read(&options.dist).unwrap_or_else(|finding| {
            report.findings.push(finding);
            Manifest::default()
        });
        // If the manifest of that folder is damaged, it is not known which of its pages are current, so none is copied.
        let previous =
            options.previous.as_deref().and_then(|folder| Some((folder, Manifest::read(folder).ok()?)));
        let manifest = old.begun(pages.iter().map(|page| page.file.as_str()));
        let begun = Mutex::new(Begun { manifest, is_written: false });
        Self { dist: &options.dist, old, previous, begun, new: Mutex::default() }
    }

    /// Has a file printed anew, though its input may be the same.
    pub(super) fn forget(&mut self, file: &str) {
        self.old.note(file, Hash::START);
    }

    /// Removes files that the site no longer has, writes the manifest, and brings the compressed copies up to date.
    pub(super) fn end(self, options: &Options, now: Moment, report: &mut Report) -> Result<(), Finding> {
        let mut new = self.new.into_inner().unwrap_or_default();
        new.set_printed_at(now);
        if let Ok(front) = fs::read_to_string(self.dist.join("index.html")) {
            new.set_front(&front);
        }
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
        let outcome = self.print(press, page);
        // Where it failed, the page from an earlier printing stays. Its hash matches no input, so the next printing tries again.
        self.note(&page.file, outcome.as_ref().map_or(Hash::START, |(hash, _)| *hash));
        outcome.map(|(_, is_printed)| is_printed)
    }

    fn print(&self, press: &Press<'_>, page: &Planned) -> Result<(Hash, bool), Finding> {
        let source = press.source(page)?;
        if self.old.has(&page.file, source.hash) && self.dist.join(&page.file).is_file() {
            return Ok((source.hash, false));
        }
        if let Some((folder, previous)) = &self.previous
            && previous.has(&page.file, source.hash)
            && let Ok(html) = fs::read(folder.join(&page.file))
        {
            self.write(&page.file, html)?;
            return Ok((source.hash, false));
        }
        self.write(&page.file, press.print(page, &source)?)?;
        Ok((source.hash, true))
    }

    /// Writes a file other than a page, unless it is there with the same content. A file that was not printed is left alone if
    /// `keeps_existing` is set.
    pub(super) fn file(&self, file: &OutputFile) -> Result<(), Finding> {
        let OutputFile { file, text, keeps_existing } = file;
        let is_there = self.dist.join(file).is_file();
        if *keeps_existing && is_there && !self.old.knows(file) {
            return Ok(());
        }
        let hash = Hash::START.and(text);
        let outcome = if self.old.has(file, hash) && is_there { Ok(()) } else { self.write(file, text) };
        self.note(file, if outcome.is_ok() { hash } else { Hash::START });
        outcome
    }

    fn write(&self, file: &str, content: impl AsRef<[u8]>) -> Result<(), Finding> {
        let target = self.dist.join(file);
        self.before_writing(file)
            .and_then(|()| files::write(&target, content))
            .map_err(|error| Finding::error(target.display(), "", format!("cannot be written: {error}")))
    }

    /// Sees to it that the manifest on disk knows this file, but not what it was made from, before the file is touched. So whatever
    /// ends this printing, the next one prints anew what this one may have written.
    fn before_writing(&self, file: &str) -> io::Result<()> {
        let mut begun = locked(&self.begun);
        if !begun.is_written || !begun.manifest.knows(file) {
            begun.manifest.note(file, Hash::START);
            begun.manifest.write(self.dist)?;
            begun.is_written = true;
        }
        Ok(())
    }

    fn note(&self, file: &str, hash: Hash) {
        locked(&self.new).note(file, hash);
    }
}

/// A thread that panicked leaves a manifest whole.
fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
