//! Places of roots, the living parts of a document.

/// Prints the content of a root. In the browser a root is mounted by the piece that it belongs to, which the view around it
/// must not link.
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
