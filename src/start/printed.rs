//! What a printed page says of itself: the data that it was printed from, and whether it is still as it was printed.

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, HtmlInputElement};

use crate::{
    app::Delivery,
    calendar, focus, json_feed,
    live::Excerpt,
    newsroom::{Article, Printed, same_page},
    paths::Paths,
};

/// The element that holds the part of the edition which the page was printed from.
const EDITION: &str = "printed-edition";

/// What the page at `path` was printed from, without its articles. `None` when it was not printed, or for another path, or is no longer whole.
pub(super) fn delivery(paths: &Paths, name: &str, path: &str) -> Option<Delivery> {
    let (page, at) = page().filter(|(_, at)| same_page(at, path))?;
    let (text, feed) = text_of(&page)?;
    let edition = json_feed::decode(text.as_bytes(), &feed).ok()?.edition;
    calendar::learn(page.get_attribute("data-clock").unwrap_or_default());
    let newest = page.get_attribute("data-newest").and_then(|newest| json_feed::moment(&newest));
    Some(Delivery {
        paths: paths.clone(),
        path: path.to_owned(),
        feed,
        name: name.to_owned(),
        edition: Ok(edition),
        articles: Vec::new(),
        printed: Some(Printed { path: at, excerpt: Excerpt { newest } }),
    })
}

/// Adds the articles that the page carries. `None` when one of them is no longer whole.
pub(super) fn add_articles(delivery: &mut Delivery) -> Option<()> {
    for element in elements(".printed-article") {
        let id = element.get_attribute("data-id")?;
        let (text, address) = text_of(&element)?;
        let article = json_feed::decode_article(text.as_bytes(), &address, &id).ok()?;
        let listed = delivery.edition.as_ref().ok()?.by_id(&id)?;
        let article = Article::read(listed.completed_by(article), &address);
        delivery.articles.push((id, article));
    }
    Some(())
}

/// Whether the page was printed for `path`.
pub(super) fn shows(path: &str) -> bool {
    page().is_some_and(|(_, at)| same_page(&at, path))
}

/// What a printed page says that the paper is called: its own title is another.
pub(super) fn name() -> Option<String> {
    document().query_selector("meta[property='og:site_name']").ok()??.get_attribute("content")
}

/// The element with the edition, and the path for which the page was printed.
fn page() -> Option<(Element, String)> {
    let page = document().get_element_by_id(EDITION)?;
    let at = page.get_attribute("data-path")?;
    Some((page, at))
}

/// Whether the page still has as many elements as when it was printed. Whoever changes a page that is not theirs, to translate
/// it or to mark something in it, puts elements around words.
pub(super) fn is_untouched(root: &HtmlElement) -> bool {
    let printed = document().get_element_by_id(EDITION).and_then(|page| page.get_attribute("data-elements"));
    let printed = printed.and_then(|count| count.parse().ok());
    printed == Some(root.get_elements_by_tag_name("*").length())
}

/// The text in an element and the address from which relative addresses in it count.
fn text_of(element: &Element) -> Option<(String, String)> {
    Some((element.text_content()?, element.get_attribute("data-address")?))
}

fn elements(selector: &str) -> impl Iterator<Item = Element> {
    let list = document().query_selector_all(selector).ok();
    let length = list.as_ref().map_or(0, |list| list.length());
    (0..length).filter_map(move |at| list.as_ref()?.get(at)?.dyn_into().ok())
}

/// What the reader has begun to type: the ids of fields and their texts; and what has the focus, by its id or where it leads.
pub(super) struct Typed {
    fields: Vec<(String, String)>,
    focus: Option<(String, Option<String>)>,
}

/// What the reader has typed below `root`.
pub(super) fn typed(root: &HtmlElement) -> Typed {
    let inside = |element: &Element| root.contains(Some(element));
    let fields = elements("input[type=email]").filter(inside);
    Typed {
        fields: fields
            .filter_map(|field| Some((field.id(), field.dyn_into::<HtmlInputElement>().ok()?.value())))
            .collect(),
        focus: document()
            .active_element()
            .filter(inside)
            .map(|element| (element.id(), element.get_attribute("href"))),
    }
}

/// Puts what was typed into the fields with the same ids.
pub(super) fn type_again(typed: &Typed) {
    let find = |id: &str| document().get_element_by_id(id);
    for (id, text) in &typed.fields {
        if let Some(field) = find(id).and_then(|field| field.dyn_into::<HtmlInputElement>().ok()) {
            field.set_value(text);
        }
    }
    let Some((id, href)) = &typed.focus else { return };
    let element = find(id).and_then(|element| element.dyn_into().ok());
    focus::give(element.or_else(|| focus::link("#app a", href.as_deref()?)));
}
