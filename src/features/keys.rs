//! The list of keys.

use leptos::prelude::*;

use crate::text;

/// The list of keys, a dialog that `?` opens.
#[component]
pub fn Keys() -> impl IntoView {
    let rows = text::key_list()
        .into_iter()
        .map(|(keys, meaning)| view! { <div><dt>{key_caps(keys)}</dt><dd>{meaning}</dd></div> })
        .collect_view();
    view! {
        <dialog class="panel-dialog" id="keys" aria-labelledby="keys-title" closedby="any" lang=text::lang() dir=text::dir()>
            <h2 id="keys-title">{text::keys()}</h2>
            <dl class="key-list">{rows}</dl>
            <form method="dialog">
                <button class="button">{text::close()}</button>
            </form>
        </dialog>
    }
}

fn key_caps(keys: &'static str) -> impl IntoView {
    keys.split(' ').map(|key| view! { <kbd>{key}</kbd> }).collect_view()
}
