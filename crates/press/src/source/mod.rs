//! Feeds of all kinds, read as JSON Feed: Atom, RSS in all its versions, RSS in JSON, and JSON Feed itself.
//!
//! The app and all else in the press read JSON Feed, so another feed is converted before it is read. Nothing is judged here: dates,
//! HTML in titles, and pictures in texts are left to the reader, which treats them alike in all feeds.
//!
//! - `atom`, `rss`, `rss_in_json`: one of them each, as JSON Feed
//! - `fetch`: a feed at an address

mod atom;
pub(super) mod fetch;
mod rss;
mod rss_in_json;

use std::{borrow::Cow, fmt};

use lol_html::{RewriteStrSettings, element, html_content::Element, rewrite_str};
use london_daily::{
    browser::urls::{self, Use},
    model::{Body, Story},
};
use serde_json::{Value, json};

use super::{elements::elements, template::unescape};

/// Format of a document that may be a feed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Format {
    JsonFeed,
    RssInJson,
    Rss,
    Atom,
    Html,
    /// None of them.
    Unknown,
}

impl fmt::Display for Format {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::JsonFeed => "JSON Feed",
            Self::RssInJson => "RSS in JSON",
            Self::Rss => "RSS",
            Self::Atom => "Atom",
            Self::Html => "HTML",
            Self::Unknown => "unknown format",
        })
    }
}

impl Format {
    /// Tells the format by the beginning of a document.
    pub(super) fn of(bytes: &[u8]) -> Self {
        const BEGINNING: usize = 4_096;
        let beginning = String::from_utf8_lossy(&bytes[..bytes.len().min(BEGINNING)]).to_ascii_lowercase();
        let text = beginning.trim_start_matches('\u{feff}').trim_start();
        let has = |tags: &[&str]| tags.iter().any(|tag| text.contains(tag));
        if text.starts_with('{') {
            // A long feed is parsed only if it may be of the rarer kind.
            let parsed = || serde_json::from_slice::<Value>(bytes).ok();
            let is_rss = text.contains("\"rss\"")
                && parsed()
                    .is_some_and(|document| document["items"].is_null() && document["rss"].is_object());
            return if is_rss { Self::RssInJson } else { Self::JsonFeed };
        }
        match text.starts_with('<') {
            true if has(&["<rss", "<rdf:rdf"]) => Self::Rss,
            true if has(&["<feed"]) => Self::Atom,
            true if has(&["<!doctype html", "<html"]) => Self::Html,
            _ => Self::Unknown,
        }
    }
}

/// Returns a feed as JSON Feed; one that is JSON Feed already, or that claims to be, as it is. `address` is the URL of the document.
///
/// # Errors
/// A message that says why the document is no feed, and what to do.
pub(super) fn as_json_feed<'a>(bytes: &'a [u8], address: &str) -> Result<Cow<'a, [u8]>, String> {
    let converted = match Format::of(bytes) {
        Format::JsonFeed => return Ok(Cow::Borrowed(bytes)),
        Format::Atom => atom::convert(bytes, address)?,
        Format::Rss => rss::convert(bytes, address)?,
        Format::RssInJson => rss_in_json::convert(bytes)?,
        Format::Html => return Err(no_feed(&String::from_utf8_lossy(bytes), address)),
        Format::Unknown if bytes.iter().all(u8::is_ascii_whitespace) => return Err("is empty".to_owned()),
        Format::Unknown => return Err("is neither JSON Feed nor RSS nor Atom".to_owned()),
    };
    Ok(Cow::Owned(converted.to_string().into_bytes()))
}

