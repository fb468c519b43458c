//! Effects, all of one Rust type.
//!
//! `Effect::new` is compiled anew for each closure that it is given, a kilobyte and more each time. Boxed, all closures are
//! one type, and it is compiled once.

use leptos::prelude::*;

/// Runs `run` in the browser soon, and again whenever something that it read has changed. Never runs in print.
pub fn effect(run: impl FnMut() + 'static) {
    let mut run: Box<dyn FnMut()> = Box::new(run);
    Effect::new(move |_: Option<()>| run());
}
