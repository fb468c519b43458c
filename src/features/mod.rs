//! The features of the site. Each has its logic, view and tests in one folder or file.

pub mod arrangement;
pub mod keys;
pub mod lightbox;
pub mod newsletter;
pub mod offline;
pub mod player;
pub mod related;
pub mod saved;
pub mod selection;
pub mod settings;
