//! Where the reader is in the paper, and how a reader gets elsewhere without the page being loaded anew.
//!
//! The browser does what it can by itself: it shows fragments of the page, opens tabs, leaves for other sites. Links that lead
//! to another page of the paper come here (History API of the HTML Standard, 7.4.3); which do is decided where clicks are heard.

use leptos::prelude::*;
use wasm_bindgen::JsValue;

use crate::{
    browser::{effect::effect, events::listen},
    store::context::SiteContext,
};

/// The reader's place in the paper.
#[derive(Clone, Copy)]
pub struct Navigation {
    path: RwSignal<String>,
    fragment: RwSignal<String>,
    /// The path with which the program began.
    begun: StoredValue<String>,
    /// Whether the reader has followed a link to the page at hand.
    led: StoredValue<bool>,
}

/// What becomes of the entry in the history that is left.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HistoryEntry {
    /// It stays: Back returns to it.
    Push,
    /// The new one takes its place.
    Replace,
}

impl Navigation {
    /// Begins at `path`, and follows the reader from there. A fragment is never printed, so it is read after the page has
    /// been adopted.
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

    /// The place that the app has provided.
    ///
    /// # Panics
    /// Outside of `<App>`.
    pub fn here() -> Self {
        SiteContext::here().navigation
    }

    /// The path of the page, tracked.
    pub fn path(self) -> String {
        self.path.get()
    }

    /// The path of the page, untracked.
    pub fn path_untracked(self) -> String {
        self.path.get_untracked()
    }

    /// The path with which the document began.
    pub fn first_path(self) -> String {
        self.begun.get_value()
    }

    /// Whether the program itself has set the page at the present address; else the host has answered for it. Untracked.
    pub fn has_moved(self) -> bool {
        self.begun.with_value(|begun| self.path.with_untracked(|path| path != begun))
    }

    /// Whether the reader has followed a link here, and begins at the top of the page; else they may have come back to where they
    /// were. Untracked.
    pub fn followed_link(self) -> bool {
        self.led.get_value()
    }

    /// The fragment with its `#`, or nothing; tracked.
    pub fn fragment(self) -> String {
        self.fragment.get()
    }

    /// Goes to a page of the paper, or to another fragment of this one, without scrolling.
    pub fn go(self, address: &str, entry: HistoryEntry) {
        if let Ok(history) = window().history() {
            // Browsers refuse when there are very many in a short time, some with an error and some without a word. The reader
            // is shown what was asked for all the same; only the address lags behind.
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

    /// Reads the address bar.
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
