//! The lines of the browser's console.

use std::{fmt, mem};

use serde_json::{Value, json};

use super::{browser::Browser, command::Endpoint, engine::Engine};

/// Parts of the lines that a development build logs on every page: that it is such a build, and how the feed could be better.
const DEVELOPMENT: &[&str] = &["you're trying to use Leptos in client-side rendering mode", ".json: "];

/// The directives that an engine without Trusted Types reports on every page: it ignores them, as the standard wants.
const UNKNOWN_DIRECTIVES: &[&str] = &["‘require-trusted-types-for’", "‘trusted-types’"];

/// A script that takes the lines which `early.js` has recorded in the page since it last ran.
const RECORDED: &str = "return window.consoleLines?.() ?? []";

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
        self.keep_console().await;
        mem::take(&mut *self.said.lock().expect("no test panics here"))
    }

    /// Puts aside what the console says now: with the page, its record would be gone.
    pub(super) async fn keep_console(&self) {
        let mut lines = match self.engine {
            Engine::Chromium => {
                let log =
                    self.client().issue_cmd(Endpoint::post("se/log", json!({ "type": "browser" }))).await;
                console_lines(&log.expect("the browser gives its console"))
            }
            Engine::Firefox => {
                let mut lines = console_lines(&self.run(RECORDED, &[]).await);
                // The page itself cannot see these.
                let mut errors = console_lines(&self.privileged(ERRORS_OF_PAGES, &[]).await);
                if !self.knows_trusted_types().await {
                    errors.retain(|line| !UNKNOWN_DIRECTIVES.iter().any(|one| line.text.contains(one)));
                }
                lines.extend(errors);
                lines
            }
            Engine::WebKit => console_lines(&self.run(RECORDED, &[]).await),
        };
        lines.extend(console_lines(&self.early.left_behind().into()));
        self.said.lock().expect("no test panics here").extend(lines);
    }

    /// The same without any runtime, for a test that is failing.
    pub(super) fn last_words(&self) -> Vec<ConsoleLine> {
        let log = match self.engine {
            Engine::Chromium => self.driver.command("POST", "/se/log", Some(&json!({ "type": "browser" }))),
            _ => {
                self.driver.command("POST", "/execute/sync", Some(&json!({ "script": RECORDED, "args": [] })))
            }
        };
        let mut lines = self.said.lock().map(|said| said.clone()).unwrap_or_default();
        lines.extend(console_lines(&self.early.left_behind().into()));
        lines.extend(console_lines(&log.unwrap_or_default()));
        lines
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

    /// Returns `true` if the engine knows Trusted Types: a page can then forbid that a plain string becomes markup.
    pub(crate) async fn knows_trusted_types(&self) -> bool {
        self.value("'trustedTypes' in window").await == true
    }
}

/// A script that takes the errors and warnings about local pages from Firefox's own console. Lines that scripts log on purpose
/// are no `nsIScriptError`.
const ERRORS_OF_PAGES: &str = "
    const lines = Services.console.getMessageArray()
        .filter(one => one instanceof Ci.nsIScriptError && one.sourceName.startsWith('http://127.0.0.1'))
        .map(one => ({ level: one.flags & Ci.nsIScriptError.warningFlag ? 'WARNING' : 'SEVERE',
                       message: `${one.errorMessage} (${one.category}, ${one.sourceName})` }));
    Services.console.reset();
    return lines;
";

/// The lines in a list of levels and messages.
fn console_lines(log: &Value) -> Vec<ConsoleLine> {
    let text = |entry: &Value, key: &str| entry[key].as_str().unwrap_or_default().to_owned();
    log.as_array()
        .map(Vec::as_slice)
        .unwrap_or_default()
        .iter()
        .map(|entry| ConsoleLine { level: text(entry, "level"), text: text(entry, "message") })
        .collect()
}
