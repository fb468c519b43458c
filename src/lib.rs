//! London Daily: a newspaper for any static file host.
#![deny(unsafe_code)]
// The type of a page holds those of everything on it.
#![recursion_limit = "512"]

#[cfg(all(target_arch = "wasm32", not(target_arch = "wasm32")))]
compile_error!("`hydrate` and `ssr` are two ways to build the paper and exclude each other");
#[cfg(not(any(target_arch = "wasm32", not(target_arch = "wasm32"))))]
compile_error!("build the paper with `--features hydrate` (browser) or `--features ssr` (native)");

pub mod address;
pub mod app;
pub mod calendar;
pub mod components;
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
pub mod seams;
pub mod selection;
pub mod sign_up;
#[cfg(target_arch = "wasm32")]
pub mod start;
pub mod trouble;
pub mod trusted;
pub mod words;
