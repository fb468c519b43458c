//! What belongs to the reader: settings, read marks, positions. It is kept in this browser, and never leaves it.

pub mod listening;
pub mod read_marks;
pub mod settings;
mod storage;

pub use storage::{AsPrinted, refused};
