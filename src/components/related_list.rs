//! The live list of headlines.

use crate::{
    components::{moment::MomentView, story_link::StoryLink},
    newsroom::Newsroom,
    words,
};
use leptos::prelude::*;
/// stub
#[component]
pub fn RelatedList(#[prop(optional)] article: Option<String>) -> impl IntoView {
    let newsroom = Newsroom::here();
    let title = if article.is_some() { words::RELATED } else { words::LATEST };
    let rows = newsroom.edition.with_untracked(|e| e.stories.iter().map(|s| { let s = s.clone(); let t = s.published; let section = s.section.clone(); view! { <li class="row"><StoryLink story=s /><p class="row-meta">{t.map(|t| view! { <MomentView moment=t /> })}<span>{section}</span></p></li> } }).collect_view());
    view! { <section class="related"><div class="related-head"><h2 class="related-title">{title}</h2></div><ol>{rows}</ol></section> }
}
