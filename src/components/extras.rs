//! What few readers need: player, picture view, list of keys, settings.

use std::sync::Arc;

use leptos::{mount::mount_to, prelude::*};
use web_sys::HtmlElement;

use super::{
    keys::{Keys, KeysDialog},
    lightbox::Lightbox,
    player::{Listening, bar::Player, button::ListenButton},
    settings_panel::SettingsPanel,
};
use crate::{app::Desk, model::Story, newsroom::Article, reader::settings::Settings};

thread_local! {
    static LISTENING: std::cell::Cell<Option<Listening>> = const { std::cell::Cell::new(None) };
}

/// Opens all of them.
pub fn open(root: HtmlElement, desk: Desk) {
    if LISTENING.get().is_some() {
        return;
    }
    mount_to(root, move || {
        desk.provide();
        let listening = Listening::open();
        LISTENING.set(Some(listening));
        provide_context(listening);
        provide_context(KeysDialog::default());
        view! {
            <Lightbox />
            <Keys />
            <Player />
        }
    })
    .forget();
    #[cfg(target_arch = "wasm32")]
    if let Some(place) = crate::start::element("settings") {
        let printed = place.child_element_count() > 0;
        let settings = move || {
            desk.provide();
            provide_context(Settings::open());
            view! { <SettingsPanel /> }
        };
        // On a page that was set anew its place is empty.
        if printed {
            leptos::mount::hydrate_from(place, settings).forget();
        } else {
            mount_to(place, settings).forget();
        }
    }
}

/// The button that starts listening.
pub fn listen(story: Memo<Story>, article: Memo<Option<Arc<Article>>>) -> AnyView {
    // A new root owner becomes the current one.
    let here = Owner::current().unwrap_or_default();
    #[cfg(target_arch = "wasm32")]
    if let (None, Some(root)) = (LISTENING.get(), crate::start::element("extras")) {
        // It outlives the page that asked for it.
        let (desk, owner) = (expect_context(), Owner::new_root(None));
        owner.with(|| open(root, desk));
        std::mem::forget(owner);
    }
    here.with(|| {
        if let Some(listening) = LISTENING.get() {
            provide_context(listening);
        }
        view! { <ListenButton story article /> }.into_any()
    })
}
