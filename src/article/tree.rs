//! The kinds of things that the text of an article may hold: a closed list.

use crate::model::Picture;

/// A part of an article that stands on its own lines.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Block {
    /// A paragraph; never empty.
    Paragraph(Vec<Inline>),
    /// A heading within the article.
    Heading {
        /// 2 to 4: the article's headline is 1.
        level: u8,
        /// Unique within the article and always beginning with `section-`, so that it meets no id of the page.
        id: String,
        /// What it says; never empty.
        content: Vec<Inline>,
    },
    /// A list with numbers or dots.
    List {
        /// Whether the items are numbered.
        ordered: bool,
        /// The number of the first item; 1 for a list without numbers.
        start: i32,
        /// At least one.
        items: Vec<Vec<Block>>,
    },
    /// A list of terms and what they mean.
    Definitions(Vec<Definition>),
    /// Somebody else's words.
    Quotation(Quotation),
    /// The article's own words, pulled out for show.
    PullQuote(Quotation),
    /// Something with a caption or a credit of its own.
    Figure {
        /// Picture, table, code, quotation, recording, ...; never empty.
        content: Vec<Block>,
        /// The line below it.
        caption: Vec<Inline>,
        /// Who made it.
        credit: Option<String>,
    },
    /// A picture. (Small ones within a line of text are [`Inline::Picture`].)
    Picture(Box<Picture>),
    /// A table.
    Table(Table),
    /// Program text or anything else whose spaces and line ends matter.
    Code {
        /// The language as the publisher names it, such as `rust`.
        language: Option<String>,
        /// The text as it stands, lines ended by `\n`.
        text: String,
    },
    /// A pause between two parts of the text.
    Rule,
    /// Something to unfold.
    Details {
        /// What is always seen. Empty: the publisher gave nothing.
        summary: Vec<Inline>,
        /// What unfolds.
        blocks: Vec<Block>,
        /// Whether it starts unfolded.
        open: bool,
    },
    /// A sound recording.
    Audio {
        /// What it is called, when the publisher says so.
        title: Option<String>,
        /// The same recording in different formats, best first; at least one.
        sources: Vec<Source>,
    },
    /// A film.
    Video(Box<Video>),
    /// Something of another site that the page itself never loads: it is shown as a link.
    Embed {
        /// Where it is.
        address: String,
        /// The host it comes from, such as `example.org`; empty for one of the paper's own.
        site: String,
        /// What the publisher calls it.
        title: Option<String>,
    },
    /// A block in another language or writing direction than what is around it.
    Passage {
        /// Language and direction.
        tongue: LangDir,
        /// What is written in it; no `Passage` itself.
        block: Box<Block>,
    },
}

/// A quotation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Quotation {
    /// What is quoted.
    pub blocks: Vec<Block>,
    /// Who said it, or where; may be empty.
    pub source: Vec<Inline>,
}

/// One line of a list of definitions.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Definition {
    /// What is defined.
    Term(Vec<Inline>),
    /// What it means.
    Meaning(Vec<Block>),
}

/// A table; it has at least one row, and a caption may be empty.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Table {
    /// What it shows.
    pub caption: Vec<Inline>,
    /// Rows of column headings.
    pub head: Vec<Row>,
    /// The other rows.
    pub rows: Vec<Row>,
}

/// The cells of one row.
pub type Row = Vec<Cell>;

/// One cell of a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cell {
    /// Whether it names its row or column.
    pub header: bool,
    /// Columns that it takes, 1 to [`Cell::WIDEST`].
    pub columns: u16,
    /// Rows that it takes, 1 to [`Cell::TALLEST`].
    pub rows: u16,
    /// What it holds; may be empty.
    pub blocks: Vec<Block>,
}

impl Cell {
    /// The most columns that a cell may take.
    pub const WIDEST: u16 = 100;
    /// The most rows that a cell may take.
    pub const TALLEST: u16 = 1000;
}

/// A file of a recording.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source {
    /// Address.
    pub src: String,
    /// Media type, such as `audio/ogg`.
    pub media_type: Option<String>,
}

/// A film.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Video {
    /// What it is called, when the publisher says so.
    pub title: Option<String>,
    /// The same film in different formats, best first; at least one.
    pub sources: Vec<Source>,
    /// The picture shown before it plays.
    pub poster: Option<String>,
    /// Width in pixels, when known.
    pub width: Option<u32>,
    /// Height in pixels, when known.
    pub height: Option<u32>,
    /// Its words to read along, in the publisher's order.
    pub tracks: Vec<Track>,
}

/// The words of a film to read along.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Track {
    /// Address of a WebVTT file.
    pub src: String,
    /// BCP 47 tag.
    pub language: Option<String>,
    /// What the choice is called.
    pub label: Option<String>,
}

/// A language and a writing direction; at least one of them is given.
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
    /// Plain text; never empty, and never beside another text.
    Text(String),
    /// The line ends here.
    LineBreak,
    /// A small picture that belongs into the line, such as an emblem.
    Picture(Box<Picture>),
    /// Text with a meaning; never empty.
    Phrase(Phrase, Vec<Inline>),
}

/// What a part of a line means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Phrase {
    /// Important.
    Strong,
    /// Stressed, or a title.
    Emphasis,
    /// Leads to this address: `http`, `https`, `mailto`, the paper's own (`/...`), or `#` and the id of a heading.
    Link(String),
    /// Program text.
    Code,
    /// Set below the line.
    Sub,
    /// Set above the line.
    Sup,
    /// A side remark.
    Small,
    /// Highlighted.
    Mark,
    /// An abbreviation, and what it stands for.
    Abbreviation(Option<String>),
    /// A date or time, in the form for machines when the publisher gave one.
    Time(Option<String>),
    /// Was here, and is not any more.
    Deleted,
    /// Was put in later.
    Inserted,
    /// Somebody else's words; the quotation marks are not part of the text.
    Quotation,
    /// In another language or writing direction.
    Passage(LangDir),
}
