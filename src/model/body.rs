/// The text of an article as its publisher sent it, before it is read into blocks.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Body {
    /// The list carries no text: the article's own document has it, or there is none beyond the standfirst.
    #[default]
    Absent,
    /// Marked-up text (HTML), not yet trusted.
    Markup(String),
    /// Plain text; paragraphs are parted by blank lines.
    Text(String),
}

impl Body {
    /// Whether there is anything to read.
    pub fn is_absent(&self) -> bool {
        matches!(self, Self::Absent)
    }
}
