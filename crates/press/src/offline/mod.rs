//! What lets the paper be read without a network: a service worker that knows what was printed, what pages do with it, and
//! the page that is shown in place of one that is not kept.

use std::{fs, path::Path};

use london_daily::{model::paths::Paths, text};
use serde_json::json;

use super::{
    files::{self, Finding},
    minify,
    policy::{self, Policies},
    styles::FirstWindow,
    syndication::OutputFile,
    template::{Filling, Template, escape},
};

/// The worker's file. It governs what lies below its folder, and must keep its name from release to release.
pub(super) const WORKER: &str = "sw.js";
/// The file of the page that stands in for others.
const PAGE: &str = "offline/index.html";

const WORKER_SOURCE: &str = include_str!("worker.js");
const PAGE_SOURCE: &str = include_str!("page.js");
const KEPT_SOURCE: &str = include_str!("kept.js");
const RETIRE_SOURCE: &str = include_str!("retire.js");

/// One release of the paper's program, as a reader's browser keeps it.
#[derive(Clone, Debug)]
pub(super) struct Offline {
    front: String,
    /// Tells one release from another.
    release: String,
    /// The worker.
    worker: String,
    /// The script of every page that deals with the worker.
    script: Script,
    /// The list on the page that stands in for others.
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

    /// Returns the element that loads it into a page. `more`: further attributes.
    fn element(&self, front: &str, more: &str) -> String {
        let Self { name, integrity, .. } = self;
        let front = escape(front);
        format!(
            "<script defer src=\"{front}{name}\" integrity=\"{integrity}\" data-base=\"{front}\"{more}></script>\n"
        )
    }
}

impl Offline {
    /// Gathers what there is in `dist`. `None` for a page that is being developed: what is kept would only be in the way.
    ///
    /// # Errors
    /// A file that cannot be read.
    pub(super) fn of(
        dist: &Path,
        template: &Template,
        paths: &Paths,
        feed: &str,
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
        let mut all = [template.html(), WORKER_SOURCE, &app_of_page(&front, template.name())].concat();
        for (address, hash) in &files {
            all.push_str(address);
            all.push_str(hash);
        }
        let release = short(&policy::integrity(all.as_bytes()));
        let printed = json!({
            "base": front,
            "release": release,
            "feed": feed,
            "front": front,
            "offline": paths_of_page(&front),
            "files": files,
        });
        let worker = minify::compact(WORKER_SOURCE).replacen("= PRINTED;", &format!("= {printed};"), 1);
        let worker = minify::script(&worker, minifier)?;
        Ok(Some(Self { front, release, worker, script, list }))
    }

    /// What the head of every page has.
    pub(super) fn head(&self) -> String {
        format!("<meta name=\"london-daily-release\" content=\"{}\">\n", self.release)
    }

    /// What stands at the end of every page.
    pub(super) fn script(&self) -> String {
        let worker = format!(" data-worker=\"{}{WORKER}\"", escape(&self.front));
        self.script.element(&self.front, &worker)
    }

    /// The files.
    pub(super) fn files(&self, template: &Template, policies: &Policies, root: &str) -> Vec<OutputFile> {
        vec![
            OutputFile { file: WORKER.to_owned(), text: self.worker.clone(), keeps_existing: false },
            OutputFile {
                file: self.script.name.clone(),
                text: self.script.text.clone(),
                keeps_existing: false,
            },
            OutputFile { file: self.list.name.clone(), text: self.list.text.clone(), keeps_existing: false },
            OutputFile {
                file: PAGE.to_owned(),
                text: self.page(template, policies, root),
                keeps_existing: false,
            },
        ]
    }

    /// A page without the program: with it, it would be another page wherever it stands in for one.
    fn page(&self, template: &Template, policies: &Policies, root: &str) -> String {
        let app = app_of_page(&self.front, template.name());
        let title = escape(&text::document_title(text::OFFLINE_KEPT, template.name()));
        let head =
            format!("<title>{title}</title><meta name=\"robots\" content=\"noindex\">\n{}", self.head());
        let policy = policies.elements(FirstWindow::Shell);
        let page = template.fill(&Filling {
            root,
            policy: &policy,
            window: FirstWindow::Shell,
            head: &head,
            app: &app,
            data: &[self.script(), self.list.element(&self.front, "")].concat(),
        });
        super::template::without_program(&page)
    }
}

/// The worker that takes itself away.
pub(super) fn retirement() -> OutputFile {
    OutputFile { file: WORKER.to_owned(), text: minify::compact(RETIRE_SOURCE), keeps_existing: false }
}

fn paths_of_page(front: &str) -> String {
    format!("{front}{}", PAGE.trim_end_matches("index.html"))
}

/// What the offline page shows, as it is read at its own address. Where it stands in for another page, its script turns what is
/// hidden and what is not: without scripts there is no worker, and the page stands in for none. The list is seen when it has
/// entries.
fn app_of_page(front: &str, name: &str) -> String {
    format!(
        "<main class=\"shell offline-page\"><p class=\"masthead-name\"><a href=\"{front}\">{name}</a></p>\
         <h1>{kept}</h1><p>{kept_text}</p>\
         <h1 hidden>{title}</h1><p hidden>{text} <a href=\"\">{retry}</a></p><h2 hidden>{kept}</h2>\
         <ul id=\"kept\" data-path=\"{path}\" data-front=\"{front_page}\" hidden></ul></main>",
        front = escape(front),
        name = escape(name),
        kept = escape(text::OFFLINE_KEPT),
        kept_text = escape(text::OFFLINE_KEPT_TEXT),
        title = escape(text::OFFLINE_TITLE),
        text = escape(text::OFFLINE_TEXT),
        retry = escape(text::RETRY),
        path = escape(&paths_of_page(front)),
        front_page = escape(text::FRONT_PAGE),
    )
}

/// The files beside the page that it names, or that its style sheets name.
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

/// The beginning of a hash, as it can stand in a file's name.
fn short(integrity: &str) -> String {
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
