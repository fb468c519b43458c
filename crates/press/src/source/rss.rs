//! RSS in all its versions, with the extensions that publishing systems and podcasts write.

use encoding_rs::{Encoding, UTF_8};
use london_daily::{
    article,
    browser::urls::{self, Use},
};
use quick_xml::{Reader, events::Event};
use rss::{Category, Channel, Item, extension::Extension};
use serde_json::{Value, json};

use super::{looks_like_picture, stated, summary_and_text, unescape, with_base};

/// Converts a feed. `address` is its URL.
///
/// # Errors
/// A message that says why the document cannot be read.
pub(super) fn convert(bytes: &[u8], address: &str) -> Result<Value, String> {
    let text = decoded(bytes);
    let channel =
        Channel::read_from(text.as_bytes()).map_err(|error| format!("cannot be read as RSS: {error}"))?;
    let bases = Bases::of(&text, address);
    let itunes = channel.itunes_ext();
    let editor = channel.managing_editor().or_else(|| itunes?.author());
    let dublin_core = channel.dublin_core_ext();
    let creators = dublin_core.map(|each| each.creators()).unwrap_or_default().iter().map(String::as_str);
    let picture = channel.image().map(rss::Image::url).or_else(|| itunes?.image());
    let language = channel.language().or_else(|| Some(dublin_core?.languages().first()?.as_str()));
    let mut feed = stated(json!({
        "version": "https://jsonfeed.org/version/1.1",
        "title": said(channel.title()),
        "description": said(channel.description()),
        "language": language,
        "home_page_url": said(channel.link()).and_then(|link| urls::resolve(&bases.feed, link, Use::Link)),
        "icon": picture.and_then(|picture| urls::resolve(&bases.feed, picture, Use::Media)),
        "authors": editor.into_iter().chain(creators).filter_map(author).take(1).collect::<Vec<_>>(),
    }));
    let base = |at: usize| bases.items.get(at).map_or(bases.feed.as_str(), String::as_str);
    feed["items"] = channel.items().iter().enumerate().map(|(at, each)| item(each, base(at))).collect();
    Ok(feed)
}

/// Returns a document as text, without the declaration of the encoding that it had.
fn decoded(bytes: &[u8]) -> String {
    let declaration = String::from_utf8_lossy(&bytes[..bytes.len().min(200)]).into_owned();
    let label = declaration
        .split_once("encoding=")
        .and_then(|(_, rest)| rest.get(1..)?.split(['"', '\'']).next().map(str::to_owned));
    let encoding = label.and_then(|label| Encoding::for_label(label.as_bytes())).unwrap_or(UTF_8);
    let text = encoding.decode(bytes).0;
    let text = text.trim_start();
    text.starts_with("<?xml")
        .then(|| text.split_once("?>"))
        .flatten()
        .map_or(text, |(_, rest)| rest)
        .to_owned()
}

fn item(item: &Item, base: &str) -> Value {
    let link = item.link().and_then(said).and_then(|link| urls::resolve(base, link, Use::Link));
    let guid = item.guid();
    let permanent =
        guid.filter(|guid| guid.is_permalink() && guid.value().contains("://")).map(rss::Guid::value);
    let url = link.or_else(|| permanent.map(str::to_owned));
    let media: Vec<&Extension> = media(item);
    let described = media.iter().find(|each| local_name(each) == "description").and_then(|each| each.value());
    let itunes = item.itunes_ext();
    let dublin_core = item.dublin_core_ext();
    let description = item.description().and_then(said).or(described).or_else(|| itunes?.summary());
    let (summary, text) = summary_and_text(description, item.content().and_then(said));
    let id =
        guid.map(rss::Guid::value).and_then(said).or(url.as_deref()).or_else(|| item.title()).or(description);
    let writers = dublin_core.map(|each| each.creators()).unwrap_or_default();
    let date = item.pub_date().or_else(|| Some(dublin_core?.dates().first()?.as_str()));
    let subjects = dublin_core.map(|each| each.subjects()).unwrap_or_default();
    let tags = item.categories().iter().map(Category::name).chain(subjects.iter().map(String::as_str));
    let mut converted = stated(json!({
        "id": id,
        "url": url,
        "title": item.title().and_then(said),
        "content_html": text.map(|text| with_base(&text, base)),
        "summary": summary,
        // Some systems write the first day of all for a story that has none.
        "date_published": date.filter(|date| !date.contains(" 0001 ")),
        "authors": match item.author().and_then(author) {
            Some(author) => vec![author],
            None => writers.iter().filter_map(|writer| author(writer)).collect(),
        },
        "tags": tags.filter_map(said).collect::<Vec<_>>(),
        "image": picture(item, &media).and_then(|picture| urls::resolve(base, &picture, Use::Media)),
        "attachments": recordings(item, &media, base),
    }));
    if let Some(number) = itunes.and_then(|itunes| itunes.episode()) {
        converted["_london_daily"] = json!({ "kicker": format!("#{number}") });
    }
    converted
}

fn said(text: &str) -> Option<&str> {
    Some(text.trim()).filter(|text| !text.is_empty())
}

/// Returns the author that RSS names: `ann@paper.example (Ann Other)`, or a name.
fn author(text: &str) -> Option<Value> {
    let name = match text.split_once('(') {
        Some((_, name)) => name.trim_end().trim_end_matches(')'),
        None => text,
    };
    said(name).filter(|name| !name.contains('@')).map(|name| json!({ "name": name }))
}

