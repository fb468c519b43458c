//! The page of saved stories.

use leptos::prelude::*;

use crate::{
    components::root::printed_only,
    features::saved::view::SavedStories,
    store::{context::PageContext, newsroom::Newsroom},
    text,
};

/// The page of the stories that the reader has saved or read. What is printed of it is the same for all: its lists come from the
/// browser.
#[component]
pub fn SavedPage() -> impl IntoView {
    PageContext::here().follow_title(|| text::saved_stories().to_owned());
    let front = Newsroom::here().paths().front();
    view! {
        <section class="listing saved-page frame">
            <h1 class="headline" tabindex="-1" lang=text::lang() dir=text::dir()>{text::saved_stories()}</h1>
            <p class="standfirst without-scripts" lang=text::lang() dir=text::dir()>
                {text::saved_without_scripts()}
                " "
                <a href=front>{text::front_page()}</a>
            </p>
            <div class="root" data-root="saved">{printed_only(|| view! { <SavedStories /> })}</div>
        </section>
    }
}
