//! `press print`.

use std::{
    env, fs,
    path::{Path, PathBuf},
    sync::Mutex,
    time::UNIX_EPOCH,
};

use rayon::prelude::*;
use url::Url;

use super::{
    archive::{self, Archive},
    compress,
    files::{self, Files, Finding},
    headers,
    machines::{Desk, Sheet},
    manifest::{self, FOLDER, Manifest},
    offline::{self, Offline},
    page::{self, Planned, Press},
    plan,
    policy::{self, Hosts},
    styles,
    template::{PRINTED, Template},
};
use crate::{calendar, model::Moment, paths::Paths};

/// Bytes of stack for each thread that prints: articles may be nested deeply.
const STACK: usize = 16 * 1024 * 1024;

/// What is printed, and where.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// The folder with Trunk's `index.html`, into which is printed.
    pub dist: PathBuf,
    /// The folder that is served at the paper's base, when it is not `dist`.
    pub content_root: Option<PathBuf>,
    /// The paper's own site, when it is not the one that the page names.
    pub site: Option<String>,
    /// The path below which the paper lives, when it is not the one that Trunk built it for.
    pub base: Option<String>,
    /// A copy of the feed, when that is on another host.
    pub feed: Option<PathBuf>,
    /// Where the paper was printed before: unchanged pages are taken from there.
    pub previous: Option<PathBuf>,
    /// The present moment, when it is not that of the machine's clock: it decides what is news.
    pub now: Option<Moment>,
    /// No service worker; the one that readers have takes itself away.
    pub without_worker: bool,
    /// Whether each file is compressed beside it.
    pub compress: bool,
    /// A program that makes scripts smaller: esbuild, or what understands its arguments.
    pub minifier: Option<PathBuf>,
}

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

/// Who wants to know how far it is.
pub trait Progress: Sync {
    /// So many pages are to be done.
    fn begin(&self, pages: usize);
    /// One more is done.
    fn advance(&self);
}

/// Nobody does.
impl Progress for () {
    fn begin(&self, _: usize) {}
    fn advance(&self) {}
}

/// Prints the paper. What is wrong with one page keeps it from being printed and no other.
///
/// # Errors
/// What keeps the paper as a whole from being printed.
pub fn print(options: &Options, progress: &dyn Progress) -> Result<Report, Finding> {
    let threads = rayon::ThreadPoolBuilder::new()
        .stack_size(STACK)
        .build()
        .map_err(|error| Finding::error("press", "", error.to_string()))?;
    threads.install(|| run(options, progress))
}

