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
    /// No answer of another host, which may be down, or may let no other site read its documents.
    #[error("the other host cannot be reached, or does not send Access-Control-Allow-Origin")]
    Elsewhere,
    /// No complete answer within the time limit.
    #[error("no whole answer came in time")]
    TimedOut,
    /// The answer that the document does not exist (status 404 or 410).
    #[error("the document does not exist")]
    Gone,
    /// An answer with another error status.
    #[error("the server answered with status {0}")]
    Refused(u16),
    /// An answer of more bytes than a browser can read, [`limits::DOCUMENT_IN_BROWSER`](crate::feed::limits::DOCUMENT_IN_BROWSER).
    #[error("the answer is too large")]
    TooLarge,
    /// A feed in another format than JSON Feed.
    #[error("the answer is RSS or Atom")]
    OtherFormat,
    /// An answer that is not a feed: HTML in place of JSON, for example, or a truncated one.
    #[error("the answer is no feed")]
    Unreadable,
}

impl LoadError {
    /// Returns the error in words for readers.
    pub fn text(&self) -> String {
        match self {
            Self::Offline => text::content_offline().to_owned(),
            Self::Unreachable => text::content_unreachable().to_owned(),
            Self::Elsewhere => text::content_elsewhere().to_owned(),
            Self::OtherFormat => text::content_other_format().to_owned(),
            Self::TimedOut => text::content_timed_out().to_owned(),
            Self::TooLarge => text::content_too_large().to_owned(),
            Self::Gone => text::content_gone().to_owned(),
            Self::Refused(status) => text::content_refused(*status),
            Self::Unreadable => text::content_unreadable().to_owned(),
        }
    }
}
