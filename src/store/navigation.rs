//! The reader's place on the site, and moves to other pages without a reload.
//!
//! The browser itself shows fragments of a page, opens tabs and leaves for other sites. Moves to other pages of the site are
//! made here (History API of the HTML Standard, 7.4.3); the click listener of the app decides which links they are.

use leptos::prelude::*;
use wasm_bindgen::JsValue;

use crate::{
    browser::{effect::effect, events::listen},
    store::context::SiteContext,
};

/// The reader's place on the site.
#[derive(Clone, Copy)]
pub struct Navigation {
    path: RwSignal<String>,
    fragment: RwSignal<String>,
    /// The path with which the document began.
    begun: StoredValue<String>,
    /// `true` if the reader has followed a link to this page.
    led: StoredValue<bool>,
}

/// The change that a move makes to the browser's history.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HistoryEntry {
    /// A new entry, so that Back returns to the current one.
    Push,
    /// A new URL for the current entry.
    Replace,
}

impl Navigation {
    /// Begins at `path`, and follows the reader from there. The fragment, which the press cannot know, is read only after
    /// hydration.
    pub fn begin(path: String) -> Self {
        let navigation = Self {
            begun: StoredValue::new(path.clone()),
            path: RwSignal::new(path),
            fragment: RwSignal::new(String::new()),
            led: StoredValue::new(false),
        };
        effect(move || {
            navigation.arrive();
            listen(&window(), "popstate", move |_| navigation.arrive());
        });
        navigation
    }

    /// Returns the navigation of the [`SiteContext`].
    ///
    /// # Panics
    /// Without a [`SiteContext`]: a mistake in the code, which no content can cause.
    pub fn here() -> Self {
        SiteContext::here().navigation
    }

    /// Returns the path of the page, tracked.
    pub fn path(self) -> String {
        self.path.get()
    }

    /// Returns the path of the page, untracked.
    pub fn path_untracked(self) -> String {
        self.path.get_untracked()
    }

    /// Returns the path with which the document began.
    pub fn first_path(self) -> String {
        self.begun.get_value()
    }

    /// Returns `true` if the reader is on another page than the one that the host answered with. Untracked.
    pub fn has_moved(self) -> bool {
        self.begun.with_value(|begun| self.path.with_untracked(|path| path != begun))
    }

    /// Returns `true` if the reader has followed a link to this page, and so begins at its top. Untracked.
    pub fn followed_link(self) -> bool {
        self.led.get_value()
    }

    /// Returns the fragment with its `#`, or an empty string; tracked.
    pub fn fragment(self) -> String {
        self.fragment.get()
    }

    /// Goes to a page of the site, or to another fragment of this one, without scrolling.
    pub fn go(self, address: &str, entry: HistoryEntry) {
        if let Ok(history) = window().history() {
            // Browsers refuse too many history entries in a short time, some with an error and some silently. The page is shown
            // all the same; only the address bar lags behind.
            let _ = match entry {
                HistoryEntry::Push => history.push_state_with_url(&JsValue::NULL, "", Some(address)),
                HistoryEntry::Replace => history.replace_state_with_url(&JsValue::NULL, "", Some(address)),
            };
        }
        let (rest, fragment) = match address.find('#') {
            Some(at) => address.split_at(at),
            None => (address, ""),
        };
        let path = rest.split('?').next().unwrap_or_default();
        self.led.set_value(true);
        self.set_location(path, fragment);
    }

    /// Takes path and fragment from the browser, which has moved by itself.
    fn arrive(self) {
        let location = window().location();
        self.led.set_value(false);
        self.set_location(&location.pathname().unwrap_or_default(), &location.hash().unwrap_or_default());
    }

    fn set_location(self, path: &str, fragment: &str) {
        for (signal, now) in [(self.path, path), (self.fragment, fragment)] {
            if signal.with_untracked(|before| before != now) {
                signal.set(now.to_owned());
            }
        }
    }
}
