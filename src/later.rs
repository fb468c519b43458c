//! What happens later: after some time, again and again, with the next frame.
//!
//! The libraries below compile their part anew for each closure; boxed, all closures are one type.

use std::time::Duration;

use futures_channel::oneshot;
use leptos::{
    leptos_dom::helpers::{TimeoutHandle, set_interval, set_timeout},
    prelude::{Effect, on_cleanup, request_animation_frame},
};

/// Something that happens later. Dropped before, it never does.
#[must_use = "dropped, it never happens"]
pub struct Timer(Option<TimeoutHandle>);

impl Drop for Timer {
    fn drop(&mut self) {
        if let Some(handle) = self.0 {
            handle.clear();
        }
    }
}

/// Runs `run` after so many milliseconds, unless what is returned is dropped before.
pub fn after(milliseconds: u32, run: impl FnOnce() + 'static) -> Timer {
    Timer(timeout(milliseconds, Box::new(run)))
}

/// Runs `run` after so many milliseconds, whatever becomes of who wanted it.
pub fn certainly_after(milliseconds: u32, run: impl FnOnce() + 'static) {
    timeout(milliseconds, Box::new(run));
}

/// Runs `run` when the browser has done all that it has to do now.
pub fn soon(run: impl FnOnce() + 'static) {
    certainly_after(0, run);
}

/// Waits for so many milliseconds.
pub async fn pause(milliseconds: u32) {
    let (over, wait) = oneshot::channel();
    certainly_after(milliseconds, move || {
        let _ = over.send(());
    });
    let _ = wait.await;
}

#[inline(never)]
fn timeout(milliseconds: u32, run: Box<dyn FnOnce()>) -> Option<TimeoutHandle> {
    set_timeout(run, Duration::from_millis(milliseconds.into())).ok()
}

/// Runs `run` every so many milliseconds, as long as the current owner lives.
pub fn every(milliseconds: u32, run: impl Fn() + 'static) {
    interval(milliseconds, Box::new(run));
}

#[inline(never)]
fn interval(milliseconds: u32, run: Box<dyn Fn()>) {
    if let Ok(handle) = set_interval(run, Duration::from_millis(milliseconds.into())) {
        on_cleanup(move || handle.clear());
    }
}

/// Runs `run` before the next frame is painted.
pub fn next_frame(run: impl FnOnce() + 'static) {
    frame(Box::new(run));
}

/// Runs `run` when the next frame has been painted and shown: after the frame that follows it.
pub fn painted(run: impl FnOnce() + 'static) {
    next_frame(move || next_frame(move || soon(run)));
}

#[inline(never)]
fn frame(run: Box<dyn FnOnce()>) {
    let _ = request_animation_frame(run);
}

/// An effect. All are compiled as one, however many there are.
pub fn effect(run: impl FnMut() + 'static) {
    boxed_effect(Box::new(run));
}

#[inline(never)]
fn boxed_effect(mut run: Box<dyn FnMut()>) {
    Effect::new(move || run());
}
