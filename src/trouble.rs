//! Why something could not be had.

/// The ways in which getting content fails. The words for each are in [`crate::words::trouble`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Trouble {
    /// The browser says that there is no connection.
    Offline,
    /// No answer came, and no reason is known.
    Unreachable,
    /// No whole answer came within the time limit.
    TimedOut,
    /// The server says that the document does not exist (404, 410).
    Gone,
    /// The server answered with another error status.
    Refused(u16),
    /// An answer came, but it is not what it should be: HTML in place of JSON, cut off, or no feed.
    Unreadable,
}
