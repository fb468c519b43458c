//! Options of a printing.

use std::path::PathBuf;

use clap::Args;
use london_daily::model::Moment;
use url::Url;

/// Options of a printing. Their docs are the help of the command line as well.
#[derive(Args, Clone, Debug, Default)]
pub struct Options {
    /// The folder that Trunk built, to which the pages are written.
    #[arg(long, value_name = "DIR", default_value = "dist")]
    pub dist: PathBuf,
    /// The folder that is served where the paper lives, in which press looks for the feed. [default: DIST]
    #[arg(long, value_name = "DIR")]
    pub content_root: Option<PathBuf>,
    /// The paper's own site, for canonical URLs, link previews, feeds and sitemaps.
    /// [default: the content of <meta name="london-daily-site">]
    #[arg(long, value_name = "URL", value_parser = origin)]
    pub site: Option<String>,
    /// The path below which the paper lives, such as /news/. [default: the path that Trunk built it for]
    #[arg(long, value_name = "PATH", value_parser = base)]
    pub base: Option<String>,
    /// The feed: an address that it is fetched from, or a file: a copy of the feed elsewhere that the page names, or another feed.
    /// JSON Feed, RSS, Atom and RSS in JSON are read. [default: the feed that the page names]
    #[arg(long, value_name = "FILE|URL")]
    pub feed: Option<String>,
    /// Fetches the feed from a host in a private network, too.
    #[arg(long)]
    pub allow_private: bool,
    /// The name on the masthead. [default: the page's title, or else the feed's]
    #[arg(long)]
    pub name: Option<String>,
    /// The URL of the paper's icon. [default: the icon that the page names, or else the feed's]
    #[arg(long, value_name = "URL")]
    pub icon: Option<String>,
    /// The language in which the paper is written, such as en-GB. [default: the feed's, or else the page's]
    #[arg(long, value_name = "TAG")]
    pub language: Option<String>,
    /// A file with these settings: feed, name, icon, site, language. [default: paper.toml beside DIST, if it is there]
    #[arg(long, value_name = "FILE")]
    pub settings: Option<PathBuf>,
    /// The file in which press remembers all stories that it has printed, with their addresses. A schedule on a fresh machine has to
    /// carry it along. [default: DIST.state.json beside DIST]
    #[arg(long, value_name = "FILE")]
    pub state: Option<PathBuf>,
    /// Removes a story for good: its page is deleted, and it does not come back even if the feed still has it.
    #[arg(long, value_name = "ID")]
    pub remove: Vec<String>,
    /// Prints what the feed has, and nothing else: stories that it has forgotten are deleted, and addresses may move.
    #[arg(long, conflicts_with_all = ["state", "remove"])]
    pub forget: bool,
    /// A folder in which the paper was printed before: unchanged pages are copied from there.
    #[arg(long, value_name = "DIR")]
    pub previous: Option<PathBuf>,
    /// Waits for another printing in the same folder to end. Without this option it is an error that there is one.
    #[arg(long)]
    pub wait: bool,
    /// The current time, such as 2025-07-10T08:00:00Z: it decides which stories the news sitemap lists. [default: now]
    #[arg(long, value_name = "DATE")]
    pub now: Option<Moment>,
    /// Prints no service worker. The one that readers have removes itself and all that it has kept: see docs/OFFLINE.md.
    #[arg(long)]
    pub without_worker: bool,
    /// Writes compressed copies beside the files (.br, .gz), for hosts that serve such copies.
    #[arg(long)]
    pub compress: bool,
    /// Minifies the scripts and style sheets of the paper with this program: esbuild.
    #[arg(long, value_name = "PROGRAM")]
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
