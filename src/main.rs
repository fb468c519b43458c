//! The browser's way in.
#![forbid(unsafe_code)]

fn main() {}
