use std::collections::BTreeMap;

use super::{
    encoding::parts,
    form::{Method, further},
};
use crate::model::Newsletter;

/// A request with a sign-up, sent by the app.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Request {
    /// The URL that it is sent to.
    pub address: String,
    /// The method of sending it.
    pub method: Method,
    /// The media type of the body.
    pub content_type: Option<&'static str>,
    /// The body, if not everything is in the URL.
    pub body: Option<String>,
}

impl Request {
    /// Returns the request that a plain form would make (`application/x-www-form-urlencoded`). With `GET`, everything goes into
    /// the query, after the query of the action.
    pub(super) fn form(newsletter: &Newsletter, email: &str) -> Self {
        let sent =
            form_urlencoded::Serializer::new(String::new()).extend_pairs(pairs(newsletter, email)).finish();
        let method = Method::of(newsletter);
        match method {
            Method::Post => Self {
                address: newsletter.action.clone(),
                method,
                content_type: Some("application/x-www-form-urlencoded"),
                body: Some(sent),
            },
            Method::Get => {
                let (place, query) = parts(&newsletter.action);
                let join = if query.is_empty() { "" } else { "&" };
                Self {
                    address: format!("{place}?{query}{join}{sent}"),
                    method,
                    content_type: None,
                    body: None,
                }
            }
        }
    }

    /// Returns a request with a JSON object of the email address and the further fields, all of them strings. Its method is
    /// always `POST`, since a `GET` has no body.
    pub(super) fn json(newsletter: &Newsletter, email: &str) -> Self {
        let fields: BTreeMap<&str, &str> = pairs(newsletter, email).collect();
        Self {
            address: newsletter.action.clone(),
            method: Method::Post,
            content_type: Some("application/json"),
            // Maps from strings to strings are always valid JSON.
            body: serde_json::to_string(&fields).ok(),
        }
    }
}

fn pairs<'a>(newsletter: &'a Newsletter, email: &'a str) -> impl Iterator<Item = (&'a str, &'a str)> {
    further(newsletter).chain([(newsletter.email_field.as_str(), email)])
}
