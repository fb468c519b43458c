//! A static file host for tests and measurements, which can fail in every way that hosts fail.
//!
//! A [`Listener`] has a port of this machine and remembers what it was asked for. A [`Service`], which may be a function, says
//! how each request is answered; [`Files`] answers from a folder. [`Background`] is a listener for programs without an
//! asynchronous runtime.
//!
//! ```
//! use test_server::{Background, Request, response};
//!
//! let server = Background::serve(|_: &Request| response(200, "text/plain", "hello").into())?;
//! assert!(server.origin().starts_with("http://127.0.0.1:"));
//! assert!(server.requests().is_empty());
//! # Ok::<(), std::io::Error>(())
//! ```
#![forbid(unsafe_code)]

mod background;
mod files;
mod listener;
mod message;
#[cfg(test)]
mod tests;

pub use background::Background;
pub use files::Files;
pub use listener::{Listener, Service};
pub use message::{Answer, Request, Response, response, with_body};
