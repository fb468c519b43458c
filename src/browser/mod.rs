//! Small functions around the web platform.

pub mod caches;
pub mod calendar;
pub mod effect;
pub mod events;
pub mod focus;
pub mod storage;
pub mod timers;
pub mod trusted_types;
pub mod urls;

use std::{future::Future, pin::pin};

use futures::future::{Either, select};
use leptos::prelude::*;
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    Element, HtmlDialogElement, HtmlElement, HtmlFormElement, KeyboardEvent, Response, SpeechSynthesis,
};

/// Returns the outcome of `wanted`, or `None` if `limit` is over before.
pub async fn either<T>(wanted: impl Future<Output = T>, limit: impl Future<Output = ()>) -> Option<T> {
    match select(pin!(wanted), pin!(limit)).await {
        Either::Left((outcome, _)) => Some(outcome),
        Either::Right(_) => None,
    }
}

/// Fetches a document in JSON. Returns `None` if it cannot be had within `limit` milliseconds.
pub async fn fetch_json(url: &str, limit: u32) -> Option<JsValue> {
    let fetched = async {
        let response = JsFuture::from(window().fetch_with_str(url)).await.ok()?;
        let response: Response = response.dyn_into().ok()?;
        JsFuture::from(response.json().ok()?).await.ok()
    };
    either(fetched, timers::pause(limit)).await?
}

/// Returns the elements of the document that match a selector, in document order.
pub fn elements(selector: &str) -> impl Iterator<Item = Element> + use<> {
    let list = document().query_selector_all(selector).ok();
    let length = list.as_ref().map_or(0, |list| list.length());
    (0..length).filter_map(move |at| list.as_ref()?.get(at)?.dyn_into().ok())
}

/// Sets an attribute of the root element, without a value, or takes it away.
pub fn mark_document(name: &str, marked: bool) {
    if let Some(root) = document().document_element() {
        let _ = root.toggle_attribute_with_force(name, marked);
    }
}

/// The attribute of the root element while a key alone is no shortcut: the reader has chosen so (WCAG 2.2, 2.1.4).
pub const NO_SHORTCUTS: &str = "data-keys";

/// Returns `true` if a key press asks for the list of keys.
pub fn asks_for_keys(event: &KeyboardEvent) -> bool {
    let root = document().document_element();
    event.key() == "?" && !is_typing(event) && root.is_none_or(|root| !root.has_attribute(NO_SHORTCUTS))
}

/// Returns `true` if a key press belongs to a field that the reader types into, to an input method, or, because of a modifier, to
/// the browser.
pub fn is_typing(event: &KeyboardEvent) -> bool {
    if event.ctrl_key() || event.meta_key() || event.alt_key() || event.is_composing() {
        return true;
    }
    let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
    target.is_some_and(|element| {
        element
            .closest("input:not([type=radio], [type=range]), textarea, select, [contenteditable]")
            .is_ok_and(|found| found.is_some())
    })
}

/// Opens a dialog of the document as a modal one, unless it is already open.
pub fn show_dialog(id: &str) {
    let dialog =
        document().get_element_by_id(id).and_then(|dialog| dialog.dyn_into::<HtmlDialogElement>().ok());
    if let Some(dialog) = dialog.filter(|dialog| !dialog.open()) {
        let _ = dialog.show_modal();
    }
}

/// Returns the current URL without its origin. `fragment` replaces its fragment: `#` and a name, or nothing.
pub fn here_with(fragment: &str) -> String {
    let location = window().location();
    let path = location.pathname().unwrap_or_default();
    let search = location.search().unwrap_or_default();
    format!("{path}{search}{fragment}")
}

/// Returns `true` if the reader has enlarged the page by fingers, so that the window shows only a part of it.
pub fn is_page_zoomed() -> bool {
    window().visual_viewport().is_some_and(|view| view.scale() > 1.01)
}

/// Returns the first form in an element.
pub fn form_in(element: &HtmlElement) -> Option<HtmlFormElement> {
    element.query_selector("form").ok()??.dyn_into().ok()
}

/// Returns `true` if the browser has a voice to read with. Many browsers have the interface without any voice.
pub fn has_voices() -> bool {
    speech().is_some_and(|speech| speech.get_voices().length() > 0)
}

/// Calls `changed` whenever the list of voices changes. Most browsers load it after the page.
pub fn on_voices(changed: fn()) {
    if let Some(speech) = speech() {
        let changed = Closure::<dyn Fn()>::new(changed);
        speech.set_onvoiceschanged(Some(changed.as_ref().unchecked_ref()));
        changed.forget();
    }
}

fn speech() -> Option<SpeechSynthesis> {
    let speech = js_sys::Reflect::get(&window(), &"speechSynthesis".into()).ok()?;
    (!speech.is_undefined() && !speech.is_null()).then(|| speech.unchecked_into())
}
