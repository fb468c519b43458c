//! The requests that a browser makes.

use serde_json::{Value, json};
use test_server::{Answer, Listener, Request, response};

use super::{browser::Browser, command::Endpoint, engine::Engine};

impl Browser {
    /// Returns the URLs that the browser has requested from any server since the last call, answered or not. Only in a browser
    /// that watches its traffic.
    pub(crate) async fn requested(&self) -> Vec<String> {
        match self.engine {
            Engine::Chromium => self.performance_log().await,
            Engine::Firefox => {
                super::strings(&self.privileged("return window.requested.splice(0);", &[]).await)
            }
            Engine::WebKit => {
                let mut requested = super::strings(
                    &self.value("performance.getEntriesByType('resource').map(entry => entry.name)").await,
                );
                let strangers = self.strangers.as_ref().expect("the browser watches its traffic");
                requested.extend(strangers.asked());
                requested
            }
        }
    }

    async fn performance_log(&self) -> Vec<String> {
        let log = self
            .client()
            .issue_cmd(Endpoint::post("se/log", json!({ "type": "performance" })))
            .await
            .expect("the browser watches its traffic");
        let entries = log.as_array().map(Vec::as_slice).unwrap_or_default();
        let messages = entries.iter().filter_map(|entry| {
            serde_json::from_str::<Value>(entry["message"].as_str().unwrap_or_default()).ok()
        });
        messages
            .filter_map(|message| {
                let message = &message["message"];
                let address = match message["method"].as_str()? {
                    "Network.requestWillBeSent" => &message["params"]["request"]["url"],
                    "Network.webSocketCreated" => &message["params"]["url"],
                    _ => return None,
                };
                address.as_str().map(str::to_owned)
            })
            .collect()
    }

    /// Lets Firefox note every request that a page makes, before it is sent.
    pub(super) async fn note_requests(&self) {
        self.privileged(
            "window.requested = [];
             window.requestObserver = { observe(subject) {
                 const channel = subject.QueryInterface(Ci.nsIHttpChannel);
                 const context = channel.loadInfo.browsingContext ?? channel.loadInfo.workerAssociatedBrowsingContext;
                 if (context?.top === browser.browsingContext) window.requested.push(channel.URI.spec);
             } };
             Services.obs.addObserver(window.requestObserver, 'http-on-opening-request');",
            &[],
        )
        .await;
    }
}

/// A proxy for everything but the tests' own server, which notes what it is asked for and refuses it.
pub(crate) struct Strangers(Listener<fn(&Request) -> Answer>);

impl Strangers {
    pub(super) async fn listen() -> Self {
        let refuse = |_: &Request| response(502, "text/plain", "This address is not to be asked.").into();
        Self(Listener::open(refuse as fn(&Request) -> Answer).await.expect("a port is free"))
    }

    /// Host and port.
    pub(super) fn address(&self) -> String {
        self.0.address().to_string()
    }

    fn asked(&self) -> Vec<String> {
        self.0.take_requests().into_iter().map(|request| request.uri.to_string()).collect()
    }
}
