//! Printing whole papers.
#![cfg(feature = "ssr")]

mod check;
mod data;
mod desk;
#[path = "../fixtures/mod.rs"]
mod fixtures;
mod lockdown;
mod machines;
mod nginx;
mod offline;
mod pages;
mod renewal;
mod strangers;
