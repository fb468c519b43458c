//! What went wrong, and a way on.

use leptos::prelude::*;

use crate::{
    newsroom::{Newsroom, Order},
    trouble::Trouble,
    words,
};

/// Says what went wrong and offers to try again.
#[component]
pub fn Notice(
    /// What could not be done.
    title: &'static str,
    /// Why.
    trouble: Trouble,
    /// What trying again orders.
    retry: Order,
) -> impl IntoView {
    let newsroom = Newsroom::here();
    let order = StoredValue::new(retry);
    view! {
        <section class="notice" role="alert">
            <h2>{title}</h2>
            <p>{words::trouble(&trouble)}</p>
            <button
                type="button"
                class="button"
                aria-disabled=move || newsroom.retrying.get().then_some("true")
                on:click=move |_| {
                    if !newsroom.retrying.get_untracked() {
                        newsroom.order(order.get_value());
                    }
                }
            >
                {move || if newsroom.retrying.get() { words::RETRYING } else { words::RETRY }}
            </button>
        </section>
    }
}
