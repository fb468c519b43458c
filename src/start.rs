//! The browser's start: finding out where the paper lives, getting its content, and mounting the app.

use leptos::{mount::mount_to, prelude::*};
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

use crate::{
    address::{self, Use},
    app::{App, Delivery},
    endpoint,
    paths::Paths,
    trouble::Trouble,
};

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
    let feed = feed(&paths);
    wasm_bindgen_futures::spawn_local(async move {
        let edition = match &feed {
            Some(feed) => endpoint::edition(feed).await,
            None => Err(Trouble::Gone),
        };
        let delivery = Delivery {
            paths,
            path: window().location().pathname().unwrap_or_default(),
            feed: feed.unwrap_or_default(),
            name: document().title(),
            edition,
            articles: Vec::new(),
        };
        // What the page showed while it waited makes way.
        root.set_text_content(None);
        mount_to(root, move || view! { <App delivery=delivery /> }).forget();
        mark_arrival();
    });
}

/// Tells the style sheet and the page's own script that the program has come.
fn mark_arrival() {
    if let Some(root) = document().document_element() {
        let _ = root.set_attribute("data-program", "");
    }
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
