//! RSS 2.0 and Atom (RFC 4287) with full texts.

use jiff::fmt::rfc2822::DateTimePrinter;
use london_daily::{model::Moment, store::newsroom::Article};

use super::{ATOM, Publication, RSS, full_text, length, xml::Xml};

/// Returns the RSS feed, with the modules for full text (`content`) and authors (`dc`).
pub(super) fn rss(publication: &Publication<'_>, articles: &[Article]) -> String {
    let paper = &publication.archive.edition.paper;
    let front = publication.whole(&publication.paths.front());
    let mut xml = Xml::new();
    xml.open(
        "rss",
        &[
            ("version", "2.0"),
            ("xmlns:atom", "http://www.w3.org/2005/Atom"),
            ("xmlns:content", "http://purl.org/rss/1.0/modules/content/"),
            ("xmlns:dc", "http://purl.org/dc/elements/1.1/"),
        ],
    );
    xml.open("channel", &[]);
    xml.text("title", Some(&paper.name));
    xml.text("link", Some(&front));
    // RSS requires a description, which may be empty.
    xml.text("description", Some(paper.tagline.as_deref().unwrap_or_default()));
    xml.text("language", paper.language.as_deref());
    xml.text("lastBuildDate", publication.touched().and_then(rfc_2822).as_deref());
    let own = publication.whole(&publication.address(RSS));
    xml.empty("atom:link", &[("rel", "self"), ("type", "application/rss+xml"), ("href", &own)]);
    if let Some(icon) = &paper.icon {
        xml.open("image", &[]);
        xml.text("url", Some(&publication.whole(icon)));
        xml.text("title", Some(&paper.name));
        xml.text("link", Some(&front));
        xml.close("image");
    }
    for Article { story, blocks } in articles {
        xml.open("item", &[]);
        xml.text("title", Some(&story.headline));
        xml.text("link", Some(&publication.whole(&publication.paths.article(&story.slug))));
        xml.text_with("guid", &[("isPermaLink", "false")], Some(&story.id));
        xml.text("pubDate", story.published.and_then(rfc_2822).as_deref());
        for author in &story.authors {
            xml.text("dc:creator", Some(&author.name));
        }
        for name in story.section.iter().chain(&story.topics) {
            xml.text("category", Some(name));
        }
        xml.text("description", story.standfirst.as_deref());
        let text = full_text::html(publication, story, blocks);
        xml.text("content:encoded", Some(text.as_str()).filter(|text| !text.is_empty()));
        // RSS allows one enclosure for each item.
        if let Some(recording) = story.recordings.first() {
            let (src, length) =
                (publication.whole(&recording.src), length(publication, recording).to_string());
            xml.empty("enclosure", &[("url", &src), ("length", &length), ("type", &recording.media_type)]);
        }
        xml.close("item");
    }
    xml.close("channel");
    xml.close("rss");
    xml.finish()
}

/// Returns the Atom feed.
pub(super) fn atom(publication: &Publication<'_>, articles: &[Article]) -> String {
    let paper = &publication.archive.edition.paper;
    let front = publication.whole(&publication.paths.front());
    let updated = publication.touched().unwrap_or_default();
    let mut xml = Xml::new();
    let mut attributes = vec![("xmlns", "http://www.w3.org/2005/Atom")];
    attributes.extend(paper.language.as_deref().map(|language| ("xml:lang", language)));
    xml.open("feed", &attributes);
    xml.text("title", Some(&paper.name));
    xml.text("subtitle", paper.tagline.as_deref());
    xml.text("id", Some(&front));
    xml.text("updated", Some(&updated.to_string()));
    let own = publication.whole(&publication.address(ATOM));
    xml.empty("link", &[("rel", "self"), ("type", "application/atom+xml"), ("href", &own)]);
    xml.empty("link", &[("rel", "alternate"), ("type", "text/html"), ("href", &front)]);
    xml.text("icon", paper.icon.as_deref().map(|icon| publication.whole(icon)).as_deref());
    // Author of the entries that name none (RFC 4287, section 4.1.1).
    person(&mut xml, &paper.name, Some(&front));
    for Article { story, blocks } in articles {
        let page = publication.whole(&publication.paths.article(&story.slug));
        let mut attributes = Vec::new();
        attributes.extend(story.language.as_deref().map(|language| ("xml:lang", language)));
        xml.open("entry", &attributes);
        xml.text("title", Some(&story.headline));
        xml.text("id", Some(if is_address(&story.id) { &story.id } else { &page }));
        xml.text("published", story.published.map(|moment| moment.to_string()).as_deref());
        // Atom requires the date. A story without one gets 1970: a date that changes with each printing would make it news again.
        xml.text("updated", Some(&story.touched().unwrap_or_default().to_string()));
        xml.empty("link", &[("rel", "alternate"), ("type", "text/html"), ("href", &page)]);
        for recording in &story.recordings {
            let src = publication.whole(&recording.src);
            xml.empty("link", &[("rel", "enclosure"), ("type", &recording.media_type), ("href", &src)]);
        }
        for author in &story.authors {
            person(&mut xml, &author.name, author.home.as_deref());
        }
        for name in story.section.iter().chain(&story.topics) {
            xml.empty("category", &[("term", name)]);
        }
        xml.text("summary", story.standfirst.as_deref());
        let text = full_text::html(publication, story, blocks);
        xml.text_with("content", &[("type", "html")], Some(text.as_str()).filter(|text| !text.is_empty()));
        xml.close("entry");
    }
    xml.close("feed");
    xml.finish()
}

fn person(xml: &mut Xml, name: &str, home: Option<&str>) {
    xml.open("author", &[]);
    xml.text("name", Some(name));
    xml.text("uri", home.filter(|home| home.starts_with("http")));
    xml.close("author");
}

fn rfc_2822(moment: Moment) -> Option<String> {
    DateTimePrinter::new().timestamp_to_rfc9110_string(&moment).ok()
}

/// Returns `true` if an id is an IRI with a scheme (`https:`, `tag:`, `urn:`), which Atom requires.
fn is_address(id: &str) -> bool {
    let sound = |scheme: &str| {
        scheme.starts_with(|first: char| first.is_ascii_alphabetic())
            && scheme.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"+-.".contains(&byte))
    };
    id.split_once(':').is_some_and(|(scheme, rest)| sound(scheme) && !rest.is_empty())
        && id.bytes().all(|byte| byte.is_ascii_graphic() && !b"<>\"{}|\\^`".contains(&byte))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_addresses_are_ids_of_atom() {
        for (id, sound) in [
            ("tag:example.org,2025:a", true),
            ("https://example.org/a?b#c", true),
            ("urn:uuid:1", true),
            ("7", false),
            ("a b:c", false),
            ("1a:b", false),
            ("a:", false),
            ("a:<b>", false),
        ] {
            assert_eq!(is_address(id), sound, "{id}");
        }
    }

    #[test]
    fn a_date_is_written_as_in_letters() {
        let moment = "2025-07-10T06:45:00Z".parse().unwrap();
        assert_eq!(rfc_2822(moment).as_deref(), Some("Thu, 10 Jul 2025 06:45:00 GMT"));
    }
}
