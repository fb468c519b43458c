//! Limits for everything in a feed. Longer texts and lists are cut or left out, and a diagnostic says so.
//!
//! The numbers are far above what a newspaper needs, and low enough that a careless or hostile feed cannot freeze the reader's
//! browser.

/// Most bytes of a document that is read in a browser: a list of 50,000 stories. A larger one is refused, since reading it would freeze
/// the page for seconds. A printing has no such limit.
pub const DOCUMENT_IN_BROWSER: usize = 32 * 1024 * 1024;
/// Most items in a document.
pub const ITEMS: usize = 20_000;
/// Most entries in a list of an item or the paper: authors, topics, sections, attachments, corrections, ...
pub const LIST: usize = 100;
/// Most characters in a headline.
pub const HEADLINE: usize = 300;
/// Most characters in a headline that is made from the beginning of a text.
pub const MADE_HEADLINE: usize = 80;
/// Most characters in a name or label: a section, a topic, an author, a kicker.
pub const LABEL: usize = 120;
/// Most characters in a text of a sentence or two: a standfirst, a caption, an alternative text, a correction.
pub const SENTENCES: usize = 2_000;
/// Most bytes in an article's text.
pub const BODY: usize = 2 * 1024 * 1024;
/// Most bytes in an id.
pub const ID: usize = 1_024;
/// Most bytes in a URL. A longer one is left out, since a cut URL would lead elsewhere.
pub const ADDRESS: usize = 8_192;
/// Most pixels along a picture's side.
pub const PIXELS: u32 = 100_000;
/// Longest recording in seconds: a week.
pub const SECONDS: u32 = 7 * 24 * 60 * 60;
/// Most diagnostics of a document.
pub const DIAGNOSTICS: usize = 200;
