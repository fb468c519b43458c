//! `press print`: prints the whole site.

use std::{
    env, fs,
    path::{Path, PathBuf},
    time::UNIX_EPOCH,
};

use london_daily::{
    browser::calendar,
    model::{
        Moment, Slug,
        paths::{Page, Paths},
    },
    text,
};
use rayon::prelude::*;

use super::{
    archive::Archive,
    built::{Built, built, edited_elsewhere},
    feed::{self, Found},
    files::{self, Files, Finding},
    headers, live,
    lock::Lock,
    manifest::FOLDER,
    offline::{self, Offline},
    options::{Options, base, origin},
    page::{Planned, Press},
    plan::Plan,
    policy::{Hosts, Inline, Policies},
    printing::{Printing, Report},
    settings::{STAND_IN_NAME, Settings, is_stand_in},
    state::{self, State},
    syndication::{OutputFile, Publication, install},
    template::{Template, escape},
    words::Words,
};

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
    let settings = Settings::read(options)?;
    let Built { template, merged, is_damaged } = built(options, &mut report.findings)?;
    let index = dist.join("index.html");
    let base = base_path(options, &template, &index)?;
    let paths = Paths::below(&base);
    let files = Files::below(options.content_root.as_deref().unwrap_or(dist), paths.base());
    let memory = options.state.clone().unwrap_or_else(|| state::path(dist));
    let mut state = if options.forget { State::default() } else { State::read(&memory)? };
    let feed = match feed::find(options, &settings, &template, &files, &base, &mut state)? {
        Found::Feed(feed) => feed,
        Found::Elsewhere(feed) => {
            let text = format!(
                "is on another host ({feed}), so no page is printed; the program fetches it. Print its pages with \
                 --feed {feed}, or from a downloaded copy with --feed FILE"
            );
            report.findings.push(Finding::warning(index.display(), "meta name=london-daily-feed", text));
            if !template.is_served_by_trunk() {
                publish(options, now, &template, &paths, &feed, &mut report)?;
                remove(&merged, &mut report);
            }
            return Ok(report);
        }
    };
    if options.content_root.is_none() && options.feed.is_none() {
        edited_elsewhere(dist, &files, &feed.address)?;
    }
    let mut archive = Archive::read(&files, &feed.address, &feed.bytes, &mut report.findings)?;
    report.findings.extend(misread(&archive, &files));
    let is_named = settings.apply(&template, &mut archive.edition.paper);
    let mut is_changed = is_named || !feed.is_readable || archive.is_long();
    if !options.forget {
        for id in &options.remove {
            if !state.remove(id) {
                report.findings.push(Finding::warning("--remove", "", format!("no story has the id {id}")));
            }
        }
        is_changed |= archive.complete(&mut state, &files);
        state.write(&memory)?;
    }
    // A page that Trunk serves reads the feed that it names, whatever was printed, as long as browsers can read that.
    let has_list = is_changed && !(template.is_served_by_trunk() && feed.is_readable);
    let address = if has_list { live::address(&paths) } else { feed.address.clone() };
    if has_list {
        live::part(&mut archive, &files, &paths);
    }
    let mark = install::mark(&archive.edition.paper.name);
    let icon = match settings.icon(&template, &files, &archive.edition.paper) {
        Some(icon) => icon,
        None => {
            // The worker has to find it among the files of the app.
            let path = dist.join(install::MARK);
            files::write(&path, &mark)
                .map_err(|error| Finding::error(path.display(), "", error.to_string()))?;
            format!("{}{}", paths.front(), install::MARK)
        }
    };
    let has_mark = icon.strip_prefix(paths.front().as_str()) == Some(install::MARK);
    // As in the page that Trunk built, the path counts from where the paper lives.
    let listed = has_list.then(|| format!("/{}", live::LIST));
    let site = site(&settings, &template, &archive.edition.paper.name, &mut report.findings)?;
    let template = template
        .with(listed.as_deref(), &icon, site.as_deref().is_some_and(|site| template.names(site)))
        .map_err(|error| Finding::error(index.display(), "", error))?;
    let feed = address;
    let language = archive.edition.paper.language.clone();
    let _voice = text::speaking(language.as_deref());
    let words = Words::of(language.as_deref(), &paths);
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
    links.extend(words.as_ref().map(Words::preload));
    let offline = match options.without_worker {
        true => None,
        false => Offline::of(
            dist,
            &template,
            &paths,
            &feed,
            &archive.edition.paper.name,
            words.as_ref(),
            options.minifier.as_deref(),
        )?,
    };
    let (mut end, mut kept) = (String::new(), String::new());
    if let Some(offline) = &offline {
        links.push_str(&offline.head());
        end = offline.script();
        kept = offline.list();
    }
    // While Trunk serves the page, a script of its own in it changes, so no hash would hold.
    let policies = match template.is_served_by_trunk() {
        true => Policies::default(),
        false => {
            let hosts = Hosts::of(&archive, &files, &feed, Some(&icon));
            let limit_warnings = hosts.limit_warnings().into_iter();
            report.findings.extend(limit_warnings.map(|text| Finding::warning(files.name(&feed), "", text)));
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
        kept,
        words.as_ref().map(|words| words.address.clone()),
        &program(),
    )?;
    let Plan { mut pages, ahead, warning } = Plan::of(&archive.edition, &paths);
    report.findings.extend(warning.map(|text| Finding::warning(files.name(&feed), "", text)));
    if offline.is_none() {
        pages.retain(|page| page.kind != Page::Offline);
    }
    progress.begin(pages.len());
    let mut printing = Printing::begin(options, &pages, &mut report);
    if is_damaged {
        printing.forget("index.html");
    }
    print_pages(&printing, &press, &pages, progress, &mut report);
    // The sitemap lists only pages that exist: a page that failed now may still be there from an earlier printing.
    pages.retain(|page| dist.join(&page.file).is_file());
    let mut files = publication.files(&pages);
    match &offline {
        Some(offline) => files.extend(offline.files()),
        None if options.without_worker => files.push(offline::retirement()),
        None => {}
    }
    files.extend(words.map(Words::file));
    if has_mark {
        files.push(OutputFile { file: install::MARK.to_owned(), text: mark, keeps_existing: false });
    }
    if has_list {
        files.extend(live::files(&archive, &press.items(), &paths));
    }
    let leading_on = moved(&state, &paths).chain(ahead).chain(respelt(&pages, dist));
    files.extend(leading_on.map(|(file, path)| redirect(file, &path, site.as_deref())));
    files.extend(policies.of_hosts().into_iter().flat_map(|policy| headers::files(policy, &paths)));
    for file in &files {
        report.findings.extend(printing.file(file).err());
    }
    report.findings.dedup();
    printing.end(options, now, &mut report)?;
    remove(&merged, &mut report);
    Ok(report)
}

