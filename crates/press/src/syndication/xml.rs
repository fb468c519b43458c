//! Texts in XML.

use std::fmt;

use askama::filters::Escaper;

/// The escaper of the templates of XML.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Xml;

impl Escaper for Xml {
    fn write_escaped_str<W: fmt::Write>(&self, mut target: W, text: &str) -> fmt::Result {
        for character in text.chars().filter(is_allowed) {
            match character {
                '&' => target.write_str("&amp;")?,
                '<' => target.write_str("&lt;")?,
                '>' => target.write_str("&gt;")?,
                '"' => target.write_str("&quot;")?,
                _ => target.write_char(character)?,
            }
        }
        Ok(())
    }
}

/// Returns `true` if XML can hold a character, however it is written (XML 1.0, production 2).
fn is_allowed(character: &char) -> bool {
    matches!(character, '\t' | '\n' | '\r' | '\u{20}'..='\u{d7ff}' | '\u{e000}'..='\u{fffd}' | '\u{10000}'..)
}
