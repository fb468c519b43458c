//! The page that Trunk built, from which all pages are printed, and the edits of a publisher.

use std::{
    fs,
    path::{Path, PathBuf},
};

use super::{
    files::{self, Files, Finding},
    live,
    manifest::{FOLDER, Hash, Manifest},
    options::Options,
    styles,
    template::{PRINTED, Template},
};

/// File in [`FOLDER`] with the page that Trunk built, its style sheets arranged.
pub(super) const TEMPLATE: &str = "template.html";

/// The page that Trunk built.
pub(super) struct Built {
    pub(super) template: Template,
    /// Style sheets to which no page links once all are printed.
    pub(super) merged: Vec<PathBuf>,
    /// `true` if `index.html` is neither that page nor a printed one.
    pub(super) is_damaged: bool,
}

/// Reads the page that Trunk built and arranges its style sheets. Keeps a copy, since the printed front page takes its place.
pub(super) fn built(options: &Options, findings: &mut Vec<Finding>) -> Result<Built, Finding> {
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
        let mut kept = as_kept(false)?;
        let is_damaged = !html.ends_with(kept.template.end());
        if !is_damaged && let Some(template) = edited(html, &kept.template, dist, findings) {
            let path = dist.join(FOLDER).join(TEMPLATE);
            files::write(&path, template.html())
                .map_err(|error| failed(&path, format!("cannot be written: {error}")))?;
            kept.template = template;
        }
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
            findings.push(Finding { is_error: false, text, ..error });
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

/// Returns the page that Trunk built with the settings that the publisher has changed in the printed front page; `None` if there are
/// none. Other edits of a printed page are undone by the next printing, and that is said.
fn edited(html: &str, template: &Template, dist: &Path, findings: &mut Vec<Finding>) -> Option<Template> {
    let printed = Manifest::read(dist).ok()?.front()?.to_owned();
    if printed == Hash::START.and(html).written() {
        return None;
    }
    let front = dist.join("index.html");
    let settings = Template::settings_in(html);
    let is_list = |feed: &str| feed.ends_with(live::LIST);
    let feed = settings.feed.filter(|feed| !is_list(feed) && template.feed() != Some(feed.as_str()));
    let site = settings.site.filter(|site| template.site() != Some(site.as_str()));
    let said = match feed.is_some() || site.is_some() {
        true => "was edited: its feed and its site are taken from it, and all else is printed anew",
        false => {
            "was edited, and is printed anew; write settings into paper.toml, or edit the page that the app is built from"
        }
    };
    findings.push(Finding::warning(front.display(), "", said));
    let changed = feed.is_some() || site.is_some();
    changed.then(|| template.with_settings(feed.as_deref(), site.as_deref()).ok()).flatten()
}

/// Looks for a newer feed beside `dist`, in the folder that a build copies into `dist`: it has been edited, and would not be printed.
///
/// # Errors
/// There is one, and what to do.
pub(super) fn edited_elsewhere(dist: &Path, files: &Files, feed: &str) -> Result<(), Finding> {
    let Some(copy) = files.path(feed) else { return Ok(()) };
    let whole = |path: &Path| fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    let (dist, copy) = (whole(dist), whole(&copy));
    let (Ok(name), Some(beside)) = (copy.strip_prefix(&dist), dist.parent()) else { return Ok(()) };
    let edited = beside.join(name);
    let time = |path: &Path| fs::metadata(path).and_then(|file| file.modified()).ok();
    let is_newer = edited.is_file() && time(&edited) > time(&copy);
    if !is_newer || fs::read(&edited).ok() == fs::read(&copy).ok() {
        return Ok(());
    }
    let folder = |path: &Path| path.parent().unwrap_or(path).display().to_string();
    let text = format!(
        "is newer than {}, which would be printed; copy the folder first: cp -r {}/. {}/",
        copy.display(),
        folder(&edited),
        folder(&copy),
    );
    Err(Finding::error(edited.display(), "", text))
}
