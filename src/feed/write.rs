//! Writes an edition as JSON Feed, so that reading it gives the same edition.
//!
//! A printed page carries its data in this form, since the app can read it anyway. For an equal result, URLs are written
//! resolved, the headline is written even if it was made from the text, and so is a slug that would not follow from this item
//! alone.

use std::{borrow::Cow, collections::BTreeMap};

use serde::Serialize;

pub use super::script::inert;
use super::{item, text::as_plain};
use crate::model::{
    Author, Body, Correction, Edition, Focus, FrontPlace, Newsletter, Paper, Picture, Recording, Rendition,
    Story, Transport,
};

const VERSION: &str = "https://jsonfeed.org/version/1.1";

/// Returns an edition without its stories: JSON up to and including the bracket that opens the list of items.
pub fn frame(edition: &Edition) -> String {
    let mut json = to_json(&Feed::of(edition));
    // `items` goes last, in place of the closing brace.
    json.pop();
    json.push_str(",\"items\":[");
    json
}

/// Returns a whole feed: a [`frame`] and its items.
///
/// # Examples
///
/// ```
/// use london_daily::feed;
/// use london_daily::feed::write;
/// use london_daily::model::{Edition, Slug, Story};
///
/// let story = Story {
///     id: "1".into(),
///     slug: Slug::of_name("Bridge"),
///     headline: "Bridge open again".into(),
///     article: Some("/content/bridge.json".into()),
///     ..Story::default()
/// };
/// let item = write::listed(&story, story.article.as_deref());
/// let json = write::feed(&write::frame(&Edition::default()), [item.as_str()]);
///
/// let decoded = feed::decode(json.as_bytes(), "/content/feed.json").unwrap();
/// assert_eq!(decoded.edition.stories, [story]);
/// ```
pub fn feed<'a>(frame: &str, items: impl IntoIterator<Item = &'a str>) -> String {
    let items: Vec<&str> = items.into_iter().collect();
    format!("{frame}{}]}}", items.join(","))
}

/// Returns an article's own document, text included.
pub fn document(story: &Story) -> String {
    let (content_html, content_text) = match &story.body {
        Body::Absent => (None, None),
        Body::Markup(markup) => (Some(markup.as_str()), None),
        Body::Text(text) => (None, Some(text.as_str())),
    };
    let item = Item { content_html, content_text, ..Item::of(story, None) };
    to_json(&ArticleFeed { version: VERSION, title: as_plain(&story.headline), items: [item] })
}

/// Returns the item of a story without its text. `article` is the URL of the document that has the text.
pub fn listed(story: &Story, article: Option<&str>) -> String {
    to_json(&Item::of(story, article))
}

fn to_json(document: &impl Serialize) -> String {
    // Serializing cannot fail: the keys of all objects below are strings.
    serde_json::to_string(document).unwrap_or_default()
}

/// A feed without its items.
#[derive(Serialize)]
struct Feed<'a> {
    version: &'static str,
    title: Cow<'a, str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    description: Option<Cow<'a, str>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    language: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    home_page_url: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    icon: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    next_url: Option<&'a str>,
    #[serde(skip_serializing_if = "is_false")]
    expired: bool,
    #[serde(rename = "_london_daily")]
    extension: FeedExtension<'a>,
}

#[derive(Serialize)]
struct FeedExtension<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    about: Option<&'a str>,
    time_zone: &'a str,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    sections: Vec<Cow<'a, str>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    masthead: Vec<Cow<'a, str>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    newsletter: Option<NewsletterObject<'a>>,
    live_seconds: u32,
}

impl<'a> Feed<'a> {
    fn of(edition: &'a Edition) -> Self {
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
        Self {
            version: VERSION,
            title: as_plain(name),
            description: tagline.as_deref().map(as_plain),
            language: language.as_deref(),
            home_page_url: home_page.as_deref(),
            icon: icon.as_deref(),
            next_url: older.as_deref(),
            expired: *expired,
            extension: FeedExtension {
                about: about.as_deref(),
                time_zone,
                sections: labels(sections),
                masthead: labels(masthead),
                newsletter: newsletter.as_ref().map(NewsletterObject::of),
                live_seconds: *live_seconds,
            },
        }
    }
}

#[derive(Serialize)]
struct NewsletterObject<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    title: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    text: Option<&'a str>,
    action: &'a str,
    method: &'a str,
    email_field: &'a str,
    transport: &'static str,
    fields: BTreeMap<&'a str, &'a str>,
}

impl<'a> NewsletterObject<'a> {
    fn of(newsletter: &'a Newsletter) -> Self {
        Self {
            title: newsletter.title.as_deref(),
            text: newsletter.text.as_deref(),
            action: &newsletter.action,
            method: &newsletter.method,
            email_field: &newsletter.email_field,
            transport: match newsletter.transport {
                Transport::Form => "form",
                Transport::Fetch => "fetch",
                Transport::Json => "json",
                Transport::Mail => "mailto",
            },
            fields: newsletter.fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect(),
        }
    }
}

/// An article's own document: a feed with one item.
#[derive(Serialize)]
struct ArticleFeed<'a> {
    version: &'static str,
    title: Cow<'a, str>,
    items: [Item<'a>; 1],
}

