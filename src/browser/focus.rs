//! Giving the focus to something, without scrolling there.

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{FocusOptions, HtmlElement};

/// Gives the focus to an element, if it is there.
pub fn give(element: Option<HtmlElement>) {
    if let Some(element) = element {
        let options = FocusOptions::new();
        options.set_prevent_scroll(true);
        let _ = element.focus_with_options(&options);
    }
}

/// The first of the links that `selector` names which leads to `href`, as it is written.
pub fn link(selector: &str, href: &str) -> Option<HtmlElement> {
    let links = document().query_selector_all(selector).ok()?;
    (0..links.length())
        .filter_map(|at| links.get(at)?.dyn_into::<HtmlElement>().ok())
        .find(|link| link.get_attribute("href").as_deref() == Some(href))
}
