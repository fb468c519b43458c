//! What is done when something has changed.

use leptos::{
    prelude::{self as graph, Owner},
    reactive::{effect::RenderEffect, graph::ToAnySubscriber},
};

use super::{
    StoredValue,
    subscriptions::{unsubscribe, unsubscribe_with_owner},
};
use crate::adoption;

/// What an effect does.
trait Run {
    fn run(&mut self);
}

impl<F: FnMut()> Run for F {
    fn run(&mut self) {
        self();
    }
}

/// Runs `run` in the browser soon, and again whenever something that it read has changed. Never runs in print.
pub fn effect(run: impl FnMut() + 'static) {
    if cfg!(feature = "hydrate") {
        begin(Box::new(run));
    }
}

#[inline(never)]
fn begin(mut run: Box<dyn Run>) {
    let owner = Owner::current().unwrap_or_default();
    let wanted = StoredValue::new(());
    adoption::affect(Box::new(move || {
        // Whoever wanted it may be gone by then.
        if wanted.try_get_value().is_some() {
            owner.with(|| {
                let effect = graph::Effect::new(move |_: Option<()>| run.run());
                unsubscribe_with_owner(effect.to_any_subscriber());
            });
        }
    }));
}

/// Runs `run` at once, and again whenever something that it read has changed, until what is returned is dropped.
pub fn follow(run: impl FnMut() + 'static) -> Following {
    follow_boxed(Box::new(run))
}

#[inline(never)]
fn follow_boxed(mut run: Box<dyn Run>) -> Following {
    Following(RenderEffect::new(move |_| run.run()))
}

/// What [`follow`] has begun.
#[must_use = "dropped, it ends"]
pub struct Following(RenderEffect<()>);

impl Drop for Following {
    fn drop(&mut self) {
        unsubscribe(&self.0.to_any_subscriber());
    }
}