fn run(options: &Options, progress: &dyn Progress) -> Result<Report, Finding> {
    let mut report = Report::default();
    let dist = &options.dist;
    let template = template(dist)?;
    let index = dist.join("index.html");
    let lacks = |field: &str, text: &str| Finding::error(index.display(), field, text);
    let asked = options.base.as_deref().map(base).transpose();
    let asked = asked.map_err(|error| Finding::error("--base", "", error))?;
    let base = asked.as_deref().or(template.base()).ok_or_else(|| {
        lacks(
            "link rel=icon",
            "its address is relative or missing, so it is not known where the paper lives; build with an absolute \
             public_url, or say it with --base",
        )
    })?;
    let paths = Paths::below(base);
    let named = template.feed().ok_or_else(|| lacks("meta name=london-daily-feed", "is missing or empty"))?;
    let feed = archive::feed_address(named, base)
        .ok_or_else(|| lacks("meta name=london-daily-feed", "is no address that may be used"))?;
    let files = Files::below(options.content_root.as_deref().unwrap_or(dist), paths.base());
    let copy = match &options.feed {
        Some(file) => Some(files::read(file).map_err(|error| Finding::error(file.display(), "", error))?),
        None => None,
    };
    if copy.is_none() && files.path(&feed).is_none() {
        let text = format!(
            "is on another host ({feed}), so no page is printed; the program fetches it. Print from a downloaded \
             copy with --feed FILE"
        );
        report.findings.push(Finding::warning(index.display(), "meta name=london-daily-feed", text));
        if !template.is_served_by_trunk() {
            publish(options, &template, &paths, &feed, &mut report)?;
        }
        return Ok(report);
    }
    let archive = Archive::read(&files, &feed, copy, &mut report.findings)?;
    let site = site(options, &template, &mut report.findings)?;
    let desk = Desk {
        files: &files,
        archive: &archive,
        paths: &paths,
        feed: &feed,
        site: site.as_deref(),
        icon: template.icon(),
        now: options.now.unwrap_or_else(calendar::now),
    };
    let mut links = desk.links();
    let offline = match options.without_worker {
        true => None,
        false => Offline::of(dist, &template, &paths, &feed, options.minifier.as_deref())?,
    };
    let mut end = String::new();
    if let Some(offline) = &offline {
        links.push_str(&offline.head());
        end = offline.script();
    }
    // Trunk's own script changes while it serves the page, so no hash would hold.
    let policy = match template.is_served_by_trunk() {
        true => None,
        false => Some(Hosts::of(&archive, &files, &feed)?.policy(&template.common(&end))),
    };
    let frame = (policy.as_deref().map(policy::elements).unwrap_or_default(), end);
    let press = Press::prepare(
        &files,
        &archive,
        &template,
        &paths,
        &feed,
        site.as_deref(),
        links,
        frame,
        &program(),
    )?;
    let mut pages = plan::pages(&archive.edition, &paths);
    progress.begin(pages.len());
    let run = Run::begin(options, &mut report);
    let outcomes: Vec<Result<bool, Finding>> = pages
        .par_iter()
        .map(|page| {
            let outcome = run.page(&press, page);
            progress.advance();
            outcome
        })
        .collect();
    for outcome in outcomes {
        match outcome {
            Ok(true) => report.printed += 1,
            Ok(false) => report.unchanged += 1,
            Err(finding) => report.findings.push(finding),
        }
    }
    // What could not be printed, and was not printed before either, is not to be found.
    pages.retain(|page| dist.join(&page.file).is_file());
    let mut sheets = desk.sheets(&pages);
    let root = page::root(archive.edition.paper.language.as_deref(), &template);
    let written = policy.as_deref().unwrap_or_default();
    match &offline {
        Some(offline) => sheets.extend(offline.sheets(&template, written, &root)),
        None if options.without_worker => sheets.push(offline::retirement()),
        None => {}
    }
    sheets.extend(policy.iter().flat_map(|policy| headers::sheets(policy, &paths)));
    for sheet in &sheets {
        report.findings.extend(run.sheet(sheet).err());
    }
    report.findings.dedup();
    run.end(options, &mut report)?;
    Ok(report)
}

/// Publishes the page as it was built, for a paper whose content nobody has at hand: with the headers that a host is to send,
/// and for every address.
fn publish(
    options: &Options,
    template: &Template,
    paths: &Paths,
    feed: &str,
    report: &mut Report,
) -> Result<(), Finding> {
    let run = Run::begin(options, report);
    let page = |file: &str, yields| Sheet { file: file.to_owned(), text: template.html().to_owned(), yields };
    let policy = Hosts::anywhere(feed).policy(template.html());
    let mut sheets = vec![page("index.html", false), page("404.html", true)];
    if options.without_worker {
        sheets.push(offline::retirement());
    }
    sheets.extend(headers::sheets(&policy, paths));
    for sheet in &sheets {
        report.findings.extend(run.sheet(sheet).err());
    }
    run.end(options, report)
}

/// The page that Trunk built, with the style sheets in it that it links to. The first page that is printed takes its place, so a
/// copy is kept.
fn template(dist: &Path) -> Result<Template, Finding> {
    let built = dist.join("index.html");
    let kept = dist.join(FOLDER).join("template.html");
    let failed = |path: &Path, text: String| Finding::error(path.display(), "", text);
    let text = |path: &Path| {
        let bytes = files::read(path).map_err(|error| failed(path, error))?;
        String::from_utf8(bytes).map_err(|_| failed(path, "is not in UTF-8".to_owned()))
    };
    let html = text(&built)?;
    if html.contains(PRINTED) && kept.is_file() {
        return Template::read(text(&kept)?).map_err(|error| failed(&kept, error));
    }
    let read = |html: String| Template::read(html).map_err(|error| failed(&built, error));
    let mut template = read(html)?;
    if let Some(base) = template.base() {
        let files = Files::below(dist, base);
        let sheet = |address: &str| String::from_utf8(files.read(address).ok()?).ok();
        template = read(styles::put_in(template.html(), sheet))?;
    }
    fs::create_dir_all(dist.join(FOLDER))
        .and_then(|()| fs::write(&kept, template.html()))
        .map_err(|error| failed(&kept, format!("cannot be written: {error}")))?;
    Ok(template)
}

