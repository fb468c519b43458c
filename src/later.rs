//! What happens later: after some time, again and again, with the next frame.
//!
//! The libraries below compile their part anew for each closure; boxed, all closures are one type.

use gloo_timers::callback::{Interval, Timeout};
use leptos::prelude::{on_cleanup, request_animation_frame};
use send_wrapper::SendWrapper;

/// Runs `run` after so many milliseconds, unless what is returned is dropped before.
#[must_use = "dropped, it never happens"]
pub fn after(milliseconds: u32, run: impl FnOnce() + 'static) -> Timeout {
    timeout(milliseconds, Box::new(run))
}

#[inline(never)]
fn timeout(milliseconds: u32, run: Box<dyn FnOnce()>) -> Timeout {
    Timeout::new(milliseconds, run)
}

/// Runs `run` when the browser has done all that it has to do now.
pub fn soon(run: impl FnOnce() + 'static) {
    after(0, run).forget();
}

/// Runs `run` every so many milliseconds, as long as the current owner lives.
pub fn every(milliseconds: u32, run: impl FnMut() + 'static) {
    interval(milliseconds, Box::new(run));
}

#[inline(never)]
fn interval(milliseconds: u32, run: Box<dyn FnMut()>) {
    let ticking = SendWrapper::new(Interval::new(milliseconds, run));
    // Dropped, it ticks no longer.
    on_cleanup(move || drop(ticking));
}

/// Runs `run` before the next frame is painted.
pub fn next_frame(run: impl FnOnce() + 'static) {
    frame(Box::new(run));
}

#[inline(never)]
fn frame(run: Box<dyn FnOnce()>) {
    request_animation_frame(run);
}
