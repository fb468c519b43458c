//! `press check`: proof-reads the content of the site.
//!
//! An error is something that a reader would notice: a part that cannot be read or is left out, a missing file, a link that leads
//! nowhere, a picture of another size than declared, which makes the page move. A warning is something that could be better.
//!
//! - `paper`: the feed's documents and the site's metadata
//! - `story`: one story, its item in the list and its own document
//! - `links`: targets of links within the site

mod links;
mod paper;
mod story;

use std::{
    collections::BTreeMap,
    path::{Path, PathBuf},
};

use london_daily::{
    browser::calendar,
    feed::{self, Diagnostic},
    model::{Moment, Picture, paths::Paths},
};
use rayon::prelude::*;

use self::links::{Links, Way};
use super::{
    archive::Archive,
    files::{self, Files, Finding},
    pictures, plan,
    policy::Hosts,
};

/// Folder below the site's base path at which content is served.
const CONTENT: &str = "content/";
/// File name of the feed in a content folder.
const FEED: &str = "feed.json";
/// Bytes of stack for each thread of the check: articles may be nested deeply, and pages are rendered to find the places that
/// links name.
const STACK: usize = 16 * 1024 * 1024;

/// Options of the check.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Options {
    /// Base path of the site.
    pub base: String,
    /// Origin of the published site, as [`origin`](super::origin) returns it: absolute links to it are links within the site.
    pub site: Option<String>,
    /// Current time, in place of the machine's clock; later dates are in the future.
    pub now: Option<Moment>,
}

impl Default for Options {
    fn default() -> Self {
        Self { base: "/".to_owned(), site: None, now: None }
    }
}

/// Result of the check.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Proof {
    /// Number of stories that were read.
    pub stories: usize,
    /// Findings, sorted by file.
    pub findings: Vec<Finding>,
}

/// Proof-reads a content folder (with a `feed.json`) or a JSON Feed file.
pub fn check(path: &Path, options: &Options) -> Proof {
    let proof = rayon::ThreadPoolBuilder::new()
        .stack_size(STACK)
        .build()
        .map_err(|error| Finding::error("press", "", error.to_string()))
        .map(|threads| threads.install(|| read(path, options)));
    proof.unwrap_or_else(|finding| Proof { stories: 0, findings: vec![finding] })
}

fn read(path: &Path, options: &Options) -> Proof {
    let (folder, feed): (PathBuf, String) = if path.is_dir() {
        (path.to_owned(), FEED.to_owned())
    } else {
        let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        (path.parent().map(Path::to_owned).unwrap_or_default(), name)
    };
    let paths = Paths::below(&options.base);
    let content = [&paths.front(), CONTENT].concat();
    let files = Files::below(&folder, &content);
    let mut findings = Vec::new();
    let file = folder.join(&feed);
    let archive = files::read(&file)
        .map_err(|error| Finding::error(file.display(), "", error))
        .and_then(|bytes| Archive::read_on(&files, &[content, feed].concat(), Some(bytes), &mut findings));
    let archive = match archive {
        Ok(archive) => archive,
        Err(finding) => return Proof { stories: 0, findings: [findings, vec![finding]].concat() },
    };
    let reader = Reader::new(&files, &archive, &paths, options);
    findings.extend(reader.paper());
    let stories = 0..archive.edition.stories.len();
    let of_stories: Vec<Vec<Finding>> = stories.into_par_iter().map(|at| reader.story(at)).collect();
    findings.extend(of_stories.into_iter().flatten());
    findings.sort_by(|one, other| one.file.cmp(&other.file));
    findings.dedup();
    Proof { stories: archive.edition.stories.len(), findings }
}

