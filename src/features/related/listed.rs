//! The headlines of a list: ranked, or the latest.

use leptos::prelude::*;

use super::rank;
use crate::store::{
    context::{PageContext, Reasons},
    hooks::UseRanked,
    newsroom::Newsroom,
};

/// Ranks the headlines of a page's list and passes them to `then`.
pub(crate) fn rank_list(newsroom: Newsroom, page: PageContext, then: UseRanked) {
    // The page may have been left while this was loaded.
    if let (Some(article), Some(limit)) = (page.article.try_get_value(), page.limit.try_get_value()) {
        then(page, ranked(newsroom, article.as_deref(), limit));
    }
}

/// Returns the ids of the headlines that are related to an article, best first and with the reasons, or without an article the
/// latest.
fn ranked(newsroom: Newsroom, article: Option<&str>, limit: usize) -> Reasons {
    newsroom.edition.with_untracked(|edition| {
        let Some(id) = article else {
            let stories = edition.stories.iter().filter(|story| !story.withdrawn);
            return stories.take(limit).map(|story| (story.id.clone(), None)).collect();
        };
        let Some(listed) = edition.by_id(id) else { return Vec::new() };
        rank(&edition.stories, listed, limit)
            .into_iter()
            .filter_map(|related| {
                let story = edition.stories.get(related.index)?;
                Some((story.id.clone(), Some(related.reason.text())))
            })
            .collect()
    })
}
