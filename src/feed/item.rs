use std::rc::Rc;

use percent_encoding::percent_decode_str;

use super::{Problem, fields::Fields, limits, made, paper, picture, text};
use crate::{
    browser::urls::{self, Use},
    model::{Author, Body, Correction, FrontPlace, Recording, Slug, Story},
};

/// The properties of a document that apply to all of its items.
pub(super) struct Frame<'a> {
    pub(super) sections: &'a [String],
    /// Authors of the items that name nobody.
    pub(super) authors: &'a [Author],
    /// IANA name of the time zone in which dates without an offset are meant.
    pub(super) time_zone: &'a str,
    /// Language of the paper. An item that names the same one counts as naming none.
    pub(super) language: Option<&'a str>,
    /// Kind of document.
    pub(super) extent: Extent,
}

/// How much of an item a document carries.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Extent {
    /// A list of stories. An item that names its article's document and has no `content_html` leaves its text to that document.
    Listed,
    /// An article's own document, which has everything.
    Whole,
}

/// Reads an item; `None` if it has neither `id` nor `url`. The slug may be the same as another item's.
pub(super) fn read(item: &Fields<'_>, frame: &Frame<'_>) -> Option<Story> {
    let id = id(item)?;
    let extension = item.object(paper::EXTENSION);
    let extension = extension.as_ref();
    let article = extension
        .filter(|_| frame.extent == Extent::Listed)
        .and_then(|extension| extension.address("article_url", Use::Media));
    let home = item.address("url", Use::Link);
    let Text { standfirst, body } = read_text(item, article.is_some());
    let title = item.text("title", limits::HEADLINE);
    let own_slug = || Slug::from_text(&extension?.line("slug", limits::LABEL)?);
    let slug = own_slug().unwrap_or_else(|| slug(home.as_deref(), &id, title.as_deref()));
    let is_listed = frame.extent == Extent::Listed;
    let own_picture = picture::read(item, extension, &body);
    let is_illustrated =
        matches!(&body, Body::Markup(markup) if markup.contains("<img") || markup.contains("<IMG"));
    let lacks_picture = is_listed && own_picture.is_none() && is_illustrated;
    let lacks_excerpt = is_listed && standfirst.is_none();
    let made = match title.is_none() || lacks_picture || lacks_excerpt {
        true => made::of(&body, item.address_of_document()),
        false => Rc::default(),
    };
    let recordings: Vec<Recording> =
        item.objects("attachments", limits::LIST).iter().filter_map(recording).collect();
    let picture = own_picture.or_else(|| made.picture.clone().filter(|_| lacks_picture));
    let says_something =
        !body.is_absent() || standfirst.is_some() || picture.is_some() || !recordings.is_empty();
    let is_note =
        title.is_none() && says_something || extension.is_some_and(|extension| extension.flag("note"));
    let said_excerpt = extension.and_then(|extension| extension.line("excerpt", limits::SENTENCES));
    let made_excerpt = || made.excerpt.clone().filter(|_| lacks_excerpt && !is_note);
    let excerpt = said_excerpt.or_else(made_excerpt);
    let line = |text: &str, most| text::line(text, most).map(|(line, _)| line);
    let headline = title
        .or_else(|| made.headline.clone())
        .or_else(|| line(standfirst.as_deref()?, limits::MADE_HEADLINE))
        .or_else(|| line(home.as_deref()?, limits::HEADLINE))
        .or_else(|| line(&id, limits::HEADLINE))
        .unwrap_or_else(|| slug.to_string());
    let (section, topics) = place(item.labels("tags"), frame.sections);
    let authors = super::author::read(item);
    Some(Story {
        slug,
        headline,
        kicker: extension.and_then(|extension| extension.line("kicker", limits::LABEL)),
        standfirst,
        excerpt,
        front: extension.and_then(front_place),
        is_note,
        authors: if authors.is_empty() { frame.authors.to_vec() } else { authors },
        section,
        topics,
        published: item.moment("date_published", frame.time_zone),
        updated: item.moment("date_modified", frame.time_zone),
        language: paper::language(item)
            .filter(|tag| !frame.language.is_some_and(|paper| paper.eq_ignore_ascii_case(tag))),
        picture,
        recordings,
        body,
        article,
        external: item.address("external_url", Use::Link),
        home,
        corrections: extension.map(|extension| corrections(extension, frame)).unwrap_or_default(),
        related: extension.map(|extension| extension.ids("related")).unwrap_or_default(),
        withdrawn: extension.is_some_and(|extension| extension.flag("withdrawn")),
        id,
    })
}

