//! `press print`: prints the whole site.

use std::{
    env, fs,
    path::{Path, PathBuf},
    time::UNIX_EPOCH,
};

use london_daily::{
    browser::calendar,
    model::{Moment, paths::Paths},
};
use rayon::prelude::*;

use super::{
    archive::{self, Archive},
    files::{self, Files, Finding},
    headers,
    lock::Lock,
    manifest::FOLDER,
    offline::{self, Offline},
    options::{Options, base, origin},
    page::{self, Press},
    plan,
    policy::{Hosts, Inline, Policies},
    printing::{Printing, Report},
    styles,
    syndication::{OutputFile, Publication},
    template::{PRINTED, Template},
};

/// File in [`FOLDER`] with the page that Trunk built, its style sheets arranged.
pub(super) const TEMPLATE: &str = "template.html";

/// Bytes of stack for each thread that prints: articles may be nested deeply.
const STACK: usize = 16 * 1024 * 1024;

/// Receiver of reports about the progress of a printing.
pub trait Progress: Sync {
    /// Receives the number of pages before the first one is printed.
    fn begin(&self, pages: usize);
    /// Counts one more page as done.
    fn advance(&self);
}

/// Ignores all reports.
impl Progress for () {
    fn begin(&self, _: usize) {}
    fn advance(&self) {}
}

