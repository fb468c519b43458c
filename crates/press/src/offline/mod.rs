//! Reading without a network: a service worker that knows what was printed, and the scripts of pages that work with it.

use std::{fs, path::Path};

use london_daily::{
    model::{Edition, Paper, paths::Paths},
    pages::archive::PlaceInList,
    store::context::InitialState,
};
use serde_json::json;

use super::{
    files::{self, Finding},
    minify, page, policy,
    syndication::OutputFile,
    template::{Template, escape},
    words::Words,
};

/// File of the worker. The worker controls the pages below its folder, and keeps its name in all releases, since browsers look
/// for a new version at the URL that they know.
pub(super) const WORKER: &str = "sw.js";

const WORKER_SOURCE: &str = include_str!("worker.js");
const PAGE_SOURCE: &str = include_str!("page.js");
const KEPT_SOURCE: &str = include_str!("kept.js");
const RETIRE_SOURCE: &str = include_str!("retire.js");

/// One release of the app, as a reader's browser keeps it.
#[derive(Clone, Debug)]
pub(super) struct Offline {
    front: String,
    /// Name of the release: a hash of everything in it.
    release: String,
    /// Source of the worker.
    worker: String,
    /// Script of every page that registers the worker and talks to it.
    script: Script,
    /// Script of the offline page that lists the pages that are kept.
    list: Script,
}

/// A script in a file of its own.
#[derive(Clone, Debug)]
struct Script {
    name: String,
    text: String,
    integrity: String,
}

impl Script {
    fn new(name: &str, source: &str, minifier: Option<&Path>) -> Result<Self, Finding> {
        let text = minify::script(&minify::compact(source), minifier)?;
        let integrity = policy::integrity(text.as_bytes());
        Ok(Self { name: format!("{name}-{}.js", short(&integrity)), text, integrity })
    }

    /// Returns the element that loads the script into a page. `more` has further attributes, with a space before each.
    fn element(&self, front: &str, more: &str) -> String {
        let Self { name, integrity, .. } = self;
        let front = escape(front);
        format!(
            "<script defer src=\"{front}{name}\" integrity=\"{integrity}\" data-base=\"{front}\"{more}></script>\n"
        )
    }
}

impl Offline {
    /// Gathers a release from the files in `dist`. `None` while Trunk serves the site: files that a worker keeps would hide
    /// changes from the developer.
    ///
    /// # Errors
    /// A file cannot be read, or the minifier fails.
    pub(super) fn of(
        dist: &Path,
        template: &Template,
        paths: &Paths,
        feed: &str,
        name: &str,
        words: Option<&Words>,
        minifier: Option<&Path>,
    ) -> Result<Option<Self>, Finding> {
        if template.is_served_by_trunk() {
            return Ok(None);
        }
        let front = paths.front();
        let script = Script::new("offline", PAGE_SOURCE, minifier)?;
        let list = Script::new("kept", KEPT_SOURCE, minifier)?;
        let mut files: Vec<_> = [&script, &list]
            .map(|Script { name, integrity, .. }| (format!("{front}{name}"), integrity.clone()))
            .into();
        files
            .extend(needed(dist, template)?.into_iter().map(|(name, hash)| (format!("{front}{name}"), hash)));
        files.extend(words.map(|words| (words.address.clone(), words.integrity.clone())));
        let mut all = [template.html(), WORKER_SOURCE, &offline_page(paths, feed, name)].concat();
        for (address, hash) in &files {
            all.push_str(address);
            all.push_str(hash);
        }
        let release = short(&policy::integrity(all.as_bytes()));
        let printed = json!({
            "base": front,
            "release": release,
            "feed": feed,
            "offline": paths.offline(),
            "lasting": [paths.offline(), front, paths.saved()],
            "files": files,
        });
        let worker = minify::compact(WORKER_SOURCE).replacen("= PRINTED;", &format!("= {printed};"), 1);
        let worker = minify::script(&worker, minifier)?;
        Ok(Some(Self { front, release, worker, script, list }))
    }

