use super::{
    encoding::{self, parts},
    form::further,
};
use crate::model::Newsletter;

/// Returns the `mailto:` URL of the message that signs `email` up (RFC 6068). All that the newsletter's action has already
/// (subject, copies, the beginning of the text) stays; the text ends with a line for each field.
pub fn letter(newsletter: &Newsletter, email: &str) -> String {
    let mut text = String::new();
    for (name, value) in further(newsletter).chain([(newsletter.email_field.as_str(), email)]) {
        if !text.is_empty() {
            // RFC 6068, section 5: line breaks in the text of a message are CR LF.
            text.push_str("\r\n");
        }
        text.push_str(name);
        text.push_str(": ");
        text.push_str(value);
    }
    let (to, headers) = parts(&newsletter.action);
    let mut kept = Vec::new();
    let mut beginning = None;
    for header in headers.split('&').filter(|header| !header.is_empty()) {
        match header.split_once('=') {
            Some((name, value)) if beginning.is_none() && name.eq_ignore_ascii_case("body") => {
                beginning = Some(value)
            }
            _ => kept.push(header.to_owned()),
        }
    }
    let beginning = beginning.map(|text| format!("{text}%0D%0A%0D%0A")).unwrap_or_default();
    kept.push(format!("body={beginning}{}", encoding::letter(&text)));
    format!("{to}?{}", kept.join("&"))
}

/// Returns the recipient of a `mailto:` URL, decoded, so that readers can read and type it.
pub fn recipient(action: &str) -> String {
    let to = parts(action).0;
    encoding::parse_letter(to.strip_prefix("mailto:").unwrap_or(to))
}
