//! Stands in for the crate of this name in the reader's program.
//!
//! Leptos brings server functions, and they bring streams between Rust and JavaScript. The paper has no server and never calls any of
//! it; but what the real crate exports to JavaScript is in every program that it is linked to, several kilobytes of it. Here are the
//! few functions that Leptos names, for streams in which nothing is.
#![forbid(unsafe_code)]

use futures_util::stream::{self, Stream};
use wasm_bindgen::JsValue;

/// A stream of the browser's.
pub struct ReadableStream {
    raw: web_sys::ReadableStream,
}

impl ReadableStream {
    /// Wraps a stream of the browser's.
    pub fn from_raw(raw: web_sys::ReadableStream) -> Self {
        Self { raw }
    }

    /// A stream that has nothing to give.
    ///
    /// # Panics
    /// Where the browser has no streams.
    pub fn from_stream<S>(_stream: S) -> Self
    where
        S: Stream<Item = Result<JsValue, JsValue>> + 'static,
    {
        match web_sys::ReadableStream::new() {
            Ok(raw) => Self { raw },
            Err(_) => panic!("this browser has no streams"),
        }
    }

    /// The stream of the browser's.
    pub fn into_raw(self) -> web_sys::ReadableStream {
        self.raw
    }

    /// Nothing.
    pub fn into_stream(self) -> impl Stream<Item = Result<JsValue, JsValue>> {
        stream::empty()
    }
}
