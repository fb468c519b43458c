//! The place of the newsletter's form.

use leptos::{prelude::*, task::spawn_local};

use crate::{newsroom::Newsroom, seams};

/// The sign-up to the paper's newsletter, where there is one. It is printed; on a page that is set anew it comes later.
#[component]
pub fn NewsletterForm() -> impl IntoView {
    let newsroom = Newsroom::here();
    let newsletter = Memo::new(move |_| newsroom.edition.with(|edition| edition.paper.newsletter.clone()));
    #[cfg(not(target_arch = "wasm32"))]
    let form = move || newsletter.get().map(super::newsletter::sign_up);
    #[cfg(target_arch = "wasm32")]
    let form = {
        let after = RwSignal::new(None::<seams::After>);
        crate::later::effect(move || {
            spawn_local(async move {
                if let Ok(come) = seams::after().await {
                    let _ = after.try_set(Some(come));
                }
            });
        });
        move || Some((after.get()?.sign_up)(newsletter.get()?))
    };
    view! { <div class="root" id="sign-up">{form}</div> }
}