/// Data that all checks share.
struct Reader<'a> {
    files: &'a Files,
    archive: &'a Archive,
    paths: &'a Paths,
    now: Moment,
    links: Links<'a>,
    /// For each id, the URL of the first document that lists the story, and the place in that document, such as `items[3]`.
    places: BTreeMap<String, (&'a str, String)>,
    /// Warnings that the feed names more of something than pages can bear.
    crowds: Vec<String>,
    /// Stories whose id an earlier document has already, each as document, place and id.
    repeated: Vec<(&'a str, String, String)>,
}

impl<'a> Reader<'a> {
    fn new(files: &'a Files, archive: &'a Archive, paths: &'a Paths, options: &Options) -> Self {
        let (pages, topics) = plan::pages(&archive.edition, paths);
        let feed = archive.documents.first().map_or("", String::as_str);
        let crowds = Hosts::of(archive, files, feed).crowds().into_iter().chain(topics).collect();
        let mut places: BTreeMap<String, (&str, String)> = BTreeMap::new();
        let mut repeated = Vec::new();
        for document in &archive.documents {
            let bytes = files.read(document).unwrap_or_default();
            for (id, place) in feed::places(&bytes) {
                match places.get(&id) {
                    // An id that is twice in one document is reported when that document is decoded.
                    Some((first, _)) if first == document => {}
                    Some(_) => repeated.push((document.as_str(), place, id)),
                    None => {
                        places.insert(id, (document, place));
                    }
                }
            }
        }
        Self {
            files,
            archive,
            paths,
            now: options.now.unwrap_or_else(calendar::now),
            links: Links::new(files, archive, paths, options.site.as_deref(), pages),
            places,
            crowds,
            repeated,
        }
    }

    /// Returns the place of a story in its document, such as `items[3]`.
    fn place(&self, id: &str) -> &str {
        self.places.get(id).map_or("items", |(_, place)| place)
    }

    /// Begins a report about a document.
    fn report(&self, address: &str) -> DocumentReport<'_> {
        DocumentReport { reader: self, file: self.files.name(address), findings: Vec::new() }
    }
}

/// A document that is being checked, with the findings about it so far.
struct DocumentReport<'a> {
    reader: &'a Reader<'a>,
    file: String,
    findings: Vec<Finding>,
}

impl DocumentReport<'_> {
    fn error(&mut self, field: &str, text: impl Into<String>) {
        self.findings.push(Finding::error(&self.file, field, text));
    }

    fn warning(&mut self, field: &str, text: impl Into<String>) {
        self.findings.push(Finding::warning(&self.file, field, text));
    }

    /// Reports the diagnostics of decoding the document.
    fn diagnostics(&mut self, diagnostics: Vec<Diagnostic>) {
        for Diagnostic { path, problem } in diagnostics {
            if problem.is_grave() {
                self.error(&path, problem.sentence());
            } else {
                self.warning(&path, problem.sentence());
            }
        }
    }

    fn picture(&mut self, field: &str, picture: &Picture) {
        let src = &picture.src;
        if picture.alt.is_none() {
            let text = format!(
                "{src}: has no alternative text; write what it shows, or an empty one for decoration"
            );
            self.warning(field, text);
        }
        if picture.width.is_none() || picture.height.is_none() {
            let text = format!("{src}: says no width and height, so the page moves when it arrives");
            self.warning(field, text);
        }
        self.file_there(field, src);
        for rendition in &picture.renditions {
            self.file_there(field, &rendition.src);
        }
        for text in pictures::proof(self.reader.files, picture) {
            self.error(field, text);
        }
    }

    /// Reports a file on the site's own host that a page loads and that is missing.
    fn file_there(&mut self, field: &str, address: &str) {
        if !address.starts_with('/') {
            return;
        }
        match self.reader.files.path(address) {
            Some(path) if path.is_file() => {}
            Some(path) => self.error(field, format!("{} is missing", path.display())),
            None => {
                let text = format!("{address} is outside of the content folder, so it was not looked for");
                self.warning(field, text);
            }
        }
    }

    /// Reports a link within the site that leads to no page or file. `page` is the path of the page that it stands on.
    fn link(&mut self, field: &str, address: &str, page: &str) {
        match self.reader.links.way(address, page) {
            Way::There => {}
            Way::Nowhere => self.error(field, format!("{address} leads to nothing in this paper")),
            Way::Out => {
                let base = self.reader.paths.front();
                let text = format!("{address} leads out of the paper, which lives below {base}");
                self.warning(field, text);
            }
            Way::NoSuchPlace(name) => {
                self.warning(field, format!("{address}: nothing on that page has the name {name}"));
            }
        }
    }
}
