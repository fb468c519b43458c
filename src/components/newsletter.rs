//! The newsletter sign-up.

use leptos::prelude::*;
/// stub
#[component]
pub fn NewsletterForm() -> impl IntoView {}
