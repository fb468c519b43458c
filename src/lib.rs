//! London Daily: a newspaper for any static file host.
#![forbid(unsafe_code)]

#[cfg(all(feature = "hydrate", feature = "ssr"))]
compile_error!("`hydrate` and `ssr` are two ways to build the paper and exclude each other");
#[cfg(not(any(feature = "hydrate", feature = "ssr")))]
compile_error!("build the paper with `--features hydrate` (browser) or `--features ssr` (native)");

pub mod address;
pub mod calendar;
pub mod json_feed;
pub mod markup;
pub mod model;
pub mod paths;
pub mod trouble;
pub mod words;