/// Returns the path below which the site lives: the one that was asked for, or else the one that the app was built for.
fn base_path(options: &Options, template: &Template, index: &Path) -> Result<String, Finding> {
    let asked = options.base.as_deref().map(base).transpose();
    let asked = asked.map_err(|error| Finding::error("--base", "", error))?;
    let base = asked.as_deref().or(template.base()).ok_or_else(|| {
        let text = "its address is relative or missing, so it is not known where the paper lives; build with an absolute \
                    public_url, or say it with --base";
        Finding::error(index.display(), "link rel=icon", text)
    })?;
    if let Some(built_for) = template.base().filter(|built_for| *built_for != base) {
        let text = format!(
            "the app was built to live below {built_for}, and would not be found below {base}: build it with \
             `--public-url {base}`, or leave out --base"
        );
        return Err(Finding::error("--base", "", text));
    }
    Ok(base.to_owned())
}

/// Returns a warning for each document that could not be read as a whole.
fn misread(archive: &Archive, files: &Files) -> Vec<Finding> {
    let warning = |(document, count): &(String, usize)| {
        let places = if *count == 1 { "one place".to_owned() } else { format!("{count} places") };
        let text =
            format!("cannot be read as it stands in {places}, left out or ignored; `press check` names each");
        Finding::warning(files.name(document), "", text)
    };
    archive.misread.iter().map(warning).collect()
}

/// Prints the pages that have changed, on all processors, and counts them.
fn print_pages(
    printing: &Printing<'_>,
    press: &Press<'_>,
    pages: &[Planned],
    progress: &dyn Progress,
    report: &mut Report,
) {
    let outcomes: Vec<Result<bool, Finding>> = pages
        .par_iter()
        .map(|page| {
            let outcome = printing.page(press, page);
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
}

/// Returns the files at which articles were printed before they moved, each with the path that it leads on to.
fn moved(state: &State, paths: &Paths) -> impl Iterator<Item = (String, String)> {
    state.moved().map(move |(from, to)| {
        (format!("article/{from}/index.html"), paths.article(&Slug::printed(to.to_owned())))
    })
}

/// Returns the files of sections and topics that were printed when names were spelt in another way in paths.
fn respelt(pages: &[Planned], dist: &Path) -> impl Iterator<Item = (String, String)> {
    pages.iter().filter_map(move |page| {
        let (folder, name) = match &page.kind {
            Page::Section(name) => ("section", name),
            Page::Topic(name) => ("topic", name),
            _ => return None,
        };
        let file = format!("{folder}/{}/index.html", Slug::former_of_name(name));
        (file != page.file && dist.join(&file).is_file()).then(|| (file, page.path.clone()))
    })
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

/// Returns the origin of the published site; `None` if nobody has set it.
fn site(
    settings: &Settings,
    template: &Template,
    name: &str,
    findings: &mut Vec<Finding>,
) -> Result<Option<String>, Finding> {
    let said = settings.site.as_deref();
    let site = match said.or(template.site()) {
        None => Err("is missing".to_owned()),
        Some(site) if is_stand_in(site) && name != STAND_IN_NAME => Err(format!("still is {site}")),
        Some(site) => match origin(site) {
            Err(error) if said.is_some() => return Err(Finding::error("--site", "", error)),
            origin => origin,
        },
    };
    if let Err(error) = &site {
        let text = format!(
            "{error}, so pages have no canonical address, and there are no feeds and no sitemaps; set `site` in paper.toml, or \
             say it with --site"
        );
        findings.push(Finding::warning("index.html", "meta name=london-daily-site", text));
    }
    Ok(site.ok())
}

/// Returns a page that leads on to the one at `path`: at an address that a page had before, or at that of a numbered page that
/// does not exist yet.
fn redirect(file: String, path: &str, site: Option<&str>) -> OutputFile {
    let (address, whole) = (escape(path), escape(&format!("{}{path}", site.unwrap_or_default())));
    let text = format!(
        "<!doctype html>\n<html><head><meta charset=\"utf-8\"><title>{address}</title>\
         <meta http-equiv=\"refresh\" content=\"0; url={address}\"><link rel=\"canonical\" href=\"{whole}\"></head>\
         <body><a href=\"{address}\">{address}</a></body></html>\n"
    );
    OutputFile { file, text, keeps_existing: false }
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
