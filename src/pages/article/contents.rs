//! The contents of a long article.

use leptos::prelude::*;

use crate::{
    article::{self, Block},
    text,
};

/// The number of words from which an article may have contents.
const LONG_ARTICLE: usize = 800;
/// The number of headings from which it has them.
const MIN_HEADINGS: usize = 4;
/// The lowest level of the headings that are listed.
const LOWEST_LEVEL: u8 = 3;

/// Returns a list of links to the headings of an article with this number of words; `None` for one that is read without.
pub fn contents(blocks: &[Block], words: usize) -> Option<impl IntoView + use<>> {
    let headings: Vec<_> = blocks.iter().filter_map(heading).collect();
    (words >= LONG_ARTICLE && headings.len() >= MIN_HEADINGS).then(|| {
        let items = headings
            .into_iter()
            .map(|(level, id, words)| {
                let class = (level == LOWEST_LEVEL).then_some("contents-sub");
                view! { <li class=class><a href=format!("#{id}")>{words}</a></li> }
            })
            .collect_view();
        view! {
            <details class="contents">
                <summary lang=text::lang() dir=text::dir()>{text::contents()}</summary>
                <ol>{items}</ol>
            </details>
        }
    })
}

fn heading(block: &Block) -> Option<(u8, String, String)> {
    match block {
        Block::Heading { level, id, content } if *level <= LOWEST_LEVEL => {
            Some((*level, id.clone(), article::of_inlines(content)))
        }
        Block::Passage { block, .. } => heading(block),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Body;

    fn printed(html: &str, words: usize) -> Option<String> {
        let owner = Owner::new_root(None);
        let blocks = article::parse(&Body::Markup(html.to_owned()), "/");
        let html = owner.with(|| contents(&blocks, words).map(|view| view.to_html()));
        owner.unset_with_forced_cleanup();
        html
    }

    #[test]
    fn contents_lead_to_the_headings_of_a_long_article() {
        let headings = "<h2>One</h2><h3>Two</h3><h4>Small</h4><h2>Three</h2><h2>Four</h2>";
        let html = printed(headings, LONG_ARTICLE).unwrap();
        assert!(html.contains("href=\"#section-one\"") && html.contains("contents-sub"), "{html}");
        assert!(!html.contains("Small"));
        assert_eq!(printed(headings, LONG_ARTICLE - 1), None);
        assert_eq!(printed("<h2>One</h2><h2>Two</h2><h2>Three</h2>", LONG_ARTICLE), None);
    }
}
