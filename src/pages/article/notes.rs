//! The notes below the text of an article.

use leptos::prelude::*;

use crate::{browser::urls, components::moment::MomentView, model::Story, store::newsroom::Newsroom, text};

/// The notes below the text of an article: corrections, topics, the link to the original.
#[component]
pub fn ArticleNotes(
    /// The story.
    story: Story,
) -> impl IntoView {
    let paths = Newsroom::here().paths();
    let corrections = (!story.corrections.is_empty()).then(|| {
        let items = story
            .corrections
            .iter()
            .map(|correction| {
                let text = correction.text.clone();
                let date = correction.date.map(|moment| view! { <MomentView moment=moment />": " });
                view! { <li>{date}{text}</li> }
            })
            .collect_view();
        view! {
            <section class="corrections" aria-labelledby="corrections-title">
                <h2 id="corrections-title" lang=text::lang() dir=text::dir()>{text::corrections()}</h2>
                <ul>{items}</ul>
            </section>
        }
    });
    let topics = (!story.topics.is_empty()).then(|| {
        let items = story
            .topics
            .iter()
            .map(|topic| {
                let href = paths.topic(topic);
                view! { <li><a href=href>{topic.clone()}</a></li> }
            })
            .collect_view();
        view! {
            <section class="topics" aria-labelledby="topics-title">
                <h2 id="topics-title" lang=text::lang() dir=text::dir()>{text::topics()}</h2>
                <ul>{items}</ul>
            </section>
        }
    });
    let original = story.external.or(story.home).and_then(|address| {
        let site = urls::site(&address)?;
        Some(view! {
            <p class="original" lang=text::lang() dir=text::dir()>
                {text::original()}" "<a href=address rel="external noopener">{site}</a>
            </p>
        })
    });
    view! { {corrections} {topics} {original} }
}
