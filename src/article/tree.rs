//! The tree of an article: a closed list of the things that its text may contain.

use std::slice;

use super::text_of;
use crate::{model::Picture, text};

/// A part of an article on lines of its own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Block {
    /// A paragraph; never empty.
    Paragraph(Vec<Inline>),
    /// A heading within the article.
    Heading {
        /// Level from 2 to 4. The article's headline has level 1.
        level: u8,
        /// Id, unique within the article. It begins with `section-`, so that it differs from all other ids of the page.
        id: String,
        /// Text of the heading; never empty.
        content: Vec<Inline>,
    },
    /// A list, numbered or not.
    List {
        /// `true` if the items are numbered.
        ordered: bool,
        /// Number of the first item; 1 for a list without numbers.
        start: i32,
        /// Items; at least one.
        items: Vec<Vec<Block>>,
    },
    /// A list of terms and their meanings.
    Definitions(Vec<Definition>),
    /// A quotation of somebody else.
    Quotation(Quotation),
    /// A pull quote, which repeats words of the article.
    PullQuote(Quotation),
    /// Content with a caption or a credit.
    Figure {
        /// Picture, table, code, quotation, recording, ...; never empty.
        content: Vec<Block>,
        /// Text below the content; may be empty.
        caption: Vec<Inline>,
        /// Name of the photographer, artist or author.
        credit: Option<String>,
    },
    /// A picture. A small one within a line of text is an [`Inline::Picture`].
    Picture(Box<Picture>),
    /// A table.
    Table(Table),
    /// Preformatted text, such as program code.
    Code {
        /// Language as the publisher names it, such as `rust`.
        language: Option<String>,
        /// Text with its white space unchanged, and `\n` for line ends.
        text: String,
    },
    /// A thematic break.
    Rule,
    /// Content that can be unfolded.
    Details {
        /// Text that is always visible; empty if the publisher gives none.
        summary: Vec<Inline>,
        /// Content that unfolds.
        blocks: Vec<Block>,
        /// `true` if it is unfolded at first.
        open: bool,
    },
    /// A sound recording.
    Audio {
        /// Title, if the publisher gives one.
        title: Option<String>,
        /// Files with the recording in different formats, best first; at least one.
        sources: Vec<Source>,
    },
    /// A film.
    Video(Box<Video>),
    /// Content of another site. The page shows a link to it, and never loads it.
    Embed {
        /// URL of the content.
        address: String,
        /// Host, such as `example.org`; empty for the site's own.
        site: String,
        /// Title, if the publisher gives one.
        title: Option<String>,
    },
    /// A block in another language or writing direction than the text around it.
    Passage {
        /// Language and direction.
        tongue: LangDir,
        /// The block itself; never a `Passage`.
        block: Box<Block>,
    },
}

