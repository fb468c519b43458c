//! Plain text as publishers write it, cleaned for a page.

#[cfg(not(target_arch = "wasm32"))]
use std::borrow::Cow;

use crate::article;

/// Most bytes of a text on one line that are parsed as HTML, far above what is shown of it.
const PARSED: usize = 32 * 1024;

/// Returns `true` if no character of the text is visible.
pub(super) fn is_blank(text: &str) -> bool {
    !text.chars().any(is_visible)
}

fn is_visible(character: char) -> bool {
    !character.is_whitespace()
        && !character.is_control()
        && !matches!(character, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}')
}

/// Returns a text on one line, and `true` if it is whole. `None` if nothing in it is visible.
///
/// Runs of white space become one space. Control characters are dropped, since neither a page nor an attribute can hold them
/// faithfully. A text of more than `most` characters is cut, after a word if possible, and ends in `…`.
pub(super) fn line(text: &str, most: usize) -> Option<(String, bool)> {
    if is_blank(text) {
        return None;
    }
    let mut line = String::new();
    let mut length = 0;
    let mut gap = false;
    for character in text.chars() {
        if character.is_whitespace() {
            gap = !line.is_empty();
            continue;
        }
        if article::is_unwritable(character) {
            continue;
        }
        if length + usize::from(gap) >= most {
            shorten(&mut line, gap);
            return Some((line, false));
        }
        if gap {
            line.push(' ');
            length += 1;
            gap = false;
        }
        line.push(character);
        length += 1;
    }
    Some((line, true))
}

/// Returns a text as [`line`] does; if publishers have written it as HTML, without its tags and character references.
///
/// JSON Feed means plain text, so `a < b` and `the tag <b>` stay as they are: HTML has an end tag, or a tag that needs none, or a
/// character reference.
pub(super) fn plain_line(text: &str, most: usize) -> Option<(String, bool)> {
    let read = beginning(text, PARSED);
    let plain = match (has_tags(read), has_reference(read)) {
        (true, _) => article::plain_text(read, usize::MAX),
        (false, true) => article::plain_text(&read.replace('<', "&lt;"), usize::MAX),
        (false, false) => return line(text, most),
    };
    let is_all = read.len() == text.len();
    line(&plain, most).map(|(line, whole)| (line, whole && is_all)).or_else(|| line(text, most))
}

/// Returns `true` if a text has the end of an element of HTML, or an element that needs none.
fn has_tags(text: &str) -> bool {
    const ENDED: [&str; 20] = [
        "a",
        "abbr",
        "b",
        "blockquote",
        "cite",
        "code",
        "div",
        "em",
        "font",
        "i",
        "li",
        "p",
        "q",
        "script",
        "small",
        "span",
        "strong",
        "sub",
        "sup",
        "u",
    ];
    const OPEN: [&str; 3] = ["br", "img", "p"];
    text.split('<').skip(1).any(|rest| {
        let (names, rest) = rest.strip_prefix('/').map_or((&OPEN[..], rest), |rest| (&ENDED[..], rest));
        let name: String = rest.chars().take_while(char::is_ascii_alphanumeric).collect();
        names.iter().any(|known| name.eq_ignore_ascii_case(known))
    })
}

/// Returns `true` if a text has a character reference, such as `&amp;` or `&#8211;`.
fn has_reference(text: &str) -> bool {
    text.split('&').skip(1).any(|rest| {
        rest.split_once(';').is_some_and(|(name, _)| {
            let name = name.strip_prefix('#').unwrap_or(name);
            (1..=10).contains(&name.len()) && name.bytes().all(|byte| byte.is_ascii_alphanumeric())
        })
    })
}

/// Returns a text in the form in which [`plain_line`] reads it as it is.
#[cfg(not(target_arch = "wasm32"))]
pub(super) fn as_plain(text: &str) -> Cow<'_, str> {
    match has_tags(text) || has_reference(text) {
        true => text.replace('&', "&amp;").replace('<', "&lt;").into(),
        false => text.into(),
    }
}

