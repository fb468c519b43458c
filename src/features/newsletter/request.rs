use std::collections::BTreeMap;

use super::{
    encoding::parts,
    form::{Method, further},
};
use crate::model::Newsletter;

/// A sign-up that the page itself sends.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Request {
    /// Where to.
    pub address: String,
    /// How.
    pub method: Method,
    /// Media type of the body.
    pub content_type: Option<&'static str>,
    /// What is sent, when it is not all in the address.
    pub body: Option<String>,
}

impl Request {
    /// The request that a plain form would make (`application/x-www-form-urlencoded`). With `GET` everything goes into the
    /// query, after what the action's own query says.
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

    /// A JSON object with the address and the further fields, all of them strings. It is posted whatever the newsletter's
    /// method: a `GET` has no body.
    pub(super) fn json(newsletter: &Newsletter, email: &str) -> Self {
        let fields: BTreeMap<&str, &str> = pairs(newsletter, email).collect();
        Self {
            address: newsletter.action.clone(),
            method: Method::Post,
            content_type: Some("application/json"),
            // JSON can hold any map from texts to texts.
            body: serde_json::to_string(&fields).ok(),
        }
    }
}

fn pairs<'a>(newsletter: &'a Newsletter, email: &'a str) -> impl Iterator<Item = (&'a str, &'a str)> {
    further(newsletter).chain([(newsletter.email_field.as_str(), email)])
}