fn local_name<'a>(extension: &&'a Extension) -> &'a str {
    extension.name().rsplit(':').next().unwrap_or_default()
}

/// Returns the elements of Media RSS in an item, those in groups and in each other too.
fn media(item: &Item) -> Vec<&Extension> {
    fn gather<'a>(extension: &'a Extension, all: &mut Vec<&'a Extension>) {
        all.push(extension);
        extension.children().values().flatten().for_each(|child| gather(child, all));
    }
    let mut all = Vec::new();
    let elements =
        item.extensions().get("media").into_iter().flat_map(|elements| elements.values().flatten());
    elements.for_each(|element| gather(element, &mut all));
    all
}

fn attribute<'a>(extension: &'a Extension, name: &str) -> Option<&'a str> {
    extension.attrs().get(name).map(String::as_str).and_then(said)
}

/// Returns the URL of the largest picture that an item names.
fn picture(item: &Item, media: &[&Extension]) -> Option<String> {
    let named = media.iter().filter_map(|each| {
        let is_picture = match local_name(each) {
            "thumbnail" => true,
            "content" => {
                let kind = attribute(each, "type").or_else(|| attribute(each, "medium"));
                kind.map_or_else(
                    || looks_like_picture(attribute(each, "url").unwrap_or_default()),
                    |kind| kind.starts_with("image"),
                )
            }
            _ => false,
        };
        let side = |name| attribute(each, name).and_then(|side| side.parse::<u32>().ok());
        let is_large =
            [side("width"), side("height")].into_iter().flatten().all(|side| side >= article::LEAST_SIDE);
        let url =
            attribute(each, "url").filter(|url| is_picture && is_large && !article::is_decoration(url))?;
        Some((side("width").unwrap_or_default(), url))
    });
    // Of several without a width, or of the same, the first is the best.
    let largest = named.reduce(|best, next| if next.0 > best.0 { next } else { best }).map(|(_, url)| url);
    let enclosed =
        || item.enclosure().filter(|each| each.mime_type().starts_with("image/")).map(rss::Enclosure::url);
    let of_episode = || item.itunes_ext()?.image();
    largest.or_else(enclosed).or_else(of_episode).map(str::to_owned)
}

fn recordings(item: &Item, media: &[&Extension], base: &str) -> Vec<Value> {
    let length = item.itunes_ext().and_then(|itunes| seconds(itunes.duration()?));
    let recording = |url: &str, kind: &str, bytes: Option<&str>, length: Option<u64>| {
        let kind = if kind.starts_with("audio/") { Some(kind) } else { super::audio_kind(url) };
        let bytes = bytes.and_then(|bytes| bytes.trim().parse::<u64>().ok()).filter(|bytes| *bytes > 0);
        let url = urls::resolve(base, url, Use::Media)?;
        Some(stated(
            json!({ "url": url, "mime_type": kind?, "size_in_bytes": bytes, "duration_in_seconds": length }),
        ))
    };
    let enclosed = item
        .enclosure()
        .and_then(|each| recording(each.url(), each.mime_type(), Some(each.length()), length));
    let of_media = media.iter().filter(|each| local_name(each) == "content").filter_map(|each| {
        let length = attribute(each, "duration").and_then(seconds).or(length);
        let kind = attribute(each, "type").unwrap_or_default();
        recording(attribute(each, "url")?, kind, attribute(each, "fileSize"), length)
    });
    let mut all: Vec<Value> = enclosed.into_iter().collect();
    for each in of_media {
        if !all.iter().any(|known| known["url"] == each["url"]) {
            all.push(each);
        }
    }
    all
}

/// Returns the seconds of `1:02:03`, `58:20` or `3723`.
fn seconds(text: &str) -> Option<u64> {
    text.trim()
        .split(':')
        .try_fold(0_u64, |sum, part| {
            sum.checked_mul(60)?.checked_add(part.trim().parse::<f64>().ok()?.round() as u64)
        })
        .filter(|seconds| *seconds > 0)
}

/// The URLs that relative URLs of the feed and of its items count from (`xml:base`).
struct Bases {
    feed: String,
    items: Vec<String>,
}

impl Bases {
    fn of(text: &str, address: &str) -> Self {
        let mut reader = Reader::from_str(text);
        let mut bases = Self { feed: address.to_owned(), items: Vec::new() };
        let whole = |base: &str, reference: &str| {
            urls::resolve(base, reference, Use::Media).unwrap_or_else(|| base.to_owned())
        };
        while let Ok(event) = reader.read_event() {
            let element = match event {
                Event::Start(element) | Event::Empty(element) => element,
                Event::Eof => break,
                _ => continue,
            };
            let said = element.try_get_attribute("xml:base").ok().flatten();
            let base = said.map(|attribute| unescape(&attribute.value));
            match element.name().as_ref() {
                "rss" | "rdf:RDF" | "channel" => {
                    if let Some(base) = base {
                        bases.feed = whole(&bases.feed, &base);
                    }
                }
                "item" => bases
                    .items
                    .push(base.map_or_else(|| bases.feed.clone(), |base| whole(&bases.feed, &base))),
                _ => {}
            }
        }
        bases
    }
}
