use std::fmt;

/// Why a document cannot be read at all.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Error {
    /// The bytes are not whole, valid JSON in UTF-8, or are nested more than 127 levels deep.
    NotJson {
        /// Line and column of the fault, from 1, where the parser tells them. The column counts bytes; 0 is the end of the line
        /// before.
        place: Option<(usize, usize)>,
        /// What the parser stumbled over, in its own words.
        message: String,
    },
    /// The JSON is valid, but is no feed with items.
    NotAFeed {
        /// What is wrong, as the end of a sentence.
        reason: &'static str,
    },
}

impl fmt::Display for Error {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotJson { place, message } => {
                write!(formatter, "the document is not valid JSON: {message}")?;
                match place {
                    Some((line, column)) => write!(formatter, " (line {line}, column {column})"),
                    None => Ok(()),
                }
            }
            Self::NotAFeed { reason } => {
                write!(formatter, "the document is JSON, but no JSON Feed: {reason}")
            }
        }
    }
}

impl std::error::Error for Error {}