/// Ends a line that was cut with `…`. The word in which it was cut is removed first, unless it is a large part of the line.
fn shorten(line: &mut String, at_word: bool) {
    if !at_word {
        // A very long word, or a script without spaces, stays cut in the middle.
        if let Some(at) = line.rfind(' ').filter(|at| *at > line.len() / 2) {
            line.truncate(at);
        }
    }
    line.truncate(line.trim_end_matches([' ', ',', ';', ':', '–', '—', '-']).len());
    line.push('…');
}

/// Returns a text of several paragraphs with `\n` for all line ends, and without control characters other than tabs.
pub(super) fn prose(text: &str) -> String {
    let mut prose = String::with_capacity(text.len());
    let mut characters = text.chars().peekable();
    while let Some(character) = characters.next() {
        match character {
            '\n' | '\t' => prose.push(character),
            '\r' if characters.peek() != Some(&'\n') => prose.push('\n'),
            _ if article::is_unwritable(character) => {}
            _ => prose.push(character),
        }
    }
    prose
}

/// Returns the beginning of a text, at most `most` bytes, without splitting a character.
pub(super) fn beginning(text: &str, most: usize) -> &str {
    if text.len() <= most {
        return text;
    }
    // A character has at most four bytes, so this ends soon.
    let end = (0..=most).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0);
    text.get(..end).unwrap_or_default()
}

/// Compares two names regardless of capitals.
pub(super) fn same(a: &str, b: &str) -> bool {
    a.to_lowercase() == b.to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(text: &str, most: usize) -> String {
        line(text, most).map(|(line, _)| line).unwrap_or_default()
    }

    #[test]
    fn white_space_is_one_space_and_control_characters_are_gone() {
        assert_eq!(line(" a\r\n\tb\u{0}c ", 99), Some(("a bc".into(), true)));
    }

    #[test]
    fn html_in_a_title_is_read_as_text() {
        let plain = |text: &str| plain_line(text, 99).map(|(line, _)| line).unwrap_or_default();
        for (written, read) in [
            ("Task &amp; Sub Tasks", "Task & Sub Tasks"),
            ("Blog &#8211; News&hellip;", "Blog – News…"),
            ("<em>One</em> and<br>two", "One and two"),
            ("<p>Snow &lt; rain", "Snow < rain"),
            ("a < b & c > d; e", "a < b & c > d; e"),
            ("The tag <b> &amp; others", "The tag <b> & others"),
            ("AT&T; Inc", "AT&T; Inc"),
            ("<script>x</script>", "<script>x</script>"),
        ] {
            assert_eq!(plain(written), read, "{written}");
        }
    }

    #[test]
    fn a_text_that_shows_nothing_is_none() {
        for blank in ["", " \n", "\u{0}", "\u{200b}\u{feff}", "\u{202e}"] {
            assert_eq!(line(blank, 99), None, "{blank:?}");
        }
    }

    #[test]
    fn a_long_line_is_cut_at_a_word() {
        assert_eq!(cut("one two three", 13), "one two three");
        assert_eq!(cut("one two three", 12), "one two…");
        assert_eq!(cut("one two, three", 8), "one two…");
        assert_eq!(cut("one two three", 7), "one two…");
    }

    #[test]
    fn a_long_word_is_cut_within() {
        assert_eq!(cut(&"x".repeat(50), 10), "xxxxxxxxxx…");
        assert_eq!(cut(&"新".repeat(50), 3), "新新新…");
    }

    #[test]
    fn paragraphs_survive_and_other_control_characters_do_not() {
        assert_eq!(prose("a\r\n\r\nb\rc\u{0}\td"), "a\n\nb\nc\td");
    }

    #[test]
    fn a_beginning_never_splits_a_character() {
        assert_eq!(beginning("aé", 2), "a");
        assert_eq!(beginning("aé", 3), "aé");
        assert_eq!(beginning("aé", 99), "aé");
    }

    #[test]
    fn names_are_the_same_but_for_capitals() {
        assert!(same("WORLD", "World"));
        assert!(same("ÉLYSÉE", "élysée"));
        assert!(!same("World", "Worlds"));
    }
}
