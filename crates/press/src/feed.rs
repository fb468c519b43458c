//! The feed that a paper is printed from: a file of the site, a copy of a feed elsewhere, or a feed at an address.

use std::{fs, path::Path};

use super::{
    archive,
    files::{self, Files, Finding},
    options::Options,
    settings::Settings,
    source::{self, Format, fetch},
    state::{Fetched, State},
    template::Template,
};

/// A feed that pages can be printed from.
#[derive(Debug)]
pub(super) struct Feed {
    /// URL of its first document, which URLs in it are resolved against.
    pub(super) address: String,
    /// Its first document, as JSON Feed.
    pub(super) bytes: Vec<u8>,
    /// `true` if browsers can read it at its address, since the page names it and it is JSON Feed.
    pub(super) is_readable: bool,
}

/// Result of looking for the feed.
#[derive(Debug)]
pub(super) enum Found {
    Feed(Feed),
    /// The page names a feed on another host, and nobody has asked to fetch it.
    Elsewhere(String),
}

/// Finds the feed. A flag goes before `paper.toml`, and that before the page.
///
/// # Errors
/// There is no feed, or it cannot be read. Nothing has changed then.
pub(super) fn find(
    options: &Options,
    settings: &Settings,
    template: &Template,
    files: &Files,
    base: &str,
    state: &mut State,
) -> Result<Found, Finding> {
    let index = options.dist.join("index.html");
    let of_page = |text: &str| Finding::error(index.display(), "meta name=london-daily-feed", text);
    let named = match template.feed() {
        None => None,
        Some(named) => Some(
            archive::feed_address(named, base).ok_or_else(|| of_page("is no address that may be used"))?,
        ),
    };
    let asked = options.feed.as_deref().or(settings.feed.as_deref());
    let Some(asked) = asked else {
        let named = named.ok_or_else(|| of_page("is missing or empty"))?;
        let Some(path) = files.path(&named) else { return Ok(Found::Elsewhere(named)) };
        let document = files::read(&path).map_err(|error| Finding::error(path.display(), "", error))?;
        return feed(document, named, path.display(), true);
    };
    if asked.contains("://") {
        let document = fetched(asked, options.allow_private, state)?;
        return feed(document, asked.to_owned(), asked, false);
    }
    let path = Path::new(asked);
    let document = files::read(path).map_err(|error| Finding::error(path.display(), "", error))?;
    // A file is a copy of the feed elsewhere that the settings or the page name.
    let set = settings.feed.as_deref().filter(|feed| feed.contains("://"));
    if let Some(address) = set {
        let is_named = named.as_deref() == Some(address);
        return feed(document, address.to_owned(), path.display(), is_named);
    }
    match named {
        Some(named) if files.path(&named).is_none() => feed(document, named, path.display(), true),
        Some(named) => {
            let own = files.path(&named);
            let is_own = own.is_some_and(|own| fs::read(own).is_ok_and(|bytes| bytes == document));
            feed(document, named, path.display(), is_own)
        }
        None => {
            feed(document, archive::feed_address("/feed", base).unwrap_or_default(), path.display(), false)
        }
    }
}

fn feed(
    document: Vec<u8>,
    address: String,
    file: impl std::fmt::Display,
    is_named: bool,
) -> Result<Found, Finding> {
    let is_readable = is_named && Format::of(&document) == Format::JsonFeed;
    let bytes = source::as_json_feed(&document, &address)
        .map_err(|error| Finding::error(file, "", error))?
        .into_owned();
    Ok(Found::Feed(Feed { address, bytes, is_readable }))
}

/// Returns the document at a URL: as it is there now, or as it was when it was fetched last, if it has not changed.
fn fetched(url: &str, allow_private: bool, state: &mut State) -> Result<Vec<u8>, Finding> {
    let known = state.feed.take().filter(|known| known.url == url);
    let answer =
        fetch::fetch(url, known.as_ref().map(|known| &known.version), allow_private).map_err(|error| {
            Finding::error(url, "", format!("{error}. Nothing was printed, and the paper stays as it is"))
        })?;
    match (answer, known) {
        (fetch::Answer::Unchanged, Some(known)) => {
            let document = known.document.clone().into_bytes();
            state.feed = Some(known);
            Ok(document)
        }
        (fetch::Answer::Unchanged, None) => {
            Err(Finding::error(url, "", "is said not to have changed, but is not at hand"))
        }
        (fetch::Answer::Document(bytes, version), _) => {
            let document =
                source::as_json_feed(&bytes, url).map_err(|error| Finding::error(url, "", error))?;
            let text = String::from_utf8_lossy(&document).into_owned();
            state.feed = Some(Fetched { url: url.to_owned(), version, document: text });
            Ok(document.into_owned())
        }
    }
}
