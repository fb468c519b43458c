//! The way back: from stories to the items that they are read from.
//!
//! A printed page carries its data as JSON Feed, so that the browser's program reads it with what it has anyway. Everything
//! is written so that reading it gives the same story again: addresses are whole, the headline is written out even where
//! it was made of the text, and a slug that was settled among all stories of the paper is named.

use serde_json::{Map, Value, json};

use super::{item, paper::EXTENSION};
use crate::model::{Author, Body, Edition, Newsletter, Paper, Picture, Recording, Story, Transport};

/// Everything that a feed says of an edition but for its items, as JSON up to where they begin.
pub fn frame(edition: &Edition) -> String {
    let mut text = Value::Object(members(edition)).to_string();
    // The list goes last, before the brace.
    text.pop();
    text.push_str(",\"items\":[");
    text
}

/// The feed with a [`frame`] and these items.
pub fn feed<'a>(frame: &str, items: impl IntoIterator<Item = &'a str>) -> String {
    let mut text = frame.to_owned();
    for (at, item) in items.into_iter().enumerate() {
        if at > 0 {
            text.push(',');
        }
        text.push_str(item);
    }
    text.push_str("]}");
    text
}

/// An article's own document.
pub fn document(story: &Story) -> String {
    let mut item = members_of(story);
    match &story.body {
        Body::Absent => {}
        Body::Markup(markup) => put(&mut item, "content_html", markup.as_str()),
        Body::Text(text) => put(&mut item, "content_text", text.as_str()),
    }
    json!({ "version": VERSION, "title": story.headline, "items": [item] }).to_string()
}

/// The item of a story without its text. `article` is where the text is to be had.
pub fn listed(story: &Story, article: Option<&str>) -> String {
    let mut item = members_of(story);
    if let Some(article) = article {
        let extension = item.entry(EXTENSION).or_insert_with(|| json!({}));
        if let Some(extension) = extension.as_object_mut() {
            put(extension, "article_url", article);
        }
    }
    Value::Object(item).to_string()
}

/// JSON that can stand in a `script` element: nothing in it ends the element, or begins a comment in it.
pub fn inert(json: &str) -> String {
    let mut inert = String::with_capacity(json.len() + json.len() / 16);
    for character in json.chars() {
        match character {
            '<' => inert.push_str("\\u003c"),
            '\u{2028}' => inert.push_str("\\u2028"),
            '\u{2029}' => inert.push_str("\\u2029"),
            _ => inert.push(character),
        }
    }
    inert
}

const VERSION: &str = "https://jsonfeed.org/version/1.1";

fn put(object: &mut Map<String, Value>, key: &str, value: impl Into<Value>) {
    object.insert(key.to_owned(), value.into());
}

fn put_some(object: &mut Map<String, Value>, key: &str, value: Option<impl Into<Value>>) {
    if let Some(value) = value {
        put(object, key, value);
    }
}

fn put_list(object: &mut Map<String, Value>, key: &str, list: Vec<Value>) {
    if !list.is_empty() {
        put(object, key, list);
    }
}

fn members(edition: &Edition) -> Map<String, Value> {
    let Edition { paper, stories: _, older, expired } = edition;
    let Paper {
        name,
        tagline,
        language,
        home_page,
        icon,
        about,
        time_zone,
        sections,
        masthead,
        newsletter,
        live_seconds,
    } = paper;
    let mut feed = Map::new();
    put(&mut feed, "version", VERSION);
    put(&mut feed, "title", name.as_str());
    put_some(&mut feed, "description", tagline.as_deref());
    put_some(&mut feed, "language", language.as_deref());
    put_some(&mut feed, "home_page_url", home_page.as_deref());
    put_some(&mut feed, "icon", icon.as_deref());
    put_some(&mut feed, "next_url", older.as_deref());
    if *expired {
        put(&mut feed, "expired", true);
    }
    let mut extension = Map::new();
    put_some(&mut extension, "about", about.as_deref());
    put(&mut extension, "time_zone", time_zone.as_str());
    put_list(&mut extension, "sections", strings(sections));
    put_list(&mut extension, "masthead", strings(masthead));
    put_some(&mut extension, "newsletter", newsletter.as_ref().map(letter));
    put(&mut extension, "live_seconds", *live_seconds);
    put(&mut feed, EXTENSION, extension);
    feed
}

