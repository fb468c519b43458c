//! Options of a printing.

use std::path::PathBuf;

use london_daily::model::Moment;
use url::Url;

/// Options of a printing.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// Folder with Trunk's `index.html`, to which the pages are written.
    pub dist: PathBuf,
    /// Folder that is served at the site's base path, if it is not `dist`.
    pub content_root: Option<PathBuf>,
    /// URL of the published site, if it is not the one that the page names.
    pub site: Option<String>,
    /// Path below which the site lives, if it is not the one that Trunk built it for.
    pub base: Option<String>,
    /// Copy of the feed, if the feed is on another host.
    pub feed: Option<PathBuf>,
    /// Folder of an earlier printing, from which unchanged pages are copied.
    pub previous: Option<PathBuf>,
    /// `true` to wait for another printing in the same folder to end, `false` to fail.
    pub wait: bool,
    /// Current time, in place of the machine's clock; it decides which stories are news.
    pub now: Option<Moment>,
    /// `true` to print no service worker, and to make the one that readers have remove itself.
    pub without_worker: bool,
    /// `true` to write compressed copies beside the files.
    pub compress: bool,
    /// Program that minifies scripts and style sheets: esbuild, or one that understands its arguments.
    pub minifier: Option<PathBuf>,
}

/// Returns scheme, host and port of a site's URL, such as `https://news.example`. Everything behind the host is ignored.
///
/// # Errors
/// A message that says why `site` is no URL of a site.
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

/// Returns the path below which the site lives, with a slash at both ends.
///
/// # Errors
/// A message that says why `path` is no such path.
pub fn base(path: &str) -> Result<String, String> {
    let is_path = path.starts_with('/') && !path.starts_with("//") && !path.contains(['?', '#', '\\']);
    if !is_path || path.contains(char::is_whitespace) {
        return Err(format!("{path:?} is no path from the root of a host, such as /news/"));
    }
    Ok(format!("{}/", path.trim_end_matches('/')))
}
