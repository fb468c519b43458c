//! Printing whole papers.
#![cfg(feature = "ssr")]

mod data;
mod desk;
#[path = "../fixtures/mod.rs"]
mod fixtures;
mod pages;
mod renewal;
mod strangers;