fn front_place(extension: &Fields<'_>) -> Option<FrontPlace> {
    match extension.string("front")?.trim().to_ascii_lowercase().as_str() {
        "lead" => Some(FrontPlace::Lead),
        "second" => Some(FrontPlace::Second),
        "brief" => Some(FrontPlace::Brief),
        _ => {
            extension.note("front", Problem::UnknownWord);
            None
        }
    }
}

/// Returns the id of an item: its `id`, else its `url`.
pub(super) fn id(item: &Fields<'_>) -> Option<String> {
    if let Some(id) = item.id("id") {
        return Some(id);
    }
    let Some(url) = item.id("url") else {
        item.note_all(Problem::Nameless);
        return None;
    };
    item.note("id", Problem::NoId);
    Some(url)
}

struct Text {
    standfirst: Option<String>,
    body: Body,
}

/// Reads the standfirst and the text by the table in [`super`]. `short` is `true` if the article has a document of its own.
fn read_text(item: &Fields<'_>, short: bool) -> Text {
    let standfirst = item.text("summary", limits::SENTENCES);
    if let Some(markup) = item.body("content_html") {
        return Text { standfirst, body: Body::Markup(markup.to_owned()) };
    }
    let Some(plain) = item.body("content_text") else { return Text { standfirst, body: Body::Absent } };
    if short {
        let standfirst = standfirst.or_else(|| text::line(plain, limits::SENTENCES).map(|(line, _)| line));
        return Text { standfirst, body: Body::Absent };
    }
    let plain = text::prose(plain);
    if standfirst.as_deref() == Some(plain.trim()) {
        return Text { standfirst, body: Body::Absent };
    }
    Text { standfirst, body: Body::Text(plain) }
}

/// Returns the slug that a story with this title gets if its item names none and no other story has the same.
#[cfg(not(target_arch = "wasm32"))]
pub(super) fn natural_slug(story: &Story, title: Option<&str>) -> Slug {
    slug(story.home.as_deref(), &story.id, title)
}

/// Returns the slug of a story: from the last part of its URL, else from its id, else from its title, else a hash of the id.
fn slug(home: Option<&str>, id: &str, title: Option<&str>) -> Slug {
    let from_address = |address: &str| {
        let segment = urls::last_segment(address)?;
        Slug::from_text(&percent_decode_str(&segment).decode_utf8_lossy())
    };
    let from_id = || if id.contains("://") { from_address(id) } else { Slug::from_text(id) };
    home.and_then(from_address)
        .or_else(from_id)
        .or_else(|| Slug::from_text(title?))
        .unwrap_or_else(|| Slug::default().with_suffix(id))
}

/// Separates the section from the topics: it is the first tag that is one of the paper's sections, or simply the first tag if the
/// paper names none. [`Edition::settle_sections`](crate::model::Edition::settle_sections) then sees which of those are sections.
fn place(mut tags: Vec<String>, sections: &[String]) -> (Option<String>, Vec<String>) {
    if sections.is_empty() {
        let topics = tags.split_off(tags.len().min(1));
        return (tags.pop(), topics);
    }
    Story::place(tags, sections)
}

/// Reads an attachment; `None` if it is not audio, or has no usable URL.
fn recording(attachment: &Fields<'_>) -> Option<Recording> {
    let media_type = attachment.line("mime_type", limits::LABEL)?.to_ascii_lowercase();
    if media_type.strip_prefix("audio/").is_none_or(str::is_empty) {
        return None;
    }
    Some(Recording {
        src: attachment.address("url", Use::Media)?,
        media_type,
        title: attachment.text("title", limits::LABEL),
        bytes: attachment
            .number("size_in_bytes")
            .filter(|size| (1.0..=1e15).contains(size))
            .map(|size| size as u64),
        seconds: attachment.count("duration_in_seconds", limits::SECONDS),
    })
}

fn corrections(extension: &Fields<'_>, frame: &Frame<'_>) -> Vec<Correction> {
    let mut corrections = Vec::new();
    for entry in extension.objects("corrections", limits::LIST) {
        match entry.line("text", limits::SENTENCES) {
            Some(text) => corrections.push(Correction { date: entry.moment("date", frame.time_zone), text }),
            None => entry.note("text", Problem::Missing),
        }
    }
    corrections
}
