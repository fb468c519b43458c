//! The metadata in the head of the document, kept up to date while the reader goes from page to page.
//!
//! Sharing a page, saving it, or reading it with an extension uses the head as it is at that moment. Its content comes from
//! [`crate::pages::head`]; this module only puts it in place.

use leptos::prelude::*;
use web_sys::{Document, Element as DomElement};

use crate::{
    browser::{effect::effect, timers, trusted_types},
    model::{Edition, Slug, Story},
    pages::head::{Element, Head, Site},
    store::{
        context::SiteContext,
        newsroom::{ArticleState, Newsroom},
    },
};

/// The attribute that marks the elements of one page.
const MARK: &str = "data-head";

/// Updates the head whenever the reader goes to another page, or the page's content changes.
pub fn follow_head(site: SiteContext) {
    let (newsroom, navigation) = (site.newsroom, site.navigation);
    // The head is for search engines and sharing, so the page is painted first.
    let painted = RwSignal::new(None::<String>);
    effect(move || {
        let path = navigation.path();
        timers::painted(move || painted.set(Some(path)));
    });
    effect(move || {
        if let (Some(path), None) = (painted.get(), newsroom.error.get()) {
            put(&head_of(newsroom, &path).elements);
        }
    });
}

/// Returns the head of the page at `path`.
fn head_of(newsroom: Newsroom, path: &str) -> Head {
    let paths = newsroom.paths();
    let site = named("meta[name=london-daily-site]");
    let site = Site { paths: &paths, address: site.as_deref() };
    newsroom.edition.with(|edition| {
        let article = |slug: String| {
            let story = edition.stories.iter().find(|story| story.slug.as_str() == slug)?;
            Some(match newsroom.article(story) {
                Some(ArticleState::Ready(article)) => {
                    (story.merged_with(article.story.clone()), article.blocks.clone())
                }
                _ => (story.clone(), Vec::new()),
            })
        };
        let page = paths.page(path);
        let page =
            page.resolve(article, |slug| name(edition, &slug, false), |slug| name(edition, &slug, true));
        let content = page.as_ref().resolve(
            |(story, blocks)| Some((story, blocks.as_slice())),
            |name| Some(name.as_str()),
            |name| Some(name.as_str()),
        );
        Head::of(content, edition, site)
    })
}

/// Returns the name of the section or topic with this slug, as the site spells it.
fn name(edition: &Edition, slug: &str, topics: bool) -> Option<String> {
    let is_it = |name: &&String| Slug::of_name(name).as_str() == slug;
    let of_story = |story: &Story| {
        let topics = story.topics.iter().filter(|_| topics);
        topics.chain(&story.section).find(is_it).cloned()
    };
    edition.sections().iter().find(is_it).cloned().or_else(|| {
        let newest = edition.newest(&|story| of_story(story).is_some());
        of_story(newest.first()?)
    })
}

/// Returns the content of a `meta` element of the document.
fn named(selector: &str) -> Option<String> {
    document().query_selector(selector).ok().flatten()?.get_attribute("content")
}

/// Replaces the elements of the page before by these. If they are there already, nothing is touched.
fn put(elements: &[Element]) {
    let document = document();
    let marked = ["[", MARK, "]"].concat();
    let (Ok(there), Ok(Some(head))) = (document.query_selector_all(&marked), document.query_selector("head"))
    else {
        return;
    };
    let there: Vec<DomElement> =
        (0..there.length()).filter_map(|at| wasm_bindgen::JsCast::dyn_into(there.get(at)?).ok()).collect();
    if there.len() == elements.len() && there.iter().zip(elements).all(|(node, element)| says(node, element))
    {
        return;
    }
    for node in there {
        node.remove();
    }
    for element in elements {
        if let Some(node) = made(&document, element) {
            let _ = head.append_child(&node);
        }
    }
}

fn says(node: &DomElement, element: &Element) -> bool {
    let (key, kind) = element.kind;
    let text = match element.says {
        Some(says) => node.get_attribute(says),
        None => node.text_content(),
    };
    node.get_attribute(key).as_deref() == Some(kind) && text.as_deref() == Some(element.text.as_str())
}

fn made(document: &Document, element: &Element) -> Option<DomElement> {
    let node = document.create_element(element.name).ok()?;
    let (key, kind) = element.kind;
    node.set_attribute(key, kind).ok()?;
    node.set_attribute(MARK, "").ok()?;
    match element.says {
        Some(says) => node.set_attribute(says, &element.text).ok()?,
        // Trusted Types apply to the text of every script element, even to one with a type that never runs.
        None => drop(js_sys::Reflect::set(&node, &"text".into(), &trusted_types::data(&element.text))),
    }
    Some(node)
}
