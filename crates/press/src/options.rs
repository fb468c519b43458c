//! What may be asked of the press.

use std::path::PathBuf;

use london_daily::model::Moment;
use url::Url;

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
