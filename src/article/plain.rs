//! From plain text to the tree: blank lines separate paragraphs, and URLs become links.

use super::tree::{Block, Inline, Phrase};
use crate::browser::urls::{self, Use};

/// Reads plain text. A single line end becomes a line break, since people who write plain text mean it.
pub(super) fn read(text: &str) -> Vec<Block> {
    let is_lost = |letter: char| {
        letter == '\u{FEFF}' || (!matches!(letter, '\n' | '\t' | '\x0C') && super::is_unwritable(letter))
    };
    let text = text.replace("\r\n", "\n").replace('\r', "\n").replace(is_lost, "");
    let mut blocks = Vec::new();
    let mut paragraph: Vec<Inline> = Vec::new();
    for line in text.split('\n') {
        let line = super::flow::collapse(line);
        if line.chars().all(char::is_whitespace) {
            if !paragraph.is_empty() {
                blocks.push(Block::Paragraph(std::mem::take(&mut paragraph)));
            }
            continue;
        }
        if !paragraph.is_empty() {
            paragraph.push(Inline::LineBreak);
        }
        line_of(&line, &mut paragraph);
    }
    if !paragraph.is_empty() {
        blocks.push(Block::Paragraph(paragraph));
    }
    blocks
}

/// Appends a line, with its `http` and `https` URLs as links.
fn line_of(line: &str, paragraph: &mut Vec<Inline>) {
    let mut rest = line;
    let mut plain = String::new();
    while let Some(at) = next_address(rest) {
        let (before, from) = rest.split_at(at);
        let end = from
            .find(|letter: char| letter.is_whitespace() || "<>\"“”«»".contains(letter))
            .unwrap_or(from.len());
        let shown = without_punctuation(&from[..end]);
        plain.push_str(before);
        match urls::resolve("/", shown, Use::Link).filter(|_| shown.len() > "https://".len()) {
            Some(address) => {
                if !plain.is_empty() {
                    paragraph.push(Inline::Text(std::mem::take(&mut plain)));
                }
                paragraph.push(Inline::Phrase(Phrase::Link(address), vec![Inline::Text(shown.to_owned())]));
            }
            None => plain.push_str(shown),
        }
        rest = &from[shown.len()..];
    }
    plain.push_str(rest);
    if !plain.is_empty() {
        paragraph.push(Inline::Text(plain));
    }
}

/// Returns the position of the next URL. One that begins in the middle of a word does not count.
fn next_address(text: &str) -> Option<usize> {
    text.match_indices("http").map(|(at, _)| at).find(|at| {
        let from = &text[*at..];
        (from.starts_with("http://") || from.starts_with("https://"))
            && !text[..*at].chars().next_back().is_some_and(char::is_alphanumeric)
    })
}

/// Returns a URL without the punctuation of the sentence around it. A closing bracket stays if its partner is in the URL.
fn without_punctuation(address: &str) -> &str {
    let count = |bracket: char| address.matches(bracket).count();
    let (mut round, mut square) = ((count('('), count(')')), (count('['), count(']')));
    let mut ends = |letter: char| match letter {
        '.' | ',' | ';' | ':' | '!' | '?' | '\'' | '’' | '…' | '*' | '_' => true,
        ')' if round.1 > round.0 => {
            round.1 -= 1;
            true
        }
        ']' if square.1 > square.0 => {
            square.1 -= 1;
            true
        }
        _ => false,
    };
    address.trim_end_matches(&mut ends)
}
