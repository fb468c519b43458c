//! What a printed page says of itself: the data that it was printed from, and whether it is still as it was printed.

use js_sys::{Array, JSON};
use leptos::prelude::*;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Element, HtmlElement, HtmlInputElement};

use crate::{
    app::{Delivery, Desk},
    calendar,
    components::related_list::Reasons,
    focus,
    live::Excerpt,
    model::{Edition, Moment, Paper, Slug, Story},
    newsroom::{Printed, same_page},
    paths::{Page, Paths},
};

/// The element that holds the part of the edition which the page was printed from.
const EDITION: &str = "printed-edition";

/// What the page at `path` shows at once of the edition. `None` when it was not printed, or for another path, or is no longer whole.
pub(super) fn delivery(paths: &Paths, name: &str, path: &str) -> Option<Delivery> {
    let (page, at) = page().filter(|(_, at)| same_page(at, path))?;
    let feed = page.get_attribute("data-address")?;
    calendar::learn(page.get_attribute("data-clock").unwrap_or_default());
    let list = JSON::parse(&document().get_element_by_id("printed-list")?.text_content()?).ok()?.unchecked_into();
    let (edition, newest) = read(&list)?;
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

/// Reads what `press` has written (`press::page::brief`).
fn read(list: &Array) -> Option<(Edition, Option<Moment>)> {
    let text = |list: &Array, at| list.get(at).as_string();
    let moment = |list: &Array, at| Moment::from_millisecond(list.get(at).as_f64()? as i64).ok();
    let inner = |list: &Array, at| list.get(at).dyn_into::<Array>().ok();
    let paper = Paper {
        name: text(list, 0)?,
        tagline: text(list, 1),
        time_zone: text(list, 2)?,
        language: text(list, 3),
        sections: inner(list, 4)?.iter().filter_map(|name| name.as_string()).collect(),
        ..Paper::default()
    };
    let story = |story: JsValue| {
        let story = story.dyn_into().ok()?;
        Some(Story {
            id: text(&story, 0)?,
            slug: Slug::printed(text(&story, 1)?),
            headline: text(&story, 2)?,
            section: text(&story, 3),
            language: text(&story, 4),
            published: moment(&story, 5),
            updated: moment(&story, 6),
            ..Story::default()
        })
    };
    let stories = inner(list, 5)?.iter().map(story).collect::<Option<_>>()?;
    Some((Edition { paper, stories, older: text(list, 7), ..Edition::default() }, moment(list, 6)))
}

/// Notes that the reader is on the printed page.
pub(super) fn visit(desk: Desk) {
    if let Some(heading) = document().get_element_by_id("headline") {
        desk.title.set(heading.text_content().unwrap_or_default());
    }
    if let Page::Article(slug) = desk.newsroom.paths().page(&desk.navigation.path()) {
        desk.marks.mark(&slug);
    }
}

/// The list as it was printed: the article that it stands beside, and its rows with why they are there.
pub(super) fn list() -> (Option<String>, Reasons) {
    let article = super::element("list").and_then(|list| list.get_attribute("data-article"));
    let rows = elements("#list [data-id]").filter_map(|row| {
        let why = row.query_selector(".row-why p").ok().flatten().and_then(|why| why.text_content());
        Some((row.get_attribute("data-id")?, why))
    });
    (article, rows.collect())
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