fn letter(newsletter: &Newsletter) -> Value {
    let mut fields = Map::new();
    for (name, value) in &newsletter.fields {
        put(&mut fields, name, value.as_str());
    }
    let transport = match newsletter.transport {
        Transport::Form => "form",
        Transport::Fetch => "fetch",
        Transport::Json => "json",
        Transport::Mail => "mailto",
    };
    let mut letter = Map::new();
    put_some(&mut letter, "title", newsletter.title.as_deref());
    put_some(&mut letter, "text", newsletter.text.as_deref());
    put(&mut letter, "action", newsletter.action.as_str());
    put(&mut letter, "method", newsletter.method.as_str());
    put(&mut letter, "email_field", newsletter.email_field.as_str());
    put(&mut letter, "transport", transport);
    put(&mut letter, "fields", fields);
    letter.into()
}

/// Everything that a story's item says, but for its text and the address of its document.
fn members_of(story: &Story) -> Map<String, Value> {
    let mut item = Map::new();
    put(&mut item, "id", story.id.as_str());
    put_some(&mut item, "url", story.home.as_deref());
    put_some(&mut item, "external_url", story.external.as_deref());
    put(&mut item, "title", story.headline.as_str());
    put_some(&mut item, "summary", story.standfirst.as_deref());
    put_some(&mut item, "date_published", story.published.map(|moment| moment.to_string()));
    put_some(&mut item, "date_modified", story.updated.map(|moment| moment.to_string()));
    put_some(&mut item, "language", story.language.as_deref());
    put_list(&mut item, "authors", story.authors.iter().map(author).collect());
    put_list(&mut item, "tags", story.section.iter().chain(&story.topics).map(|tag| json!(tag)).collect());
    put_list(&mut item, "attachments", story.recordings.iter().map(recording).collect());

    let mut extension = Map::new();
    if item::natural_slug(story) != story.slug {
        put(&mut extension, "slug", story.slug.as_str());
    }
    put_some(&mut extension, "kicker", story.kicker.as_deref());
    put_some(&mut extension, "picture", story.picture.as_ref().map(picture));
    let corrections = story.corrections.iter().map(|correction| {
        let mut entry = Map::new();
        put_some(&mut entry, "date", correction.date.map(|moment| moment.to_string()));
        put(&mut entry, "text", correction.text.as_str());
        entry.into()
    });
    put_list(&mut extension, "corrections", corrections.collect());
    put_list(&mut extension, "related", strings(&story.related));
    if story.withdrawn {
        put(&mut extension, "withdrawn", true);
    }
    if !extension.is_empty() {
        put(&mut item, EXTENSION, extension);
    }
    item
}

fn strings(list: &[String]) -> Vec<Value> {
    list.iter().map(|text| json!(text)).collect()
}

fn author(author: &Author) -> Value {
    let mut entry = Map::new();
    put(&mut entry, "name", author.name.as_str());
    put_some(&mut entry, "url", author.home.as_deref());
    entry.into()
}

fn recording(recording: &Recording) -> Value {
    let mut entry = Map::new();
    put(&mut entry, "url", recording.src.as_str());
    put(&mut entry, "mime_type", recording.media_type.as_str());
    put_some(&mut entry, "title", recording.title.as_deref());
    put_some(&mut entry, "duration_in_seconds", recording.seconds);
    entry.into()
}

fn picture(picture: &Picture) -> Value {
    let mut entry = Map::new();
    put(&mut entry, "src", picture.src.as_str());
    put_some(&mut entry, "width", picture.width);
    put_some(&mut entry, "height", picture.height);
    put_some(&mut entry, "alt", picture.alt.as_deref());
    put_some(&mut entry, "caption", picture.caption.as_deref());
    put_some(&mut entry, "credit", picture.credit.as_deref());
    let renditions = picture.renditions.iter().map(|rendition| {
        let mut entry = Map::new();
        put(&mut entry, "src", rendition.src.as_str());
        put(&mut entry, "width", rendition.width);
        put_some(&mut entry, "type", rendition.media_type.as_deref());
        entry.into()
    });
    put_list(&mut entry, "renditions", renditions.collect());
    entry.into()
}

#[cfg(test)]
mod tests;
