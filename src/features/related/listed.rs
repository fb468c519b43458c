//! The headlines of a list: ranked, or the latest.

use leptos::prelude::*;

use super::rank;
use crate::store::{
    context::{PageContext, RankedIds},
    hooks::UseRanked,
    live::{ListKind, Scope},
    newsroom::Newsroom,
};

/// Ranks the headlines of a page's list and passes them to `then`.
pub(crate) fn rank_list(newsroom: Newsroom, page: PageContext, then: UseRanked) {
    // The page may have been left while this was loaded.
    if let (Some(scope), Some(limit)) = (page.scope.try_get_value(), page.limit.try_get_value()) {
        then(page, ranked(newsroom, &scope, limit));
    }
}

/// Returns the ids of the headlines of a list: those that are related to an article, best first and with the reasons, or the latest.
fn ranked(newsroom: Newsroom, scope: &Scope, limit: usize) -> RankedIds {
    newsroom.edition.with_untracked(|edition| {
        if scope.kind != ListKind::Related {
            let stories = edition.newest(&|story| scope.has(story)).into_iter();
            return stories.take(limit).map(|story| (story.id.clone(), None)).collect();
        }
        let Some(listed) = edition.by_id(&scope.of) else { return Vec::new() };
        rank(&edition.stories, listed, limit)
            .into_iter()
            .filter_map(|related| {
                let story = edition.stories.get(related.index)?;
                Some((story.id.clone(), Some(related.reason.text())))
            })
            .collect()
    })
}
