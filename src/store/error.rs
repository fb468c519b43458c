//! The errors of loading content.

use crate::text;

/// An error of loading an edition or an article. Its message is for developers; readers see [`LoadError::text`].
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum LoadError {
    /// No connection, as the browser reports.
    #[error("the browser is offline")]
    Offline,
    /// No answer, for an unknown reason.
    #[error("the server cannot be reached")]
    Unreachable,
    /// No complete answer within the time limit.
    #[error("no whole answer came in time")]
    TimedOut,
    /// The answer that the document does not exist (status 404 or 410).
    #[error("the document does not exist")]
    Gone,
    /// An answer with another error status.
    #[error("the server answered with status {0}")]
    Refused(u16),
    /// An answer that is not a feed: HTML in place of JSON, for example, or a truncated one.
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
