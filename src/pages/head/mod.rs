//! The head of a page: its title, and metadata for search engines, link previews and feed readers.
//!
//! This module is pure: the press prints the same head that the app puts in place when the reader goes to another page.

pub mod follow;
mod linked_data;

use crate::{
    article::{self, Block},
    model::{
        Edition, Moment, Story,
        paths::{Page, Paths},
    },
    pages::title,
    text,
};

/// The number of characters of a description that is taken from the beginning of a text.
const DESCRIPTION: usize = 200;

/// A page with the content that its head is made from: the complete story of an article, and its text if that has loaded; else
/// a name.
pub type PageContent<'a> = Page<(&'a Story, &'a [Block]), &'a str>;

/// The place where the site is published.
#[derive(Clone, Copy, Debug)]
pub struct Site<'a> {
    /// The URLs of its pages.
    pub paths: &'a Paths,
    /// Its origin, such as `https://example.org`; anything after the host is ignored. Without it there are no absolute URLs,
    /// and what needs one is left out.
    pub address: Option<&'a str>,
}

impl Site<'_> {
    /// Returns the absolute URL for a resolved one; `None` if the origin is missing. URLs of other hosts and `mailto:` URLs are
    /// absolute already.
    pub fn whole(&self, address: &str) -> Option<String> {
        if !address.starts_with('/') {
            return Some(address.to_owned());
        }
        let site = self.address?;
        let host = site.find("://")? + 3;
        let end = site.get(host..)?.find('/').map_or(site.len(), |at| host + at);
        Some(format!("{}{address}", site.get(..end)?))
    }
}

/// An element of a page's head.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Element {
    /// The name of the element: `meta`, `link` or `script`.
    pub name: &'static str,
    /// The attribute that says what the element is about, with its value, such as `property="og:title"`.
    pub kind: (&'static str, &'static str),
    /// The attribute that holds the text; `None` for a script, which has it as its content.
    pub says: Option<&'static str>,
    /// The text of the element.
    pub text: String,
}

/// The title and the elements of a page's head.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Head {
    /// The title in the browser's tab.
    pub title: String,
    /// The elements, in order.
    pub elements: Vec<Element>,
}

impl Head {
    /// Returns the head of a page.
    pub fn of(page: PageContent<'_>, edition: &Edition, site: Site<'_>) -> Self {
        let paper = &edition.paper;
        let title = title(page);
        let mut head = Self { title: text::document_title(&title, &paper.name), ..Self::default() };
        let description = description(page, edition);
        let address = path(page, site.paths).and_then(|path| site.whole(&path));
        head.meta("name", "description", description.as_deref());
        let hidden = match page {
            // Of no use to search engines: they show what a reader keeps, or that there is nothing.
            Page::Saved | Page::Offline | Page::NotFound => true,
            Page::Article((story, _)) => story.withdrawn,
            _ => false,
        };
        head.meta("name", "robots", Some(if hidden { "noindex" } else { "max-image-preview:large" }));
        if hidden {
            return head;
        }
        if let Some(address) = &address {
            let kind = ("rel", "canonical");
            head.elements.push(Element { name: "link", kind, says: Some("href"), text: address.clone() });
        }
        head.meta("property", "og:site_name", Some(&paper.name));
        head.meta(
            "property",
            "og:type",
            Some(if matches!(page, Page::Article(..)) { "article" } else { "website" }),
        );
        head.meta("property", "og:title", Some(if title.is_empty() { &paper.name } else { &*title }));
        head.meta("property", "og:description", description.as_deref());
        head.meta("property", "og:url", address.as_deref());
        let language = match page {
            Page::Article((story, _)) => story.language.as_ref().or(paper.language.as_ref()),
            _ => paper.language.as_ref(),
        };
        let locale = language.filter(|tag| tag.len() == 5).map(|tag| tag.replace('-', "_"));
        head.meta("property", "og:locale", locale.as_deref());
        let picture = match page {
            Page::Article((story, _)) => story.picture.as_ref(),
            Page::Front => lead(edition).and_then(|story| story.picture.as_ref()),
            _ => None,
        };
        let shown = picture.and_then(|picture| Some((picture, site.whole(&picture.src)?)));
        if let Some((picture, address)) = &shown {
            head.meta("property", "og:image", Some(address));
            for (name, side) in [("og:image:width", picture.width), ("og:image:height", picture.height)] {
                head.meta("property", name, side.map(|side| side.to_string()).as_deref());
            }
            head.meta("property", "og:image:alt", picture.alt.as_deref());
        } else {
            head.meta(
                "property",
                "og:image",
                paper.icon.as_deref().and_then(|icon| site.whole(icon)).as_deref(),
            );
        }
        if let Page::Article((story, _)) = page {
            let moment = |moment: Option<Moment>| moment.map(|moment| moment.to_string());
            head.meta("property", "article:published_time", moment(story.published).as_deref());
            head.meta("property", "article:modified_time", moment(story.updated).as_deref());
            head.meta("property", "article:section", story.section.as_deref());
            for topic in &story.topics {
                head.meta("property", "article:tag", Some(topic));
            }
        }
        let card = if shown.is_some() { "summary_large_image" } else { "summary" };
        head.meta("name", "twitter:card", Some(card));
        if let Some(text) = linked_data::of(page, &title, edition, site, description.as_deref()) {
            let kind = ("type", "application/ld+json");
            head.elements.push(Element { name: "script", kind, says: None, text });
        }
        head
    }

    fn meta(&mut self, key: &'static str, kind: &'static str, text: Option<&str>) {
        if let Some(text) = text.filter(|text| !text.is_empty()) {
            let text = text.to_owned();
            self.elements.push(Element { name: "meta", kind: (key, kind), says: Some("content"), text });
        }
    }
}

/// Returns the path of a page. `None` for the page that has no URL of its own.
fn path(page: PageContent<'_>, paths: &Paths) -> Option<String> {
    paths.of(page.resolve(|(story, _)| Some(&story.slug), Some, Some))
}

fn lead(edition: &Edition) -> Option<&Story> {
    edition.stories.iter().find(|story| !story.withdrawn)
}

fn description(page: PageContent<'_>, edition: &Edition) -> Option<String> {
    match page {
        Page::Front => edition.paper.tagline.clone(),
        Page::Article((story, blocks)) => story.standfirst.clone().or_else(|| beginning(blocks)),
        Page::Section(_) | Page::Topic(_) | Page::Archive => {
            Some(text::listing_description(&title(page), &edition.paper.name))
        }
        Page::Numbered(..) => Some(text::numbered_description(&title(page), &edition.paper.name)),
        _ => None,
    }
}

/// Returns the first words of a text, up to [`DESCRIPTION`] characters.
fn beginning(blocks: &[Block]) -> Option<String> {
    let mut line = String::new();
    let mut length = 0;
    for block in blocks {
        for word in article::text_of(std::slice::from_ref(block)).split_whitespace() {
            length += word.chars().count() + 1;
            if length > DESCRIPTION {
                line.push('…');
                return Some(line);
            }
            if !line.is_empty() {
                line.push(' ');
            }
            line.push_str(word);
        }
    }
    (!line.is_empty()).then_some(line)
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests;
