//! The caches of the site (Cache API), into which the service worker puts copies of pages.
//!
//! Every function returns `None` where the browser lets the site keep nothing. All is called by its name: bindings would add a shim
//! for each method to the script with which every page begins.

use js_sys::{Array, Function, Promise, Reflect, global};
use leptos::prelude::window;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

const NOTHING: &JsValue = &JsValue::UNDEFINED;

/// Returns the names of the caches, in the order in which they were made.
pub async fn names() -> Option<Vec<String>> {
    let names = call(&storage()?, "keys", NOTHING, NOTHING).await?;
    Some(names.unchecked_into::<Array>().iter().filter_map(|name| name.as_string()).collect())
}

/// Returns the paths of the entries of a cache, in the order in which they were put; none if there is no such cache.
pub async fn paths(name: &str) -> Option<Vec<String>> {
    if !names().await?.iter().any(|known| known == name) {
        return Some(Vec::new());
    }
    let requests = in_cache(name, "keys", NOTHING, NOTHING).await?;
    let origin = window().location().origin().ok()?;
    let path = |request: JsValue| {
        let url = Reflect::get(&request, &"url".into()).ok()?.as_string()?;
        Some(url.strip_prefix(&origin)?.to_owned())
    };
    Some(requests.unchecked_into::<Array>().iter().filter_map(path).collect())
}

/// Returns the text of the entry of a cache at a path; `None` also if there is no such entry.
pub async fn text(name: &str, path: &str) -> Option<String> {
    let entry = in_cache(name, "match", &path.into(), NOTHING).await?;
    call(&entry, "text", NOTHING, NOTHING).await?.as_string()
}

/// Puts a text into a cache as its newest entry.
pub async fn put(name: &str, path: &str, text: &str) -> Option<()> {
    delete(name, path).await?;
    let response: Function = Reflect::get(&global(), &"Response".into()).ok()?.dyn_into().ok()?;
    let response = Reflect::construct(&response, &Array::of2(&text.into(), NOTHING)).ok()?;
    in_cache(name, "put", &path.into(), &response).await.map(drop)
}

/// Deletes the entry of a cache at a path.
pub async fn delete(name: &str, path: &str) -> Option<()> {
    in_cache(name, "delete", &path.into(), NOTHING).await.map(drop)
}

fn storage() -> Option<JsValue> {
    Reflect::get(&global(), &"caches".into()).ok()
}

async fn in_cache(name: &str, method: &str, first: &JsValue, second: &JsValue) -> Option<JsValue> {
    let cache = call(&storage()?, "open", &name.into(), NOTHING).await?;
    call(&cache, method, first, second).await
}

/// Calls a method and waits for its value: all of this interface return promises, and ignore arguments that they do not know.
async fn call(of: &JsValue, method: &str, first: &JsValue, second: &JsValue) -> Option<JsValue> {
    let method: Function = Reflect::get(of, &method.into()).ok()?.dyn_into().ok()?;
    let promise: Promise = method.call2(of, first, second).ok()?.unchecked_into();
    JsFuture::from(promise).await.ok()
}
