//! The browser's start: finding out where the paper lives, and bringing its page to life.
//!
//! A page that came printed is adopted as it is: the program takes the very nodes that the reader has before them, and the
//! data that the page was printed from. Where nothing was printed, or something else than what is needed, or somebody has
//! changed the page since (translation services and extensions do), the page is set anew, and takes the place of what is on the
//! screen only when it is whole.
//!
//! The script in `index.html` that starts the program sees to the worst case: a program that dies of a page that it tried to
//! adopt is started once more, with an attribute that tells it not to try again.

mod printed;

use any_spawner::Executor;
use leptos::{
    prelude::*,
    tachys::{
        hydration::Cursor,
        view::{Mountable, PositionState, Render, RenderHtml},
    },
};
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};

use crate::{
    address::{self, Use},
    adoption,
    app::{App, Delivery},
    endpoint, later,
    paths::Paths,
    trouble::Trouble,
    view::{Node, NodeState, view},
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
    let paths = Paths::below(&base());
    let name = printed::name().unwrap_or_else(|| document().title());
    let path = location().pathname().unwrap_or_default();
    // To begin, to read the edition, to read the article and to adopt the page takes equally long, and in between is the
    // browser's turn.
    later::soon(move || match printed::delivery(&paths, &name, &path) {
        Some(mut delivery) => later::soon(move || {
            let whole = printed::add_articles(&mut delivery).is_some();
            later::soon(move || {
                if whole && may_adopt() && printed::is_untouched(&root) {
                    adopt(root, delivery);
                } else {
                    replace(&root, delivery);
                }
            });
        }),
        None => fetch(root, paths, name, path),
    });
}

fn adopt(root: HtmlElement, delivery: Delivery) {
    mark(ADOPT, "begun");
    adoption::begin();
    begin(delivery, |app| {
        app.hydrate::<true>(&Cursor::new(root.unchecked_into()), &PositionState::default())
    });
    adoption::finish(Box::new(mark_arrival));
}

/// Brings the app to life, for as long as the page is open. Leptos's own ways to do it also look for what a server has resolved.
fn begin(delivery: Delivery, realize: impl FnOnce(Node) -> NodeState) {
    // It fails where an executor is there already, which is as well.
    let _ = Executor::init_wasm_bindgen();
    let owner = Owner::new();
    let app = owner.with(|| realize(view! { <App delivery=delivery /> }));
    std::mem::forget((owner, app));
}

/// Sets the page anew, and puts it in the place of what is on the screen in one go.
fn replace(root: &HtmlElement, delivery: Delivery) {
    let Some(fresh) = root.clone_node().ok().and_then(|fresh| fresh.dyn_into::<HtmlElement>().ok()) else {
        return;
    };
    begin(delivery, |app| {
        let mut app = app.build();
        app.mount(&fresh, None);
        app
    });
    let typed = printed::typed(root);
    // When what goes has the focus, WebKit lays out the page without it.
    let top = window().scroll_y().unwrap_or_default();
    let _ = root.replace_with_with_node_1(&fresh);
    window().scroll_to_with_x_and_y(0.0, top);
    printed::type_again(&typed);
    mark_arrival();
}

fn fetch(root: HtmlElement, paths: Paths, name: String, path: String) {
    let feed = feed(&paths);
    wasm_bindgen_futures::spawn_local(async move {
        let edition = match &feed {
            Some(feed) => endpoint::edition(feed).await,
            None => Err(Trouble::Gone),
        };
        if edition.is_err() && printed::shows(&path) {
            // What was printed for this very address says more than that the paper could not be had.
            return;
        }
        let feed = feed.unwrap_or_default();
        let delivery = Delivery { paths, path, feed, name, edition, articles: Vec::new(), printed: None };
        replace(&root, delivery);
    });
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

/// The address of the feed that `index.html` names. One that begins with `/` counts from where the paper lives.
fn feed(paths: &Paths) -> Option<String> {
    let meta = document().query_selector("meta[name=london-daily-feed]").ok().flatten()?;
    let named = meta.get_attribute("content")?;
    let own = named.starts_with('/') && !named.starts_with("//");
    let named = if own { format!("{}{named}", paths.base()) } else { named };
    address::resolve(&paths.front(), &named, Use::Media)
}
