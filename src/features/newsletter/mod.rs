//! Signing up to the newsletter: the check of the email address, the request, and the states of the form.
//!
//! This module is pure. The form passes its events to [`State::after`], and carries out the [`Command`] that comes back.

mod email;
mod encoding;
mod form;
mod letter;
mod post;
mod request;
pub mod view;

pub use email::{Reason, check};
pub use form::{Form, Method};
pub use letter::{letter, recipient};
pub use request::Request;

use crate::model::{Newsletter, Transport};

/// The state of a sign-up.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum State {
    /// Nothing has been sent.
    #[default]
    Ready,
    /// The text in the field is not an email address; nothing was sent.
    Invalid(Reason),
    /// The request is under way.
    Sending,
    /// The browser is about to go to the newsletter's own page.
    Leaving,
    /// The newsletter's server has accepted the sign-up.
    Done,
    /// The reader's mail program was asked to open the message at this `mailto:` URL. A page cannot know if it did.
    Letter(String),
    /// The sign-up has failed, as far as is known. The email address is still in the field.
    Failed(SignUpError),
}

/// A reason why a sign-up has failed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SignUpError {
    /// An answer with this status, which is not a success.
    #[error("the newsletter's server answered with status {0}")]
    Refused(u16),
    /// No complete answer.
    #[error(transparent)]
    NetworkError(#[from] NetworkError),
}

/// A reason why there was no complete answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NetworkError {
    /// No connection, as the browser reports.
    #[error("the browser is offline")]
    Offline,
    /// No answer. A server that does not allow requests from other sites (CORS) looks the same.
    #[error("the newsletter's server cannot be reached, or allows no requests from this site")]
    Unreachable,
    /// No complete answer within the time limit; the sign-up may have arrived.
    #[error("no whole answer came in time")]
    TimedOut,
    /// An answer that broke off; the sign-up may have arrived.
    #[error("the answer broke off")]
    BrokenOff,
}

/// An event of the form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Event<'a> {
    /// The reader sent the form with this text in the field.
    Submitted(&'a str),
    /// The reader changed the text in the field.
    Edited,
    /// A complete answer came, with this HTTP status.
    Answered(u16),
    /// No complete answer came.
    Unanswered(NetworkError),
    /// The browser was to leave the page, but the page is still shown, or shown again.
    Stayed,
}

/// A command that the form carries out after an event.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Command {
    /// Put the focus into the field.
    Focus,
    /// Send this request, and report the answer.
    Send(Request),
    /// Open this `mailto:` URL.
    Open(String),
    /// Let the browser send the form as it is.
    Leave,
}

impl State {
    /// Returns the state after an event, and the command to carry out.
    ///
    /// A form that is being sent, or has been, is not sent again until the reader changes the email address: a double click
    /// sends once. An answer that nobody waits for any more changes nothing.
    #[must_use]
    pub fn after(&self, event: Event<'_>, newsletter: &Newsletter) -> (Self, Option<Command>) {
        match (self, event) {
            (Self::Ready | Self::Invalid(_) | Self::Failed(_), Event::Submitted(text)) => {
                submit(text, newsletter)
            }
            (Self::Sending, Event::Answered(200..=299)) => (Self::Done, None),
            (Self::Sending, Event::Answered(status)) => (Self::Failed(SignUpError::Refused(status)), None),
            (Self::Sending, Event::Unanswered(why)) => (Self::Failed(why.into()), None),
            (Self::Leaving, Event::Stayed) => (Self::Ready, None),
            (Self::Sending, Event::Edited) => (Self::Sending, None),
            (_, Event::Edited) => (Self::Ready, None),
            (unmoved, _) => (unmoved.clone(), None),
        }
    }

    /// Returns `true` if sending the form again would do nothing.
    pub fn is_closed(&self) -> bool {
        matches!(self, Self::Sending | Self::Leaving | Self::Done | Self::Letter(_))
    }
}

fn submit(text: &str, newsletter: &Newsletter) -> (State, Option<Command>) {
    let email = match check(text) {
        Ok(email) => email,
        Err(reason) => return (State::Invalid(reason), Some(Command::Focus)),
    };
    match newsletter.transport {
        Transport::Form => (State::Leaving, Some(Command::Leave)),
        Transport::Fetch => (State::Sending, Some(Command::Send(Request::form(newsletter, email)))),
        Transport::Json => (State::Sending, Some(Command::Send(Request::json(newsletter, email)))),
        Transport::Mail => {
            let letter = letter(newsletter, email);
            (State::Letter(letter.clone()), Some(Command::Open(letter)))
        }
    }
}

#[cfg(test)]
mod tests;
