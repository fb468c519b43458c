//! From pieces or the tree back to plain text: for feeds, for counting words, for headlines and for the ids of headings.

use super::{
    source::Piece,
    tree::{Block, Inline, Part},
};
use crate::model::Picture;

/// Returns the text of pieces with its white space unchanged, and `\n` for line breaks and edges of blocks.
pub(super) fn of_pieces(pieces: &[Piece]) -> String {
    let mut text = String::new();
    gather(pieces, &mut text);
    text
}

fn gather(pieces: &[Piece], text: &mut String) {
    for piece in pieces {
        match piece {
            Piece::Text(more) => text.push_str(more),
            Piece::Edge => {
                if !text.is_empty() && !text.ends_with('\n') {
                    text.push('\n');
                }
            }
            Piece::Element(element) if element.name == "br" => text.push('\n'),
            Piece::Element(element) => gather(&element.children, text),
        }
    }
}

/// Returns the text of a run of inlines on one line, with the alternative texts of pictures.
pub fn of_inlines(content: &[Inline]) -> String {
    let mut text = String::new();
    lines(content, &mut text);
    text
}

fn lines(content: &[Inline], text: &mut String) {
    for inline in content {
        match inline {
            Inline::Text(more) => text.push_str(more),
            Inline::LineBreak => text.push(' '),
            Inline::Picture(picture) => text.push_str(picture.alt.as_deref().unwrap_or_default()),
            Inline::Phrase(_, inner) => lines(inner, text),
            Inline::Anchor(_) => {}
        }
    }
}

/// Returns the text of an article without markup: one line for each paragraph, heading, caption, list item or cell.
///
/// # Examples
///
/// ```
/// use london_daily::article::{parse, text_of};
/// use london_daily::model::Body;
///
/// let blocks = parse(&Body::Markup("<h2>Map</h2><ul><li>one</li><li><b>two</b> three</li></ul>".into()), "/");
/// assert_eq!(text_of(&blocks), "Map\none\ntwo three");
/// ```
pub fn text_of(blocks: &[Block]) -> String {
    let mut text = String::new();
    each_line(blocks, &mut |line| {
        if !line.is_empty() {
            if !text.is_empty() {
                text.push('\n');
            }
            text.push_str(line);
        }
    });
    text
}

fn each_line(blocks: &[Block], line: &mut dyn FnMut(&str)) {
    for block in blocks {
        for part in block.parts() {
            match part {
                Part::Line { content, .. } => line(&of_inlines(content)),
                Part::Code(text) => line(text),
                Part::Blocks { blocks, .. } => each_line(blocks, line),
                Part::Label(_) | Part::Picture(_) | Part::File(_) | Part::Link(_) => {}
            }
        }
    }
}

/// Returns the number of words in an article, from which the reading time follows. In scripts without spaces, two characters
/// count as one word.
///
/// # Examples
///
/// ```
/// use london_daily::article::{parse, words};
/// use london_daily::model::Body;
///
/// let count = |text: &str| words(&parse(&Body::Text(text.into()), "/"));
/// assert_eq!(count("It's 2,300 – a well-known number."), 5);
/// assert_eq!(count("新聞中央"), 2);
/// ```
pub fn words(blocks: &[Block]) -> usize {
    let mut count = 0;
    let mut unspaced = 0;
    let mut within = false;
    for letter in text_of(blocks).chars() {
        if matches!(letter, '\u{3040}'..='\u{30FF}' | '\u{3400}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{3FFFF}')
        {
            unspaced += 1;
            within = false;
        } else if letter.is_alphanumeric() {
            count += usize::from(!within);
            within = true;
        } else if letter.is_whitespace() || matches!(letter, '—' | '–' | '/') {
            within = false;
        }
    }
    count + usize::div_ceil(unspaced, 2)
}

/// Returns the pictures of an article that are blocks of their own, in reading order.
pub fn pictures(blocks: &[Block]) -> Vec<&Picture> {
    let mut found = Vec::new();
    find_pictures(blocks, &mut found);
    found
}

fn find_pictures<'a>(blocks: &'a [Block], found: &mut Vec<&'a Picture>) {
    for block in blocks {
        for part in block.parts() {
            match part {
                Part::Picture(picture) => found.push(picture),
                Part::Blocks { blocks, .. } => find_pictures(blocks, found),
                _ => {}
            }
        }
    }
}
