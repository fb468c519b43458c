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
    borrow::Cow,
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
    pictures,
    plan::Plan,
    policy::Hosts,
    source,
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
    /// Origin of the published site, as [`origin`](super::origin) returns it: absolute links to it are links within the site. Without
    /// it, `paper.toml` or the page beside the folder have to say it.
    pub site: Option<String>,
    /// URL that the feed lives at, if it is a downloaded copy: URLs in it count from there, and are not looked for in the folder.
    pub source: Option<String>,
    /// Current time, in place of the machine's clock; later dates are in the future.
    pub now: Option<Moment>,
}

impl Default for Options {
    fn default() -> Self {
        Self { base: "/".to_owned(), site: None, source: None, now: None }
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
    let paths = Paths::below(&options.base);
    let mut findings = Vec::new();
    let Opened { folder, files, archive, first } = match open(path, options, &paths, &mut findings) {
        Ok(opened) => opened,
        Err(finding) => return Proof { stories: 0, findings: [findings, vec![finding]].concat() },
    };
    findings.extend(paper::site(path, &folder, options, &archive.edition.paper.name));
    let context = CheckContext::new(&files, &archive, &first, &paths, options);
    findings.extend(context.paper());
    let stories = 0..archive.edition.stories.len();
    let of_stories: Vec<Vec<Finding>> = stories.into_par_iter().map(|at| context.story(at)).collect();
    findings.extend(of_stories.into_iter().flatten());
    findings.sort_by(|one, other| one.file.cmp(&other.file));
    findings.dedup();
    Proof { stories: archive.edition.stories.len(), findings }
}

/// Content that could be read.
struct Opened {
    folder: PathBuf,
    files: Files,
    archive: Archive,
    /// First document of the feed, as JSON Feed.
    first: Vec<u8>,
}

/// Reads the feed that `path` names, or that lies in the folder of that name, with all documents that it leads to.
fn open(
    path: &Path,
    options: &Options,
    paths: &Paths,
    findings: &mut Vec<Finding>,
) -> Result<Opened, Finding> {
    let (folder, feed): (PathBuf, String) = if path.is_dir() {
        (path.to_owned(), FEED.to_owned())
    } else {
        let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        (path.parent().map(Path::to_owned).unwrap_or_default(), name)
    };
    let content = [&paths.front(), CONTENT].concat();
    let files = Files::below(&folder, &content);
    let file = folder.join(&feed);
    let address = options.source.clone().unwrap_or_else(|| [content, feed].concat());
    let first = files::read(&file)
        .and_then(|bytes| Ok(source::as_json_feed(&bytes, &address)?.into_owned()))
        .map_err(|error| Finding::error(file.display(), "", error))?;
    let archive = Archive::read_on(&files, &address, &first, findings)?;
    Ok(Opened { folder, files, archive, first })
}

/// Data that all checks share.
struct CheckContext<'a> {
    files: &'a Files,
    /// First document of the feed, as JSON Feed.
    first: &'a [u8],
    archive: &'a Archive,
    paths: &'a Paths,
    now: Moment,
    links: Links<'a>,
    /// For each id, the URL of the first document that lists the story, and the place in that document, such as `items[3]`.
    places: BTreeMap<String, (&'a str, String)>,
    /// For each document and place in it, the headline of the story there.
    headlines: BTreeMap<(String, String), String>,
    /// Warnings that the feed exceeds a limit: of hosts in a policy, or of topics.
    limit_warnings: Vec<String>,
    /// Stories whose id an earlier document has already, each as document, place and id.
    repeated: Vec<(&'a str, String, String)>,
}

impl<'a> CheckContext<'a> {
    fn new(
        files: &'a Files,
        archive: &'a Archive,
        first: &'a [u8],
        paths: &'a Paths,
        options: &Options,
    ) -> Self {
        let Plan { pages, warning, .. } = Plan::of(&archive.edition, paths);
        let feed = archive.documents.first().map_or("", String::as_str);
        let limit_warnings =
            Hosts::of(archive, files, feed, None).limit_warnings().into_iter().chain(warning).collect();
        let mut places: BTreeMap<String, (&str, String)> = BTreeMap::new();
        let mut repeated = Vec::new();
        for document in &archive.documents {
            let bytes = bytes_of(document, archive, first, files);
            for (id, place) in feed::places(&bytes) {
                match places.get(&id) {
                    // An id that is twice in one document is reported when that document is decoded.
                    Some((listed_in, _)) if listed_in == document => {}
                    Some(_) => repeated.push((document.as_str(), place, id)),
                    None => {
                        places.insert(id, (document, place));
                    }
                }
            }
        }
        let stories = archive.edition.stories.iter().filter(|story| !story.is_note);
        let headlines = stories.filter_map(|story| {
            let (document, place) = places.get(&story.id)?;
            let document = files.name(document);
            (!story.headline.is_empty()).then(|| ((document, place.clone()), story.headline.clone()))
        });
        Self {
            headlines: headlines.collect(),
            first,
            files,
            archive,
            paths,
            now: options.now.unwrap_or_else(calendar::now),
            links: Links::new(files, archive, paths, options.site.as_deref(), pages),
            places,
            limit_warnings,
            repeated,
        }
    }

    /// Returns the place of a story in its document, such as `items[3]`.
    fn place(&self, id: &str) -> &str {
        self.places.get(id).map_or("items", |(_, place)| place)
    }

    /// Begins a report about a document.
    fn report(&self, address: &str) -> DocumentReport<'_> {
        DocumentReport { context: self, file: self.files.name(address), findings: Vec::new() }
    }
}

/// Returns a document of the feed as JSON Feed; nothing if it cannot be read.
fn bytes_of<'a>(document: &str, archive: &Archive, first: &'a [u8], files: &Files) -> Cow<'a, [u8]> {
    match archive.documents.first().is_some_and(|known| known == document) {
        true => Cow::Borrowed(first),
        false => Cow::Owned(files.read(document).unwrap_or_default()),
    }
}

