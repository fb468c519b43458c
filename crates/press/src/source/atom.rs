//! Atom, as `feed-rs` reads it.

use std::time::Duration;

use chrono::{DateTime, Utc};
use feed_rs::{
    model::{Category, Entry, Link, MediaObject, Person, Text},
    parser,
};
use london_daily::{article, feed, model::Paper};
use serde_json::{Value, json};
use url::Url;

use super::{looks_like_picture, stated, summary_and_text, with_base};

/// Converts a feed.
///
/// # Errors
/// A message that says why the document cannot be read.
pub(super) fn convert(bytes: &[u8], address: &str) -> Result<Value, String> {
    let parser = parser::Builder::new()
        .base_uri(Url::parse(address).ok())
        .timestamp_parser(timestamp)
        // An item without an id is known by its link, which changes less often than its title.
        .id_generator(|links, title, _| {
            let link = links.iter().find(|link| is_page(link)).map(|link| link.href.clone());
            link.or_else(|| title.as_ref().map(|title| title.content.clone())).unwrap_or_default()
        })
        .sanitize_content(false)
        .build();
    // An empty element of Media RSS, which video sites write, would make feed-rs refuse the whole feed.
    let mut text = String::from_utf8_lossy(bytes).into_owned();
    for name in ["description", "title", "keywords"] {
        text = text
            .replace(&format!("<media:{name}></media:{name}>"), "")
            .replace(&format!("<media:{name}/>"), "");
    }
    let feed = parser.parse(text.as_bytes()).map_err(|error| format!("cannot be read as Atom: {error}"))?;
    let icon = feed.icon.as_ref().or(feed.logo.as_ref());
    let items: Vec<Value> = feed.entries.iter().map(item).collect();
    let mut converted = stated(json!({
        "version": "https://jsonfeed.org/version/1.1",
        "title": feed.title.as_ref().map(markup),
        "description": feed.description.as_ref().map(markup),
        "language": feed.language,
        "home_page_url": page(&feed.links),
        "icon": icon.map(|icon| &icon.uri),
        "authors": feed.authors.iter().filter_map(author).collect::<Vec<_>>(),
    }));
    converted["items"] = items.into();
    Ok(converted)
}

fn timestamp(text: &str) -> Option<DateTime<Utc>> {
    let moment = feed::moment(text, Paper::DEFAULT_TIME_ZONE)?;
    DateTime::from_timestamp_millis(moment.as_millisecond())
}

fn item(entry: &Entry) -> Value {
    let described = entry.media.iter().find_map(|media| media.description.as_ref());
    let description = entry.summary.as_ref().or(described).map(markup);
    let content = entry.content.as_ref().and_then(|content| {
        let body = content.body.as_deref()?;
        let is_plain = content.content_type.as_str().starts_with("text/plain");
        let base = entry.base.clone().or_else(|| content.src.as_ref().map(|link| link.href.clone()));
        let html = if is_plain { paragraphs(body) } else { body.to_owned() };
        Some(base.map(|base| with_base(&html, &base)).unwrap_or(html))
    });
    let (summary, text) = summary_and_text(description.as_deref(), content.as_deref());
    let url = page(&entry.links)
        .or_else(|| Some(entry.id.clone()).filter(|id| Url::parse(id).is_ok_and(|url| url.has_host())));
    let related = entry.links.iter().find(|link| link.rel.as_deref() == Some("related"));
    let date = |date: Option<DateTime<Utc>>| date.map(|date| date.to_rfc3339());
    let published = entry.published.or(entry.updated);
    stated(json!({
        "id": Some(&entry.id).filter(|id| !id.is_empty()).or(url.as_ref()),
        "url": url,
        "external_url": related.map(|link| &link.href),
        "title": entry.title.as_ref().map(markup).filter(|title| !title.trim().is_empty()),
        "content_html": text,
        "summary": summary,
        "date_published": date(published),
        "date_modified": date(entry.updated.filter(|updated| Some(*updated) != published)),
        "language": entry.language,
        "authors": entry.authors.iter().filter_map(author).collect::<Vec<_>>(),
        "tags": entry.categories.iter().filter_map(tag).collect::<Vec<_>>(),
        "image": picture(entry),
        "attachments": recordings(entry),
    }))
}

