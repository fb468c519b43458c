//! Memory of a paper: every story that it has printed, so that no address moves and no story is lost when its feed forgets it.
//!
//! The memory is a file beside the site, not in it: it is not published, and a schedule on a fresh machine can carry it along.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::{Path, PathBuf},
};

use london_daily::{
    feed::{self, WantedSlug},
    model::{Edition, Slug, Story, newest_first},
};
use serde::{Deserialize, Serialize};

use super::{
    files::{self, Finding},
    source::fetch::Version,
};

/// Version of the form in which the memory is written.
const FORM: u32 = 1;

/// Memory of a paper.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
pub(super) struct State {
    form: u32,
    /// The feed as it was fetched last.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) feed: Option<Fetched>,
    /// Stories by their ids.
    stories: BTreeMap<String, Remembered>,
}

/// A document that was fetched.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub(super) struct Fetched {
    pub(super) url: String,
    pub(super) version: Version,
    /// The document as JSON Feed.
    pub(super) document: String,
}

/// A story that was printed.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
struct Remembered {
    /// Last part of its URL.
    slug: String,
    /// The slug that it asked for.
    wanted: String,
    /// Slugs that it had before, from which its page is still found.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    former: Vec<String>,
    /// `true` if the publisher has removed it for good.
    #[serde(default, skip_serializing_if = "is_false")]
    is_removed: bool,
    /// The whole story as a JSON Feed of one item; empty for one that is removed.
    document: String,
}

fn is_false(flag: &bool) -> bool {
    !flag
}

/// Returns the place of the memory of a site in `dist`, if no other is named: beside it.
pub(super) fn path(dist: &Path) -> PathBuf {
    let dist = fs::canonicalize(dist).unwrap_or_else(|_| dist.to_owned());
    let name = dist.file_name().map_or_else(|| "dist".into(), |name| name.to_string_lossy());
    dist.with_file_name(format!("{name}.state.json"))
}

impl State {
    /// Reads a memory; an empty one if there is no file.
    ///
    /// # Errors
    /// The file cannot be read. Nothing is printed then, since stories would be lost.
    pub(super) fn read(path: &Path) -> Result<Self, Finding> {
        if !path.exists() {
            return Ok(Self::default());
        }
        let failed = |text: String| Finding::error(path.display(), "", text);
        let bytes = files::read(path).map_err(failed)?;
        let state: Self = serde_json::from_slice(&bytes).map_err(|error| {
            failed(format!(
                "is no memory of a paper, or damaged ({error}); put a copy of it there, or remove it to begin anew with what the feed has"
            ))
        })?;
        if state.form > FORM {
            return Err(failed("was written by a later version of press".to_owned()));
        }
        Ok(state)
    }

    /// Writes the memory, unless it is there as it is.
    ///
    /// # Errors
    /// The file cannot be written.
    pub(super) fn write(&mut self, path: &Path) -> Result<(), Finding> {
        self.form = FORM;
        let failed =
            |error: String| Finding::error(path.display(), "", format!("cannot be written: {error}"));
        let text = serde_json::to_string(self).map_err(|error| failed(error.to_string()))?;
        if fs::read(path).is_ok_and(|bytes| bytes == text.as_bytes()) {
            return Ok(());
        }
        files::write(path, text).map_err(|error| failed(error.to_string()))
    }

    /// Marks a story as removed. Returns `false` if there is none with this id.
    pub(super) fn remove(&mut self, id: &str) -> bool {
        let Some(story) = self.stories.get_mut(id) else { return false };
        story.is_removed = true;
        story.document.clear();
        true
    }

    /// Returns `true` if the publisher has removed the story with this id.
    pub(super) fn has_removed(&self, id: &str) -> bool {
        self.stories.get(id).is_some_and(|story| story.is_removed)
    }

    /// Gives the stories of an edition the slugs that they have had, and new stories slugs that no other story has had. A story whose
    /// publisher asks for another slug than before gets it.
    pub(super) fn settle(&mut self, edition: &mut Edition) {
        let known = self.stories.values().flat_map(|story| story.former.iter().chain([&story.slug]));
        let mut taken: BTreeSet<Slug> = known.cloned().map(Slug::printed).collect();
        let mut new: Vec<&mut Story> = Vec::new();
        for story in &mut edition.stories {
            let Some(known) = self.stories.get_mut(&story.id) else {
                new.push(story);
                continue;
            };
            let WantedSlug { slug: wanted, follows_title } = WantedSlug::of(story);
            if wanted.as_str() != known.wanted && !follows_title {
                let is_its_own = known.former.iter().any(|former| former == wanted.as_str());
                let slug = if is_its_own { wanted.clone() } else { wanted.beside(&taken, &story.id) };
                known.former.retain(|former| former != slug.as_str());
                known.former.push(std::mem::replace(&mut known.slug, slug.to_string()));
                known.wanted = wanted.to_string();
                taken.insert(slug);
            }
            story.slug = Slug::printed(known.slug.clone());
        }
        new.sort_by(|one, other| one.age().cmp(&other.age()));
        for story in new {
            let wanted = WantedSlug::of(story).slug;
            story.slug = wanted.beside(&taken, &story.id);
            taken.insert(story.slug.clone());
            let known = Remembered {
                slug: story.slug.to_string(),
                wanted: wanted.to_string(),
                ..Remembered::default()
            };
            self.stories.insert(story.id.clone(), known);
        }
    }

