//! Reading a printed page in the browser.

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, HtmlInputElement, Node};

use super::{PrintedPage, SHAPE, fnv_step};
use crate::{
    browser::{calendar, elements, focus},
    model::{Edition, Moment, Paper, Slug, Story},
    store::context::RankedIds,
};

impl PrintedPage {
    /// Returns the part of the edition that the page shows: enough for its list, and for the beginning of the next page.
    pub fn edition(&self) -> Edition {
        let paper = Paper {
            name: text("a.masthead-name").unwrap_or_default(),
            tagline: text(".masthead-tagline"),
            time_zone: self.time_zone.clone(),
            language: self.language.clone(),
            masthead: elements(".masthead-sections li a").filter_map(|link| text_of(&link)).collect(),
            ..Paper::default()
        };
        let list = elements("[data-root=list]").next();
        let is_changed = list.as_ref().is_some_and(|list| !is_as_printed(list));
        // A translated headline is not the story's own.
        let told = |element: &Element| !is_changed || element.class_name() != "row";
        let mut stories: Vec<Story> =
            elements("[data-id]").filter(told).filter_map(|element| self.story(&element)).collect();
        stories.extend(self.shown_article());
        Edition { paper, stories, older: self.older.clone(), expired: false }
    }

    /// Returns the story of a row in the list, or of a card.
    fn story(&self, element: &Element) -> Option<Story> {
        let find = |css| element.query_selector(css).ok().flatten();
        let link = find(".story-link")?;
        let href = link.get_attribute("href")?;
        let slug = href.trim_end_matches('/').rsplit('/').next()?;
        Some(Story {
            id: element.get_attribute("data-id")?,
            slug: Slug::printed(slug.to_owned()),
            headline: text_of(&link)?,
            // A card need not show the section of its story.
            section: element.get_attribute("data-section").or_else(|| text_of(&find(".row-section")?)),
            published: find("time").and_then(|time| moment_of(&time)),
            language: link.get_attribute("lang"),
            article: self.document(slug),
            ..Story::default()
        })
    }

    /// Returns the story whose article the page shows.
    fn shown_article(&self) -> Option<Story> {
        let article = elements("article[data-article]").next()?;
        let slug = self.path.trim_end_matches('/').rsplit('/').next()?;
        Some(Story {
            id: article.get_attribute("data-article")?,
            slug: Slug::printed(slug.to_owned()),
            headline: text(".article-header h1")?,
            section: text(".article-header .section-link"),
            published: elements(".dateline .published time").next().and_then(|time| moment_of(&time)),
            updated: elements(".dateline .updated time").next().and_then(|time| moment_of(&time)),
            language: article.get_attribute("lang"),
            article: self.document(slug),
            ..Story::default()
        })
    }
}

/// Returns the ids of the rows of a printed list, each with the reason that is printed with it.
pub fn reasons(list: &Element) -> RankedIds {
    let rows = list.query_selector_all(".row").ok();
    let length = rows.as_ref().map_or(0, |rows| rows.length());
    let row = |at| rows.as_ref()?.get(at)?.dyn_into::<Element>().ok();
    (0..length)
        .filter_map(row)
        .filter_map(|row| {
            let why = row.query_selector(".row-why p").ok().flatten();
            Some((row.get_attribute("data-id")?, why.and_then(|why| why.text_content())))
        })
        .collect()
}

/// Returns `true` if a root belongs to a printed page, whatever its content is now.
pub fn is_printed(root: &Element) -> bool {
    root.has_attribute(SHAPE)
}

/// Returns `true` if a root still has the nodes that it was printed with, and was printed with any.
pub fn is_as_printed(root: &impl AsRef<Element>) -> bool {
    let root = root.as_ref();
    if root.first_child().is_none() {
        return false;
    }
    let printed = root.get_attribute(SHAPE).and_then(|shape| u32::from_str_radix(&shape, 36).ok());
    printed.is_some_and(|printed| printed == shape_of(root, super::START))
}

fn shape_of(parent: &Node, mut shape: u32) -> u32 {
    let mut next = parent.first_child();
    while let Some(node) = next {
        match node.node_type() {
            Node::ELEMENT_NODE => {
                let element: &Element = node.unchecked_ref();
                shape = fnv_step(fnv_step(shape, b"<"), element.local_name().as_bytes());
                // A root within this one has a shape of its own.
                if !element.has_attribute("data-root") {
                    shape = shape_of(&node, shape);
                }
                shape = fnv_step(shape, b">");
            }
            Node::TEXT_NODE => shape = fnv_step(shape, b"#"),
            _ => shape = fnv_step(shape, b"!"),
        }
        next = node.next_sibling();
    }
    shape
}

/// The reader's input in a part of the page that is about to be re-rendered: the texts of fields by id, and the focus.
pub struct FormState {
    fields: Vec<(String, String)>,
    focus: Option<(String, Option<String>)>,
}

impl FormState {
    /// Saves what the reader has typed into email fields below `root`, and the focus if it is there.
    pub fn of(root: &HtmlElement) -> Self {
        let inside = |element: &Element| root.contains(Some(element));
        Self {
            fields: elements("input[type=email]")
                .filter(inside)
                .filter_map(|field| Some((field.id(), field.dyn_into::<HtmlInputElement>().ok()?.value())))
                .collect(),
            focus: document()
                .active_element()
                .filter(inside)
                .map(|element| (element.id(), element.get_attribute("href"))),
        }
    }

    /// Restores the texts in fields with the same ids, and the focus on the element with the same id, or on the link with the
    /// same URL.
    pub fn restore(&self) {
        // Firefox warns of a search for an element without an id.
        let find = |id: &str| document().get_element_by_id(Some(id).filter(|id| !id.is_empty())?);
        for (id, text) in &self.fields {
            if let Some(field) = find(id).and_then(|field| field.dyn_into::<HtmlInputElement>().ok()) {
                field.set_value(text);
            }
        }
        let Some((id, href)) = &self.focus else { return };
        let element = find(id).and_then(|element| element.dyn_into().ok());
        focus::give(element.or_else(|| focus::link("#app a", href.as_deref()?)));
    }
}

/// Returns the moment in the `datetime` of a `time` element, to the millisecond.
pub fn moment_of(time: &Element) -> Option<Moment> {
    calendar::parse(&time.get_attribute("datetime")?)
}

fn text(selector: &str) -> Option<String> {
    text_of(&elements(selector).next()?)
}

fn text_of(element: &Element) -> Option<String> {
    element.text_content().filter(|text| !text.is_empty())
}
