//! Lone surrogates, which JSON can escape and a Rust string cannot hold.
//!
//! A publishing system that cuts a text after a number of UTF-16 units may cut an emoji in two, and JavaScript's `JSON.stringify`
//! then writes `\ud83d` alone. That costs one character here, not the whole document.

/// Length of an escape such as `\ud83d`, in bytes.
const ESCAPE: usize = 6;

/// Returns the JSON with U+FFFD in place of each lone surrogate, or `None` if there is none. The length stays the same, so that
/// line and column of an error are those in the publisher's document.
pub(super) fn replace_lone(json: &[u8]) -> Option<Vec<u8>> {
    let mut replaced: Option<Vec<u8>> = None;
    let mut at = 0;
    while let Some(found) = json.get(at..).and_then(|rest| rest.iter().position(|byte| *byte == b'\\')) {
        at += found;
        at += match (unit(json, at), unit(json, at + ESCAPE)) {
            (Some(0xd800..=0xdbff), Some(0xdc00..=0xdfff)) => 2 * ESCAPE,
            (Some(0xd800..=0xdfff), _) => {
                let replaced = replaced.get_or_insert_with(|| json.to_vec());
                replaced[at..at + ESCAPE].copy_from_slice(b"\\ufffd");
                ESCAPE
            }
            // A backslash escapes the next byte, which may be another backslash.
            _ => 2,
        };
    }
    replaced
}

/// Returns the UTF-16 unit of the escape at `at`, if there is one.
fn unit(json: &[u8], at: usize) -> Option<u16> {
    let digits = json.get(at..at + ESCAPE)?.strip_prefix(b"\\u")?;
    u16::from_str_radix(str::from_utf8(digits).ok()?, 16).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn replaced(json: &str) -> Option<String> {
        replace_lone(json.as_bytes()).map(|json| String::from_utf8(json).unwrap())
    }

    #[test]
    fn half_a_pair_is_replaced_wherever_it_stands() {
        assert_eq!(replaced(r#""\ud83d""#).as_deref(), Some(r#""\ufffd""#));
        assert_eq!(replaced(r#""\uDE00\n\ud83dx""#).as_deref(), Some(r#""\ufffd\n\ufffdx""#));
        assert_eq!(replaced(r#""\ud83d\ud83d\ude00""#).as_deref(), Some(r#""\ufffd\ud83d\ude00""#));
    }

    #[test]
    fn whole_pairs_and_escaped_backslashes_are_left_alone() {
        for whole in [r#""\ud83d\ude00""#, r#""\\ud83d""#, r#""\u00e9 \" ""#, r#""\u"#, r#""\"#, ""] {
            assert_eq!(replaced(whole), None, "{whole}");
        }
    }
}
