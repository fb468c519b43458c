//! The content of roots.

/// Returns the content of a root in print. In the browser it returns nothing, and asks for the root to be woken: its view
/// belongs to another piece, which the view around it must not link.
pub fn printed_only<V: leptos::IntoView + 'static>(
    content: impl FnOnce() -> V,
) -> Option<leptos::prelude::AnyView> {
    #[cfg(target_arch = "wasm32")]
    {
        drop(content);
        crate::store::hooks::wake_roots();
        None
    }
    #[cfg(not(target_arch = "wasm32"))]
    Some(leptos::prelude::IntoAny::into_any(content()))
}
