//! The requests that a browser makes.

use std::{
    io,
    sync::{Arc, Mutex},
};

use serde_json::{Value, json};

use super::{
    browser::Browser,
    command::Endpoint,
    engine::Engine,
    http::{Connection, Response},
    listener::{Listener, Service},
};

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
pub(crate) struct Strangers {
    listener: Listener<Refusal>,
    refusal: Arc<Refusal>,
}

struct Refusal {
    asked: Mutex<Vec<String>>,
}

impl Strangers {
    pub(super) async fn listen() -> Self {
        let refusal = Arc::new(Refusal { asked: Mutex::default() });
        Self { listener: Listener::open(Arc::clone(&refusal)).await, refusal }
    }

    /// Host and port.
    pub(super) fn address(&self) -> String {
        self.listener.address().to_string()
    }

    fn asked(&self) -> Vec<String> {
        std::mem::take(&mut *self.refusal.asked.lock().expect("no test panics here"))
    }
}

impl Service for Refusal {
    async fn serve(self: Arc<Self>, mut connection: Connection) -> io::Result<()> {
        while let Some(request) = connection.request().await? {
            self.asked.lock().expect("no test panics here").push(request.path.clone());
            let refused = Response::new(502, "text/plain", "This address is not to be asked.");
            if !connection.respond(&request.method, &refused).await? {
                return Ok(());
            }
        }
        Ok(())
    }
}
