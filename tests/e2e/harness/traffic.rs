//! What a browser asks servers for.

use serde_json::{Value, json};

use super::{browser::Browser, command::Endpoint};

impl Browser {
    /// The addresses of everything that the browser has asked any server for since this was last asked, whether or not it
    /// got an answer. Only in a browser that watches its traffic.
    pub(crate) async fn requested(&self) -> Vec<String> {
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
}
