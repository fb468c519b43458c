//! Timers and animation frames.
//!
//! Leptos's own timers are cancelled with the owner that set them. The ones here are not, except where their comment says so,
//! since some things have to happen even after the view that asked for them is gone.

use gloo_timers::{
    callback::{Interval, Timeout},
    future::TimeoutFuture,
};
use leptos::prelude::{on_cleanup, window};
use send_wrapper::SendWrapper;
use wasm_bindgen::{JsCast, closure::Closure};

/// A timer that is cancelled when it is dropped.
pub type Timer = SendWrapper<Timeout>;

/// Runs `run` after the given time, unless the returned timer is dropped before that.
#[must_use = "dropped, it never runs"]
pub fn after(milliseconds: u32, run: impl FnOnce() + 'static) -> Timer {
    SendWrapper::new(timeout(milliseconds, Box::new(run)))
}

/// Runs `run` after the given time, even if the current owner is cleaned up before that.
pub fn certainly_after(milliseconds: u32, run: impl FnOnce() + 'static) {
    timeout(milliseconds, Box::new(run)).forget();
}

/// Sets a timer. The closure is boxed, since the timer's code would otherwise be generated for each type of closure.
fn timeout(milliseconds: u32, run: Box<dyn FnOnce()>) -> Timeout {
    Timeout::new(milliseconds, run)
}

/// Runs `run` in a new task, after the work that the browser has queued.
pub fn soon(run: impl FnOnce() + 'static) {
    certainly_after(0, run);
}

/// Waits for the given time.
pub async fn pause(milliseconds: u32) {
    TimeoutFuture::new(milliseconds).await;
}

/// Runs `run` again and again at the given interval, until the current owner is cleaned up.
pub fn every(milliseconds: u32, run: impl FnMut() + 'static) {
    let interval = SendWrapper::new(Interval::new(milliseconds, run));
    on_cleanup(move || drop(interval));
}

/// Runs `run` before the next frame is painted.
pub fn next_frame(run: impl FnOnce() + 'static) {
    let run: Box<dyn FnOnce()> = Box::new(run);
    let run = Closure::once_into_js(run);
    // This fails only in a window that is closed, where no frame follows.
    let _ = window().request_animation_frame(run.unchecked_ref());
}

/// Runs `run` when the next frame has been painted and shown: in a new task after the frame that follows it.
pub fn painted(run: impl FnOnce() + 'static) {
    next_frame(move || next_frame(move || soon(run)));
}
