//! Printing whole papers.
#![cfg(feature = "ssr")]

mod check;
mod data;
mod desk;
#[path = "../fixtures/mod.rs"]
mod fixtures;
mod machines;
mod pages;
mod renewal;
mod strangers;
