//! Pictures, files and links that the text of an article refers to.

use london_daily::{
    article::{Block, Inline, Part, Phrase},
    model::Picture,
};

/// One reference of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Reference<'a> {
    /// A picture, on its own or within a line.
    Picture(&'a Picture),
    /// A file that the page loads: a recording, a film, its poster or its subtitles.
    File(&'a str),
    /// A URL that a reader may follow.
    Link(&'a str),
}

/// Calls `each` with all references of `blocks`, in reading order.
pub(super) fn in_blocks<'a>(blocks: &'a [Block], each: &mut dyn FnMut(Reference<'a>)) {
    for part in blocks.iter().flat_map(Block::parts) {
        match part {
            Part::Line { content, .. } => in_inlines(content, each),
            Part::Blocks { blocks, .. } => in_blocks(blocks, each),
            Part::Picture(picture) => each(Reference::Picture(picture)),
            Part::File(src) => each(Reference::File(src)),
            Part::Link(href) => each(Reference::Link(href)),
            Part::Code(_) | Part::Label(_) => {}
        }
    }
}

fn in_inlines<'a>(content: &'a [Inline], each: &mut dyn FnMut(Reference<'a>)) {
    for inline in content {
        match inline {
            Inline::Picture(picture) => each(Reference::Picture(picture)),
            Inline::Phrase(phrase, content) => {
                if let Phrase::Link(href) = phrase {
                    each(Reference::Link(href));
                }
                in_inlines(content, each);
            }
            Inline::Text(_) | Inline::LineBreak | Inline::Anchor(_) => {}
        }
    }
}
