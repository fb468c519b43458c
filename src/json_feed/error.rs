use std::fmt;

/// Why a document cannot be read at all.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Error {
    /// The bytes are not whole, valid JSON in UTF-8, or are nested more than 127 levels deep.
    NotJson {
        /// Line of the fault, from 1.
        line: usize,
        /// Column of the fault in bytes, from 1; 0 at the end of the line before.
        column: usize,
        /// What the parser stumbled over, in its own words.
        message: String,
    },
    /// The JSON is valid, but is no feed with items.
    NotAFeed {
        /// What is wrong, as the end of a sentence.
        reason: &'static str,
    },
}

impl From<serde_json::Error> for Error {
    fn from(error: serde_json::Error) -> Self {
        let mut message = error.to_string();
        // The position stands in fields of its own.
        if let Some(at) = message.rfind(" at line ") {
            message.truncate(at);
        }
        Self::NotJson { line: error.line(), column: error.column(), message }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotJson { line, column, message } => {
                write!(formatter, "the document is not valid JSON: {message} (line {line}, column {column})")
            }
            Self::NotAFeed { reason } => {
                write!(formatter, "the document is JSON, but no JSON Feed: {reason}")
            }
        }
    }
}

impl std::error::Error for Error {}
