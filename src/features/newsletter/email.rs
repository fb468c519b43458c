/// A reason why a text is not an email address.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Reason {
    /// An empty text.
    #[error("there is no email address")]
    Empty,
    /// A text without `@`.
    #[error("an email address has an @")]
    NoAt,
    /// Any other mistake.
    #[error("the email address is malformed")]
    Malformed,
}

/// Returns the email address in a text, without white space around it, if it is valid by the definition of the HTML Standard.
/// Browsers check `<input type=email>` by the same definition, so the app is no stricter than the plain form.
///
/// # Errors
/// The reason why the text is not an email address.
pub fn check(text: &str) -> Result<&str, Reason> {
    let text = text.trim();
    if text.is_empty() {
        return Err(Reason::Empty);
    }
    let (mailbox, domain) = text.split_once('@').ok_or(Reason::NoAt)?;
    let sound = !mailbox.is_empty() && mailbox.bytes().all(is_mailbox) && domain.split('.').all(is_label);
    if sound { Ok(text) } else { Err(Reason::Malformed) }
}

/// Returns `true` for `atext` of RFC 5322 and for the full stop, wherever it is.
fn is_mailbox(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || b".!#$%&'*+/=?^_`{|}~-".contains(&byte)
}

/// Returns `true` for a label of a host name: RFC 1034, section 3.5, with a digit allowed at the beginning (RFC 1123, section
/// 2.1).
fn is_label(label: &str) -> bool {
    let inside = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-';
    (1..=63).contains(&label.len())
        && label.bytes().all(inside)
        && !label.starts_with('-')
        && !label.ends_with('-')
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn ordinary_and_odd_but_valid_addresses_pass() {
        let longest_label = format!("a@{}.example", "x".repeat(63));
        for valid in [
            "jane@example.org",
            "jane.doe+daily@mail.example.co.uk",
            "JANE@EXAMPLE.ORG",
            "a@b",
            "a@localhost",
            "a@1.2",
            ".a..b.@example.org",
            "!#$%&'*+/=?^_`{|}~-@example.org",
            "a@x-y.example",
            "a@xn--bcher-kva.example",
            &longest_label,
        ] {
            assert_eq!(check(valid), Ok(valid));
        }
    }

    #[test]
    fn white_space_around_an_address_is_not_the_readers_fault() {
        assert_eq!(check(" \t jane@example.org\n"), Ok("jane@example.org"));
        assert_eq!(check("\u{a0}jane@example.org\u{2003}"), Ok("jane@example.org"));
    }

    #[test]
    fn no_text_is_told_apart_from_a_wrong_text() {
        assert_eq!(check(""), Err(Reason::Empty));
        assert_eq!(check("  \n "), Err(Reason::Empty));
        assert_eq!(check("jane.example.org"), Err(Reason::NoAt));
    }

    #[test]
    fn what_the_standard_does_not_allow_is_refused() {
        let label_too_long = format!("a@{}.example", "x".repeat(64));
        for wrong in [
            "@",
            "@example.org",
            "jane@",
            "jane@@example.org",
            "jane@x@example.org",
            "jane doe@example.org",
            "jane@exam ple.org",
            "jane@example..org",
            "jane@.example.org",
            "jane@example.org.",
            "jane@-example.org",
            "jane@example-.org",
            "jane@exa_mple.org",
            "jane@[127.0.0.1]",
            "\"jane\"@example.org",
            "jane,joe@example.org",
            "Jane <jane@example.org>",
            "jänе@example.org",
            "jane@bücher.example",
            "jane@example.org\r\nBcc: joe@example.org",
            &label_too_long,
        ] {
            assert_eq!(check(wrong), Err(Reason::Malformed), "{wrong:?}");
        }
    }

    proptest! {
        #[test]
        fn any_text_is_judged_without_a_panic(text in ".*") {
            let _ = check(&text);
        }

        #[test]
        fn a_valid_address_has_no_character_that_ends_a_header(text in "[ -~\r\n]{0,8}@[ -~\r\n]{0,8}") {
            if let Ok(address) = check(&text) {
                prop_assert!(address.bytes().all(|byte| byte.is_ascii_graphic() && !b"\"<>,;:\\()[]".contains(&byte)));
            }
        }
    }
}
