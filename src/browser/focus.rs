//! Moving the focus without scrolling.

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{FocusOptions, HtmlElement};

/// Moves the focus to an element, if there is one.
pub fn give(element: Option<HtmlElement>) {
    if let Some(element) = element {
        let options = FocusOptions::new();
        options.set_prevent_scroll(true);
        let _ = element.focus_with_options(&options);
    }
}

/// Returns the first link that matches `selector` and whose attribute `href` is literally `href`.
pub fn link(selector: &str, href: &str) -> Option<HtmlElement> {
    let links = document().query_selector_all(selector).ok()?;
    (0..links.length())
        .filter_map(|at| links.get(at)?.dyn_into::<HtmlElement>().ok())
        .find(|link| link.get_attribute("href").as_deref() == Some(href))
}
