//! From pieces to lines: text and phrases, and where one paragraph ends and the next begins.

use std::cell::Cell;

use super::{
    Names, blocks, media,
    source::{ANCHOR, Element, Piece},
    tree::{Block, Inline, LangDir, Phrase},
};
use crate::browser::urls::{self, Use};

/// Properties of a whole article, needed while it is read.
pub(super) struct Setting<'a> {
    /// URL of the document that the article came from.
    pub(super) base: &'a str,
    /// Ids of headings.
    names: Names,
    /// Bytes that the page may still have more than the text: phrases that go on in further paragraphs, and relative URLs, make a large
    /// page of a small text.
    allowance: Cell<usize>,
    /// Places in tables that cells may still cover by spanning rows and columns.
    places: Cell<usize>,
}

impl<'a> Setting<'a> {
    /// `length` is that of the publisher's HTML in bytes.
    pub(super) fn new(base: &'a str, names: Names, length: usize) -> Self {
        /// Times the length that the allowance begins with, and the allowance of a text of a few words.
        const GROWTH: usize = 16;
        const LEAST: usize = 64 * 1024;
        /// A browser makes room for each place that a cell covers.
        const PLACES: usize = 100_000;
        let allowance = Cell::new((length * GROWTH).max(LEAST));
        Self { base, names, allowance, places: Cell::new(PLACES) }
    }

    /// Takes a number of bytes from the allowance. Returns `false` if there are not so many left.
    fn take(&self, bytes: usize) -> bool {
        let left = self.allowance.get().checked_sub(bytes);
        self.allowance.set(left.unwrap_or_default());
        left.is_some()
    }

    /// Returns `true` if a phrase may go on in one more paragraph, and takes that from the allowance.
    fn allows(&self, phrase: &Phrase) -> bool {
        if self.allowance.get() == 0 {
            return false;
        }
        /// Bytes of the two tags.
        const TAGS: usize = 64;
        self.take(
            TAGS + match phrase {
                Phrase::Link(text) | Phrase::Abbreviation(Some(text)) | Phrase::Time(Some(text)) => {
                    escaped(text)
                }
                Phrase::Passage(tongue) => tongue.language.as_ref().map_or(0, String::len),
                _ => 0,
            },
        )
    }

    /// Resolves a URL in the text, unless URLs have become too long in all.
    pub(super) fn resolve(&self, reference: &str, purpose: Use) -> Option<String> {
        let address = urls::resolve(self.base, reference, purpose)?;
        self.take(escaped(&address).saturating_sub(reference.len())).then_some(address)
    }

    /// Returns the columns and rows that a cell may span.
    pub(super) fn spans(&self, columns: u16, rows: u16) -> (u16, u16) {
        let covered = usize::from(columns) * usize::from(rows);
        if covered == 1 {
            return (1, 1);
        }
        match self.places.get().checked_sub(covered) {
            Some(left) => {
                self.places.set(left);
                (columns, rows)
            }
            None => (1, 1),
        }
    }
}

/// Returns the length of a text in an attribute.
fn escaped(text: &str) -> usize {
    text.len() + 5 * text.bytes().filter(|byte| matches!(byte, b'"' | b'&' | b'<' | b'>')).count()
}

/// An open phrase, and its content so far in the current paragraph.
struct Frame {
    /// `None` for the paragraph itself.
    phrase: Option<Phrase>,
    content: Vec<Inline>,
    /// `true` if the phrase began in an earlier paragraph.
    goes_on: bool,
}

/// A builder of paragraphs and other blocks.
pub(super) struct Flow<'a> {
    pub(super) setting: &'a Setting<'a>,
    /// Open phrases, outermost first. The first entry is the paragraph itself.
    frames: Vec<Frame>,
    /// Anchors before any text: they go into the paragraph that begins next.
    early: Vec<Inline>,
    done: Vec<Block>,
    /// End of the current paragraph so far.
    end: End,
}

/// The last thing in a paragraph. It decides if a space or line break after it is kept.
#[derive(Clone, Copy, PartialEq, Eq)]
enum End {
    Nothing,
    Space,
    LineBreak,
    Word,
}

impl<'a> Flow<'a> {
    pub(super) fn new(setting: &'a Setting<'a>) -> Self {
        let paragraph = Frame { phrase: None, content: Vec::new(), goes_on: false };
        Self { setting, frames: vec![paragraph], early: Vec::new(), done: Vec::new(), end: End::Nothing }
    }

    /// Returns the blocks in `pieces`. Phrases that are open here continue in them.
    pub(super) fn within(&self, pieces: Vec<Piece>) -> Vec<Block> {
        let mut inner = Flow::new(self.setting);
        inner.frames.extend(
            self.frames
                .iter()
                .skip(1)
                .filter(|frame| frame.phrase.as_ref().is_none_or(|phrase| self.setting.allows(phrase)))
                .map(|frame| Frame { phrase: frame.phrase.clone(), content: Vec::new(), goes_on: true }),
        );
        inner.read(pieces);
        inner.finish()
    }