/// Prints the site. An error in a page keeps only that page from being printed.
///
/// # Errors
/// An error that keeps the whole site from being printed.
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
    let _lock = Lock::take(dist, options.wait)?;
    files::remove_unfinished(&dist.join(FOLDER));
    let now = options.now.unwrap_or_else(calendar::now);
    let Built { template, merged, is_damaged } = built(options, &mut report.findings)?;
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
            publish(options, now, &template, &paths, &feed, &mut report)?;
            remove(&merged, &mut report);
        }
        return Ok(report);
    }
    let archive = Archive::read(&files, &feed, copy, &mut report.findings)?;
    for (document, count) in &archive.misread {
        let places = if *count == 1 { "one place".to_owned() } else { format!("{count} places") };
        let text =
            format!("cannot be read as it stands in {places}, left out or ignored; `press check` names each");
        report.findings.push(Finding::warning(files.name(document), "", text));
    }
    let site = site(options, &template, &mut report.findings)?;
    let publication = Publication {
        files: &files,
        archive: &archive,
        paths: &paths,
        feed: &feed,
        site: site.as_deref(),
        icon: template.icon(),
        now,
    };
    let mut links = publication.links();
    let offline = match options.without_worker {
        true => None,
        false => Offline::of(dist, &template, &paths, &feed, options.minifier.as_deref())?,
    };
    let mut end = String::new();
    if let Some(offline) = &offline {
        links.push_str(&offline.head());
        end = offline.script();
    }
    // While Trunk serves the page, a script of its own in it changes, so no hash would hold.
    let policies = match template.is_served_by_trunk() {
        true => Policies::default(),
        false => {
            let hosts = Hosts::of(&archive, &files, &feed);
            let crowds = hosts.crowds().into_iter();
            report.findings.extend(crowds.map(|text| Finding::warning(files.name(&feed), "", text)));
            Policies::of(&hosts, |window| template.shared_html(window, &end))
        }
    };
    let press = Press::prepare(
        &files,
        &archive,
        &template,
        &paths,
        &feed,
        site.as_deref(),
        links,
        (&policies, end),
        &program(),
    )?;
    let (mut pages, warning) = plan::pages(&archive.edition, &paths);
    report.findings.extend(warning.map(|text| Finding::warning(files.name(&feed), "", text)));
    progress.begin(pages.len());
    let mut printing = Printing::begin(options, &pages, &mut report);
    if is_damaged {
        printing.forget("index.html");
    }
    let outcomes: Vec<Result<bool, Finding>> = pages
        .par_iter()
        .map(|page| {
            let outcome = printing.page(&press, page);
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
    // The sitemap lists only pages that exist: a page that failed now may still be there from an earlier printing.
    pages.retain(|page| dist.join(&page.file).is_file());
    let mut files = publication.files(&pages);
    let root = page::root(archive.edition.paper.language.as_deref(), &template);
    match &offline {
        Some(offline) => files.extend(offline.files(&template, &policies, &root)),
        None if options.without_worker => files.push(offline::retirement()),
        None => {}
    }
    files.extend(policies.of_hosts().into_iter().flat_map(|policy| headers::files(policy, &paths)));
    for file in &files {
        report.findings.extend(printing.file(file).err());
    }
    report.findings.dedup();
    printing.end(options, now, &mut report)?;
    remove(&merged, &mut report);
    Ok(report)
}

/// Publishes the page as Trunk built it, for a site whose content is not at hand: also as `404.html`, so that it answers at every
/// URL, and with the headers for hosts.
fn publish(
    options: &Options,
    now: Moment,
    template: &Template,
    paths: &Paths,
    feed: &str,
    report: &mut Report,
) -> Result<(), Finding> {
    let printing = Printing::begin(options, &[], report);
    let policy = Hosts::anywhere(feed).policy(&Inline::of_all([template.html()]));
    let page = |file: &str, keeps_existing| OutputFile {
        file: file.to_owned(),
        text: template.with_policy(&policy),
        keeps_existing,
    };
    let mut files = vec![page("index.html", false), page("404.html", true)];
    if options.without_worker {
        files.push(offline::retirement());
    }
    files.extend(headers::files(&policy, paths));
    for file in &files {
        report.findings.extend(printing.file(file).err());
    }
    printing.end(options, now, report)
}

/// Removes style sheets that no page links to any longer. If something could not be printed, a page as Trunk built it may still
/// need them, and so may the next printing.
fn remove(merged: &[PathBuf], report: &mut Report) {
    if report.failed() {
        return;
    }
    for path in merged {
        if let Err(error) = fs::remove_file(path) {
            report.findings.push(Finding::error(path.display(), "", format!("cannot be removed: {error}")));
        }
    }
}

/// The page that Trunk built.
struct Built {
    template: Template,
    /// Style sheets to which no page links once all are printed.
    merged: Vec<PathBuf>,
    /// `true` if `index.html` is neither that page nor a printed one.
    is_damaged: bool,
}

/// Reads the page that Trunk built and arranges its style sheets. Keeps a copy, since the printed front page takes its place.
fn built(options: &Options, findings: &mut Vec<Finding>) -> Result<Built, Finding> {
    let dist = &options.dist;
    let built = dist.join("index.html");
    let kept = dist.join(FOLDER).join(TEMPLATE);
    let failed = |path: &Path, text: String| Finding::error(path.display(), "", text);
    let text = |path: &Path| {
        let bytes = files::read(path).map_err(|error| failed(path, error))?;
        String::from_utf8(bytes).map_err(|_| failed(path, "is not in UTF-8".to_owned()))
    };
    let read = |path: &Path, html: String| Template::read(html).map_err(|error| failed(path, error));
    let as_kept = |is_damaged| {
        let template = read(&kept, text(&kept)?)?;
        Ok(Built { template, merged: Vec::new(), is_damaged })
    };
    let html = text(&built);
    if kept.is_file()
        && let Ok(html) = html.as_ref()
        && html.contains(PRINTED)
    {
        let kept = as_kept(false)?;
        let is_damaged = !html.ends_with(kept.template.end());
        if is_damaged {
            findings.push(Finding::warning(
                dist.join("index.html").display(),
                "",
                "is cut off, and is printed anew",
            ));
        }
        return Ok(Built { is_damaged, ..kept });
    }
    let mut template = match html.and_then(|html| read(&built, html)) {
        Ok(template) => template,
        // It may have been cut off.
        Err(error) if kept.is_file() => {
            let text = format!(
                "{}; the page as it was built last is used, which {} holds",
                error.text,
                kept.display()
            );
            findings.push(Finding { grave: false, text, ..error });
            return as_kept(true);
        }
        Err(error) => return Err(error),
    };
    let write = |path: &Path, text: &str| {
        files::write(path, text).map_err(|error| failed(path, format!("cannot be written: {error}")))
    };
    let mut merged = Vec::new();
    if let Some(base) = template.base() {
        let files = Files::below(dist, base);
        let file = |url: &str| String::from_utf8(files.read(url).ok()?).ok();
        let arranged = styles::arrange(template.html(), base, options.minifier.as_deref(), file)?;
        if let Some((name, text)) = &arranged.file {
            write(&dist.join(name), text)?;
        }
        // While Trunk serves the page, a browser may still be loading the one that links to these files.
        if !template.is_served_by_trunk() {
            merged.extend(arranged.merged.iter().filter_map(|url| files.path(url)));
        }
        template = read(&built, arranged.html)?;
    }
    write(&kept, template.html())?;
    Ok(Built { template, merged, is_damaged: false })
}

/// Returns the origin of the published site: from the options, or else from the page, if that names a valid URL.
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

/// Returns a stamp that identifies this build of the press, since another build may print other pages.
fn program() -> String {
    let stamp = || {
        let file = fs::metadata(env::current_exe().ok()?).ok()?;
        let built = file.modified().ok()?.duration_since(UNIX_EPOCH).ok()?;
        Some(format!("{} {}", file.len(), built.as_nanos()))
    };
    stamp().unwrap_or_default()
}