    /// Returns the element in the head of every page that names the release.
    pub(super) fn head(&self) -> String {
        format!("<meta name=\"london-daily-release\" content=\"{}\">\n", self.release)
    }

    /// Returns the element at the end of every page that loads its script.
    pub(super) fn script(&self) -> String {
        let worker = format!(" data-worker=\"{}{WORKER}\"", escape(&self.front));
        self.script.element(&self.front, &worker)
    }

    /// Returns the element at the end of the offline page that loads the script with its list.
    pub(super) fn list(&self) -> String {
        self.list.element(&self.front, "")
    }

    /// Returns the worker and the two scripts.
    pub(super) fn files(&self) -> Vec<OutputFile> {
        let file = |file: &str, text: &str| OutputFile {
            file: file.to_owned(),
            text: text.to_owned(),
            keeps_existing: false,
        };
        vec![
            file(WORKER, &self.worker),
            file(&self.script.name, &self.script.text),
            file(&self.list.name, &self.list.text),
        ]
    }
}

/// Returns the worker that removes itself and all that it has kept.
pub(super) fn retirement() -> OutputFile {
    OutputFile { file: WORKER.to_owned(), text: minify::compact(RETIRE_SOURCE), keeps_existing: false }
}

/// Returns the content of the offline page of a paper without stories: as much of it as belongs to the release.
fn offline_page(paths: &Paths, feed: &str, name: &str) -> String {
    let paper = Paper { name: name.to_owned(), ..Paper::default() };
    let initial = InitialState {
        paths: paths.clone(),
        path: paths.offline(),
        feed: feed.to_owned(),
        name: name.to_owned(),
        edition: Ok(Edition { paper, ..Edition::default() }),
        articles: Vec::new(),
        read_article: None,
        printed: None,
        has_archive: true,
    };
    page::app(initial, PlaceInList::default(), &[], None)
}

/// Returns the files beside the page that it names, or that its scripts and style sheets name, each with its hash.
fn needed(dist: &Path, template: &Template) -> Result<Vec<(String, String)>, Finding> {
    let failed =
        |error: std::io::Error| Finding::error(dist.display(), "", format!("cannot be read: {error}"));
    let mut beside = Vec::new();
    for entry in fs::read_dir(dist).map_err(failed)? {
        let entry = entry.map_err(failed)?;
        let name = entry.file_name().to_string_lossy().into_owned();
        let fits =
            [".js", ".wasm", ".css", ".woff2", ".svg", ".png", ".ico"].iter().any(|end| name.ends_with(end));
        if fits && entry.path().is_file() {
            beside.push(name);
        }
    }
    beside.sort();
    let mut naming = template.html().to_owned();
    // Style sheets name fonts, and the script of the app names the pieces of its wasm.
    let names_others = |name: &&String| name.ends_with(".css") || name.ends_with(".js");
    for name in beside.iter().filter(names_others).filter(|name| template.html().contains(name.as_str())) {
        naming.push_str(&fs::read_to_string(dist.join(name)).map_err(failed)?);
    }
    let mut needed = Vec::new();
    for name in beside.into_iter().filter(|name| naming.contains(name.as_str())) {
        let path = dist.join(&name);
        let bytes = files::read(&path).map_err(|error| Finding::error(path.display(), "", error))?;
        needed.push((name, policy::integrity(&bytes)));
    }
    Ok(needed)
}

/// Returns the beginning of a hash, without characters that cannot stand in a file name.
pub(super) fn short(integrity: &str) -> String {
    let letters = integrity.trim_start_matches("sha256-").chars().filter(char::is_ascii_alphanumeric);
    letters.take(16).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_text_or_comment_of_the_scripts_goes_over_several_lines() {
        for source in [WORKER_SOURCE, PAGE_SOURCE, KEPT_SOURCE, RETIRE_SOURCE] {
            for line in source.lines() {
                let whole = line.matches('`').count() % 2 == 0 && !line.contains("/*");
                assert!(whole, "{line}: it would not survive that its lines are taken apart");
            }
        }
    }
}
