//! Headlines that link to their articles.

use leptos::prelude::*;

use crate::{
    model::Story,
    store::{newsroom::Newsroom, read_marks::ReadMarks},
};

/// A headline that links to its article. Listeners on the document mark it once the article was read, and prefetch the article
/// when the reader seems about to open it.
#[component]
pub fn StoryLink(
    /// The story.
    story: Story,
    /// `true` if the edition does not know the story, so that the app cannot make its page: the browser follows the link.
    #[prop(optional)]
    external: bool,
) -> impl IntoView {
    let href = Newsroom::here().paths().article(&story.slug);
    let read = ReadMarks::here().has_untracked(story.slug.as_str());
    view! {
        <a
            class=if read { "story-link read" } else { "story-link" }
            href=href
            rel=external.then_some("external")
            lang=story.language
        >
            {story.headline}
        </a>
    }
}
