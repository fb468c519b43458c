//! The way on at the end of an article: the story that goes best with it, or below a brief more of its section.

use std::sync::Arc;

use leptos::prelude::*;

use crate::{
    components::{
        moment::MomentView,
        picture::{PictureImage, Width},
        story_link::StoryLink,
    },
    features::related::list::ROWS_BESIDE,
    model::{Edition, Picture},
    store::{
        context::PageContext,
        newsroom::{Article, Newsroom},
    },
    text,
};

/// The most headlines below a brief.
const MAX_BELOW_BRIEF: usize = 5;
/// The fewest headlines below a brief that are called more of a section.
const MIN_BELOW_BRIEF: usize = 2;

/// The stories that are offered, and the section that they are from if they are more of a section.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Next {
    section: Option<String>,
    ids: Vec<String>,
}

/// The stories that a reader may go on to.
#[component]
pub fn NextStories(
    /// The article, once it has loaded.
    article: Memo<Option<Arc<Article>>>,
) -> impl IntoView {
    let newsroom = Newsroom::here();
    let page = PageContext::here();
    // The first choice stays: nothing below a text changes while it is being read.
    let next = Memo::new(move |before: Option<&Option<Next>>| {
        before.cloned().flatten().or_else(|| {
            let article = article.get()?;
            page.listing
                .with(|listing| newsroom.edition.with(|edition| choose(&article, &listing.rows, edition)))
        })
    });
    move || next.get().map(next_view)
}

/// Returns the stories after `article`, from the ids of all `related` ones, best first. `None` without any.
fn choose(article: &Article, related: &[String], edition: &Edition) -> Option<Next> {
    let first = related.first()?;
    if article.blocks.is_empty()
        && let Some(section) = &article.story.section
    {
        let is_of_section =
            |id: &&String| edition.by_id(id).is_some_and(|story| story.section.as_ref() == Some(section));
        // The headlines beside the brief are not repeated if there are others.
        for known in [ROWS_BESIDE, 0] {
            let of_section = related.iter().skip(known).filter(is_of_section);
            let ids: Vec<String> = of_section.take(MAX_BELOW_BRIEF).cloned().collect();
            if ids.len() >= MIN_BELOW_BRIEF {
                return Some(Next { section: Some(section.clone()), ids });
            }
        }
    }
    Some(Next { section: None, ids: vec![first.clone()] })
}

fn next_view(next: Next) -> impl IntoView {
    let paths = Newsroom::here().paths();
    let is_brief = next.section.is_some();
    let title = match next.section {
        Some(section) => {
            let href = paths.section(&section);
            view! { <a href=href>{text::more_in(&section)}</a> }.into_any()
        }
        None => text::next().into_any(),
    };
    let stories = next.ids.into_iter().map(|id| view! { <NextStory id is_brief /> }).collect_view();
    view! {
        <section class="next" aria-labelledby="next-title">
            <h2 class="next-title" id="next-title" lang=text::lang() dir=text::dir()>{title}</h2>
            <ul>{stories}</ul>
        </section>
    }
}

/// A story that is offered. It follows the story in the edition, and disappears when the story is withdrawn or gone.
#[component]
fn NextStory(id: String, is_brief: bool) -> impl IntoView {
    let story = Newsroom::here().shown_story(id);
    move || {
        story.get().map(|story| {
            let picture = story.picture.clone().filter(|_| !is_brief).map(|picture| {
                // The headline beside it says enough.
                let picture = Picture { alt: None, ..picture };
                view! { <div class="next-picture"><PictureImage picture width=Width::Card /></div> }
            });
            let standfirst = story.standfirst.clone().filter(|_| !is_brief && !story.is_note);
            let published = story.published;
            view! {
                <li class="next-story">
                    {picture}
                    <div>
                        <h3 class="next-headline"><StoryLink story /></h3>
                        {standfirst.map(|standfirst| view! { <p class="next-standfirst">{standfirst}</p> })}
                        {published.map(|moment| view! { <p class="next-time"><MomentView moment /></p> })}
                    </div>
                </li>
            }
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        article,
        model::{Body, Story},
    };

    /// Returns an edition of 20 stories, the last half of them in the section UK.
    fn edition() -> Edition {
        let story = |number: usize| Story {
            id: number.to_string(),
            section: Some(if number < 10 { "World" } else { "UK" }.to_owned()),
            ..Story::default()
        };
        Edition { stories: (0..20).map(story).collect(), ..Edition::default() }
    }

    fn chosen(
        section: &str,
        text: &str,
        related: std::ops::Range<usize>,
    ) -> Option<(Option<String>, String)> {
        let story = Story { section: Some(section.to_owned()), ..Story::default() };
        let article = Article { story, blocks: article::parse(&Body::Markup(text.to_owned()), "/") };
        let related: Vec<String> = related.map(|number| number.to_string()).collect();
        let next = choose(&article, &related, &edition())?;
        Some((next.section, next.ids.join(" ")))
    }

    #[test]
    fn an_article_leads_to_the_first_related_story() {
        assert_eq!(chosen("UK", "<p>Text</p>", 3..20), Some((None, "3".into())));
        assert_eq!(chosen("UK", "<p>Text</p>", 3..3), None);
    }

    #[test]
    fn a_brief_leads_to_headlines_of_its_section() {
        let uk = || Some("UK".to_owned());
        assert_eq!(chosen("UK", "", 0..20), Some((uk(), "10 11 12 13 14".into())));
        assert_eq!(chosen("UK", "", 10..20), Some((uk(), "18 19".into())), "not those beside it");
        assert_eq!(chosen("UK", "", 10..14), Some((uk(), "10 11 12 13".into())));
        assert_eq!(chosen("Sport", "", 0..20), Some((None, "0".into())));
    }
}
