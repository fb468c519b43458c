use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};

/// Everything but the unreserved characters of RFC 3986, section 2.3: safe wherever it stands in a `mailto:` address.
const LETTER: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// Text as it stands in a header's value of a `mailto:` address (RFC 6068, section 2): a space is `%20`, never `+`.
pub(super) fn letter(text: &str) -> String {
    utf8_percent_encode(text, LETTER).to_string()
}

/// The text behind [`letter`].
pub(super) fn parse_letter(text: &str) -> String {
    percent_decode_str(text).decode_utf8_lossy().into_owned()
}

/// What comes before the query of an address, and the query. The fragment, which is never sent, is left out.
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
