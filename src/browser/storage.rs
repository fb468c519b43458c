//! Texts that are kept in this browser, and never leave it.

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Storage, StorageEvent};

use crate::browser::{effect::effect, events::listen};

/// Set once the browser has refused to keep something (storage forbidden, or full).
#[derive(Clone, Copy)]
struct Refused(RwSignal<bool>);

/// Whether the browser refuses to keep what the reader chooses.
pub fn refused() -> RwSignal<bool> {
    refusal()
}

fn refusal() -> RwSignal<bool> {
    match use_context::<Refused>() {
        Some(Refused(signal)) => signal,
        None => {
            let signal = RwSignal::new(false);
            provide_context(Refused(signal));
            signal
        }
    }
}

/// Provided while the app begins with a page that was printed: nobody knew the reader then.
#[derive(Clone, Copy)]
pub struct Hydrating;

/// A text that is kept in this browser. Copies are the same text.
///
/// All that the paper keeps is text under a fixed key, so this is less than a hook for anything that can be encoded.
#[derive(Clone, Copy)]
pub(crate) struct StoredText {
    key: &'static str,
    text: RwSignal<String>,
    refused: RwSignal<bool>,
}

impl StoredText {
    /// The text kept under `key`; empty until something is kept, in print, and while a printed page is being adopted.
    ///
    /// Other windows of the paper see a change at once. Where the browser refuses to keep it, it holds until the page is
    /// closed, and [`refused`] says so.
    pub(crate) fn open(key: &'static str) -> Self {
        let stored = Self { key, text: RwSignal::default(), refused: refusal() };
        // A printed page is adopted as it was printed, and changes after that.
        #[cfg(target_arch = "wasm32")]
        if use_context::<Hydrating>().is_none() {
            stored.read();
        }
        effect(move || {
            stored.read();
            listen(&window(), "storage", move |event| {
                let key_of = |event: &StorageEvent| event.key();
                // Without a key, everything was deleted.
                if event.dyn_ref().and_then(key_of).is_none_or(|changed| changed == key) {
                    stored.read();
                }
            });
        });
        stored
    }

    /// What is kept, tracked.
    pub(crate) fn with<T>(self, look: impl FnOnce(&str) -> T) -> T {
        self.text.with(|text| look(text))
    }

    /// What is kept, untracked.
    pub(crate) fn with_untracked<T>(self, look: impl FnOnce(&str) -> T) -> T {
        self.text.with_untracked(|text| look(text))
    }

    /// Keeps another text.
    pub(crate) fn set(self, text: String) {
        if storage().is_none_or(|storage| storage.set_item(self.key, &text).is_err()) {
            self.refused.set(true);
        }
        self.text.set(text);
    }

    fn read(self) {
        let Some(storage) = storage() else { return self.refused.set(true) };
        let text = storage.get_item(self.key).ok().flatten().unwrap_or_default();
        if self.text.with_untracked(|known| *known != text) {
            self.text.set(text);
        }
    }
}

fn storage() -> Option<Storage> {
    window().local_storage().ok().flatten()
}
