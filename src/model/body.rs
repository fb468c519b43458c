/// The text of an article as its publisher sent it, before [`crate::article::parse`] reads it into blocks.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Body {
    /// No text: the article's own document has it, or the standfirst is all there is.
    #[default]
    Absent,
    /// HTML, not yet trusted.
    Markup(String),
    /// Plain text with blank lines between paragraphs.
    Text(String),
}

impl Body {
    /// Returns `true` for [`Body::Absent`].
    pub fn is_absent(&self) -> bool {
        matches!(self, Self::Absent)
    }
}