/// Returns a message about a page in the place of a feed, with the feeds that it names.
fn no_feed(html: &str, address: &str) -> String {
    let kinds = ["application/feed+json", "application/json", "application/rss+xml", "application/atom+xml"];
    let named = elements(html).into_iter().filter(|element| {
        let is_alternate = element
            .attribute("rel")
            .is_some_and(|rel| rel.split_whitespace().any(|word| word.eq_ignore_ascii_case("alternate")));
        element.is("link")
            && is_alternate
            && element.attribute("type").is_some_and(|kind| kinds.contains(&kind))
    });
    let mut feeds: Vec<String> = named
        .filter_map(|link| urls::resolve(address, &unescape(link.attribute("href")?), Use::Media))
        .collect();
    feeds.dedup();
    match feeds.as_slice() {
        [] => "is an HTML page and no feed, and it names none".to_owned(),
        feeds => format!("is an HTML page and no feed; the feed that it names is {}", feeds.join(" or ")),
    }
}

/// Returns the media type of a sound by the ending of its file.
fn audio_kind(url: &str) -> Option<&'static str> {
    let path = url.split(['?', '#']).next()?;
    let (_, ending) = path.rsplit_once('.')?;
    Some(match ending.to_ascii_lowercase().as_str() {
        "mp3" => "audio/mpeg",
        "m4a" => "audio/mp4",
        "ogg" | "oga" | "opus" => "audio/ogg",
        "wav" => "audio/wav",
        _ => return None,
    })
}

/// Returns `true` if the ending of a URL is that of a picture.
fn looks_like_picture(url: &str) -> bool {
    let path = url.split(['?', '#']).next().unwrap_or_default().to_ascii_lowercase();
    [".jpg", ".jpeg", ".png", ".webp", ".gif", ".avif"].iter().any(|ending| path.ends_with(ending))
}

/// Has the URLs in the text of a story stand by themselves. `address` is the URL of the document that has the text.
pub(super) fn rebase(story: &mut Story, address: &str) {
    if let Body::Markup(markup) = &story.body {
        story.body = Body::Markup(with_base(markup, address));
    }
}

/// Returns HTML whose URLs stand by themselves. `base` is the URL that relative ones are resolved against. URLs that cannot be
/// resolved are left to the reader, who ignores them.
fn with_base(html: &str, base: &str) -> String {
    let whole = |value: &str| urls::resolve(base, &unescape(value), Use::Link);
    let resolve = |element: &mut Element<'_, '_>| {
        for name in ["href", "src", "data-src", "poster"] {
            // A fragment leads to a heading of the text itself.
            let value = element.get_attribute(name).filter(|value| !value.trim_start().starts_with('#'));
            if let Some(url) = value.and_then(|value| whole(&value)) {
                element.set_attribute(name, &url)?;
            }
        }
        for name in ["srcset", "data-srcset"] {
            if let Some(value) = element.get_attribute(name) {
                let candidates = value.split(", ").map(|candidate| match candidate.trim().split_once(' ') {
                    Some((url, width)) => format!("{} {width}", whole(url).unwrap_or_else(|| url.to_owned())),
                    None => whole(candidate.trim()).unwrap_or_else(|| candidate.to_owned()),
                });
                element.set_attribute(name, &candidates.collect::<Vec<_>>().join(", "))?;
            }
        }
        Ok(())
    };
    let settings =
        RewriteStrSettings::new().with_strict(false).append_element_content_handler(element!("*", resolve));
    rewrite_str(html, settings).unwrap_or_else(|_| html.to_owned())
}

/// Returns an object without the members that say nothing.
fn stated(mut object: Value) -> Value {
    if let Some(members) = object.as_object_mut() {
        members.retain(|_, value| !value.is_null() && *value != json!([]) && *value != json!({}));
    }
    object
}

/// Returns the summary and the text of an item from what feeds call its description, which may be either, and its content.
///
/// The description is the text if there is no other and it is marked up. Where there is a text, the description is a summary, unless
/// it only repeats how the text begins.
fn summary_and_text(description: Option<&str>, content: Option<&str>) -> (Option<String>, Option<String>) {
    let is_marked_up = |text: &str| ["<p", "<br", "<img", "<div", "</"].iter().any(|tag| text.contains(tag));
    match (description.map(without_ending), content) {
        (Some(description), None) if is_marked_up(&description) => (None, Some(description)),
        (Some(description), Some(content)) => {
            let plain = london_daily::article::plain_text;
            let (summary, text) = (plain(&description, 2_000), plain(content, 4_000));
            let said = summary.trim_end_matches(['…', '.', ' ']).trim_end_matches("[").trim_end();
            let repeats = text.starts_with(said);
            ((!repeats).then_some(summary).filter(|summary| !summary.is_empty()), Some(content.to_owned()))
        }
        (description, content) => (description, content.map(str::to_owned)),
    }
}

