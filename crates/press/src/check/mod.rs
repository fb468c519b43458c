//! `press check`: reads the paper as a proof-reader does.
//!
//! What a reader would meet as wrong is an error: something that cannot be read or is left out, a file that is missing, a
//! link that leads nowhere, a picture that makes the page move. What could merely be better is a warning.
//!
//! - `paper`: the feed's documents, and what the paper says of itself
//! - `story`: one story, its entry in the list and its document
//! - `links`: where links within the paper lead

mod links;
mod paper;
mod story;

use std::{
    collections::BTreeMap,
    path::{Path, PathBuf},
};

use london_daily::{
    browser::calendar,
    feed,
    feed::Diagnostic,
    model::{Moment, Picture, paths::Paths},
};
use rayon::prelude::*;

use self::links::{Links, Way};
use super::{
    archive::Archive,
    files::{self, Files, Finding},
    pictures, plan,
};

/// The folder below the paper's base at which content is served.
const CONTENT: &str = "content/";
/// The feed of a content folder.
const FEED: &str = "feed.json";
/// Bytes of stack for each thread that reads: articles may be nested deeply, and a page that a link names a place on is set.
const STACK: usize = 16 * 1024 * 1024;

/// What the proof-reader is told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Options {
    /// The path below which the paper lives.
    pub base: String,
    /// The paper's own site, as [`origin`](super::origin) reads it: links that name it in full are links within the paper.
    pub site: Option<String>,
    /// The present moment, when it is not that of the machine's clock: what lies after it is in the future.
    pub now: Option<Moment>,
}

impl Default for Options {
    fn default() -> Self {
        Self { base: "/".to_owned(), site: None, now: None }
    }
}

/// What the proof-reader found, and how much was read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Proof {
    /// Stories that were read.
    pub stories: usize,
    /// What was found, by files.
    pub findings: Vec<Finding>,
}

/// Reads a content folder (with a `feed.json`) or a JSON Feed.
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

/// Everything that the proof-reader knows of the paper.
struct Reader<'a> {
    files: &'a Files,
    archive: &'a Archive,
    paths: &'a Paths,
    now: Moment,
    links: Links<'a>,
    /// By the id of each story where it stands: the address of its document, and a place such as `items[3]`.
    places: BTreeMap<String, (&'a str, String)>,
    /// Where stories stand whose id is another's already.
    repeated: Vec<(&'a str, String, String)>,
}

impl<'a> Reader<'a> {
    fn new(files: &'a Files, archive: &'a Archive, paths: &'a Paths, options: &Options) -> Self {
        let pages = plan::pages(&archive.edition, paths);
        let mut places: BTreeMap<String, (&str, String)> = BTreeMap::new();
        let mut repeated = Vec::new();
        for document in &archive.documents {
            let bytes = files.read(document).unwrap_or_default();
            for (id, place) in feed::places(&bytes) {
                match places.get(&id) {
                    // What stands in one document twice is told by who decodes it.
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
            repeated,
        }
    }

    /// Where a story stands in its document.
    fn place(&self, id: &str) -> &str {
        self.places.get(id).map_or("items", |(_, place)| place)
    }

    /// Puts a document of the paper on the desk.
    fn report(&self, address: &str) -> DocumentReport<'_> {
        DocumentReport { reader: self, file: self.files.name(address), findings: Vec::new() }
    }
}

/// A document on the proof-reader's desk, and what was found in it.
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

    /// What reading the document left out.
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

    /// A file that a page loads has to be there, if it is the paper's own.
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

    /// A link within the paper has to lead to a page or a file. `page` is the page that it stands on.
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
