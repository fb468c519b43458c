//! Pictures, files and links that the text of an article refers to.

use london_daily::{
    article::{Block, Definition, Inline, Phrase, Source},
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
    for block in blocks {
        match block {
            Block::Paragraph(content) | Block::Heading { content, .. } => in_inlines(content, each),
            Block::List { items, .. } => items.iter().for_each(|item| in_blocks(item, each)),
            Block::Definitions(entries) => entries.iter().for_each(|entry| match entry {
                Definition::Term(content) => in_inlines(content, each),
                Definition::Meaning(blocks) => in_blocks(blocks, each),
            }),
            Block::Quotation(quotation) | Block::PullQuote(quotation) => {
                in_blocks(&quotation.blocks, each);
                in_inlines(&quotation.source, each);
            }
            Block::Figure { content, caption, .. } => {
                in_blocks(content, each);
                in_inlines(caption, each);
            }
            Block::Picture(picture) => each(Reference::Picture(picture)),
            Block::Table(table) => {
                in_inlines(&table.caption, each);
                for cell in table.head.iter().chain(&table.rows).flatten() {
                    in_blocks(&cell.blocks, each);
                }
            }
            Block::Details { summary, blocks, .. } => {
                in_inlines(summary, each);
                in_blocks(blocks, each);
            }
            Block::Audio { sources, .. } => files(sources, each),
            Block::Video(film) => {
                files(&film.sources, each);
                let poster = film.poster.as_deref().into_iter();
                poster.chain(film.tracks.iter().map(|track| track.src.as_str())).for_each(|src| {
                    each(Reference::File(src));
                });
            }
            Block::Embed { address, .. } => each(Reference::Link(address)),
            Block::Passage { block, .. } => in_blocks(std::slice::from_ref(block), each),
            Block::Code { .. } | Block::Rule => {}
        }
    }
}

fn files<'a>(sources: &'a [Source], each: &mut dyn FnMut(Reference<'a>)) {
    sources.iter().for_each(|source| each(Reference::File(&source.src)));
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
            Inline::Text(_) | Inline::LineBreak => {}
        }
    }
}
