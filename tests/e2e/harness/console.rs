//! What the browser's console says.

use std::{fmt, time::Instant};

use serde_json::{Value, json};

use super::{
    browser::{Browser, LOOK_AGAIN, PATIENCE},
    command::Endpoint,
};

/// What builds for development say on every page: that they are such builds, and what a feed could do better.
const DEVELOPMENT: &[&str] = &["you're trying to use Leptos in client-side rendering mode", ".json: "];

/// A line of the browser's console.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct ConsoleLine {
    /// `SEVERE`, `WARNING`, `INFO`, `DEBUG`.
    pub(crate) level: String,
    pub(crate) text: String,
}

impl fmt::Display for ConsoleLine {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.level, self.text)
    }
}

impl Browser {
    /// The lines of the console since this was last asked.
    pub(crate) async fn console(&self) -> Vec<ConsoleLine> {
        let log = self
            .client()
            .issue_cmd(Endpoint::post("se/log", json!({ "type": "browser" })))
            .await
            .expect("the browser gives its console");
        console_lines(&log)
    }

    /// Waits until the console says something with `text` in it. The lines until then are used up.
    pub(crate) async fn until_console_says(&self, text: &str) {
        let started = Instant::now();
        let mut said = Vec::new();
        loop {
            let lines = self.console().await;
            if lines.iter().any(|line| line.text.contains(text)) {
                return;
            }
            said.extend(lines);
            assert!(
                started.elapsed() < PATIENCE,
                "waited {PATIENCE:?} for the console to say {text:?}; it said {said:?}"
            );
            tokio::time::sleep(LOOK_AGAIN).await;
        }
    }

    /// Fails if the console holds an error or a warning since it was last asked, except those that hold one of `expected`.
    pub(crate) async fn assert_quiet(&self, expected: &[&str]) {
        let lines: Vec<String> = self
            .console()
            .await
            .into_iter()
            .filter(|line| line.level == "SEVERE" || line.level == "WARNING")
            .filter(|line| !expected.iter().chain(DEVELOPMENT).any(|part| line.text.contains(part)))
            .map(|line| line.to_string())
            .collect();
        assert!(lines.is_empty(), "the console says\n{}", lines.join("\n"));
    }
}

/// The lines in chromedriver's answer.
pub(crate) fn console_lines(log: &Value) -> Vec<ConsoleLine> {
    let text = |entry: &Value, key: &str| entry[key].as_str().unwrap_or_default().to_owned();
    log.as_array()
        .map(Vec::as_slice)
        .unwrap_or_default()
        .iter()
        .map(|entry| ConsoleLine { level: text(entry, "level"), text: text(entry, "message") })
        .collect()
}