/// The paper's own site: what was asked for, or else what the page names, if that is an address.
fn site(
    options: &Options,
    template: &Template,
    findings: &mut Vec<Finding>,
) -> Result<Option<String>, Finding> {
    if let Some(site) = &options.site {
        return origin(site).map(Some).map_err(|error| Finding::error("--site", "", error));
    }
    let lacks = |text: String| Finding::warning("index.html", "meta name=london-daily-site", text);
    let site = match template.site() {
        None => Err("is missing".to_owned()),
        Some(site) => origin(site),
    };
    if let Err(error) = &site {
        let text = format!(
            "{error}, so pages have no canonical address, and there are no feeds and no sitemaps; or say it with --site"
        );
        findings.push(lacks(text));
    }
    Ok(site.ok())
}

/// Scheme, host and port of a site's address, such as `https://news.example`. What follows the host does not count.
///
/// # Errors
/// Why it is no site, in words.
pub fn origin(site: &str) -> Result<String, String> {
    let url = Url::parse(site)
        .map_err(|error| format!("{site:?} is no address ({error}), such as https://news.example/"))?;
    if !matches!(url.scheme(), "http" | "https") {
        return Err(format!("{site:?} does not begin with https:// or http://"));
    }
    if !url.username().is_empty() || url.password().is_some() {
        return Err("holds a name or a password, which would stand in every page".to_owned());
    }
    Ok(url.origin().ascii_serialization())
}

/// The path below which a paper lives, with a slash at both ends.
///
/// # Errors
/// Why it is no such path, in words.
pub fn base(path: &str) -> Result<String, String> {
    let is_path = path.starts_with('/') && !path.starts_with("//") && !path.contains(['?', '#', '\\']);
    if !is_path || path.contains(char::is_whitespace) {
        return Err(format!("{path:?} is no path from the root of a host, such as /news/"));
    }
    Ok(format!("{}/", path.trim_end_matches('/')))
}

/// Tells one build of this program from another: what it prints may differ.
fn program() -> String {
    let stamp = || {
        let file = fs::metadata(env::current_exe().ok()?).ok()?;
        let built = file.modified().ok()?.duration_since(UNIX_EPOCH).ok()?;
        Some(format!("{} {}", file.len(), built.as_nanos()))
    };
    stamp().unwrap_or_default()
}

/// One printing.
struct Run<'a> {
    dist: &'a Path,
    old: Manifest,
    previous: Option<(&'a Path, Manifest)>,
    new: Mutex<Manifest>,
}

impl<'a> Run<'a> {
    fn begin(options: &'a Options, report: &mut Report) -> Self {
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
    fn end(self, options: &Options, report: &mut Report) -> Result<(), Finding> {
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
    fn page(&self, press: &Press<'_>, page: &Planned) -> Result<bool, Finding> {
        let target = self.dist.join(&page.file);
        let failed = |error: std::io::Error| {
            Finding::error(target.display(), "", format!("cannot be written: {error}"))
        };
        let copy = press.copy(page).inspect_err(|_| {
            // What was printed of it before stays, and is not known to be current.
            self.note(&page.file, manifest::Hash::START);
        })?;
        self.note(&page.file, copy.hash);
        if self.old.has(&page.file, copy.hash) && target.is_file() {
            return Ok(false);
        }
        if let Some(folder) = target.parent() {
            fs::create_dir_all(folder).map_err(failed)?;
        }
        if let Some((folder, previous)) = &self.previous
            && previous.has(&page.file, copy.hash)
            && fs::copy(folder.join(&page.file), &target).is_ok()
        {
            return Ok(false);
        }
        let html = press.print(page, &copy)?;
        fs::write(&target, html).map_err(failed)?;
        Ok(true)
    }

    /// Writes a file for machines, unless it is there with the same content.
    fn sheet(&self, sheet: &Sheet) -> Result<(), Finding> {
        let Sheet { file, text, yields } = sheet;
        let target = self.dist.join(file);
        if *yields && target.is_file() && !self.old.knows(file) {
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
