//! The lists in which those who are read keep their readers.

use leptos::{
    prelude::on_cleanup,
    reactive::graph::{AnySubscriber, Subscriber},
};

/// Takes who is about to go out of the lists of those that it has read. Leptos leaves it there: what outlives the pages of a
/// paper would keep something of each part of them that was ever shown.
#[inline(never)]
pub(super) fn unsubscribe(subscriber: &AnySubscriber) {
    subscriber.clear_sources(subscriber);
}

/// The same, for who goes with the current owner.
#[inline(never)]
pub(super) fn unsubscribe_with_owner(subscriber: AnySubscriber) {
    on_cleanup(move || unsubscribe(&subscriber));
}