/// Returns a text as JSON Feed has it, where titles and summaries are read as HTML if they look like it.
fn markup(text: &Text) -> String {
    text.content.trim().to_owned()
}

/// Returns plain text as HTML.
fn paragraphs(text: &str) -> String {
    let escaped = html_escape::encode_text(text);
    let parts = escaped.split("\n\n").filter(|part| !part.trim().is_empty());
    parts.map(|part| format!("<p>{}</p>", part.trim().replace('\n', "<br>"))).collect()
}

fn is_page(link: &Link) -> bool {
    link.target.is_none() && matches!(link.rel.as_deref(), None | Some("alternate"))
}

fn page(links: &[Link]) -> Option<String> {
    links.iter().find(|link| is_page(link)).map(|link| link.href.clone())
}

fn author(person: &Person) -> Option<Value> {
    let name = person.name.as_deref().map(str::trim).filter(|name| !name.is_empty())?;
    Some(stated(json!({ "name": name, "url": person.uri })))
}

/// Returns the name of a category. Blogger tells the kind of an entry by a category whose name is a URL.
fn tag(category: &Category) -> Option<&str> {
    let name = category.label.as_deref().unwrap_or(&category.term).trim();
    (!name.is_empty() && !name.contains("://")).then_some(name)
}

/// Returns the URL of the largest picture that an entry names.
fn picture(entry: &Entry) -> Option<String> {
    let is_picture = |kind: &str| kind.starts_with("image/");
    let media = entry.media.iter().flat_map(|media| {
        let files = media.content.iter().filter_map(|content| {
            let url = content.url.as_ref()?.to_string();
            let kind = content.content_type.as_ref().map(|kind| kind.to_string());
            let fits = kind.map_or_else(|| looks_like_picture(&url), |kind| is_picture(&kind));
            fits.then_some((content.width.unwrap_or_default(), url))
        });
        let small = media
            .thumbnails
            .iter()
            .map(|thumbnail| (thumbnail.image.width.unwrap_or_default(), thumbnail.image.uri.clone()));
        files.chain(small)
    });
    let linked = entry.links.iter().filter(|link| link.rel.as_deref() == Some("enclosure"));
    let linked = linked
        .filter(|link| link.media_type.as_deref().is_some_and(is_picture))
        .map(|link| (0, link.href.clone()));
    let found = media.chain(linked).filter(|(_, url)| !article::is_decoration(url));
    // Of several without a width, or of the same, the first is the best.
    found.reduce(|best, next| if next.0 > best.0 { next } else { best }).map(|(_, url)| url)
}

fn recordings(entry: &Entry) -> Vec<Value> {
    let attachment = |url: &str, kind: Option<String>, bytes: Option<u64>, length: Option<Duration>| {
        let kind = kind
            .filter(|kind| kind.starts_with("audio/"))
            .or_else(|| super::audio_kind(url).map(str::to_owned))?;
        let bytes = bytes.filter(|bytes| *bytes > 0);
        let seconds = length.map(|length| length.as_secs()).filter(|seconds| *seconds > 0);
        Some(stated(
            json!({ "url": url, "mime_type": kind, "size_in_bytes": bytes, "duration_in_seconds": seconds }),
        ))
    };
    let length_of = |media: &MediaObject| media.duration;
    let known = entry.media.iter().find_map(length_of);
    let media = entry.media.iter().flat_map(|media| &media.content).filter_map(|content| {
        let kind = content.content_type.as_ref().map(|kind| kind.to_string());
        attachment(content.url.as_ref()?.as_str(), kind, content.size, content.duration.or(known))
    });
    let linked = entry.links.iter().filter(|link| link.rel.as_deref() == Some("enclosure"));
    let linked =
        linked.filter_map(|link| attachment(&link.href, link.media_type.clone(), link.length, known));
    media.chain(linked).collect()
}