#[derive(Serialize)]
struct Item<'a> {
    id: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    external_url: Option<&'a str>,
    title: Cow<'a, str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    content_html: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    content_text: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    summary: Option<Cow<'a, str>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    date_published: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    date_modified: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    language: Option<&'a str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    authors: Vec<AuthorObject<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    tags: Vec<Cow<'a, str>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    attachments: Vec<Attachment<'a>>,
    #[serde(rename = "_london_daily", skip_serializing_if = "ItemExtension::is_empty")]
    extension: ItemExtension<'a>,
}

#[derive(PartialEq, Default, Serialize)]
struct ItemExtension<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    slug: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    kicker: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    excerpt: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    front: Option<&'static str>,
    #[serde(skip_serializing_if = "is_false")]
    note: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    article_url: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    picture: Option<PictureObject<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    corrections: Vec<CorrectionObject<'a>>,
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    related: &'a [String],
    #[serde(skip_serializing_if = "is_false")]
    withdrawn: bool,
}

impl<'a> Item<'a> {
    /// Returns the item without its text.
    fn of(story: &'a Story, article: Option<&'a str>) -> Self {
        Self {
            id: &story.id,
            url: story.home.as_deref(),
            external_url: story.external.as_deref(),
            title: as_plain(&story.headline),
            content_html: None,
            content_text: None,
            summary: story.standfirst.as_deref().map(as_plain),
            date_published: story.published.map(|moment| moment.to_string()),
            date_modified: story.updated.map(|moment| moment.to_string()),
            language: story.language.as_deref(),
            authors: story.authors.iter().map(AuthorObject::of).collect(),
            tags: labels(story.section.iter().chain(&story.topics)),
            attachments: story.recordings.iter().map(Attachment::of).collect(),
            extension: ItemExtension {
                slug: Some(story.slug.as_str())
                    .filter(|_| item::natural_slug(story, Some(&story.headline)) != story.slug),
                kicker: story.kicker.as_deref(),
                excerpt: story.excerpt.as_deref(),
                front: story.front.map(|place| match place {
                    FrontPlace::Lead => "lead",
                    FrontPlace::Second => "second",
                    FrontPlace::Brief => "brief",
                }),
                note: story.is_note,
                article_url: article,
                picture: story.picture.as_ref().map(PictureObject::of),
                corrections: story.corrections.iter().map(CorrectionObject::of).collect(),
                related: &story.related,
                withdrawn: story.withdrawn,
            },
        }
    }
}

impl ItemExtension<'_> {
    fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

#[derive(Serialize)]
struct AuthorObject<'a> {
    name: Cow<'a, str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<&'a str>,
}

impl<'a> AuthorObject<'a> {
    fn of(author: &'a Author) -> Self {
        Self { name: as_plain(&author.name), url: author.home.as_deref() }
    }
}

#[derive(Serialize)]
struct Attachment<'a> {
    url: &'a str,
    mime_type: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    title: Option<Cow<'a, str>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    size_in_bytes: Option<u64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    duration_in_seconds: Option<u32>,
}

impl<'a> Attachment<'a> {
    fn of(recording: &'a Recording) -> Self {
        Self {
            url: &recording.src,
            mime_type: &recording.media_type,
            title: recording.title.as_deref().map(as_plain),
            size_in_bytes: recording.bytes,
            duration_in_seconds: recording.seconds,
        }
    }
}

#[derive(PartialEq, Serialize)]
struct CorrectionObject<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    date: Option<String>,
    text: &'a str,
}

impl<'a> CorrectionObject<'a> {
    fn of(correction: &'a Correction) -> Self {
        Self { date: correction.date.map(|moment| moment.to_string()), text: &correction.text }
    }
}

#[derive(PartialEq, Serialize)]
struct PictureObject<'a> {
    src: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    width: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    height: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    alt: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    caption: Option<Cow<'a, str>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    credit: Option<Cow<'a, str>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    renditions: Vec<RenditionObject<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    focus: Option<FocusObject>,
    #[serde(skip_serializing_if = "is_false")]
    in_text: bool,
}

#[derive(PartialEq, Serialize)]
struct FocusObject {
    x: f64,
    y: f64,
}

impl FocusObject {
    fn of(focus: Focus) -> Self {
        let part = |percent: u8| f64::from(percent) / 100.0;
        Self { x: part(focus.x), y: part(focus.y) }
    }
}

#[derive(PartialEq, Serialize)]
struct RenditionObject<'a> {
    src: &'a str,
    width: u32,
    #[serde(rename = "type", skip_serializing_if = "Option::is_none")]
    media_type: Option<&'a str>,
}

impl<'a> PictureObject<'a> {
    fn of(picture: &'a Picture) -> Self {
        let rendition = |rendition: &'a Rendition| RenditionObject {
            src: &rendition.src,
            width: rendition.width,
            media_type: rendition.media_type.as_deref(),
        };
        Self {
            src: &picture.src,
            width: picture.width,
            height: picture.height,
            alt: picture.alt.as_deref(),
            caption: picture.caption.as_deref().map(as_plain),
            credit: picture.credit.as_deref().map(as_plain),
            renditions: picture.renditions.iter().map(rendition).collect(),
            focus: picture.focus.map(FocusObject::of),
            in_text: picture.is_in_text,
        }
    }
}

fn labels<'a>(names: impl IntoIterator<Item = &'a String>) -> Vec<Cow<'a, str>> {
    names.into_iter().map(|name| as_plain(name)).collect()
}

fn is_false(flag: &bool) -> bool {
    !flag
}

#[cfg(test)]
mod tests;
