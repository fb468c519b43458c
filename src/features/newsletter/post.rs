//! Sending a sign-up to the newsletter's server.

use gloo_net::http::RequestBuilder;
use leptos::prelude::window;
use web_sys::{AbortController, ReferrerPolicy, RequestCache, RequestCredentials};

use crate::{
    browser::timers,
    features::newsletter::{Method, NetworkError, Request},
};

/// Seconds within which the whole answer has to be there.
const TIME_LIMIT: u32 = 15;

/// Sends a sign-up, and says with which status it was answered. Nothing but what the request says goes with it: no cookies, and
/// no word about the page that it comes from.
///
/// # Errors
/// Why there was no whole answer.
pub(super) async fn send(request: &Request) -> Result<u16, NetworkError> {
    let controller = AbortController::new().map_err(|_| NetworkError::Unreachable)?;
    let signal = controller.signal();
    let _time_limit = timers::after(TIME_LIMIT.saturating_mul(1_000), move || controller.abort());

    let builder = RequestBuilder::new(&request.address)
        .method(match request.method {
            Method::Get => gloo_net::http::Method::GET,
            Method::Post => gloo_net::http::Method::POST,
        })
        // Some services answer whoever does not ask for data with a redirect to a page of thanks.
        .header("accept", "application/json, */*;q=0.5")
        .cache(RequestCache::NoStore)
        .credentials(RequestCredentials::Omit)
        .referrer_policy(ReferrerPolicy::NoReferrer)
        .abort_signal(Some(&signal));
    let built = match (&request.content_type, &request.body) {
        (Some(kind), Some(body)) => builder.header("content-type", kind).body(body.as_str()),
        _ => builder.build(),
    };
    let answer = built.map_err(|_| NetworkError::Unreachable)?.send().await;
    let answer = answer.map_err(|_| if signal.aborted() { NetworkError::TimedOut } else { silence() })?;
    // What a server began to say and did not end is no promise.
    let whole = answer.binary().await;
    whole
        .map(|_| answer.status())
        .map_err(|_| if signal.aborted() { NetworkError::TimedOut } else { NetworkError::BrokenOff })
}

fn silence() -> NetworkError {
    if window().navigator().on_line() { NetworkError::Unreachable } else { NetworkError::Offline }
}
