//! The sentences of an article for reading it aloud: the text of each, and its place on the page.
//!
//! Places are counted as in the DOM, in UTF-16 units of the `textContent` of a block's element. This file therefore walks over
//! the tree in exactly the order in which [`super::view`] renders it; `tests/markup.rs` checks that both have the same text.

use super::{
    segmenter::Segmenter,
    text::of_inlines,
    tree::{Block, Inline, Part, Phrase},
};

/// A sentence, or a part of a long one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sentence {
    /// Index of the block that contains it.
    pub block: usize,
    /// Start in the text of the block's element, in UTF-16 units.
    pub start: usize,
    /// End in the text of the block's element, in UTF-16 units.
    pub end: usize,
    /// Text to be spoken.
    pub text: String,
}

/// Most characters in an utterance. Browsers cut off longer ones.
const LONGEST: usize = 240;

/// Returns the sentences of an article in reading order. `language` is the article's BCP 47 tag.
///
/// Code, tables, captions, pull quotes (which repeat the article's own words), deleted text, the marks of notes and the content
/// of closed `details` are not read aloud.
///
/// # Examples
///
/// ```
/// use london_daily::article::{parse, sentences};
/// use london_daily::model::Body;
///
/// let blocks = parse(&Body::Text("Dr. Jones came. He left.".into()), "/");
/// let found = sentences(&blocks, Some("en"));
/// let places: Vec<_> = found.iter().map(|one| (one.block, one.start, one.end, one.text.as_str())).collect();
/// assert_eq!(places, [(0, 0, 15, "Dr. Jones came."), (0, 16, 24, "He left.")]);
/// ```
pub fn sentences(blocks: &[Block], language: Option<&str>) -> Vec<Sentence> {
    let mut walk = Walk::new(language);
    for (index, block) in blocks.iter().enumerate() {
        walk.block = index;
        walk.at = 0;
        walk.block(block, true);
    }
    walk.found
}

/// Returns `true` if an article has text to read aloud.
pub fn is_speakable(blocks: &[Block]) -> bool {
    let is_said = |part: &Part<'_>| match part {
        Part::Line { content, aloud: true } => of_inlines(content).contains(char::is_alphanumeric),
        Part::Blocks { blocks, aloud: true } => is_speakable(blocks),
        _ => false,
    };
    blocks.iter().any(|block| block.parts().iter().any(is_said))
}

/// Returns the `textContent` of a block's element on the page.
pub fn rendered_text(block: &Block) -> String {
    let mut walk = Walk { page: Some(String::new()), ..Walk::new(None) };
    walk.block(block, false);
    walk.page.unwrap_or_default()
}

/// A place in UTF-16 units, and the character to be spoken there.
type Letter = (usize, char);

struct Walk {
    segmenter: Segmenter,
    block: usize,
    /// Place in the text of the block's element, in UTF-16 units.
    at: usize,
    /// Characters of the current line that are to be spoken.
    run: Vec<Letter>,
    found: Vec<Sentence>,
    /// Text of the block's element, if it is wanted.
    page: Option<String>,
}

impl Walk {
    fn new(language: Option<&str>) -> Self {
        let segmenter = Segmenter::new(language);
        Self { segmenter, block: 0, at: 0, run: Vec::new(), found: Vec::new(), page: None }
    }

    fn blocks(&mut self, blocks: &[Block], aloud: bool) {
        for block in blocks {
            self.block(block, aloud);
        }
    }

    fn block(&mut self, block: &Block, aloud: bool) {
        let language = match block {
            Block::Passage { tongue, .. } => tongue.language.as_deref(),
            _ => None,
        };
        let outer = language.map(|_| std::mem::replace(&mut self.segmenter, Segmenter::new(language)));
        for part in block.parts() {
            match part {
                Part::Line { content, aloud: said } => self.line(content, aloud && said),
                Part::Blocks { blocks, aloud: said } => self.blocks(blocks, aloud && said),
                Part::Code(text) | Part::Label(text) => self.text(text, false),
                Part::Picture(_) | Part::File(_) | Part::Link(_) => {}
            }
        }
        if let Some(outer) = outer {
            self.segmenter = outer;
        }
    }