    /// Remembers a whole story: its document, as JSON Feed.
    pub(super) fn remember(&mut self, id: &str, document: String) {
        if let Some(known) = self.stories.get_mut(id) {
            known.document = document;
        }
    }

    /// Returns the stories that were printed and that `edition` lacks, newest first.
    pub(super) fn forgotten(&self, edition: &Edition) -> Vec<Story> {
        let listed: BTreeSet<&str> = edition.stories.iter().map(|story| story.id.as_str()).collect();
        let kept =
            self.stories.iter().filter(|(id, known)| !known.is_removed && !listed.contains(id.as_str()));
        let mut stories: Vec<Option<Story>> = kept
            .map(|(id, known)| {
                let story = feed::decode_article(known.document.as_bytes(), "/", id).ok()?;
                Some(Story { slug: Slug::printed(known.slug.clone()), ..story })
            })
            .collect();
        stories.retain(Option::is_some);
        let order = newest_first(stories.iter().map(|story| story.as_ref()?.published));
        order.into_iter().filter_map(|at| stories[at].take()).collect()
    }

    /// Returns the slugs that stories had before, each with the one that the story has now.
    pub(super) fn moved(&self) -> impl Iterator<Item = (&str, &str)> {
        let stays = self.stories.values().filter(|story| !story.is_removed);
        stays.flat_map(|story| story.former.iter().map(|former| (former.as_str(), story.slug.as_str())))
    }
}

#[cfg(test)]
mod tests {
    use london_daily::feed::write;

    use super::*;

    fn story(id: &str, slug: &str) -> Story {
        let home = Some(format!("https://paper.example/{slug}"));
        Story {
            id: id.into(),
            slug: Slug::of_name(slug),
            home,
            headline: format!("Headline {id}"),
            ..Story::default()
        }
    }

    fn settled(state: &mut State, stories: &[Story]) -> Vec<String> {
        let mut edition = Edition { stories: stories.to_vec(), ..Edition::default() };
        state.settle(&mut edition);
        edition.stories.iter().for_each(|story| state.remember(&story.id, write::document(story)));
        edition.stories.iter().map(|story| story.slug.to_string()).collect()
    }

    #[test]
    fn the_first_owner_keeps_an_address() {
        let mut state = State::default();
        assert_eq!(settled(&mut state, &[story("1", "bridge-open")]), ["bridge-open"]);
        let both = settled(&mut state, &[story("2", "bridge-open"), story("1", "bridge-open")]);
        assert!(both[0].starts_with("bridge-open-") && both[1] == "bridge-open", "{both:?}");
        assert_eq!(
            settled(&mut state, &[story("2", "bridge-open")]),
            both[..1],
            "also when the other is gone"
        );
    }

    #[test]
    fn a_slug_that_the_publisher_renames_is_remembered() {
        let mut state = State::default();
        settled(&mut state, &[story("1", "brigde")]);
        assert_eq!(settled(&mut state, &[story("1", "bridge")]), ["bridge"]);
        assert_eq!(state.moved().collect::<Vec<_>>(), [("brigde", "bridge")]);
        assert_ne!(settled(&mut state, &[story("2", "brigde")]), ["brigde"]);
        assert_eq!(settled(&mut state, &[story("1", "brigde")]), ["brigde"], "and back");
        assert_eq!(state.moved().collect::<Vec<_>>(), [("bridge", "brigde")]);
    }

    #[test]
    fn a_new_title_moves_no_address() {
        let mut state = State::default();
        let titled = |title: &str| Story {
            home: None,
            id: "新".into(),
            headline: title.into(),
            slug: Slug::of_name(title),
            ..Story::default()
        };
        assert_eq!(settled(&mut state, &[titled("Bridge")]), ["bridge"]);
        assert_eq!(settled(&mut state, &[titled("Bridge open")]), ["bridge"]);
    }

    #[test]
    fn a_forgotten_story_is_whole_and_a_removed_one_is_gone() {
        let mut state = State::default();
        let date = |text: &str| text.parse().ok();
        let old = Story { published: date("2025-07-01T00:00:00Z"), ..story("1", "one") };
        let newer = Story {
            published: date("2025-07-02T00:00:00Z"),
            section: Some("World".into()),
            ..story("2", "two")
        };
        settled(&mut state, &[old.clone(), newer.clone(), story("3", "three")]);
        let edition = Edition { stories: vec![story("3", "three")], ..Edition::default() };
        assert_eq!(state.forgotten(&edition), [newer, old.clone()]);
        assert!(state.remove("2") && !state.remove("9") && state.has_removed("2"));
        assert_eq!(state.forgotten(&edition), [old]);
    }

    #[test]
    fn a_damaged_memory_is_not_taken_for_an_empty_one() {
        let folder = tempfile::tempdir().unwrap();
        let path = path(&folder.path().join("dist"));
        assert!(State::read(&path).unwrap().stories.is_empty());
        let mut state = State::default();
        settled(&mut state, &[story("1", "one")]);
        state.write(&path).unwrap();
        assert_eq!(State::read(&path).unwrap().stories.len(), 1);
        fs::write(&path, &fs::read(&path).unwrap()[..40]).unwrap();
        assert!(State::read(&path).unwrap_err().text.contains("damaged"));
    }
}
