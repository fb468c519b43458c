use serde_json::Value;

use super::{
    Problem,
    fields::{Fields, digits},
    limits, text,
};
use crate::{
    browser::urls::Use,
    model::{Newsletter, Transport},
};

/// Reads the extension's `newsletter`. `None` if there is none, or if nothing could be sent with this `action` and `transport`.
pub(super) fn read(extension: &Fields<'_>) -> Option<Newsletter> {
    let fields = extension.object("newsletter")?;
    let Some(action) = fields.address("action", Use::Link) else {
        if !fields.has("action") {
            fields.note("action", Problem::Missing);
        }
        return None;
    };
    let to_mail = action.starts_with("mailto:");
    let transport = match fields.string("transport").map(|name| name.trim().to_ascii_lowercase()) {
        None if to_mail => Transport::Mail,
        None => Transport::Form,
        Some(name) => match name.as_str() {
            "form" => Transport::Form,
            "fetch" => Transport::Fetch,
            "json" => Transport::Json,
            "mailto" => Transport::Mail,
            _ => {
                fields.note("transport", Problem::UnknownWord);
                return None;
            }
        },
    };
    // A `mailto:` URL takes mail and nothing else, and no other URL takes mail.
    if to_mail != (transport == Transport::Mail) {
        fields.note("action", Problem::UnusableAddress);
        return None;
    }
    Some(Newsletter {
        title: fields.line("title", limits::LABEL),
        text: fields.line("text", limits::SENTENCES),
        action,
        method: method(&fields),
        email_field: fields.line("email_field", limits::LABEL).unwrap_or_else(|| "email".to_owned()),
        fields: fields.object("fields").map(|fields| further(&fields)).unwrap_or_default(),
        transport,
    })
}

fn method(fields: &Fields<'_>) -> String {
    let name = fields.string("method").map(|name| name.trim().to_ascii_uppercase());
    match name.as_deref() {
        Some("GET") => "GET",
        None | Some("POST") => "POST",
        Some(_) => {
            fields.note("method", Problem::UnknownWord);
            "POST"
        }
    }
    .to_owned()
}

/// Returns the additional form fields with their values. Numbers and booleans become strings; lists and objects are left out.
fn further(fields: &Fields<'_>) -> Vec<(String, String)> {
    let mut further = Vec::new();
    for (name, value) in fields.entries() {
        let value = match value {
            Value::Null => continue,
            Value::String(string) => text::beginning(string, limits::SENTENCES).to_owned(),
            Value::Bool(said) => said.to_string(),
            Value::Number(number) => digits(number),
            Value::Array(_) | Value::Object(_) => {
                fields.note(name, Problem::WrongType);
                continue;
            }
        };
        if name.len() > limits::LABEL {
            fields.note(text::beginning(name, limits::LABEL), Problem::TooLong);
        } else if further.len() == limits::LIST {
            fields.note_all(Problem::TooMany);
            break;
        } else {
            further.push((name.clone(), value));
        }
    }
    further
}
