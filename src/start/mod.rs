//! The browser's start: finding out where the paper lives, and bringing its page to life.
//!
//! A page that came printed is adopted as it is: the program takes the very nodes that the reader has before them, and the
//! data that the page was printed from. Where nothing was printed, or something else than what is needed, or somebody has
//! changed the page since (translation services and extensions do), the page is set anew, and takes the place of what is on the
//! screen only when it is whole.
//!
//! The script in `index.html` that starts the program sees to the worst case: a program that dies of a page that it tried to
//! adopt is started once more, with an attribute that tells it not to try again.

pub mod anew;
mod printed;

use std::cell::RefCell;

use any_spawner::Executor;
use leptos::{mount::hydrate_from, prelude::*, task::spawn_local};
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, KeyboardEvent};

use crate::{
    address::{self, Use},
    app::{Delivery, Desk},
    components::related_list::RelatedList,
    later,
    listen::listen,
    paths::Paths,
    seams,
};

/// The attribute of the document's root element that forbids to adopt what was printed (`never`), or says that it is being
/// done (`begun`). The script in `index.html` reads it and writes it.
const ADOPT: &str = "data-adopt";

/// Starts the paper in the element `#app` of the document.
pub fn start() {
    if cfg!(debug_assertions) {
        std::panic::set_hook(Box::new(|panic| leptos::logging::error!("{panic}")));
    }
    let Some(root) = document().get_element_by_id("app").and_then(|root| root.dyn_into::<HtmlElement>().ok())
    else {
        return;
    };
    let _ = Executor::init_wasm_bindgen();
    let paths = Paths::below(&base());
    let name = printed::name().unwrap_or_else(|| document().title());
    let path = location().pathname().unwrap_or_default();
    later::soon(move || match printed::delivery(&paths, &name, &path) {
        Some(delivery) if may_adopt() && printed::is_untouched(&root) => adopt(delivery),
        _ => spawn_local(async move {
            if let Ok(pages) = seams::pages().await {
                (pages.start)(root, paths, name, path);
            }
        }),
    });
}

thread_local! {
    /// The list that came printed, as long as its page is there.
    static LIST: RefCell<Option<Box<dyn std::any::Any>>> = const { RefCell::new(None) };
}

/// Brings a printed page to life: each of its living parts in a task of its own. All else stays as it was printed.
fn adopt(delivery: Delivery) {
    mark(ADOPT, "begun");
    let owner = Owner::new();
    let desk = owner.with(|| {
        let desk = Desk::open(delivery);
        desk.newsroom.brief.set_value(true);
        printed::visit(desk);
        follow(desk);
        desk
    });
    let (article, rows) = printed::list();
    let list = move || view! { <RelatedList article printed=Some(rows) /> };
    alive("list", desk, list, |list| LIST.set(Some(Box::new(list))));
    later::soon(move || {
        mark_arrival();
        spawn_local(async move {
            if let Ok(after) = seams::after().await {
                owner.with(|| (after.live)(desk));
                (after.adopt)(desk);
            }
            std::mem::forget(owner);
        });
    });
}

fn alive<V: IntoView + 'static>(
    id: &'static str,
    desk: Desk,
    view: impl FnOnce() -> V + 'static,
    keep: impl FnOnce(UnmountHandle<V::State>) + 'static,
) {
    later::soon(move || {
        if let Some(place) = element(id) {
            keep(hydrate_from(place, move || {
                desk.provide();
                view()
            }));
        }
    });
}

/// Fetches what sets pages when the reader goes on to another, and what few readers need when it is asked for.
fn follow(desk: Desk) {
    let printed = desk.navigation.path();
    let gone = StoredValue::new(false);
    crate::later::effect(move || {
        if desk.navigation.path() != printed && !gone.get_value() {
            gone.set_value(true);
            spawn_local(async move {
                match (seams::pages().await, seams::after().await, element("content")) {
                    (Ok(pages), Ok(after), Some(content)) => {
                        (after.complete)(desk.newsroom);
                        LIST.take();
                        (pages.set)(content, desk);
                    }
                    _ => drop(location().reload()),
                }
            });
        }
    });
    let opened = StoredValue::new(false);
    let open = move || {
        if !opened.get_value() {
            opened.set_value(true);
            spawn_local(async move {
                match (seams::extras().await, element("extras")) {
                    (Ok(extras), Some(place)) => (extras.open)(place, desk),
                    _ => opened.set_value(false),
                }
            });
        }
    };
    crate::later::effect(move || {
        listen(&window(), "pointerdown", move |event| {
            let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
            let wants = |target: Element| target.closest("[data-open], .picture-link, .settings").ok().flatten();
            if target.and_then(wants).is_some() {
                open();
            }
        });
        listen(&window(), "keydown", move |event| {
            if event.dyn_ref::<KeyboardEvent>().is_some_and(|event| event.key() == "?") {
                open();
            }
        });
    });
    crate::later::effect(move || {
        if desk.navigation.fragment().starts_with("#picture-") {
            open();
        }
    });
}

/// An element of the page by its id.
pub fn element(id: &str) -> Option<HtmlElement> {
    document().get_element_by_id(id)?.dyn_into().ok()
}

/// Whether nobody forbids to adopt what was printed.
fn may_adopt() -> bool {
    root_element().is_some_and(|root| root.get_attribute(ADOPT).is_none_or(|adopt| adopt != "never"))
}

/// Tells the style sheet and the page's own script that the program has come, once it has done the first that it does by
/// itself: what is going to fail has failed by then.
fn mark_arrival() {
    later::soon(|| mark("data-program", ""));
}

fn mark(name: &str, value: &str) {
    if let Some(root) = root_element() {
        let _ = root.set_attribute(name, value);
    }
}

fn root_element() -> Option<Element> {
    document().document_element()
}

/// The path below which the paper lives on its host. Trunk writes it (`public_url`) into the addresses of the files it
/// makes, of which the paper's icon is always one.
fn base() -> String {
    let icon = document().query_selector("link[rel=icon]").ok().flatten();
    let href = icon.and_then(|icon| icon.get_attribute("href")).unwrap_or_default();
    let path = address::resolve("/", &href, Use::Media).unwrap_or_default();
    match (path.starts_with('/'), path.rfind('/')) {
        (true, Some(end)) => path[..=end].to_owned(),
        _ => "/".to_owned(),
    }
}

