use percent_encoding::percent_decode_str;

use super::{Problem, fields::Fields, limits, paper, picture, text};
use crate::{
    article::plain_text,
    browser::urls::{self, Use},
    model::{Author, Body, Correction, Recording, Slug, Story},
};

/// The properties of a document that apply to all of its items.
pub(super) struct Frame<'a> {
    pub(super) sections: &'a [String],
    /// Authors of the items that name nobody.
    pub(super) authors: &'a [Author],
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
    let title = item.line("title", limits::HEADLINE);
    let own_slug = || Slug::from_text(&extension?.line("slug", limits::LABEL)?);
    let slug = own_slug().unwrap_or_else(|| slug(home.as_deref(), &id, title.as_deref()));
    let headline = title
        .or_else(|| headline_from(standfirst.as_deref(), &body))
        .or_else(|| text::line(home.as_deref()?, limits::HEADLINE).map(|(line, _)| line))
        .or_else(|| text::line(&id, limits::HEADLINE).map(|(line, _)| line))
        .unwrap_or_else(|| slug.to_string());
    let (section, topics) = place(item.labels("tags"), frame.sections);
    let authors = super::author::read(item);
    Some(Story {
        slug,
        headline,
        kicker: extension.and_then(|extension| extension.line("kicker", limits::LABEL)),
        standfirst,
        authors: if authors.is_empty() { frame.authors.to_vec() } else { authors },
        section,
        topics,
        published: item.moment("date_published"),
        updated: item.moment("date_modified"),
        language: paper::language(item)
            .filter(|tag| !frame.language.is_some_and(|paper| paper.eq_ignore_ascii_case(tag))),
        picture: picture::read(item, extension),
        recordings: item.objects("attachments", limits::LIST).iter().filter_map(recording).collect(),
        body,
        article,
        external: item.address("external_url", Use::Link),
        home,
        corrections: extension.map(corrections).unwrap_or_default(),
        related: extension.map(|extension| extension.ids("related")).unwrap_or_default(),
        withdrawn: extension.is_some_and(|extension| extension.flag("withdrawn")),
        id,
    })
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
    let standfirst = item.line("summary", limits::SENTENCES);
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

/// Returns a headline for an item without a title: the beginning of its text, else of its summary.
fn headline_from(standfirst: Option<&str>, body: &Body) -> Option<String> {
    let said = match body {
        Body::Text(text) => text::line(text, limits::MADE_HEADLINE),
        Body::Markup(markup) => {
            // The beginning of the markup is enough for a headline; parsing a long article for it would be a waste.
            let beginning = text::beginning(markup, limits::MADE_HEADLINE * 200);
            text::line(&plain_text(beginning, limits::MADE_HEADLINE), limits::MADE_HEADLINE)
        }
        Body::Absent => None,
    };
    Some(said.or_else(|| text::line(standfirst?, limits::MADE_HEADLINE))?.0)
}

/// Returns the slug that a story gets if its item names none and no other story has the same.
#[cfg(not(target_arch = "wasm32"))]
pub(super) fn natural_slug(story: &Story) -> Slug {
    slug(story.home.as_deref(), &story.id, Some(&story.headline))
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

/// Separates the section from the topics. The section is the first tag that is one of the paper's sections, spelt as there, or
/// simply the first tag if none is.
fn place(mut tags: Vec<String>, sections: &[String]) -> (Option<String>, Vec<String>) {
    let section_of = |tag: &String| sections.iter().find(|section| text::same(section, tag));
    let found = tags.iter().enumerate().find_map(|(at, tag)| Some((at, section_of(tag)?.clone())));
    match found {
        Some((at, section)) => {
            tags.remove(at);
            (Some(section), tags)
        }
        None if tags.is_empty() => (None, tags),
        None => (Some(tags.remove(0)), tags),
    }
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
        title: attachment.line("title", limits::LABEL),
        seconds: attachment.count("duration_in_seconds", limits::SECONDS),
    })
}

fn corrections(extension: &Fields<'_>) -> Vec<Correction> {
    let mut corrections = Vec::new();
    for entry in extension.objects("corrections", limits::LIST) {
        match entry.line("text", limits::SENTENCES) {
            Some(text) => corrections.push(Correction { date: entry.moment("date"), text }),
            None => entry.note("text", Problem::Missing),
        }
    }
    corrections
}
