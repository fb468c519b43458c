//! Printing whole sites.
#![cfg(not(target_arch = "wasm32"))]

mod check;
mod command;
mod content_schema;
mod data;
mod desk;
mod feeds;
mod fetching;
#[path = "../fixtures/mod.rs"]
mod fixtures;
mod fuzz;
mod interrupted;
mod json_schema;
mod languages;
mod linked_data;
mod lockdown;
mod memory;
mod numbered;
mod offline;
mod pages;
mod recipe;
#[path = "../recipes/mod.rs"]
mod recipes;
mod renewal;
mod schema_org;
mod schemas;
mod settings;
mod strangers;
mod syndication;
#[path = "../xmllint/mod.rs"]
mod xmllint;
