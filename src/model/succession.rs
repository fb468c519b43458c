//! How one edition follows another: slugs stay unique and stable, and older stories are added.

use std::collections::{BTreeMap, BTreeSet};

use super::{Edition, Slug, Story};

impl Edition {
    /// Makes the slugs unique. Of the stories that share a slug, the one that was published first keeps it, and the others get a
    /// suffix made from their ids: so a new story does not take the URL of an old one, and the result does not depend on the order.
    ///
    /// # Examples
    ///
    /// ```
    /// use london_daily::model::{Edition, Slug, Story};
    ///
    /// let story = |id: &str, date: &str| {
    ///     Story { id: id.into(), slug: Slug::of_name("Vote"), published: date.parse().ok(), ..Story::default() }
    /// };
    /// let stories = vec![story("urn:1", "2025-07-10T08:00:00Z"), story("urn:2", "2025-07-09T08:00:00Z")];
    /// let mut edition = Edition { stories, ..Edition::default() };
    /// edition.settle_slugs();
    /// assert_eq!(edition.stories[0].slug.as_str(), "vote-81f533f5");
    /// assert_eq!(edition.stories[1].slug.as_str(), "vote");
    /// ```
    pub fn settle_slugs(&mut self) {
        // Slugs without a clash stay, so a suffixed slug must not become equal to one of them.
        let mut taken: BTreeSet<Slug> = self.stories.iter().map(|story| story.slug.clone()).collect();
        if taken.len() == self.stories.len() {
            return;
        }
        let mut owners: BTreeMap<Slug, usize> = BTreeMap::new();
        for (at, story) in self.stories.iter().enumerate() {
            let is_older = |owner: &usize| self.stories[*owner].age() <= story.age();
            if !owners.get(&story.slug).is_some_and(is_older) {
                owners.insert(story.slug.clone(), at);
            }
        }
        for (at, story) in self.stories.iter_mut().enumerate() {
            if owners.get(&story.slug) != Some(&at) {
                story.slug = story.slug.beside(&taken, &story.id);
                taken.insert(story.slug.clone());
            }
        }
    }

    /// Gives the stories that `shown` has too the slugs that they have there. URLs that are open in the browser, or were just
    /// copied from it, then keep leading to the same story, even if a new story wants its slug.
    pub fn keep_slugs_of(&mut self, shown: &Edition) {
        let mut taken = BTreeSet::new();
        let mut known = BTreeMap::new();
        for story in &shown.stories {
            taken.insert(story.slug.clone());
            known.insert(story.id.as_str(), &story.slug);
        }
        for story in &mut self.stories {
            match known.get(story.id.as_str()) {
                Some(slug) => story.slug = (*slug).clone(),
                None => settle_beside(story, &mut taken),
            }
        }
    }

    /// Adds the stories of an older page (`next_url`) behind the present ones, and takes over that page's own `next_url`. A story
    /// whose id is already here stays as it is, and no slug that is here changes.
    pub fn append(&mut self, older: Edition) {
        let (mut ids, mut taken) = (BTreeSet::new(), BTreeSet::new());
        for story in &self.stories {
            ids.insert(story.id.clone());
            taken.insert(story.slug.clone());
        }
        let sections = self.sections();
        for mut story in older.stories {
            if ids.insert(story.id.clone()) {
                story.settle_section(&sections);
                settle_beside(&mut story, &mut taken);
                self.stories.push(story);
            }
        }
        self.older = older.older;
    }
}

/// Gives a new story a slug that is not in `taken`, and adds it there.
fn settle_beside(story: &mut Story, taken: &mut BTreeSet<Slug>) {
    story.slug = story.slug.beside(taken, &story.id);
    taken.insert(story.slug.clone());
}

#[cfg(test)]
mod tests {
    use super::*;

    fn story(id: &str, slug: &str) -> Story {
        Story { id: id.into(), slug: Slug::from_text(slug).unwrap(), headline: id.into(), ..Story::default() }
    }

    fn edition(stories: &[(&str, &str)]) -> Edition {
        Edition { stories: stories.iter().map(|(id, slug)| story(id, slug)).collect(), ..Edition::default() }
    }

    fn slug_of(edition: &Edition, id: &str) -> String {
        edition.by_id(id).unwrap().slug.to_string()
    }

    fn settled(stories: &[(&str, &str)]) -> Edition {
        let mut edition = edition(stories);
        edition.settle_slugs();
        edition
    }

    #[test]
    fn slugs_that_do_not_clash_are_left_alone() {
        assert_eq!(slug_of(&settled(&[("1", "vote"), ("2", "flood")]), "1"), "vote");
    }

    #[test]
    fn clashing_slugs_are_told_apart_whatever_their_order() {
        let forth = settled(&[("1", "vote"), ("2", "vote"), ("3", "flood")]);
        let back = settled(&[("3", "flood"), ("2", "vote"), ("1", "vote")]);
        for id in ["1", "2", "3"] {
            assert_eq!(slug_of(&forth, id), slug_of(&back, id));
        }
        assert_eq!(slug_of(&forth, "1"), "vote");
        assert!(slug_of(&forth, "2").starts_with("vote-"));
    }

    #[test]
    fn a_slug_that_looks_like_a_suffixed_one_clashes_with_nobody() {
        let taken = Slug::from_text("vote").unwrap().with_suffix("2");
        let edition = settled(&[("1", "vote"), ("2", "vote"), ("3", taken.as_str())]);
        let mut slugs: Vec<_> = edition.stories.iter().map(|story| &story.slug).collect();
        slugs.sort();
        slugs.dedup();
        assert_eq!(slugs.len(), 3);
        assert_eq!(slug_of(&edition, "3"), taken.as_str());
    }

    #[test]
    fn a_shown_story_keeps_its_slug_when_a_newcomer_wants_it() {
        let shown = edition(&[("1", "vote")]);
        let mut new = settled(&[("0", "vote"), ("1", "vote")]);
        new.keep_slugs_of(&shown);
        assert_eq!(slug_of(&new, "1"), "vote");
        assert_ne!(slug_of(&new, "0"), "vote");
    }

    #[test]
    fn a_newcomer_does_not_get_the_slug_of_a_story_that_left() {
        let shown = edition(&[("1", "vote")]);
        let mut new = edition(&[("2", "vote")]);
        new.keep_slugs_of(&shown);
        assert_ne!(slug_of(&new, "2"), "vote");
    }

    #[test]
    fn older_stories_follow_and_known_ones_stay_as_they_are() {
        let mut paper = edition(&[("1", "vote"), ("2", "flood")]);
        paper.older = Some("/page-2.json".into());
        let mut page = edition(&[("2", "other"), ("3", "vote"), ("4", "fire")]);
        page.older = Some("/page-3.json".into());
        paper.append(page);
        let ids: Vec<_> = paper.stories.iter().map(|story| story.id.as_str()).collect();
        assert_eq!(ids, ["1", "2", "3", "4"]);
        assert_eq!(slug_of(&paper, "1"), "vote");
        assert_eq!(slug_of(&paper, "2"), "flood");
        assert!(slug_of(&paper, "3").starts_with("vote-"));
        assert_eq!(slug_of(&paper, "4"), "fire");
        assert_eq!(paper.older.as_deref(), Some("/page-3.json"));
        paper.append(edition(&[]));
        assert_eq!(paper.older, None);
    }
}