/// Returns a description without what publishing systems add to it: `[…]`, and a paragraph about the site.
fn without_ending(description: &str) -> String {
    let mut text = description.trim();
    if let Some(at) = text.rfind("appeared first on")
        && let Some(from) = text[..at].rfind("<p>").or_else(|| text[..at].rfind("The post"))
    {
        text = text[..from].trim_end();
    }
    for mark in ["[&hellip;]", "[&#8230;]", "[…]", "[...]"] {
        if let Some(rest) = text.strip_suffix(mark).or_else(|| text.strip_suffix("</p>")?.strip_suffix(mark))
        {
            return format!("{}…", rest.trim_end());
        }
    }
    text.to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formats_are_told_apart_by_how_they_begin() {
        for (text, format) in [
            ("{\"items\": []}", Format::JsonFeed),
            ("{", Format::JsonFeed),
            (" {\"rss\": {}}", Format::RssInJson),
            ("\u{feff}<?xml version=\"1.0\"?>\n<!-- c --><rss version=\"2.0\">", Format::Rss),
            ("<rdf:RDF xmlns=\"\">", Format::Rss),
            ("<feed xmlns=\"http://www.w3.org/2005/Atom\">", Format::Atom),
            ("<!DOCTYPE html><html>", Format::Html),
            ("", Format::Unknown),
            ("Not found", Format::Unknown),
        ] {
            assert_eq!(Format::of(text.as_bytes()), format, "{text}");
        }
    }

    #[test]
    fn a_page_in_place_of_a_feed_names_its_feeds() {
        let page = "<!DOCTYPE html><link rel=\"alternate\" type=\"application/rss+xml\" href=\"/feed/?a&amp;b\">\
                    <link rel=stylesheet href=a.css>";
        let said = as_json_feed(page.as_bytes(), "https://blog.example/post/").unwrap_err();
        assert_eq!(
            said,
            "is an HTML page and no feed; the feed that it names is https://blog.example/feed/?a&b"
        );
        assert!(as_json_feed(b"<html>", "/").unwrap_err().ends_with("names none"));
    }

    #[test]
    fn urls_of_a_text_stand_by_themselves() {
        let html =
            "<a href=\"../a?b&amp;c\">A</a> <a href=#x>X</a><img src=p.png srcset=\"p.png 1x, q.png 2x\">";
        let whole = "<a href=\"https://blog.example/a?b&amp;c\">A</a> <a href=#x>X</a><img src=\"https://blog.example/1/p.png\" \
                     srcset=\"https://blog.example/1/p.png 1x, https://blog.example/1/q.png 2x\">";
        let read = with_base(html, "https://blog.example/1/");
        assert_eq!(read.replace("&amp;", "&"), whole.replace("&amp;", "&"));
        assert!(with_base("<img src=p.png>", "/content/feed.json").contains("/content/p.png"));
    }

    #[test]
    fn a_description_is_a_summary_or_the_text() {
        let read = |description: &str, content: Option<&str>| summary_and_text(Some(description), content);
        let text = |text: &str| Some(text.to_owned());
        assert_eq!(read("One sentence.", None), (text("One sentence."), None));
        assert_eq!(read("<p>A text.</p>", None), (None, text("<p>A text.</p>")));
        assert_eq!(
            read("Why it matters.", Some("<p>A text.</p>")),
            (text("Why it matters."), text("<p>A text.</p>"))
        );
        let ending = "A text […]</p>\n<p>The post <a href=a>A</a> appeared first on <a href=b>B</a>.</p>";
        assert_eq!(read(&format!("<p>{ending}"), Some("<p>A text. And more.</p>")).0, None);
    }
}
