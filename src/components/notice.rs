//! Notices of errors.

use leptos::prelude::*;

use crate::{
    store::{
        error::LoadError,
        newsroom::{Newsroom, Request},
    },
    text,
};

/// The notice of an error, with a button to try again.
#[component]
pub fn Notice(
    /// The heading, which says what could not be done.
    title: &'static str,
    /// The error.
    error: LoadError,
    /// The request that the button makes.
    retry: Request,
) -> impl IntoView {
    let newsroom = Newsroom::here();
    let request = StoredValue::new(retry);
    view! {
        <section class="notice" role="alert" lang=text::lang() dir=text::dir()>
            <h2>{title}</h2>
            <p>{error.text()}</p>
            <button
                type="button"
                class="button"
                aria-disabled=move || newsroom.retrying.get().then_some("true")
                on:click=move |_| {
                    if !newsroom.retrying.get_untracked() {
                        newsroom.request(request.get_value());
                    }
                }
            >
                {move || if newsroom.retrying.get() { text::retrying() } else { text::retry() }}
            </button>
        </section>
    }
}
