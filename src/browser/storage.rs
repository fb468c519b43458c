//! Texts that are stored in this browser (`localStorage`) and never leave it.

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Storage, StorageEvent};

use crate::browser::{effect::effect, events::listen};

/// A context with a signal that is `true` once the browser has refused to store something: storage is forbidden, or full.
#[derive(Clone, Copy)]
struct Refused(RwSignal<bool>);

/// Returns a signal that is `true` once the browser has refused to store something.
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

/// A context that is present while a printed page is hydrated. The page was printed without the reader's stored texts, so the
/// views must at first render without them too.
#[derive(Clone, Copy)]
pub struct Hydrating;

/// A text that is stored in this browser. Copies share the same text.
///
/// The app stores only texts under fixed keys, so this can be simpler than a hook that encodes values of any type.
#[derive(Clone, Copy)]
pub(crate) struct StoredText {
    key: &'static str,
    text: RwSignal<String>,
    refused: RwSignal<bool>,
}

impl StoredText {
    /// Opens the text stored under `key`. It is empty as long as nothing is stored, in printed pages, and while a printed page is
    /// hydrated.
    ///
    /// A change is seen at once in other windows of the site. If the browser refuses to store it, it lasts until the page is
    /// closed, and the signal of [`refused`] is `true`.
    pub(crate) fn open(key: &'static str) -> Self {
        let stored = Self { key, text: RwSignal::default(), refused: refusal() };
        // While a printed page is hydrated, views must match it, so the stored text is read afterwards, by the effect below.
        #[cfg(target_arch = "wasm32")]
        if use_context::<Hydrating>().is_none() {
            stored.read();
        }
        effect(move || {
            stored.read();
            listen(&window(), "storage", move |event| {
                let key_of = |event: &StorageEvent| event.key();
                // An event without a key means that everything was deleted.
                if event.dyn_ref().and_then(key_of).is_none_or(|changed| changed == key) {
                    stored.read();
                }
            });
        });
        stored
    }

    /// Returns a signal that is `true` once the browser has refused to store this text, or others of the same owner.
    pub(crate) fn refused(self) -> RwSignal<bool> {
        self.refused
    }

    /// Passes the text to `look`, and tracks it.
    pub(crate) fn with<T>(self, look: impl FnOnce(&str) -> T) -> T {
        self.text.with(|text| look(text))
    }

    /// Passes the text to `look` without tracking it.
    pub(crate) fn with_untracked<T>(self, look: impl FnOnce(&str) -> T) -> T {
        self.text.with_untracked(|text| look(text))
    }

    /// Stores another text.
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
