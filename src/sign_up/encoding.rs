use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};

/// What `application/x-www-form-urlencoded` writes as `%XX` (URL Standard), but for the space, which it writes as `+`.
const FORM: &AsciiSet = &NON_ALPHANUMERIC.remove(b'*').remove(b'-').remove(b'.').remove(b'_');
/// Everything but the unreserved characters of RFC 3986, section 2.3: safe wherever it stands in a `mailto:` address.
const LETTER: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// Pairs as `application/x-www-form-urlencoded`.
pub(super) fn form<'a>(pairs: impl Iterator<Item = (&'a str, &'a str)>) -> String {
    // A `%20` here can only have been a space: a per cent sign of the text has become `%25`.
    let word = |text: &str| utf8_percent_encode(text, FORM).to_string().replace("%20", "+");
    let mut encoded = String::new();
    for (name, value) in pairs {
        if !encoded.is_empty() {
            encoded.push('&');
        }
        encoded.push_str(&word(name));
        encoded.push('=');
        encoded.push_str(&word(value));
    }
    encoded
}

/// The pairs in a query.
pub(super) fn parse_form(query: &str) -> impl Iterator<Item = (String, String)> {
    let word = |text: &str| percent_decode_str(&text.replace('+', " ")).decode_utf8_lossy().into_owned();
    query.split('&').filter(|pair| !pair.is_empty()).map(move |pair| {
        let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
        (word(name), word(value))
    })
}

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
    fn a_form_is_encoded_as_browsers_do() {
        let pairs = [("e mail", "jane+x@example.org"), ("é", "a&b=c%20*-._~")];
        assert_eq!(form(pairs.into_iter()), "e+mail=jane%2Bx%40example.org&%C3%A9=a%26b%3Dc%2520*-._%7E");
    }

    #[test]
    fn a_query_is_read_back_as_it_was_meant() {
        let pairs: Vec<_> = parse_form("a=1+2%2B&&b&c=%C3%A9=%zz").collect();
        let expected = [("a", "1 2+"), ("b", ""), ("c", "é=%zz")];
        assert_eq!(pairs, expected.map(|(name, value)| (name.to_owned(), value.to_owned())));
    }

    #[test]
    fn an_address_is_cut_at_its_query_and_loses_its_fragment() {
        assert_eq!(parts("https://a/b?c?d#e?f"), ("https://a/b", "c?d"));
        assert_eq!(parts("/b#c"), ("/b", ""));
    }
}