/// A part of a block, by the use that can be made of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part<'a> {
    /// A line of text.
    Line {
        /// The text; may be empty.
        content: &'a [Inline],
        /// `true` if it is read aloud.
        aloud: bool,
    },
    /// Text that is shown as it is, and not read aloud.
    Code(&'a str),
    /// Words on the page that do not belong to the text, such as a credit.
    Label(&'a str),
    /// Blocks within the block.
    Blocks {
        /// The blocks; may be empty.
        blocks: &'a [Block],
        /// `true` if they are read aloud.
        aloud: bool,
    },
    /// A picture.
    Picture(&'a Picture),
    /// The URL of a file that the page loads: a recording, a film, its poster or its subtitles.
    File(&'a str),
    /// A URL that a reader may follow.
    Link(&'a str),
}

impl Block {
    /// Returns the parts of the block, in the order in which the page shows them. Whatever is gathered from an article, such as its
    /// text, its pictures, its sentences and its links, is gathered from them.
    ///
    /// # Examples
    ///
    /// ```
    /// use london_daily::article::{Block, Part, parse};
    /// use london_daily::model::Body;
    ///
    /// let blocks = parse(&Body::Markup("<pre>let x = 1;</pre>".into()), "/");
    /// assert_eq!(blocks[0].parts(), [Part::Code("let x = 1;")]);
    /// ```
    pub fn parts(&self) -> Vec<Part<'_>> {
        let mut parts = Vec::new();
        let mut add = |part| parts.push(part);
        let line = |content, aloud| Part::Line { content, aloud };
        let blocks_in = |blocks, aloud| Part::Blocks { blocks, aloud };
        match self {
            Self::Paragraph(content) | Self::Heading { content, .. } => add(line(content, true)),
            Self::List { items, .. } => items.iter().for_each(|item| add(blocks_in(item, true))),
            Self::Definitions(entries) => entries.iter().for_each(|entry| match entry {
                Definition::Term(content) => add(line(content, true)),
                Definition::Meaning(blocks) => add(blocks_in(blocks, true)),
            }),
            Self::Quotation(quotation) => {
                add(blocks_in(&quotation.blocks, true));
                add(line(&quotation.source, true));
            }
            // It would be heard twice.
            Self::PullQuote(quotation) => {
                add(blocks_in(&quotation.blocks, false));
                add(line(&quotation.source, false));
            }
            Self::Figure { content, caption, credit } => {
                add(blocks_in(content, true));
                add(line(caption, false));
                if let Some(credit) = credit {
                    add(Part::Label(if caption.is_empty() { "" } else { " " }));
                    add(Part::Label(credit));
                }
            }
            Self::Picture(picture) => add(Part::Picture(picture)),
            Self::Table(table) => {
                add(line(&table.caption, false));
                for cell in table.head.iter().chain(&table.rows).chain(&table.foot).flatten() {
                    add(blocks_in(&cell.blocks, false));
                }
            }
            Self::Code { text, .. } => add(Part::Code(text)),
            Self::Rule => {}
            Self::Details { summary, blocks, open } => {
                add(if summary.is_empty() { Part::Label(text::details()) } else { line(summary, true) });
                add(blocks_in(blocks, *open));
            }
            Self::Audio { sources, .. } => sources.iter().for_each(|source| add(Part::File(&source.src))),
            Self::Video(film) => {
                film.sources.iter().for_each(|source| add(Part::File(&source.src)));
                film.poster.iter().for_each(|poster| add(Part::File(poster)));
                film.tracks.iter().for_each(|track| add(Part::File(&track.src)));
            }
            Self::Embed { address, site, title } => {
                add(Part::Link(address));
                add(Part::Label(title.as_deref().unwrap_or(text::embed())));
                if !site.is_empty() {
                    add(Part::Label(" "));
                    add(Part::Label(site));
                }
            }
            Self::Passage { block, .. } => add(blocks_in(slice::from_ref(block), true)),
        }
        parts
    }
}

/// A quotation with its source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Quotation {
    /// Quoted text.
    pub blocks: Vec<Block>,
    /// Person or work that is quoted; may be empty.
    pub source: Vec<Inline>,
}

/// An entry in a list of definitions.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Definition {
    /// A term.
    Term(Vec<Inline>),
    /// A meaning of the terms before it.
    Meaning(Vec<Block>),
}

/// A table with at least one row.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Table {
    /// Caption; may be empty.
    pub caption: Vec<Inline>,
    /// Rows of column headings.
    pub head: Vec<Row>,
    /// All other rows.
    pub rows: Vec<Row>,
    /// Rows at the end that sum up the others.
    pub foot: Vec<Row>,
}

impl Table {
    /// Returns for each column if it holds numbers, which are compared more easily below each other. Rows with cells that span
    /// several columns are left out of account.
    ///
    /// # Examples
    ///
    /// ```
    /// use london_daily::article::{Block, parse};
    /// use london_daily::model::Body;
    ///
    /// let blocks = parse(&Body::Markup("<table><tr><td>Rye<td>1,200 g<tr><td>Salt<td>2.5 %</table>".into()), "/");
    /// let Block::Table(table) = &blocks[0] else { panic!("a table") };
    /// assert_eq!(table.number_columns(), [false, true]);
    /// ```
    pub fn number_columns(&self) -> Vec<bool> {
        let mut columns = Vec::new();
        for row in self.rows.iter().chain(&self.foot).filter(|row| row.iter().all(|cell| cell.columns == 1)) {
            for (column, cell) in row.iter().enumerate() {
                if columns.len() == column {
                    columns.push(true);
                }
                columns[column] &= is_number(&text_of(&cell.blocks));
            }
        }
        columns
    }
}

