//! Effects with boxed closures.

use leptos::prelude::*;

/// Creates an effect, as [`Effect::new`] does, with a boxed closure. Otherwise the compiler would generate the code of the
/// effect's task for each type of closure, about 700 bytes of wasm each. See `docs/upstream/one-task-for-all-effects.md`.
pub fn effect(run: impl FnMut() + 'static) -> Effect<LocalStorage> {
    Effect::new(Box::new(run) as Box<dyn FnMut()>)
}
