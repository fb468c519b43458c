//! `press check`: reads the paper as a proof-reader does.
//!
//! What a reader would meet as wrong is an error: something that cannot be read or is left out, a file that is missing, a
//! link that leads nowhere, a picture that makes the page move. What could merely be better is a warning.

use std::{
    collections::{BTreeMap, BTreeSet},
    path::{Path, PathBuf},
};

use rayon::prelude::*;
use serde_json::Value;

use super::{
    archive::Archive,
    files::{self, Files, Finding},
    pictures,
    references::{Reference, in_blocks},
};
use crate::{
    calendar,
    json_feed::{self, Diagnostic, Problem},
    markup,
    model::{Moment, Picture, Slug, Story},
    paths::Paths,
};

/// The path at which the content folder is served.
const CONTENT: &str = "/content/";
/// The feed of a content folder.
const FEED: &str = "feed.json";

/// What the proof-reader found, and how much was read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Proof {
    /// Stories that were read.
    pub stories: usize,
    /// What was found, by files.
    pub findings: Vec<Finding>,
}

/// Reads a content folder (with a `feed.json`) or a JSON Feed. What lies after `now` is in the future.
pub fn check(path: &Path, now: Option<Moment>) -> Proof {
    let (folder, feed): (PathBuf, String) = if path.is_dir() {
        (path.to_owned(), FEED.to_owned())
    } else {
        let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        (path.parent().map(Path::to_owned).unwrap_or_default(), name)
    };
    let files = Files::below(&folder, CONTENT);
    let address = [CONTENT, &feed].concat();
    let mut findings = Vec::new();
    let bytes = match files::read(&folder.join(&feed)) {
        Ok(bytes) => bytes,
        Err(error) => {
            let findings = vec![Finding::error(path.display(), "", error)];
            return Proof { stories: 0, findings };
        }
    };
    let archive = match Archive::read(&files, &address, Some(bytes), &mut findings) {
        Ok(archive) => archive,
        Err(finding) => return Proof { stories: 0, findings: [findings, vec![finding]].concat() },
    };
    let reader = Reader::new(&files, &archive, now.unwrap_or_else(calendar::now));
    reader.paper(&mut findings);
    let of_stories: Vec<Vec<Finding>> = (0..archive.edition.stories.len())
        .into_par_iter()
        .map(|at| {
            let mut findings = Vec::new();
            reader.story(at, &mut findings);
            findings
        })
        .collect();
    findings.extend(of_stories.into_iter().flatten());
    findings.sort_by(|one, other| one.file.cmp(&other.file));
    findings.dedup();
    Proof { stories: archive.edition.stories.len(), findings }
}

struct Reader<'a> {
    files: &'a Files,
    archive: &'a Archive,
    now: Moment,
    /// Where each story stands in its document, such as `items[3]`.
    places: BTreeMap<&'a str, String>,
    ids: BTreeSet<&'a str>,
    /// The addresses of the paper's pages.
    pages: BTreeSet<String>,
}

impl<'a> Reader<'a> {
    fn new(files: &'a Files, archive: &'a Archive, now: Moment) -> Self {
        let edition = &archive.edition;
        let paths = Paths::below("/");
        let mut pages = BTreeSet::from([paths.front()]);
        pages.extend(edition.sections().iter().map(|name| paths.section(name)));
        for story in &edition.stories {
            pages.insert(paths.article(&story.slug));
            pages.extend(story.section.iter().map(|name| paths.section(name)));
            pages.extend(story.topics.iter().map(|name| paths.topic(name)));
        }
        let mut documents: Vec<&String> = archive.listed_in.iter().collect();
        documents.dedup();
        let positions: Vec<_> = documents.iter().map(|address| positions(files, address)).collect();
        let places = edition.stories.iter().filter_map(|story| {
            let place = positions.iter().find_map(|places| places.get(&story.id))?;
            Some((story.id.as_str(), format!("items[{place}]")))
        });
        Self {
            files,
            archive,
            now,
            places: places.collect(),
            ids: edition.stories.iter().map(|story| story.id.as_str()).collect(),
            pages,
        }
    }