    /// Walks over a line of text and splits it into sentences.
    fn line(&mut self, content: &[Inline], aloud: bool) {
        self.inlines(content, aloud);
        let run = std::mem::take(&mut self.run);
        let text: String = run.iter().map(|(_, letter)| *letter).collect();
        let mut start = 0;
        let mut end = 0;
        for length in self.segmenter.lengths(&text) {
            end += length;
            let (before, after) = run.split_at(end.min(run.len()));
            if after.is_empty() || goes_on(before, after) {
                continue;
            }
            // Without a space between two sentences, the bracket that opens the second is counted to the first (UAX 29, SB9).
            let opening = before.iter().rev().take_while(|(_, letter)| OPENING.contains(*letter)).count();
            let next = end - opening;
            self.say(run.get(start..next).unwrap_or_default());
            start = next;
        }
        self.say(run.get(start..).unwrap_or_default());
    }

    fn inlines(&mut self, content: &[Inline], aloud: bool) {
        for inline in content {
            match inline {
                Inline::Text(text) => self.text(text, aloud),
                // A line break separates words, but is not in `textContent`.
                Inline::LineBreak if aloud => self.run.push((self.at, ' ')),
                Inline::LineBreak | Inline::Picture(_) | Inline::Anchor(_) => {}
                Inline::Phrase(phrase, inner) => {
                    let said = match phrase {
                        Phrase::Deleted => false,
                        Phrase::Sup => !is_note(inner),
                        _ => true,
                    };
                    self.inlines(inner, aloud && said);
                }
            }
        }
    }

    fn text(&mut self, text: &str, aloud: bool) {
        if let Some(page) = &mut self.page {
            page.push_str(text);
        }
        for letter in text.chars() {
            if aloud {
                self.run.push((self.at, letter));
            }
            self.at += letter.len_utf16();
        }
    }

    /// Adds a sentence, in parts if it is too long for one utterance.
    fn say(&mut self, sentence: &[Letter]) {
        let mut rest = trim(sentence);
        while !rest.is_empty() {
            let (part, after) = rest.split_at(end_of_part(rest));
            let part = trim(part);
            if let (Some((start, _)), Some((last, letter))) = (part.first(), part.last())
                && part.iter().any(|(_, letter)| letter.is_alphanumeric())
            {
                let text = part.iter().map(|(_, letter)| *letter).collect();
                let end = last + letter.len_utf16();
                self.found.push(Sentence { block: self.block, start: *start, end, text });
            }
            rest = trim(after);
        }
    }
}

fn trim(mut letters: &[Letter]) -> &[Letter] {
    while let [(_, first), rest @ ..] = letters
        && first.is_whitespace()
    {
        letters = rest;
    }
    while let [rest @ .., (_, last)] = letters
        && last.is_whitespace()
    {
        letters = rest;
    }
    letters
}

/// Returns `true` if a superscript is only the mark of a note: `1`, `[2]`, `*`.
fn is_note(content: &[Inline]) -> bool {
    let text = super::of_inlines(content);
    let mark = |letter: char| "[]()*†‡§, ".contains(letter);
    text.chars().all(|letter| letter.is_ascii_digit() || mark(letter)) && !text.is_empty()
}

/// Returns the length of the first part that fits into one utterance: all, or up to a pause, else a space, else [`LONGEST`].
fn end_of_part(letters: &[Letter]) -> usize {
    if letters.len() <= LONGEST {
        return letters.len();
    }
    let head = letters.get(..LONGEST).unwrap_or(letters);
    let spaced = |pauses: &str| {
        head.windows(2).rposition(
            |two| matches!(two, [(_, one), (_, next)] if pauses.contains(*one) && next.is_whitespace()),
        )
    };
    // A pause near the beginning would leave a very short utterance.
    let fit = |at: &usize| *at >= LONGEST / 4;
    spaced(";:—–")
        .filter(fit)
        .or_else(|| spaced(",)").filter(fit))
        .or_else(|| head.iter().rposition(|(_, letter)| "，、；：".contains(*letter)).filter(fit))
        .or_else(|| head.iter().rposition(|(_, letter)| letter.is_whitespace()))
        .map_or(LONGEST, |at| at + 1)
}

