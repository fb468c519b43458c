/// The reasons for refusing a document as a whole.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Error {
    /// Bytes that are not whole, valid JSON in UTF-8, or JSON that is nested more than 127 levels deep.
    #[error("the document is not valid JSON: {message} (line {line}, column {column})")]
    NotJson {
        /// Line of the error, from 1.
        line: usize,
        /// Column of the error in bytes, from 1; 0 means the end of the line before.
        column: usize,
        /// Message of the parser, without the position.
        message: String,
    },
    /// Valid JSON that is not a feed with items.
    #[error("the document is JSON, but no JSON Feed: {reason}")]
    NotAFeed {
        /// Reason, as the end of a sentence.
        reason: &'static str,
    },
}

impl Error {
    /// Converts an error of `serde_json`, which can be neither compared nor cloned.
    pub(super) fn not_json(error: &serde_json::Error) -> Self {
        let mut message = error.to_string();
        // Line and column have fields of their own.
        if let Some(at) = message.rfind(" at line ") {
            message.truncate(at);
        }
        Self::NotJson { line: error.line(), column: error.column(), message }
    }
}
