//! London Daily: a newspaper for any static file host.
//!
//! Imports between these modules point one way: app, pages, features, components and the view of an article, store, feed, the
//! article tree, browser, text, model. The native program that prints the site is the crate `press`, which uses this one.
#![deny(unsafe_code)]
// The type of a view contains the types of all views in it, which takes more than the default limit.
#![recursion_limit = "512"]

pub mod app;
pub mod article;
pub mod browser;
pub mod components;
pub mod features;
pub mod feed;
pub mod model;
pub mod pages;
pub mod store;
pub mod text;
