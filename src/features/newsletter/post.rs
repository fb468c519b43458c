//! Sending a sign-up to the newsletter's server.

use gloo_net::http::RequestBuilder;
use leptos::prelude::window;
use web_sys::{AbortController, ReferrerPolicy, RequestCache, RequestCredentials};

use crate::{
    browser::timers,
    features::newsletter::{Method, NetworkError, Request},
};

/// Seconds within which the answer has to be complete.
const TIME_LIMIT: u32 = 15;

/// Sends a sign-up, and returns the status of the answer. The request has no cookies and no referrer.
///
/// # Errors
/// The reason why there was no complete answer.
pub(super) async fn send(request: &Request) -> Result<u16, NetworkError> {
    let controller = AbortController::new().map_err(|_| NetworkError::Unreachable)?;
    let signal = controller.signal();
    let _time_limit = timers::after(TIME_LIMIT.saturating_mul(1_000), move || controller.abort());

    let builder = RequestBuilder::new(&request.address)
        .method(match request.method {
            Method::Get => gloo_net::http::Method::GET,
            Method::Post => gloo_net::http::Method::POST,
        })
        // Without this header, some services answer with a redirect to a page of thanks.
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
    // An answer that breaks off is not taken for a success.
    let whole = answer.binary().await;
    whole
        .map(|_| answer.status())
        .map_err(|_| if signal.aborted() { NetworkError::TimedOut } else { NetworkError::BrokenOff })
}

fn silence() -> NetworkError {
    if window().navigator().on_line() { NetworkError::Unreachable } else { NetworkError::Offline }
}
