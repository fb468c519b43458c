//! The caches of the site (Cache API), into which the service worker puts copies of pages.
//!
//! Every function returns `None` where the browser lets the site keep nothing, as on a host that is reached without encryption.

use js_sys::{Array, Promise};
use leptos::prelude::window;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Cache, CacheStorage, Request, Response};

/// Returns the names of the caches, in the order in which they were made.
pub async fn names() -> Option<Vec<String>> {
    let names: Array = outcome(storage()?.keys()).await?;
    Some(names.iter().filter_map(|name| name.as_string()).collect())
}

/// Returns the paths of the entries of a cache, in the order in which they were put; none if there is no such cache.
pub async fn paths(name: &str) -> Option<Vec<String>> {
    if !names().await?.iter().any(|known| known == name) {
        return Some(Vec::new());
    }
    let requests: Array = outcome(open(name).await?.keys()).await?;
    let origin = window().location().origin().ok()?;
    let path = |request: JsValue| {
        let request: Request = request.dyn_into().ok()?;
        Some(request.url().strip_prefix(&origin)?.to_owned())
    };
    Some(requests.iter().filter_map(path).collect())
}

/// Returns the text of the entry of a cache at a path; `None` also if there is no such entry.
pub async fn text(name: &str, path: &str) -> Option<String> {
    let response: Response = outcome(open(name).await?.match_with_str(path)).await?;
    JsFuture::from(response.text().ok()?).await.ok()?.as_string()
}

/// Puts a text into a cache as its newest entry.
pub async fn put(name: &str, path: &str, text: &str) -> Option<()> {
    delete(name, path).await?;
    let response = Response::new_with_opt_str(Some(text)).ok()?;
    JsFuture::from(open(name).await?.put_with_str(path, &response)).await.ok().map(drop)
}

/// Deletes the entry of a cache at a path.
pub async fn delete(name: &str, path: &str) -> Option<()> {
    JsFuture::from(open(name).await?.delete_with_str(path)).await.ok().map(drop)
}

fn storage() -> Option<CacheStorage> {
    // The binding takes for granted that there is one.
    window().caches().ok().filter(|caches| !caches.is_undefined())
}

async fn open(name: &str) -> Option<Cache> {
    outcome(storage()?.open(name)).await
}

async fn outcome<T: JsCast>(promise: Promise) -> Option<T> {
    JsFuture::from(promise).await.ok()?.dyn_into().ok()
}
