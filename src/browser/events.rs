//! Listeners on the window and on other targets that outlive a component.

use gloo_events::{EventListener, EventListenerOptions, EventListenerPhase};
use leptos::prelude::on_cleanup;
use send_wrapper::SendWrapper;
use web_sys::{Event, EventTarget};

/// Runs `run` at each `event` of `target`, until the current owner is cleaned up. `run` cannot prevent the default action.
pub fn listen(target: &EventTarget, event: &'static str, run: impl FnMut(&Event) + 'static) {
    attach(target, event, EventListenerOptions::default(), Box::new(run));
}

/// Listens as [`listen`] does, but in the capture phase: before any listener on a node within `target`.
pub fn listen_first(target: &EventTarget, event: &'static str, run: impl FnMut(&Event) + 'static) {
    let options = EventListenerOptions { phase: EventListenerPhase::Capture, passive: true };
    attach(target, event, options, Box::new(run));
}

/// Listens as [`listen`] does, but `run` may prevent the default action.
pub fn intercept(target: &EventTarget, event: &'static str, run: impl FnMut(&Event) + 'static) {
    attach(target, event, EventListenerOptions::enable_prevent_default(), Box::new(run));
}

fn attach(
    target: &EventTarget,
    event: &'static str,
    options: EventListenerOptions,
    run: Box<dyn FnMut(&Event)>,
) {
    let listener = SendWrapper::new(EventListener::new_with_options(target, event, options, run));
    // An `EventListener` listens until it is dropped.
    on_cleanup(move || drop(listener));
}
