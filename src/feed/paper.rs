//! The settings of the paper, from the feed and its extension.

use super::{Problem, fields::Fields, limits, newsletter};
use crate::{
    browser::urls::{Use, site},
    model::Paper,
    text,
};

/// Name of the extension object, both on the feed and on an item.
pub(super) const EXTENSION: &str = "_london_daily";

/// Reads the settings of the paper.
pub(super) fn read(feed: &Fields<'_>) -> Paper {
    check_version(feed);
    let extension = feed.object(EXTENSION);
    let extension = extension.as_ref();
    let home_page = feed.address("home_page_url", Use::Link);
    Paper {
        name: feed.text("title", limits::LABEL).unwrap_or_else(|| {
            feed.note("title", Problem::Missing);
            fallback_name(home_page.as_deref(), feed.notes.address)
        }),
        tagline: feed.text("description", limits::SENTENCES),
        language: language(feed),
        icon: feed.address("icon", Use::Media).or_else(|| feed.address("favicon", Use::Media)),
        about: extension.and_then(|extension| extension.address("about", Use::Link)),
        time_zone: extension
            .and_then(|extension| extension.line("time_zone", limits::LABEL))
            .unwrap_or_else(|| Paper::DEFAULT_TIME_ZONE.to_owned()),
        sections: extension.map(|extension| extension.labels("sections")).unwrap_or_default(),
        masthead: extension.map(|extension| extension.labels("masthead")).unwrap_or_default(),
        newsletter: extension.and_then(newsletter::read),
        live_seconds: extension.and_then(live_seconds).unwrap_or(Paper::DEFAULT_LIVE_SECONDS),
        home_page,
    }
}

/// Returns the URL of the feed with older items. A document that names itself there would be read for ever, so that is ignored.
pub(super) fn older(feed: &Fields<'_>) -> Option<String> {
    let older = feed.address("next_url", Use::Media)?;
    if older == feed.notes.address {
        feed.note("next_url", Problem::UnusableAddress);
        return None;
    }
    Some(older)
}

/// Returns the language if it has the form of a BCP 47 tag. It ends up in `lang`, which speech and hyphenation depend on.
pub(super) fn language(fields: &Fields<'_>) -> Option<String> {
    let tag = fields.string("language")?.trim();
    let sound =
        |part: &str| (1..=8).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_alphanumeric());
    // The language subtag has only letters; a region may have digits, as in `es-419`.
    let begins =
        tag.split('-').next().is_some_and(|part| part.bytes().all(|byte| byte.is_ascii_alphabetic()));
    if begins && tag.len() <= 35 && tag.split('-').all(sound) {
        return Some(tag.to_owned());
    }
    if !tag.is_empty() {
        fields.note("language", Problem::UnknownWord);
    }
    None
}

fn check_version(feed: &Fields<'_>) {
    let Some(version) = feed.string("version") else {
        if !feed.has("version") {
            feed.note("version", Problem::Missing);
        }
        return;
    };
    let version = version.trim();
    let bare = version.strip_prefix("https://").or_else(|| version.strip_prefix("http://"));
    if !matches!(bare, Some("jsonfeed.org/version/1" | "jsonfeed.org/version/1.1")) {
        feed.note("version", Problem::UnknownVersion);
    }
}

/// Returns a name for a paper without one: the host of its home page, else of its feed.
fn fallback_name(home_page: Option<&str>, address: &str) -> String {
    home_page.and_then(site).or_else(|| site(address)).unwrap_or_else(|| text::untitled().to_owned())
}

/// Returns the seconds between two requests for news: at most a day, and at least as many as spare readers' connections and the
/// publisher's server.
fn live_seconds(extension: &Fields<'_>) -> Option<u32> {
    let asked = extension.number("live_seconds")?;
    let (least, most) = (f64::from(Paper::LEAST_LIVE_SECONDS), 86_400.0);
    if !(least..=most).contains(&asked) {
        extension.note("live_seconds", Problem::OutOfRange);
    }
    // In range, and not NaN, which JSON does not have.
    Some(asked.clamp(least, most) as u32)
}
