//! The frame around every page.

pub mod announcer;
pub mod footer;
pub mod masthead;
