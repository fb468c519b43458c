//! The state of a document: what the reader sees now, how it is fetched, and how it is kept current.

pub mod clock;
pub mod context;
#[cfg(target_arch = "wasm32")]
pub mod endpoint;
pub mod error;
pub mod hooks;
pub mod live;
pub mod navigation;
pub mod newsroom;
pub mod read_marks;
