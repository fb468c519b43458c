//! Effects whose closures are boxed.

use leptos::prelude::*;

/// Runs `run` when what it reads has changed, as [`Effect::new`] does, which holds its task anew for each type of closure:
/// about 700 bytes of wasm. See `docs/upstream/`.
pub fn effect(run: impl FnMut() + 'static) -> Effect<LocalStorage> {
    Effect::new(Box::new(run) as Box<dyn FnMut()>)
}
