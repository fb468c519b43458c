//! axe-core: what a program can find out about accessibility.

use std::{env, fs};

use serde_json::{Value, json};

use super::browser::Browser;

/// Rules beyond those that axe runs by itself: the site promises more than the standard's AA.
const STRICTER: &[&str] = &["color-contrast-enhanced", "target-size"];

impl Browser {
    /// Fails if axe-core finds anything wrong with the page as it is now. `where_` names the page in the message.
    pub(crate) async fn assert_accessible(&self, where_: &str) {
        let path = env::var_os("LONDON_DAILY_AXE")
            .expect("LONDON_DAILY_AXE names axe.min.js; `cargo xtask test e2e` sets it");
        let source = fs::read_to_string(&path)
            .unwrap_or_else(|error| panic!("{} can be read: {error}", path.display()));
        let rules: Value = STRICTER
            .iter()
            .map(|rule| ((*rule).to_owned(), json!({ "enabled": true })))
            .collect::<serde_json::Map<_, _>>()
            .into();
        self.run(&source, &[]).await;
        let result = self
            .client()
            .execute_async(
                "const [rules, done] = arguments;
                 window.axe.run(document, { rules }).then(done, error => done(String(error)));",
                vec![rules],
            )
            .await
            .unwrap_or_else(|error| panic!("axe-core runs on {where_}: {error}"));
        let Some(violations) = result["violations"].as_array() else {
            panic!("axe-core ran on {where_}: {result}");
        };
        let checked = result["passes"].as_array().map_or(0, Vec::len);
        assert!(checked > 0, "axe-core checked something on {where_}");
        let found: Vec<String> = violations.iter().map(described).collect();
        assert!(found.is_empty(), "axe-core finds on {where_}:\n{}", found.join("\n"));
    }
}

fn described(violation: &Value) -> String {
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let mut lines = format!("  {}: {}", text(&violation["id"]), text(&violation["help"]));
    for node in violation["nodes"].as_array().into_iter().flatten().take(5) {
        let summary = text(&node["failureSummary"]).replace('\n', " ");
        lines.push_str(&format!("\n      {}\n        {summary}", text(&node["html"])));
    }
    lines
}