    /// Returns the text in `pieces` as one run, with line breaks between paragraphs, and the blocks that cannot be part of it.
    pub(super) fn lines(&self, pieces: Vec<Piece>) -> (Vec<Inline>, Vec<Block>) {
        let mut lines = Vec::new();
        let mut others = Vec::new();
        for block in self.within(pieces) {
            match block {
                Block::Paragraph(content) => {
                    if !lines.is_empty() {
                        lines.push(Inline::LineBreak);
                    }
                    lines.extend(content);
                }
                other => others.push(other),
            }
        }
        (lines, others)
    }

    pub(super) fn read(&mut self, pieces: Vec<Piece>) {
        for piece in pieces {
            match piece {
                Piece::Text(text) => self.text(&text),
                Piece::Edge => self.end_paragraph(),
                Piece::Element(element) => self.element(element),
            }
        }
    }

    /// Ends the last paragraph and returns all blocks.
    pub(super) fn finish(mut self) -> Vec<Block> {
        self.end_paragraph();
        self.done
    }

    fn element(&mut self, element: Element) {
        if element.name == ANCHOR
            && let Some(id) = element.attribute("id")
        {
            return self.push(Inline::Anchor(id.to_owned()));
        }
        if let Some(phrase) = self.phrase(&element) {
            // Strong within strong adds nothing, and HTML allows no link within a link.
            let known = self.frames.iter().any(|frame| same_kind(frame.phrase.as_ref(), &phrase));
            if known {
                return self.read(element.children);
            }
            self.frames.push(Frame { phrase: Some(phrase), content: Vec::new(), goes_on: false });
            self.read(element.children);
            return self.close();
        }
        match element.name {
            "a" | "span" => self.read(element.children),
            "br" => self.line_break(),
            "p" => {
                self.end_paragraph();
                self.read(element.children);
                self.end_paragraph();
            }
            "img" | "picture" => match media::picture(&element, self.setting) {
                Some(media::Seen::Word(text)) => self.text(&text),
                Some(media::Seen::Small(picture)) => {
                    self.push(Inline::Picture(picture));
                    self.end = End::Word;
                }
                Some(media::Seen::Large(picture)) => self.block(Block::Picture(picture)),
                None => {}
            },
            _ => {
                self.end_paragraph();
                let blocks = blocks::read(self, element);
                self.done.extend(blocks);
            }
        }
    }

    fn block(&mut self, block: Block) {
        self.end_paragraph();
        self.done.push(block);
    }

    /// Returns the phrase that an element stands for; `None` for blocks, and for links without a usable URL.
    fn phrase(&self, element: &Element) -> Option<Phrase> {
        Some(match element.name {
            "strong" | "b" => Phrase::Strong,
            "em" | "i" | "cite" | "dfn" | "var" => Phrase::Emphasis,
            "code" | "samp" | "tt" => Phrase::Code,
            "kbd" => Phrase::Key,
            "sub" => Phrase::Sub,
            "sup" => Phrase::Sup,
            "small" => Phrase::Small,
            "mark" => Phrase::Mark,
            "del" | "s" | "strike" => Phrase::Deleted,
            "ins" => Phrase::Inserted,
            "q" => Phrase::Quotation,
            "abbr" | "acronym" => Phrase::Abbreviation(element.said("title").map(collapse)),
            "time" => Phrase::Time(element.said("datetime").map(str::to_owned)),
            "span" => Phrase::Passage(tongue(element)),
            "a" => Phrase::Link(self.href(element.said("href")?)?),
            _ => return None,
        })
    }

    /// Returns the target of a link. A fragment has to be the id of a heading or of a place in the article.
    fn href(&self, href: &str) -> Option<String> {
        match href.strip_prefix('#') {
            Some(id) => {
                let named = self.setting.names.of(id)?;
                Some(format!("#{named}"))
            }
            None => self.setting.resolve(href, Use::Link),
        }
    }

    fn push(&mut self, inline: Inline) {
        if let Some(frame) = self.frames.last_mut() {
            frame.content.push(inline);
        }
    }

    /// Appends text as HTML does: a run of white space becomes one space, or nothing at the edge of a line.
    fn text(&mut self, text: &str) {
        let Some(frame) = self.frames.last_mut() else { return };
        let mut words = match frame.content.pop() {
            Some(Inline::Text(before)) => before,
            Some(other) => {
                frame.content.push(other);
                String::new()
            }
            None => String::new(),
        };
        for character in text.chars() {
            match character {
                ' ' | '\t' | '\n' | '\r' | '\x0C' => {
                    if self.end == End::Word {
                        words.push(' ');
                        self.end = End::Space;
                    }
                }
                // A page cannot contain NUL, in whatever way it is written.
                '\0' => {}
                _ => {
                    words.push(character);
                    self.end = End::Word;
                }
            }
        }
        if !words.is_empty() {
            frame.content.push(Inline::Text(words));
        }
    }