    /// The documents of the list, and what the paper says of itself.
    fn paper(&self, findings: &mut Vec<Finding>) {
        let mut documents: Vec<&String> = self.archive.listed_in.iter().collect();
        documents.dedup();
        for address in documents {
            let decoded =
                self.files.read(address).ok().and_then(|bytes| {
                    json_feed::decode(&bytes, address).ok().map(|decoded| decoded.diagnostics)
                });
            for diagnostic in decoded.unwrap_or_default() {
                findings.push(of_diagnostic(&self.files.name(address), diagnostic));
            }
        }
        let paper = &self.archive.edition.paper;
        let file = self.archive.listed_in.first().map(|address| self.files.name(address)).unwrap_or_default();
        let desk = Desk { file: &file, reader: self };
        for (field, address) in [("icon", &paper.icon), ("_london_daily.about", &paper.about)] {
            if let Some(address) = address {
                desk.file_there(field, address, findings);
            }
        }
    }

    /// A story: its entry in the list, and its document.
    fn story(&self, at: usize, findings: &mut Vec<Finding>) {
        let (Some(story), Some(list)) =
            (self.archive.edition.stories.get(at), self.archive.listed_in.get(at))
        else {
            return;
        };
        let place = self.places.get(story.id.as_str()).cloned().unwrap_or_else(|| "items".to_owned());
        let file = self.files.name(list);
        let desk = Desk { file: &file, reader: self };
        self.entry(story, &place, &desk, findings);
        desk.media(story, &place, findings);
        if !story.body.is_absent() {
            desk.text(story, &format!("{place}.content"), list, findings);
        }
        let Some(address) = story.article.as_ref() else { return };
        let field = format!("{place}._london_daily.article_url");
        if self.files.path(address).is_none() {
            return desk.file_there(&field, address, findings);
        }
        let bytes = match self.files.read(address) {
            Ok(bytes) => bytes,
            Err(error) => return findings.push(Finding::error(&file, field, error)),
        };
        let file = self.files.name(address);
        match json_feed::read_article(&bytes, address, &story.id) {
            Ok((article, diagnostics)) => {
                findings.extend(diagnostics.into_iter().map(|diagnostic| of_diagnostic(&file, diagnostic)));
                let desk = Desk { file: &file, reader: self };
                desk.media(&article, "items[0]", findings);
                if article.body.is_absent() && story.body.is_absent() {
                    findings.push(Finding::error(&file, "items[0]", "has no text"));
                }
                desk.text(&article, "items[0].content", address, findings);
            }
            Err(error) => findings.push(Finding::error(&file, "", error.to_string())),
        }
    }

    /// What the list says of a story.
    fn entry(&self, story: &Story, place: &str, desk: &Desk<'_>, findings: &mut Vec<Finding>) {
        let suffix = Slug::default().told_apart_by(&story.id);
        if story.slug.as_str() != suffix.as_str() && story.slug.as_str().ends_with(suffix.as_str()) {
            let text = format!(
                "another story wants the same address, so this one is at {}; give it a url or \
                 _london_daily.slug of its own",
                Paths::below("/").article(&story.slug)
            );
            findings.push(Finding::warning(desk.file, place, text));
        }
        for (field, moment) in [("date_published", story.published), ("date_modified", story.updated)] {
            if let Some(moment) = moment.filter(|moment| *moment > self.now) {
                let text = format!("is in the future: {moment}");
                findings.push(Finding::warning(desk.file, format!("{place}.{field}"), text));
            }
        }
        if story.updated.zip(story.published).is_some_and(|(updated, published)| updated < published) {
            let text = "is earlier than date_published";
            findings.push(Finding::warning(desk.file, format!("{place}.date_modified"), text));
        }
        for id in &story.related {
            let field = format!("{place}._london_daily.related");
            if *id == story.id {
                findings.push(Finding::error(desk.file, field, "names the story itself"));
            } else if !self.ids.contains(id.as_str()) {
                findings.push(Finding::error(desk.file, field, format!("no story has the id {id}")));
            }
        }
        if let Some(home) = &story.home {
            desk.link(&format!("{place}.url"), home, findings);
        }
    }
}

