//! The addresses of the paper, one file each.

pub mod article;
pub mod front;
pub mod not_found;
pub mod section;