/// A document that is being checked, with the findings about it so far.
struct DocumentReport<'a> {
    context: &'a CheckContext<'a>,
    file: String,
    findings: Vec<Finding>,
}

impl DocumentReport<'_> {
    fn error(&mut self, field: &str, text: impl Into<String>) {
        self.findings.push(Finding::error(&self.file, field, self.with_headline(field, text.into())));
    }

    fn warning(&mut self, field: &str, text: impl Into<String>) {
        self.findings.push(Finding::warning(&self.file, field, self.with_headline(field, text.into())));
    }

    /// Adds the headline of the story that a field belongs to, since nobody counts the items of a feed.
    fn with_headline(&self, field: &str, text: String) -> String {
        let place = field.find(']').map_or("", |end| &field[..=end]);
        match self.context.headlines.get(&(self.file.clone(), place.to_owned())) {
            Some(headline) => format!("{text} (in “{headline}”)"),
            None => text,
        }
    }

    /// Reports the diagnostics of decoding the document.
    fn diagnostics(&mut self, diagnostics: Vec<Diagnostic>) {
        for diagnostic in diagnostics {
            let text = diagnostic.sentence();
            let Diagnostic { path, problem, .. } = diagnostic;
            if problem.is_grave() {
                self.error(&path, text);
            } else {
                self.warning(&path, text);
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
        for text in pictures::proof(self.context.files, picture) {
            self.error(field, text);
        }
    }

    /// Reports a file on the site's own host that a page loads and that is missing.
    fn file_there(&mut self, field: &str, address: &str) {
        if !address.starts_with('/') {
            return;
        }
        match self.context.files.path(address) {
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
        match self.context.links.way(address, page) {
            Way::There => {}
            Way::Nowhere => self.error(field, format!("{address} leads to nothing in this paper")),
            Way::Out => {
                let base = self.context.paths.front();
                let text = format!("{address} leads out of the paper, which lives below {base}");
                self.warning(field, text);
            }
            Way::NoSuchPlace(name) => {
                self.warning(field, format!("{address}: nothing on that page has the name {name}"));
            }
        }
    }
}
