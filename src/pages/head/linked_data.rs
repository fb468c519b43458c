//! JSON-LD in the vocabulary of schema.org.

use serde::Serialize;

use super::{PageContent, Site, path};
use crate::{
    feed::inert,
    model::{
        Author, Correction, Edition, Moment, Picture, Story,
        paths::{List, Page},
    },
    pages::name,
};

/// Returns the page's JSON-LD, fit for a `script` element; `None` for a page without any.
pub(super) fn of(
    page: PageContent<'_>,
    title: &str,
    edition: &Edition,
    site: Site<'_>,
    description: Option<&str>,
) -> Option<String> {
    let thing = match page {
        Page::Front => Some(publisher(edition, site, description)),
        Page::Article((story, _)) => Some(article(story, edition, site, description)),
        _ => None,
    };
    let graph: Vec<Thing<'_>> = thing.into_iter().chain(breadcrumbs(page, title, edition, site)).collect();
    if graph.is_empty() {
        return None;
    }
    let document = Document { context: "https://schema.org", graph };
    serde_json::to_string(&document).ok().map(|json| inert(&json))
}

#[derive(Serialize)]
struct Document<'a> {
    #[serde(rename = "@context")]
    context: &'static str,
    #[serde(rename = "@graph")]
    graph: Vec<Thing<'a>>,
}

/// The types of schema.org that occur in pages, with the properties that they get.
#[derive(Clone, Serialize)]
#[serde(tag = "@type", rename_all_fields = "camelCase")]
enum Thing<'a> {
    NewsMediaOrganization {
        name: &'a str,
        #[serde(skip_serializing_if = "Option::is_none")]
        description: Option<&'a str>,
        #[serde(skip_serializing_if = "Option::is_none")]
        url: Option<String>,
        #[serde(skip_serializing_if = "Option::is_none")]
        logo: Option<Box<Thing<'a>>>,
    },
    Organization {
        name: &'a str,
        #[serde(skip_serializing_if = "Option::is_none")]
        url: Option<&'a str>,
    },
    Person {
        name: &'a str,
        #[serde(skip_serializing_if = "Option::is_none")]
        url: Option<&'a str>,
    },
    NewsArticle {
        headline: &'a str,
        #[serde(skip_serializing_if = "Option::is_none")]
        description: Option<&'a str>,
        #[serde(skip_serializing_if = "Option::is_none")]
        date_published: Option<String>,
        #[serde(skip_serializing_if = "Option::is_none")]
        date_modified: Option<String>,
        author: Vec<Thing<'a>>,
        #[serde(skip_serializing_if = "Option::is_none")]
        article_section: Option<&'a str>,
        #[serde(skip_serializing_if = "<[_]>::is_empty")]
        keywords: &'a [String],
        #[serde(skip_serializing_if = "Vec::is_empty")]
        image: Vec<Thing<'a>>,
        #[serde(skip_serializing_if = "Option::is_none")]
        in_language: Option<&'a str>,
        #[serde(skip_serializing_if = "Option::is_none")]
        main_entity_of_page: Option<String>,
        is_accessible_for_free: bool,
        publisher: Box<Thing<'a>>,
        #[serde(skip_serializing_if = "Vec::is_empty")]
        correction: Vec<Thing<'a>>,
    },
    CorrectionComment {
        text: &'a str,
        #[serde(skip_serializing_if = "Option::is_none")]
        date_published: Option<String>,
    },
    ImageObject {
        url: String,
        #[serde(skip_serializing_if = "Option::is_none")]
        width: Option<String>,
        #[serde(skip_serializing_if = "Option::is_none")]
        height: Option<String>,
        #[serde(skip_serializing_if = "Option::is_none")]
        caption: Option<&'a str>,
        #[serde(skip_serializing_if = "Option::is_none")]
        credit_text: Option<&'a str>,
    },
    BreadcrumbList {
        item_list_element: Vec<Thing<'a>>,
    },
    ListItem {
        position: usize,
        name: &'a str,
        item: Reference,
    },
}

