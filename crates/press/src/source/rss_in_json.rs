//! RSS in JSON: the elements of RSS 2.0 as members of objects.

use serde_json::{Value, json};

use super::{stated, summary_and_text};

/// Converts a feed.
///
/// # Errors
/// A message that says why the document cannot be read.
pub(super) fn convert(bytes: &[u8]) -> Result<Value, String> {
    let document: Value =
        serde_json::from_slice(bytes).map_err(|error| format!("is not valid JSON: {error}"))?;
    let channel = &document["rss"]["channel"];
    if !channel.is_object() {
        return Err("is RSS in JSON without a `channel`".to_owned());
    }
    let mut converted = stated(json!({
        "version": "https://jsonfeed.org/version/1.1",
        "title": text(&channel["title"]),
        "description": text(&channel["description"]),
        "language": text(&channel["language"]),
        "home_page_url": text(&channel["link"]),
        "icon": text(&channel["image"]["url"]),
        "authors": author(&channel["managingEditor"]),
    }));
    converted["items"] = several(&channel["item"]).into_iter().map(item).collect();
    Ok(converted)
}

fn item(item: &Value) -> Value {
    let link = text(&item["link"]);
    let content = text(&item["content:encoded"]);
    let (summary, html) = summary_and_text(text(&item["description"]), content);
    let enclosure = &item["enclosure"];
    let kind = text(&enclosure["type"]).unwrap_or_default();
    let is_sound = kind.starts_with("audio/");
    let recording = is_sound.then(|| {
        let bytes = enclosure["length"].as_u64().or_else(|| enclosure["length"].as_str()?.parse().ok());
        stated(json!({ "url": enclosure["url"], "mime_type": kind, "size_in_bytes": bytes }))
    });
    stated(json!({
        "id": text(&item["guid"]).or(link),
        "url": link,
        "title": text(&item["title"]),
        "content_html": html,
        "summary": summary,
        "date_published": text(&item["pubDate"]),
        "authors": author(&item["author"]),
        "tags": several(&item["category"]).into_iter().filter_map(text).collect::<Vec<_>>(),
        "image": kind.starts_with("image/").then(|| enclosure["url"].clone()),
        "attachments": recording.into_iter().collect::<Vec<_>>(),
    }))
}

/// Returns the text of an element, which is an object if the element has attributes too.
fn text(value: &Value) -> Option<&str> {
    let said = value.as_str().or_else(|| value["#value"].as_str()).or_else(|| value["#text"].as_str());
    said.map(str::trim).filter(|text| !text.is_empty())
}

/// Returns the elements with a name: one is an object of its own, several are a list.
fn several(value: &Value) -> Vec<&Value> {
    match value {
        Value::Array(list) => list.iter().collect(),
        Value::Null => Vec::new(),
        one => vec![one],
    }
}

/// Returns the author that an address such as `ann@paper.example (Ann Other)` names.
fn author(value: &Value) -> Vec<Value> {
    let named = text(value).and_then(|text| match text.split_once('(') {
        Some((_, name)) => Some(name.trim_end_matches(')').trim()),
        None => Some(text).filter(|text| !text.contains('@')),
    });
    named.map(|name| json!({ "name": name })).into_iter().collect()
}
