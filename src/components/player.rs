//! The listen player.

use leptos::prelude::*;
/// stub
#[component]
pub fn Player() -> impl IntoView {}
/// stub
#[component]
pub fn ListenButton(id: String) -> impl IntoView {
    let _ = id;
    view! { <button class="quiet-button" type="button">{crate::words::LISTEN}</button> }
}
