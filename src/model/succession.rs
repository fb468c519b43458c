//! How one edition follows another: slugs stay unique and stable, and older stories are added.

use std::collections::{BTreeMap, BTreeSet};

use super::{Edition, Slug, Story};

impl Edition {
    /// Makes the slugs unique. All stories that share a slug get a suffix made from their ids, so that the result does not depend
    /// on their order.
    ///
    /// # Examples
    ///
    /// ```
    /// use london_daily::model::{Edition, Slug, Story};
    ///
    /// let story = |id: &str| Story { id: id.into(), slug: Slug::of_name("Vote"), ..Story::default() };
    /// let mut edition = Edition { stories: vec![story("urn:1"), story("urn:2")], ..Edition::default() };
    /// edition.settle_slugs();
    /// assert_eq!(edition.stories[0].slug.as_str(), "vote-81f533f5");
    /// assert_ne!(edition.stories[1].slug, edition.stories[0].slug);
    /// ```
    pub fn settle_slugs(&mut self) {
        let mut seen = BTreeSet::new();
        let mut clashing = BTreeSet::new();
        for story in &self.stories {
            if !seen.insert(story.slug.clone()) {
                clashing.insert(story.slug.clone());
            }
        }
        if clashing.is_empty() {
            return;
        }
        // Slugs without a clash stay, so a suffixed slug must not become equal to one of them.
        let mut taken = seen;
        for story in &mut self.stories {
            if clashing.contains(&story.slug) {
                story.slug = free(&story.slug, &story.id, &taken);
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
        for mut story in older.stories {
            if ids.insert(story.id.clone()) {
                settle_beside(&mut story, &mut taken);
                self.stories.push(story);
            }
        }
        self.older = older.older;
    }
}

/// Gives a new story a slug that is not in `taken`, and adds it there.
fn settle_beside(story: &mut Story, taken: &mut BTreeSet<Slug>) {
    if taken.contains(&story.slug) {
        story.slug = free(&story.slug, &story.id, taken);
    }
    taken.insert(story.slug.clone());
}

/// Returns the slug with a suffix made from the id. If even that is taken (the suffix is short, and a publisher may write one on
/// purpose), a count is added to the id.
fn free(slug: &Slug, id: &str, taken: &BTreeSet<Slug>) -> Slug {
    let mut suffixed = slug.with_suffix(id);
    let mut count = 1_u32;
    while taken.contains(&suffixed) {
        count += 1;
        suffixed = slug.with_suffix(&format!("{id} {count}"));
    }
    suffixed
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
        assert_ne!(slug_of(&forth, "1"), slug_of(&forth, "2"));
        assert!(slug_of(&forth, "1").starts_with("vote-"));
    }

    #[test]
    fn a_slug_that_looks_like_a_suffixed_one_clashes_with_nobody() {
        let taken = Slug::from_text("vote").unwrap().with_suffix("1");
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
        let mut new = settled(&[("2", "vote"), ("1", "vote")]);
        new.keep_slugs_of(&shown);
        assert_eq!(slug_of(&new, "1"), "vote");
        assert_ne!(slug_of(&new, "2"), "vote");
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