/// A reference to a page by its URL.
#[derive(Clone, Serialize)]
struct Reference {
    #[serde(rename = "@id")]
    id: String,
}

fn publisher<'a>(edition: &'a Edition, site: Site<'_>, description: Option<&'a str>) -> Thing<'a> {
    let paper = &edition.paper;
    let icon = paper.icon.as_deref().and_then(|icon| site.whole(icon));
    let logo = |url| Thing::ImageObject { url, width: None, height: None, caption: None, credit_text: None };
    Thing::NewsMediaOrganization {
        name: &paper.name,
        description,
        url: site.whole(&site.paths.front()),
        logo: icon.map(logo).map(Box::new),
    }
}

fn article<'a>(
    story: &'a Story,
    edition: &'a Edition,
    site: Site<'_>,
    description: Option<&'a str>,
) -> Thing<'a> {
    let publisher = publisher(edition, site, None);
    let mut authors: Vec<_> =
        story.authors.iter().map(|author| byline(author, &edition.paper.name)).collect();
    if authors.is_empty() {
        authors.push(publisher.clone());
    }
    Thing::NewsArticle {
        headline: &story.headline,
        description,
        date_published: date(story.published),
        date_modified: date(story.updated.or(story.published)),
        author: authors,
        article_section: story.section.as_deref(),
        keywords: &story.topics,
        image: story.picture.iter().filter_map(|picture| image(picture, site)).collect(),
        in_language: story.language.as_deref().or(edition.paper.language.as_deref()),
        main_entity_of_page: site.whole(&site.paths.article(&story.slug)),
        is_accessible_for_free: true,
        publisher: Box::new(publisher),
        correction: story.corrections.iter().map(correction).collect(),
    }
}

fn byline<'a>(author: &'a Author, paper: &str) -> Thing<'a> {
    let name = &author.name;
    let url = author.home.as_deref().filter(|home| home.starts_with("http"));
    if name == paper { Thing::Organization { name, url } } else { Thing::Person { name, url } }
}

fn correction(correction: &Correction) -> Thing<'_> {
    Thing::CorrectionComment { text: &correction.text, date_published: date(correction.date) }
}

fn image<'a>(picture: &'a Picture, site: Site<'_>) -> Option<Thing<'a>> {
    // schema.org's type for widths and heights, `Distance`, includes the unit.
    let pixels = |side: Option<u32>| side.map(|side| format!("{side} px"));
    Some(Thing::ImageObject {
        url: site.whole(&picture.src)?,
        width: pixels(picture.width),
        height: pixels(picture.height),
        caption: picture.caption.as_deref(),
        credit_text: picture.credit.as_deref(),
    })
}

fn date(moment: Option<Moment>) -> Option<String> {
    moment.map(|moment| moment.to_string())
}

/// Returns the breadcrumbs from the front page to this page; `None` for pages without any, and without absolute URLs.
fn breadcrumbs<'a>(
    page: PageContent<'a>,
    title: &'a str,
    edition: &'a Edition,
    site: Site<'_>,
) -> Option<Thing<'a>> {
    if matches!(page, Page::Front) {
        return None;
    }
    let list = match page {
        Page::Article((story, _)) => story.section.as_deref().map(List::Section),
        Page::Numbered(list, _) => Some(list),
        _ => None,
    };
    let front = (edition.paper.name.as_str(), site.paths.front());
    let list = list.map(|list| (name(list), site.paths.list(list)));
    let way = [front].into_iter().chain(list).chain([(title, path(page, site.paths)?)]);
    let step = |(at, (name, path)): (usize, (&'a str, String))| {
        Some(Thing::ListItem { position: at + 1, name, item: Reference { id: site.whole(&path)? } })
    };
    let item_list_element = way.enumerate().map(step).collect::<Option<Vec<_>>>()?;
    Some(Thing::BreadcrumbList { item_list_element })
}