/// Opening quotation marks and brackets, which can stand before the first word of a sentence.
const OPENING: &str = "\"'“‘«([「『（《〈";

/// Returns `true` if the sentence goes on between two segments, `before` and `after`.
fn goes_on(before: &[Letter], after: &[Letter]) -> bool {
    let Some((_, last)) = before.last() else { return true };
    if !last.is_whitespace() {
        // In a script with spaces there would be one between two sentences.
        return last.is_ascii();
    }
    let following: String = after
        .iter()
        .map(|(_, letter)| *letter)
        .skip_while(|letter| letter.is_whitespace() || OPENING.contains(*letter))
        .take_while(|letter| letter.is_alphanumeric() || matches!(letter, '\'' | '’'))
        .collect();
    if following.starts_with(char::is_lowercase) {
        return true;
    }
    match trim(before) {
        [.., (_, '.'), (_, '.')] => false,
        [word @ .., (_, '.')] => is_abbreviated(word, &following),
        _ => false,
    }
}

/// Abbreviations before a name or a number, which never end a sentence.
const BEFORE_NAMES: &[&str] = &[
    "mr", "mrs", "ms", "mx", "dr", "prof", "st", "sgt", "gen", "col", "capt", "cpt", "lt", "maj", "adm",
    "cmdr", "rev", "hon", "gov", "sen", "rep", "pres", "messrs", "mme", "mlle", "vs", "v", "cf", "ca",
    "approx", "fig", "vol", "ed", "eds", "pp", "mt", "ft", "art", "sec", "jan", "feb", "mar", "apr", "jun",
    "jul", "aug", "sep", "sept", "oct", "nov", "dec",
];

/// Abbreviations that may end a sentence.
const ANYWHERE: &[&str] =
    &["inc", "ltd", "co", "corp", "llc", "plc", "bros", "jr", "sr", "etc", "al", "dept", "ave", "rd", "blvd"];

/// Words that begin a sentence rather than a name.
const BEGINNINGS: &[&str] = &[
    "the", "a", "an", "this", "that", "these", "those", "it", "he", "she", "they", "we", "i", "you", "his",
    "her", "its", "their", "our", "my", "in", "on", "at", "by", "for", "from", "with", "as", "but", "and",
    "or", "so", "yet", "if", "when", "while", "after", "before", "since", "although", "though", "however",
    "there", "what", "who", "why", "how", "where", "not", "no", "one", "some", "many", "most", "all", "both",
    "then", "now", "still", "even", "because", "under",
];

/// Returns `true` if the full stop after `before` is part of a word and does not end the sentence. `following` is the next word.
fn is_abbreviated(before: &[Letter], following: &str) -> bool {
    let start = before
        .iter()
        .rposition(|(_, letter)| letter.is_whitespace() || "\"'“‘«([—–/".contains(*letter))
        .map_or(0, |at| at + 1);
    let word: String = before.get(start..).unwrap_or_default().iter().map(|(_, letter)| *letter).collect();
    let word = word.to_ascii_lowercase();
    let begins = BEGINNINGS.contains(&following.to_ascii_lowercase().as_str());
    let numbered = following.starts_with(|letter: char| letter.is_ascii_digit());
    if word.chars().all(|letter| letter.is_ascii_digit()) {
        // The number of a list item: "1. The first".
        return start == 0 && !word.is_empty();
    }
    if word.chars().count() == 1 {
        // An initial, unless a sentence begins after it: "Plan B. The ...".
        return word.chars().all(char::is_alphabetic) && !begins;
    }
    if word.contains('.') {
        // An abbreviation with full stops inside: "U.S.", "e.g.", "a.m.".
        return !begins || matches!(word.as_str(), "e.g" | "i.e");
    }
    match word.as_str() {
        "no" | "nos" | "p" => numbered,
        _ => BEFORE_NAMES.contains(&word.as_str()) || (ANYWHERE.contains(&word.as_str()) && !begins),
    }
}
