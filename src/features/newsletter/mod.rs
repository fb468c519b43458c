//! Signing up to the newsletter: which addresses pass, what travels where, and what the form does when.
//!
//! Pure. The form asks [`State::after`] what follows from an event, and carries out the [`Command`] that comes with it.

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

/// How far a sign-up has come.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum State {
    /// Nothing has been sent.
    #[default]
    Ready,
    /// The text in the field is no address; nothing was sent.
    Invalid(Reason),
    /// On its way.
    Sending,
    /// The browser is about to leave for the newsletter's own page.
    Leaving,
    /// The newsletter has it.
    Done,
    /// The reader's mail program was asked to open the letter at this `mailto:` address. Whether it did, no page can know.
    Letter(String),
    /// It has not arrived, as far as is known. The address is still in the field.
    Failed(SignUpError),
}

/// The reasons for which a sign-up fails.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SignUpError {
    /// The newsletter's server answered with this status, which is no success.
    #[error("the newsletter's server answered with status {0}")]
    Refused(u16),
    /// There was no whole answer.
    #[error(transparent)]
    NetworkError(#[from] NetworkError),
}

/// The reasons for which there is no whole answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NetworkError {
    /// The browser says that there is no connection.
    #[error("the browser is offline")]
    Offline,
    /// Nothing came back. A server that does not allow requests from other sites (CORS) looks the same.
    #[error("the newsletter's server cannot be reached, or allows no requests from this site")]
    Unreachable,
    /// Nothing whole came back within the time limit; the sign-up may have arrived.
    #[error("no whole answer came in time")]
    TimedOut,
    /// The answer broke off; the sign-up may have arrived.
    #[error("the answer broke off")]
    BrokenOff,
}

/// Something that happened to the form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Event<'a> {
    /// The reader sent the form with this text in the field.
    Submitted(&'a str),
    /// The reader changed the text in the field.
    Edited,
    /// A whole answer came, with this HTTP status.
    Answered(u16),
    /// No whole answer came.
    Unanswered(NetworkError),
    /// The browser was to leave the page, and the page is still here, or here again.
    Stayed,
}

/// What is to be done after an event.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Command {
    /// Put the focus into the field.
    Focus,
    /// Send this, and report the answer.
    Send(Request),
    /// Open this `mailto:` address.
    Open(String),
    /// Let the browser send the form as it is.
    Leave,
}

impl State {
    /// What an event changes, and what is to be done about it.
    ///
    /// A form that is being sent, or has been, is not sent again until the reader changes the address: a double click
    /// sends once. A late answer to something that is no longer waited for changes nothing.
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

    /// Whether sending the form again would do nothing.
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
