//! London Daily: a newspaper for any static file host.
#![forbid(unsafe_code)]
// The type of a page holds those of everything on it.
#![recursion_limit = "256"]

#[cfg(all(feature = "hydrate", feature = "ssr"))]
compile_error!("`hydrate` and `ssr` are two ways to build the paper and exclude each other");
#[cfg(not(any(feature = "hydrate", feature = "ssr")))]
compile_error!("build the paper with `--features hydrate` (browser) or `--features ssr` (native)");

pub mod address;
pub mod adoption;
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
#[cfg(feature = "ssr")]
pub mod press;
pub mod reactive;
pub mod reader;
pub mod related;
pub mod selection;
pub mod sign_up;
#[cfg(feature = "hydrate")]
pub mod start;
pub mod trouble;
pub mod trusted;
pub mod view;
pub mod words;
