//! Printing whole papers.
#![cfg(feature = "ssr")]

mod check;
mod data;
mod desk;
#[path = "../fixtures/mod.rs"]
mod fixtures;
mod lockdown;
mod machines;
mod offline;
mod pages;
mod recipe;
#[path = "../recipes/mod.rs"]
mod recipes;
mod renewal;
mod strangers;
