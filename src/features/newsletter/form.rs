use super::encoding::parts;
use crate::model::{Newsletter, Transport};

/// The HTTP method of a form or a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Method {
    /// `GET`: the fields are in the URL.
    Get,
    /// `POST`: the fields are in the body.
    Post,
}

impl Method {
    pub(super) fn of(newsletter: &Newsletter) -> Self {
        if newsletter.method.eq_ignore_ascii_case("get") { Self::Get } else { Self::Post }
    }

    /// Returns the value of a form's attribute `method`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Get => "get",
            Self::Post => "post",
        }
    }
}

/// The plain form, which works without the app.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Form {
    /// The URL that the browser sends it to.
    pub action: String,
    /// The method of sending it.
    pub method: Method,
    /// The name of the field that the reader fills in; `None` if a form cannot have it safely.
    pub email_field: Option<String>,
    /// The names and values of the hidden fields.
    pub hidden: Vec<(String, String)>,
}

impl Form {
    /// Returns the form of a newsletter.
    ///
    /// - A browser that sends a `GET` form drops the query of its action, so that query becomes hidden fields.
    /// - A JSON service gets the fields form-encoded, which is the nearest that a form can do.
    /// - For a sign-up by mail, the browser makes a message from the form. Only `GET` keeps every character of an email
    ///   address (with `POST` and `text/plain`, Chromium turns `+` into a space). The fields become headers of the message, so
    ///   the email address is the field `body`, the message's text. The newsletter's further fields are not headers, and are
    ///   left out.
    pub fn of(newsletter: &Newsletter) -> Self {
        let method = match newsletter.transport {
            Transport::Mail => Method::Get,
            Transport::Json => Method::Post,
            Transport::Form | Transport::Fetch => Method::of(newsletter),
        };
        let (place, query) = parts(&newsletter.action);
        let (action, mut hidden) = match method {
            Method::Get => (place.to_owned(), parse(query, newsletter.transport)),
            Method::Post => (newsletter.action.clone(), Vec::new()),
        };
        let email_field = match newsletter.transport {
            Transport::Mail => "body",
            _ => newsletter.email_field.as_str(),
        };
        if newsletter.transport == Transport::Mail {
            hidden.retain(|(name, _)| !name.eq_ignore_ascii_case(email_field));
        } else {
            hidden.extend(further(newsletter).map(|(name, value)| (name.to_owned(), value.to_owned())));
        }
        hidden.retain(|(name, _)| is_printable(name));
        Self {
            action,
            method,
            email_field: Some(email_field.to_owned()).filter(|name| is_printable(name)),
            hidden,
        }
    }
}

fn parse(query: &str, transport: Transport) -> Vec<(String, String)> {
    let query = match transport {
        // In a `mailto:` URL, `+` is a plus sign and not a space.
        Transport::Mail => query.replace('+', "%2B"),
        _ => query.to_owned(),
    };
    form_urlencoded::parse(query.as_bytes()).into_owned().collect()
}

/// Returns the further fields that are sent: those with a name that is not also the name of the field for the email address.
pub(super) fn further(newsletter: &Newsletter) -> impl Iterator<Item = (&str, &str)> {
    let named = newsletter.fields.iter().map(|(name, value)| (name.as_str(), value.as_str()));
    named.filter(|(name, _)| !name.is_empty() && *name != newsletter.email_field)
}

/// Returns `true` if a form of the page can have a field of this name.
///
/// The names of a form's fields become properties of the form's node, and hide its own (`[LegacyOverrideBuiltIns]`, HTML
/// Standard, "The form element"). A field named `firstChild` would mislead the app as it walks the document. Therefore no field
/// can have the name of a property or method that the app uses on nodes; names that newsletter services use are not among them.
fn is_printable(name: &str) -> bool {
    const NODE: &[&str] = &[
        "addEventListener",
        "after",
        "append",
        "appendChild",
        "before",
        "childNodes",
        "classList",
        "cloneNode",
        "closest",
        "contains",
        "content",
        "disabled",
        "dispatchEvent",
        "firstChild",
        "firstElementChild",
        "getAttribute",
        "getBoundingClientRect",
        "getRootNode",
        "hasAttribute",
        "innerHTML",
        "insertBefore",
        "isConnected",
        "lastChild",
        "matches",
        "nextSibling",
        "nodeName",
        "nodeType",
        "ownerDocument",
        "parentElement",
        "parentNode",
        "previousSibling",
        "remove",
        "removeAttribute",
        "removeChild",
        "removeEventListener",
        "setAttribute",
        "tagName",
        "textContent",
    ];
    // Leptos keeps event listeners on nodes under names that begin so.
    !name.is_empty() && !name.starts_with("$$$") && !NODE.contains(&name)
}
