//! Features of the site, one folder each: logic, view, browser and tests of one thing together.

pub mod keys;
pub mod lightbox;
pub mod newsletter;
pub mod offline;
pub mod player;
pub mod related;
pub mod selection;
pub mod settings;
