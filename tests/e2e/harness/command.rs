//! WebDriver commands that fantoccini has no method for.

use fantoccini::wd::WebDriverCompatibleCommand;
use http::Method;
use serde_json::Value;
use url::{ParseError, Url};

/// A command under the session's address.
#[derive(Debug)]
pub(crate) struct Endpoint {
    path: &'static str,
    body: Value,
}

impl Endpoint {
    /// Posts `body` to `path`, which stands behind `/session/<id>/`.
    pub(crate) fn post(path: &'static str, body: Value) -> Self {
        Self { path, body }
    }
}

impl WebDriverCompatibleCommand for Endpoint {
    fn endpoint(&self, base: &Url, session: Option<&str>) -> Result<Url, ParseError> {
        base.join(&format!("session/{}/{}", session.unwrap_or_default(), self.path))
    }

    fn method_and_body(&self, _: &Url) -> (Method, Option<String>) {
        (Method::POST, Some(self.body.to_string()))
    }
}
