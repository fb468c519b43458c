//! JSON Feed 1.1 with full texts, for feed readers: they do not know `_london_daily.article_url`, which leads from a list to the
//! documents of articles.

use london_daily::model::Author;
use serde_json::{Value, json};

use super::{JSON, Publication, full_text::FullText, length};

/// Returns the feed, with absolute URLs.
pub(super) fn feed(publication: &Publication<'_>, articles: &[FullText]) -> String {
    let paper = &publication.archive.edition.paper;
    let front = publication.whole(&publication.paths.front());
    let mut feed = stated(json!({
        "version": "https://jsonfeed.org/version/1.1",
        "title": paper.name,
        "home_page_url": front,
        "feed_url": publication.whole(&publication.address(JSON)),
        "description": paper.tagline,
        "icon": paper.icon.as_deref().map(|icon| publication.whole(icon)),
        // Author of the items that name none.
        "authors": [{ "name": paper.name, "url": front }],
        "language": paper.language,
        "expired": publication.archive.edition.expired.then_some(true),
    }));
    // JSON Feed requires `items`, also if there are none; `stated` would remove an empty list.
    feed["items"] = articles.iter().map(|article| item(publication, article)).collect();
    feed.to_string()
}

fn item(publication: &Publication<'_>, FullText { story, html }: &FullText) -> Value {
    // JSON Feed requires `content_html` or `content_text`. A brief has no text, so its standfirst or headline is used.
    let brief = html.is_empty().then(|| story.standfirst.as_deref().unwrap_or(&story.headline));
    let recordings = story.recordings.iter().map(|recording| {
        stated(json!({
            "url": publication.whole(&recording.src),
            "mime_type": recording.media_type,
            "title": recording.title,
            "size_in_bytes": Some(length(publication, recording)).filter(|length| *length > 0),
            "duration_in_seconds": recording.seconds,
        }))
    });
    stated(json!({
        "id": story.id,
        "url": publication.whole(&publication.paths.article(&story.slug)),
        "external_url": story.external,
        "title": story.headline,
        "content_html": Some(html).filter(|html| !html.is_empty()),
        "content_text": brief,
        "summary": story.standfirst,
        "image": story.picture.as_ref().map(|picture| publication.whole(&picture.src)),
        "date_published": story.published.map(|moment| moment.to_string()),
        "date_modified": story.updated.map(|moment| moment.to_string()),
        "authors": story.authors.iter().map(|author| byline(publication, author)).collect::<Vec<_>>(),
        "tags": story.section.iter().chain(&story.topics).collect::<Vec<_>>(),
        "language": story.language,
        "attachments": recordings.collect::<Vec<_>>(),
    }))
}

fn byline(publication: &Publication<'_>, author: &Author) -> Value {
    stated(json!({ "name": author.name, "url": author.home.as_deref().map(|home| publication.whole(home)) }))
}

/// Returns an object without the members that are `null` or an empty list.
fn stated(mut object: Value) -> Value {
    if let Some(members) = object.as_object_mut() {
        members.retain(|_, value| !value.is_null() && *value != json!([]));
    }
    object
}