    /// Adds a line break. A second one in a row ends the paragraph.
    fn line_break(&mut self) {
        match self.end {
            End::Nothing => {}
            End::LineBreak => self.end_paragraph(),
            End::Space | End::Word => {
                if let Some(frame) = self.frames.last_mut() {
                    trim_end(&mut frame.content);
                }
                self.push(Inline::LineBreak);
                self.end = End::LineBreak;
            }
        }
    }

    /// Closes the innermost phrase.
    fn close(&mut self) {
        let Some(frame) = self.frames.pop() else { return };
        let Some(outer) = self.frames.last_mut() else { return };
        append(&mut outer.content, wrap(frame.phrase, frame.content));
    }

    /// Ends the paragraph. Open phrases continue in the next one.
    fn end_paragraph(&mut self) {
        self.end = End::Nothing;
        let mut inner = Vec::new();
        for frame in self.frames.iter_mut().rev() {
            let mut content = std::mem::take(&mut frame.content);
            append(&mut content, inner);
            let phrase = frame.phrase.as_ref().filter(|phrase| !frame.goes_on || self.setting.allows(phrase));
            inner = wrap(phrase.cloned(), content);
            frame.goes_on = true;
        }
        trim_end(&mut inner);
        if is_blank(&inner) {
            self.early.extend(inner.into_iter().filter(|inline| matches!(inline, Inline::Anchor(_))));
        } else {
            let mut content = std::mem::take(&mut self.early);
            content.append(&mut inner);
            self.done.push(Block::Paragraph(content));
        }
    }
}

/// Returns `true` if the inner phrase adds nothing within the outer one.
fn same_kind(outer: Option<&Phrase>, inner: &Phrase) -> bool {
    use Phrase::{Code, Deleted, Emphasis, Inserted, Link, Mark, Small, Strong};
    match (outer, inner) {
        (Some(Link(_)), Link(_)) => true,
        (Some(outer), Strong | Emphasis | Code | Small | Mark | Deleted | Inserted) => outer == inner,
        _ => false,
    }
}

/// Returns the language and direction of a passage.
pub(super) fn tongue(element: &Element) -> LangDir {
    LangDir {
        language: element.attribute("lang").map(str::to_owned),
        direction: match element.attribute("dir") {
            Some("ltr") => Some("ltr"),
            Some("rtl") => Some("rtl"),
            Some("auto") => Some("auto"),
            _ => None,
        },
    }
}

/// Wraps content in a phrase, unless the content is blank.
fn wrap(phrase: Option<Phrase>, content: Vec<Inline>) -> Vec<Inline> {
    match phrase {
        Some(phrase) if content.iter().any(|inline| !matches!(inline, Inline::Text(text) if text == " ")) => {
            vec![Inline::Phrase(phrase, content)]
        }
        _ => content,
    }
}

/// Appends one run to another, and joins texts that become neighbours.
fn append(content: &mut Vec<Inline>, more: Vec<Inline>) {
    for inline in more {
        match (content.last_mut(), inline) {
            (Some(Inline::Text(before)), Inline::Text(text)) => before.push_str(&text),
            (_, inline) => content.push(inline),
        }
    }
}

/// Removes spaces and line breaks from the end of a run.
fn trim_end(content: &mut Vec<Inline>) {
    while let Some(last) = content.last_mut() {
        let empty = match last {
            Inline::Text(text) => {
                text.truncate(text.trim_end_matches(' ').len());
                text.is_empty()
            }
            Inline::LineBreak => true,
            Inline::Picture(_) | Inline::Anchor(_) => false,
            Inline::Phrase(_, inner) => {
                trim_end(inner);
                inner.is_empty()
            }
        };
        if !empty {
            break;
        }
        content.pop();
    }
}

/// Returns `true` if nothing is visible. Non-breaking and zero-width spaces and control characters count as invisible.
fn is_blank(content: &[Inline]) -> bool {
    content.iter().all(|inline| match inline {
        Inline::Text(text) => text.chars().all(|letter| {
            letter.is_whitespace()
                || letter.is_control()
                || matches!(letter, '\u{200B}'..='\u{200F}' | '\u{FEFF}')
        }),
        Inline::LineBreak | Inline::Anchor(_) => true,
        Inline::Picture(_) => false,
        Inline::Phrase(_, inner) => is_blank(inner),
    })
}

/// Returns a text in which each run of white space is one space, without any at the ends.
pub(super) fn collapse(text: &str) -> String {
    let mut whole = String::with_capacity(text.len());
    for word in text.split([' ', '\t', '\n', '\r', '\x0C', '\0']).filter(|word| !word.is_empty()) {
        if !whole.is_empty() {
            whole.push(' ');
        }
        whole.push_str(word);
    }
    whole
}
