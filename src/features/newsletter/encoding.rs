use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};

/// The characters to encode: all but the unreserved ones of RFC 3986, section 2.3, which are safe anywhere in a `mailto:` URL.
const LETTER: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// Encodes a text for the value of a header in a `mailto:` URL (RFC 6068, section 2): a space becomes `%20`, never `+`.
pub(super) fn letter(text: &str) -> String {
    utf8_percent_encode(text, LETTER).to_string()
}

/// Decodes what [`letter`] has encoded.
pub(super) fn parse_letter(text: &str) -> String {
    percent_decode_str(text).decode_utf8_lossy().into_owned()
}

/// Splits a URL into what comes before its query, and the query. The fragment, which is never sent, is left out.
pub(super) fn parts(address: &str) -> (&str, &str) {
    let sent = address.split('#').next().unwrap_or_default();
    sent.split_once('?').unwrap_or((sent, ""))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_cut_at_its_query_and_loses_its_fragment() {
        assert_eq!(parts("https://a/b?c?d#e?f"), ("https://a/b", "c?d"));
        assert_eq!(parts("/b#c"), ("/b", ""));
    }
}
