//! The list of keys.

use leptos::{html, prelude::*};
use wasm_bindgen::JsCast;
use web_sys::{Element, KeyboardEvent};

use crate::{listen::intercept, words};

/// The list of keys, which `?` opens, and the listener for it.
#[component]
pub fn Keys() -> impl IntoView {
    let KeysDialog(dialog) = KeysDialog::here();
    crate::later::effect(move || {
        intercept(&window(), "keydown", move |event| {
            let Some(event) = event.dyn_ref::<KeyboardEvent>() else { return };
            if event.key() == "?" && !is_typing(event) {
                event.prevent_default();
                KeysDialog(dialog).open();
            }
        });
    });
    let rows = words::KEY_LIST
        .iter()
        .map(|(keys, meaning)| view! { <div><dt>{key_caps(keys)}</dt><dd>{*meaning}</dd></div> })
        .collect_view();
    view! {
        <dialog class="panel-dialog" id="keys" node_ref=dialog aria-labelledby="keys-title" closedby="any">
            <h2 id="keys-title">{words::KEYS}</h2>
            <dl class="key-list">{rows}</dl>
            <form method="dialog">
                <button class="button">{words::CLOSE}</button>
            </form>
        </dialog>
    }
}

/// The way to the dialog for whoever offers to open it.
#[derive(Clone, Copy, Default)]
pub struct KeysDialog(NodeRef<html::Dialog>);

impl KeysDialog {
    /// The dialog that the app has provided.
    ///
    /// # Panics
    /// Outside of `<App>`.
    pub fn here() -> Self {
        expect_context()
    }

    /// Opens the list of keys.
    pub fn open(self) {
        if let Some(dialog) = self.0.get_untracked().filter(|dialog| !dialog.open()) {
            let _ = dialog.show_modal();
        }
    }
}

fn key_caps(keys: &'static str) -> impl IntoView {
    keys.split(' ').map(|key| view! { <kbd>{key}</kbd> }).collect_view()
}

/// Whether a key press belongs to a field that the reader types into, or carries a modifier that makes it a command of
/// the browser's.
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
