//! Which headlines stand in the list, and why.

use leptos::prelude::*;

use crate::{newsroom::Newsroom, related, words};

/// The ids of the headlines and why they are there, best first.
pub fn ranked(newsroom: Newsroom, article: Option<&str>, limit: usize) -> Vec<(String, Option<String>)> {
    newsroom.edition.with_untracked(|edition| {
        let Some(id) = article else {
            let stories = edition.stories.iter().filter(|story| !story.withdrawn);
            return stories.take(limit).map(|story| (story.id.clone(), None)).collect();
        };
        let Some(listed) = edition.by_id(id) else { return Vec::new() };
        related::rank(&edition.stories, listed, limit)
            .into_iter()
            .filter_map(|related| {
                let story = edition.stories.get(related.index)?;
                Some((story.id.clone(), Some(words::reason(&related.reason))))
            })
            .collect()
    })
}