/// A document on the proof-reader's desk.
struct Desk<'a> {
    file: &'a str,
    reader: &'a Reader<'a>,
}

impl Desk<'_> {
    /// The files that a story shows beside its text.
    fn media(&self, story: &Story, place: &str, findings: &mut Vec<Finding>) {
        if let Some(picture) = &story.picture {
            self.picture(&format!("{place}: leading picture"), picture, findings);
        }
        for recording in &story.recordings {
            self.file_there(&format!("{place}.attachments"), &recording.src, findings);
        }
    }

    /// What the text of a story refers to.
    fn text(&self, story: &Story, field: &str, address: &str, findings: &mut Vec<Finding>) {
        let blocks = markup::parse(&story.body, address);
        in_blocks(&blocks, &mut |reference| match reference {
            Reference::Picture(picture) => self.picture(field, picture, findings),
            Reference::File(address) => self.file_there(field, address, findings),
            Reference::Link(address) => self.link(field, address, findings),
        });
    }

    fn picture(&self, field: &str, picture: &Picture, findings: &mut Vec<Finding>) {
        let src = &picture.src;
        if picture.alt.is_none() {
            let text = format!(
                "{src}: has no alternative text; write what it shows, or an empty one for decoration"
            );
            findings.push(Finding::warning(self.file, field, text));
        }
        if picture.width.is_none() || picture.height.is_none() {
            let text = format!("{src}: says no width and height, so the page moves when it arrives");
            findings.push(Finding::warning(self.file, field, text));
        }
        self.file_there(field, src, findings);
        for rendition in &picture.renditions {
            self.file_there(field, &rendition.src, findings);
        }
        for (grave, text) in pictures::proof(self.reader.files, picture) {
            let finding = if grave { Finding::error } else { Finding::warning };
            findings.push(finding(self.file.to_string(), field.to_owned(), text));
        }
    }

    /// A file that a page loads has to be there, if it is the paper's own.
    fn file_there(&self, field: &str, address: &str, findings: &mut Vec<Finding>) {
        if !address.starts_with('/') {
            return;
        }
        match self.reader.files.path(address) {
            Some(path) if path.is_file() => {}
            Some(path) => {
                let text = format!("{} is missing", path.display());
                findings.push(Finding::error(self.file, field, text));
            }
            None => {
                let text = format!("{address} is outside of the content folder, so it was not looked for");
                findings.push(Finding::warning(self.file, field, text));
            }
        }
    }

    /// A link within the paper has to lead to a page or a file.
    fn link(&self, field: &str, address: &str, findings: &mut Vec<Finding>) {
        let path = address.split(['?', '#']).next().unwrap_or_default();
        if !path.starts_with('/') {
            return;
        }
        let page = if path.ends_with('/') { path.to_owned() } else { format!("{path}/") };
        let reader = self.reader;
        if reader.pages.contains(&page) || reader.files.path(path).is_some_and(|file| file.is_file()) {
            return;
        }
        findings.push(Finding::error(self.file, field, format!("{address} leads to nothing in this paper")));
    }
}

fn of_diagnostic(file: &str, diagnostic: Diagnostic) -> Finding {
    let harmless = matches!(
        diagnostic.problem,
        Problem::NoId | Problem::UnknownVersion | Problem::Empty | Problem::AndMore
    );
    let finding = if harmless { Finding::warning } else { Finding::error };
    finding(file.to_owned(), diagnostic.path, diagnostic.problem.sentence().to_owned())
}

/// At which place each id stands in a document's list.
fn positions(files: &Files, address: &str) -> BTreeMap<String, usize> {
    let mut positions = BTreeMap::new();
    let document: Value =
        files.read(address).ok().and_then(|bytes| serde_json::from_slice(&bytes).ok()).unwrap_or_default();
    let items = document.get("items").and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
    for (at, item) in items.iter().enumerate() {
        let id = match (item.get("id"), item.get("url")) {
            (Some(Value::String(id)), _) => id.clone(),
            (Some(Value::Number(id)), _) => id.to_string(),
            (_, Some(Value::String(url))) => url.clone(),
            _ => continue,
        };
        positions.entry(id).or_insert(at);
    }
    positions
}
