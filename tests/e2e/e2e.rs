//! The built site as a reader uses it: a real browser, a real server, and everything that can go wrong between them.
//!
//! `cargo xtask test e2e` builds the site and runs these. With `LONDON_DAILY_SCREENSHOTS=folder` they leave pictures there.
#![cfg(not(target_arch = "wasm32"))]
#![forbid(unsafe_code)]

mod access;
mod any_feed;
mod article;
mod errors;
mod first_window;
#[path = "../fixtures/mod.rs"]
mod fixtures;
mod front;
mod gallery;
mod harness;
mod kept;
mod languages;
mod left_behind;
mod live;
mod look;
mod memory;
mod navigation;
mod newsletter;
mod offline;
mod payloads;
mod pictures;
mod pieces;
mod player;
mod policy;
mod printed;
mod reading;
#[path = "../recipes/mod.rs"]
mod recipes;
mod related;
mod saved;
mod self_check;
mod speed;
mod subpath;
