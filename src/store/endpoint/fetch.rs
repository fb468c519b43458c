use futures::StreamExt;
use gloo_net::http::{Request, Response};
use js_sys::Uint8Array;
use leptos::prelude::window;
use wasm_bindgen::{JsCast, JsValue};
use wasm_streams::ReadableStream;
use web_sys::{AbortController, RequestCache};

use crate::{browser::timers, feed::limits, store::error::LoadError};

/// The error of a fetch.
pub(super) struct FetchError {
    pub(super) error: LoadError,
    /// Seconds that the server asks to wait (`Retry-After`, RFC 9110, section 10.2.3).
    pub(super) retry_after: Option<u32>,
}

impl From<LoadError> for FetchError {
    fn from(error: LoadError) -> Self {
        Self { error, retry_after: None }
    }
}

/// Fetches the JSON document at the URL `address` within `seconds`. A cached copy is revalidated with the server.
pub(super) async fn get(address: &str, seconds: u32) -> Result<Vec<u8>, FetchError> {
    let controller = AbortController::new().map_err(|_| LoadError::Unreachable)?;
    let signal = controller.signal();
    let _time_limit = timers::after(seconds.saturating_mul(1_000), move || controller.abort());
    let aborted = || signal.aborted();

    let request = Request::get(address).cache(RequestCache::NoCache).abort_signal(Some(&signal)).build();
    let response =
        request.map_err(|_| LoadError::Unreachable)?.send().await.map_err(|_| failure(aborted(), address))?;
    if !response.ok() {
        return Err(FetchError { error: status(response.status()), retry_after: retry_after(&response) });
    }
    // Development servers answer for a missing file with the app's own HTML and status 200.
    if response.headers().get("content-type").is_some_and(|kind| kind.contains("html")) {
        return Err(LoadError::Gone.into());
    }
    let said = response.headers().get("content-length").and_then(|length| length.parse().ok());
    if said.is_some_and(is_too_large) {
        return Err(LoadError::TooLarge.into());
    }
    // A body that ends before its declared length, or breaks off, is an error here.
    let body = read_body(&response).await;
    let body = body.map_err(|_| if aborted() { LoadError::TimedOut } else { LoadError::Unreadable })?;
    body.ok_or_else(|| LoadError::TooLarge.into())
}

/// Returns the body of a response; `None` as soon as it is too large. The length that a response says is that of the compressed
/// body, so the parts are counted while they come. Whatever has not come yet is not fetched then.
async fn read_body(response: &Response) -> Result<Option<Vec<u8>>, JsValue> {
    let mut body = Vec::new();
    let Some(stream) = response.body() else { return Ok(Some(body)) };
    let mut parts = ReadableStream::from_raw(stream).into_stream();
    while let Some(part) = parts.next().await {
        let part: Uint8Array = part?.unchecked_into();
        let start = body.len();
        let end = start + part.length() as usize;
        if is_too_large(end) {
            return Ok(None);
        }
        body.resize(end, 0);
        part.copy_to(&mut body[start..]);
    }
    Ok(Some(body))
}

fn is_too_large(bytes: usize) -> bool {
    bytes > limits::DOCUMENT_IN_BROWSER
}

/// Returns the error of a request without an answer. A browser does not tell a host that is down from one that lets no other site
/// read its documents (CORS).
fn failure(timed_out: bool, address: &str) -> LoadError {
    if timed_out {
        LoadError::TimedOut
    } else if !window().navigator().on_line() {
        LoadError::Offline
    } else if address.contains("://") {
        LoadError::Elsewhere
    } else {
        LoadError::Unreachable
    }
}

fn status(status: u16) -> LoadError {
    match status {
        404 | 410 => LoadError::Gone,
        other => LoadError::Refused(other),
    }
}

/// Returns the seconds of `Retry-After`, which is a number of seconds or an HTTP date; every engine's `Date.parse` reads those.
fn retry_after(response: &Response) -> Option<u32> {
    let value = response.headers().get("retry-after")?;
    if let Ok(seconds) = value.trim().parse() {
        return Some(seconds);
    }
    let wait = (js_sys::Date::parse(&value) - js_sys::Date::now()) / 1_000.0;
    (wait > 0.0).then_some(wait as u32)
}

/// Returns `true` if the connection is slow, metered or set to save data (`navigator.connection`, where a browser has it).
pub(super) fn reader_saves_data() -> bool {
    let read =
        |from: &JsValue, key: &str| js_sys::Reflect::get(from, &key.into()).unwrap_or(JsValue::UNDEFINED);
    let connection = read(&window().navigator(), "connection");
    if connection.is_undefined() {
        return false;
    }
    let slow = read(&connection, "effectiveType").as_string().is_some_and(|kind| kind.ends_with("2g"));
    slow || read(&connection, "saveData").is_truthy() || read(&connection, "type") == "cellular"
}
