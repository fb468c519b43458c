//! What is provided to the whole app.

use std::any::TypeId;

use super::{
    StoredValue,
    values::{Held, of},
};

thread_local! {
    static CONTEXTS: std::cell::Cell<Option<Contexts>> = const { std::cell::Cell::new(None) };
}

/// What has been provided, by type. Leptos keeps such things with each owner and looks through them all; the paper provides its own
/// once, to the whole app, of which there is one at a time on a thread.
#[derive(Clone, Copy)]
struct Contexts(StoredValue<Vec<Held>>);

impl Contexts {
    #[inline(never)]
    fn here() -> Self {
        // Those of an app that has been taken down are gone with it.
        let there = CONTEXTS.get().filter(|contexts| contexts.0.try_with_value(|_| ()).is_some());
        there.unwrap_or_else(|| {
            let contexts = Self(StoredValue::default());
            CONTEXTS.set(Some(contexts));
            contexts
        })
    }

    #[inline(never)]
    fn provide(self, value: Held) {
        self.0.update_value(|provided| provided.push(value));
    }

    /// Looks at what was provided last of a type.
    #[inline(never)]
    fn look(self, kind: TypeId, look: &mut dyn FnMut(&Held)) {
        self.0.with_value(|provided| {
            if let Some(held) = provided.iter().rev().find(|held| held.as_ref().type_id() == kind) {
                look(held);
            }
        });
    }
}

/// Provides a value to the whole app, by its type.
pub fn provide_context<T: Send + Sync + 'static>(value: T) {
    Contexts::here().provide(Box::new(value));
}

/// The value of this type that was provided last.
pub fn use_context<T: Clone + 'static>() -> Option<T> {
    let mut found = None;
    Contexts::here().look(TypeId::of::<T>(), &mut |held| found = Some(of::<T>(held).clone()));
    found
}

/// The value of this type that was provided last.
///
/// # Panics
/// When there is none: a mistake in the program.
pub fn expect_context<T: Clone + 'static>() -> T {
    use_context().unwrap_or_else(|| missing())
}

#[cold]
fn missing() -> ! {
    panic!("what the app provides was asked for outside of it")
}
