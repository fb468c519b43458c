//! The roots that are opened on demand: player, picture view, list of keys, settings, the button that starts listening, and the lists
//! of saved stories.

use std::cell::RefCell;

use leptos::{prelude::*, task::spawn_local};
use web_sys::HtmlElement;

use super::{RootHandle, RootName, attach, mount, with_site};
use crate::{
    app::printed_page::is_as_printed,
    browser::elements,
    features::{
        keys::Keys,
        lightbox::view::{Lightbox, printed_pictures},
        player::{bar::Player, button::ListenButton, listening::Listening},
        saved::view::SavedStories,
        settings::{Settings, panel::SettingsPanel},
    },
    store::context::{PageContext, SiteContext},
};

thread_local! {
    static LISTENING: RefCell<Option<Listening>> = const { RefCell::new(None) };
}

/// Wakes a root of this piece.
pub fn wake(name: RootName, element: HtmlElement, site: SiteContext, page: PageContext) -> RootHandle {
    let as_printed = is_as_printed(&element);
    match name {
        RootName::Settings => attach(element, as_printed, site, page, || {
            provide_context(Settings::open());
            view! { <SettingsPanel /> }
        }),
        RootName::Saved => {
            // The headlines of stories that were read take the whole edition, and what changes is announced.
            spawn_local(async { drop(super::load_after().await) });
            attach(element, as_printed, site, page, || view! { <SavedStories /> })
        }
        RootName::Listen => {
            let article = element.get_attribute("data-article").unwrap_or_default();
            let recorded = element.has_attribute("data-recorded");
            let speakable = element.has_attribute("data-speakable");
            // Listening takes the player, which is in the dock.
            spawn_local(async { drop(super::wake_dock().await) });
            attach(element, as_printed, site, page, move || {
                provide_context(listening());
                view! { <ListenButton article recorded speakable /> }
            })
        }
        _ => {
            if elements(".page:not([data-mounted])").next().is_some() {
                page.pictures.set(printed_pictures());
            }
            mount(element, site, page, || {
                provide_context(listening());
                view! { <Lightbox /> <Keys /> <Player /> }
            })
        }
    }
}

/// Returns the player's state, which is the same on all pages.
fn listening() -> Listening {
    if let Some(listening) = LISTENING.with_borrow(Clone::clone) {
        return listening;
    }
    let listening = with_site(|_| Listening::open()).unwrap_or_else(Listening::open);
    LISTENING.set(Some(listening));
    listening
}
