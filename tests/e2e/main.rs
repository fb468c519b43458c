//! The built paper as a reader uses it: a real browser, a real server, and everything that can go wrong between them.
//!
//! `cargo xtask test e2e` builds the paper and runs these. With `LONDON_DAILY_SCREENSHOTS=folder` they leave pictures there.
#![cfg(feature = "ssr")]
#![forbid(unsafe_code)]

mod harness;
mod live;
mod looks;
mod newsletter;
mod opening;
mod player;
mod self_check;
