//! RSS 2.0 and Atom (RFC 4287) with full texts; `templates/` has their forms.

use askama::Template;
use jiff::fmt::rfc2822::DateTimePrinter;
use london_daily::model::{Moment, Paper, Story};

use super::{ATOM, Publication, RSS, full_text::FullText, length};

/// RSS 2.0, with the modules for full text (`content`) and authors (`dc`).
#[derive(Template)]
#[template(path = "rss.xml")]
struct Rss<'a> {
    paper: &'a Paper,
    /// URL of the front page.
    front: String,
    /// URL of the feed itself.
    own: String,
    built: Option<String>,
    icon: Option<String>,
    entries: Vec<Entry<'a>>,
}

/// Atom.
#[derive(Template)]
#[template(path = "atom.xml")]
struct Atom<'a> {
    paper: &'a Paper,
    /// URL of the front page.
    front: String,
    /// URL of the feed itself.
    own: String,
    updated: Moment,
    icon: Option<String>,
    entries: Vec<Entry<'a>>,
}

/// An article as feeds have it.
struct Entry<'a> {
    story: &'a Story,
    /// URL of its page.
    page: String,
    /// Its text as HTML; empty where there is none.
    text: &'a str,
    recordings: Vec<Enclosure<'a>>,
}

/// A recording.
struct Enclosure<'a> {
    url: String,
    /// Bytes; 0 where that is not known.
    length: u64,
    media_type: &'a str,
}

impl<'a> Entry<'a> {
    fn of(publication: &Publication<'_>, FullText { story, html }: &'a FullText) -> Self {
        let recordings = story.recordings.iter().map(|recording| Enclosure {
            url: publication.whole(&recording.src),
            length: length(publication, recording),
            media_type: &recording.media_type,
        });
        Self {
            story,
            page: publication.whole(&publication.paths.article(&story.slug)),
            text: html,
            recordings: recordings.collect(),
        }
    }

    fn rss_date(&self) -> Option<String> {
        self.story.published.and_then(rfc_2822)
    }

    fn categories(&self) -> impl Iterator<Item = &String> {
        self.story.section.iter().chain(&self.story.topics)
    }

    /// Returns the story's id where it is a URL of some kind, as Atom wants it, else the URL of its page.
    fn atom_id(&self) -> &str {
        if is_url(&self.story.id) { &self.story.id } else { &self.page }
    }
}

/// Returns the RSS feed of these articles.
pub(super) fn rss(publication: &Publication<'_>, articles: &[FullText]) -> String {
    let paper = &publication.archive.edition.paper;
    rendered(&Rss {
        paper,
        front: publication.whole(&publication.paths.front()),
        own: publication.whole(&publication.address(RSS)),
        built: publication.touched().and_then(rfc_2822),
        icon: paper.icon.as_deref().map(|icon| publication.whole(icon)),
        entries: articles.iter().map(|article| Entry::of(publication, article)).collect(),
    })
}

/// Returns the Atom feed of these articles.
pub(super) fn atom(publication: &Publication<'_>, articles: &[FullText]) -> String {
    let paper = &publication.archive.edition.paper;
    rendered(&Atom {
        paper,
        front: publication.whole(&publication.paths.front()),
        own: publication.whole(&publication.address(ATOM)),
        updated: publication.touched().unwrap_or_default(),
        icon: paper.icon.as_deref().map(|icon| publication.whole(icon)),
        entries: articles.iter().map(|article| Entry::of(publication, article)).collect(),
    })
}

/// Returns a document. Templates fail only where something refuses to be displayed, which nothing here does.
pub(super) fn rendered(template: &impl Template) -> String {
    template.render().unwrap_or_default()
}

fn rfc_2822(moment: Moment) -> Option<String> {
    DateTimePrinter::new().timestamp_to_rfc9110_string(&moment).ok()
}

/// Returns `true` if an id is a URL of some kind (`https:`, `tag:`, `urn:`), as Atom wants it.
fn is_url(id: &str) -> bool {
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
    fn only_urls_are_ids_of_atom() {
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
            assert_eq!(is_url(id), sound, "{id}");
        }
    }

    #[test]
    fn a_date_is_written_as_in_letters() {
        let moment = "2025-07-10T06:45:00Z".parse().unwrap();
        assert_eq!(rfc_2822(moment).as_deref(), Some("Thu, 10 Jul 2025 06:45:00 GMT"));
    }
}
