//! The most of everything that a page can bear. What goes beyond is cut off or left out, with a diagnostic.
//!
//! The numbers are far above what a newspaper prints, and low enough that a careless or hostile feed cannot make the
//! reader's browser stand still.

/// Items of one document.
pub const ITEMS: usize = 20_000;
/// Entries of any list within an item or the paper: authors, topics, sections, attachments, corrections, ...
pub const LIST: usize = 100;
/// Characters of a headline.
pub const HEADLINE: usize = 300;
/// Characters of a headline that is made from the beginning of a text.
pub const MADE_HEADLINE: usize = 80;
/// Characters of a name or a label: a section, a topic, an author, a kicker.
pub const LABEL: usize = 120;
/// Characters of a sentence or two: a standfirst, a caption, an alternative text, a correction.
pub const SENTENCES: usize = 2_000;
/// Bytes of an article's text.
pub const BODY: usize = 2 * 1024 * 1024;
/// Bytes of an id.
pub const ID: usize = 1_024;
/// Bytes of an address. A longer one is left out, since a cut address leads elsewhere.
pub const ADDRESS: usize = 8_192;
/// Pixels of a picture's side.
pub const PIXELS: u32 = 100_000;
/// Seconds of a recording: a week.
pub const SECONDS: u32 = 7 * 24 * 60 * 60;
/// Diagnostics of one document.
pub const DIAGNOSTICS: usize = 200;