/// Returns `true` for a number with its signs and at most a short unit.
fn is_number(text: &str) -> bool {
    const UNIT: usize = 3;
    let letters = text.chars().filter(|letter| letter.is_alphabetic()).count();
    let begins = text
        .trim_start_matches(['−', '-', '+', '–', '$', '£', '€', '~', ' '])
        .starts_with(|first: char| first.is_numeric());
    begins && letters <= UNIT
}

/// The cells of one row.
pub type Row = Vec<Cell>;

/// A cell of a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cell {
    /// `true` if it is the heading of a row or column.
    pub header: bool,
    /// Number of columns that it spans, from 1 to [`Cell::WIDEST`].
    pub columns: u16,
    /// Number of rows that it spans, from 1 to [`Cell::TALLEST`].
    pub rows: u16,
    /// Content; may be empty.
    pub blocks: Vec<Block>,
}

impl Cell {
    /// Most columns that a cell can span.
    pub const WIDEST: u16 = 100;
    /// Most rows that a cell can span.
    pub const TALLEST: u16 = 1000;
}

/// A file of a recording or film.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source {
    /// URL, already resolved.
    pub src: String,
    /// Media type, such as `audio/ogg`.
    pub media_type: Option<String>,
}

/// A film.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Video {
    /// Title, if the publisher gives one.
    pub title: Option<String>,
    /// Files with the film in different formats, best first; at least one.
    pub sources: Vec<Source>,
    /// URL of the picture that is shown before the film plays.
    pub poster: Option<String>,
    /// Width in pixels, if known.
    pub width: Option<u32>,
    /// Height in pixels, if known.
    pub height: Option<u32>,
    /// Captions and subtitles in the publisher's order.
    pub tracks: Vec<Track>,
}

/// A file with captions or subtitles of a film.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Track {
    /// URL of a WebVTT file, already resolved.
    pub src: String,
    /// BCP 47 tag of the text.
    pub language: Option<String>,
    /// Name of the track in the menu of the player.
    pub label: Option<String>,
}

/// A language and a writing direction, at least one of them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LangDir {
    /// BCP 47 tag.
    pub language: Option<String>,
    /// `ltr`, `rtl` or `auto`.
    pub direction: Option<&'static str>,
}

/// A part of a line of text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Inline {
    /// Plain text; never empty, and never next to another text.
    Text(String),
    /// A line break.
    LineBreak,
    /// A small picture within the line, such as an emblem.
    Picture(Box<Picture>),
    /// Text with a meaning; never empty.
    Phrase(Phrase, Vec<Inline>),
    /// A place without text that a link of the article leads to, such as a footnote or the reference to it, with its id.
    Anchor(String),
}

/// The meaning of a part of a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Phrase {
    /// Important text.
    Strong,
    /// Stressed text, or a title.
    Emphasis,
    /// A link to a URL: `http`, `https`, `mailto`, a path on the site's own host (`/...`), or `#` and the id of a heading or
    /// an [`Inline::Anchor`].
    Link(String),
    /// Program code, or output of a program.
    Code,
    /// A key, or other input of a reader.
    Key,
    /// Subscript.
    Sub,
    /// Superscript.
    Sup,
    /// A side remark.
    Small,
    /// Highlighted text.
    Mark,
    /// An abbreviation, with its long form if the publisher gives one.
    Abbreviation(Option<String>),
    /// A date or time, with the value of `datetime` if the publisher gives one.
    Time(Option<String>),
    /// Text that was removed.
    Deleted,
    /// Text that was added later.
    Inserted,
    /// A quotation within the line. Its quotation marks are not part of the text.
    Quotation,
    /// Text in another language or writing direction.
    Passage(LangDir),
}
