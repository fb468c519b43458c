//! The reasons for which content cannot be had.

use crate::text;

/// The ways in which getting content fails. Readers are told in the words of [`LoadError::text`]; the messages here are
/// for developers.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum LoadError {
    /// The browser says that there is no connection.
    #[error("the browser is offline")]
    Offline,
    /// No answer came, and no reason is known.
    #[error("the server cannot be reached")]
    Unreachable,
    /// No whole answer came within the time limit.
    #[error("no whole answer came in time")]
    TimedOut,
    /// The server says that the document does not exist (404, 410).
    #[error("the document does not exist")]
    Gone,
    /// The server answered with another error status.
    #[error("the server answered with status {0}")]
    Refused(u16),
    /// An answer came, but it is not what it should be: HTML in place of JSON, cut off, or no feed.
    #[error("the answer is no feed")]
    Unreadable,
}

impl LoadError {
    /// Returns the error in words for readers.
    pub fn text(&self) -> String {
        match self {
            Self::Offline => text::CONTENT_OFFLINE.to_owned(),
            Self::Unreachable => text::CONTENT_UNREACHABLE.to_owned(),
            Self::TimedOut => text::CONTENT_TIMED_OUT.to_owned(),
            Self::Gone => text::CONTENT_GONE.to_owned(),
            Self::Refused(status) => text::content_refused(*status),
            Self::Unreadable => text::CONTENT_UNREADABLE.to_owned(),
        }
    }
}
