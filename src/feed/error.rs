/// The reasons for which a document cannot be read at all.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Error {
    /// The bytes are not whole, valid JSON in UTF-8, or are nested more than 127 levels deep.
    #[error("the document is not valid JSON: {message} (line {line}, column {column})")]
    NotJson {
        /// Line of the fault, from 1.
        line: usize,
        /// Column of the fault in bytes, from 1; 0 is the end of the line before.
        column: usize,
        /// The fault in the parser's own words.
        message: String,
    },
    /// The JSON is valid, but is no feed with items.
    #[error("the document is JSON, but no JSON Feed: {reason}")]
    NotAFeed {
        /// The fault, as the end of a sentence.
        reason: &'static str,
    },
}

impl Error {
    /// Takes over an error of the parser, which is neither comparable nor to be had twice.
    pub(super) fn not_json(error: &serde_json::Error) -> Self {
        let mut message = error.to_string();
        // The place stands in fields of its own.
        if let Some(at) = message.rfind(" at line ") {
            message.truncate(at);
        }
        Self::NotJson { line: error.line(), column: error.column(), message }
    }
}
