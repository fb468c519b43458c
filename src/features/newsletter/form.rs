use super::encoding::parts;
use crate::model::{Newsletter, Transport};

/// How a form or request travels.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Method {
    /// In the address.
    Get,
    /// In the body.
    Post,
}

impl Method {
    pub(super) fn of(newsletter: &Newsletter) -> Self {
        if newsletter.method.eq_ignore_ascii_case("get") { Self::Get } else { Self::Post }
    }

    /// As a form's `method` attribute has it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Get => "get",
            Self::Post => "post",
        }
    }
}

/// The plain form that does the same without the program.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Form {
    /// Where the browser sends it.
    pub action: String,
    /// How.
    pub method: Method,
    /// Name of the field that the reader fills in; `None` when a page cannot print it safely.
    pub email_field: Option<String>,
    /// Names and values of the fields that the reader does not see.
    pub hidden: Vec<(String, String)>,
}

impl Form {
    /// The form of a newsletter.
    ///
    /// - A `GET` form loses the query of its action when a browser sends it, so that query becomes fields.
    /// - A JSON service gets the fields form-encoded: the nearest that a form can do.
    /// - A letter: of the ways in which a browser makes one from a form, only `GET` keeps every character of an address
    ///   (with `POST` and `text/plain`, Chromium turns `+` into a space). Its fields are the letter's headers, so the address
    ///   is the field `body`, and the letter's text; further fields, which are no headers, are not in it.
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
        // In a `mailto:` URL a plus sign is a plus sign.
        Transport::Mail => query.replace('+', "%2B"),
        _ => query.to_owned(),
    };
    form_urlencoded::parse(query.as_bytes()).into_owned().collect()
}

/// The further fields as they are sent: those with a name, and none that would double the reader's address.
pub(super) fn further(newsletter: &Newsletter) -> impl Iterator<Item = (&str, &str)> {
    let named = newsletter.fields.iter().map(|(name, value)| (name.as_str(), value.as_str()));
    named.filter(|(name, _)| !name.is_empty() && *name != newsletter.email_field)
}

/// Whether a field of this name may stand in a page's form.
///
/// The names of a form's fields become properties of the form's node, in front of its own (`[LegacyOverrideBuiltIns]`, HTML
/// standard, "The form element"). A field named `firstChild` would send the program astray in its own page. So what the
/// program asks of its nodes cannot be the name of a field; names that newsletter services use are not among these.
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
    // Listeners hang on nodes under names that begin so.
    !name.is_empty() && !name.starts_with("$$$") && !NODE.contains(&name)
}
