//! London Daily: a newspaper for any static file host.
#![deny(unsafe_code)]
// The type of a view has the types of all views in it.
#![recursion_limit = "512"]

pub mod address;
pub mod app;
pub mod browser;
pub mod calendar;
pub mod components;
pub mod effect;
#[cfg(target_arch = "wasm32")]
pub mod endpoint;
pub mod focus;
pub mod json_feed;
pub mod later;
pub mod lightbox;
pub mod listen;
pub mod live;
pub mod markup;
pub mod model;
pub mod navigation;
pub mod newsroom;
pub mod page_head;
pub mod pages;
pub mod paths;
pub mod player;
#[cfg(not(target_arch = "wasm32"))]
pub mod press;
pub mod reader;
pub mod related;
pub mod selection;
pub mod sign_up;
pub mod trouble;
pub mod trusted;
pub mod words;
