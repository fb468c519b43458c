//! Setting a page anew, where nothing was printed, or something else than what is needed.

use leptos::{mount::mount_to, prelude::*, task::spawn_local};
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

use super::{mark_arrival, printed};
use crate::{
    address::{self, Use},
    app::{Delivery, Desk, Frame},
    paths::Paths,
    seams,
    trouble::Trouble,
};

/// Sets the page at `path` in the place of `root`.
pub fn start(root: HtmlElement, paths: Paths, name: String, path: String) {
    let feed = feed(&paths);
    spawn_local(async move {
        let Ok(after) = seams::after().await else { return };
        let edition = match &feed {
            Some(feed) => (after.edition)(feed.clone()).await,
            None => Err(Trouble::Gone),
        };
        if edition.is_err() && printed::shows(&path) {
            // What was printed for this very address says more than that the paper could not be had.
            return;
        }
        let feed = feed.unwrap_or_default();
        let delivery = Delivery { paths, path, feed, name, edition, articles: Vec::new(), printed: None };
        let Some(fresh) = root.clone_node().ok().and_then(|fresh| fresh.dyn_into::<HtmlElement>().ok()) else {
            return;
        };
        let _ = any_spawner::Executor::init_wasm_bindgen();
        let owner = Owner::new();
        let desk = owner.with(|| Desk::open(delivery));
        let view = move || {
            desk.provide();
            view! { <Frame /> }
        };
        mount_to(fresh.clone(), view).forget();
        let typed = printed::typed(&root);
        // When what goes has the focus, WebKit lays out the page without it.
        let top = window().scroll_y().unwrap_or_default();
        let _ = root.replace_with_with_node_1(&fresh);
        window().scroll_to_with_x_and_y(0.0, top);
        printed::type_again(&typed);
        mark_arrival();
        owner.with(|| (after.live)(desk));
        std::mem::forget(owner);
    });
}

/// The address of the feed that `index.html` names. One that begins with `/` counts from where the paper lives.
fn feed(paths: &Paths) -> Option<String> {
    let meta = document().query_selector("meta[name=london-daily-feed]").ok().flatten()?;
    let named = meta.get_attribute("content")?;
    let own = named.starts_with('/') && !named.starts_with("//");
    let named = if own { format!("{}{named}", paths.base()) } else { named };
    address::resolve(&paths.front(), &named, Use::Media)
}
