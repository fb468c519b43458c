use std::cmp::Reverse;

use super::{Moment, Newsletter, Slug, Story};

/// Name, settings and sections of the newspaper as a whole.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Paper {
    /// Name on the masthead.
    pub name: String,
    /// One line below the name.
    pub tagline: Option<String>,
    /// BCP 47 tag of the language in which the paper is written.
    pub language: Option<String>,
    /// URL of the publisher's own home page, which may be on another site.
    pub home_page: Option<String>,
    /// URL of a square picture that stands for the paper.
    pub icon: Option<String>,
    /// URL of a page about the paper.
    pub about: Option<String>,
    /// IANA name of the time zone in which dates are shown.
    pub time_zone: String,
    /// Sections in the order of the masthead; empty if the feed names none.
    pub sections: Vec<String>,
    /// Sections that the masthead shows if the feed names none. `press` takes them from the feed's first document and writes them
    /// into each printed page, which carries too few stories to tell which sections are used most.
    pub masthead: Vec<String>,
    /// Newsletter that a reader may sign up to.
    pub newsletter: Option<Newsletter>,
    /// Seconds between two requests for news, at least [`Paper::LEAST_LIVE_SECONDS`].
    pub live_seconds: u32,
}

impl Paper {
    /// Time zone of a paper whose feed names none.
    pub const DEFAULT_TIME_ZONE: &str = "Europe/London";
    /// Seconds between two requests for news if the feed does not say.
    pub const DEFAULT_LIVE_SECONDS: u32 = 60;
    /// Fewest seconds between two requests for news, whatever the feed asks for.
    pub const LEAST_LIVE_SECONDS: u32 = 15;
}

impl Default for Paper {
    fn default() -> Self {
        Self {
            name: String::new(),
            tagline: None,
            language: None,
            home_page: None,
            icon: None,
            about: None,
            time_zone: Self::DEFAULT_TIME_ZONE.to_owned(),
            sections: Vec::new(),
            masthead: Vec::new(),
            newsletter: None,
            live_seconds: Self::DEFAULT_LIVE_SECONDS,
        }
    }
}

/// Fewest stories that make a section of a tag, if the feed names no sections.
const LEAST_STORIES: usize = 3;
/// Most sections, if the feed names none.
const MOST_SECTIONS: usize = 8;

/// A snapshot of the newspaper: its settings and the stories that the feed lists.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Edition {
    /// Settings of the newspaper.
    pub paper: Paper,
    /// Stories in the publisher's order, with unique ids and unique slugs.
    pub stories: Vec<Story>,
    /// URL of the feed with older stories (`next_url`).
    pub older: Option<String>,
    /// `true` if the publisher says that nothing will ever be added.
    pub expired: bool,
}

impl Edition {
    /// Returns the story with this slug.
    ///
    /// # Examples
    ///
    /// ```
    /// use london_daily::model::{Edition, Slug, Story};
    ///
    /// let slug = Slug::of_name("Bridge open again");
    /// let story = Story { id: "urn:1".into(), slug: slug.clone(), ..Story::default() };
    /// let edition = Edition { stories: vec![story], ..Edition::default() };
    /// assert_eq!(edition.by_slug(&slug).map(|story| story.id.as_str()), Some("urn:1"));
    /// assert_eq!(edition.by_slug(&Slug::of_name("Elsewhere")), None);
    /// assert_eq!(edition.by_id("urn:1"), edition.by_slug(&slug));
    /// ```
    pub fn by_slug(&self, slug: &Slug) -> Option<&Story> {
        self.stories.iter().find(|story| story.slug == *slug)
    }

    /// Returns the story with this id.
    pub fn by_id(&self, id: &str) -> Option<&Story> {
        self.stories.iter().find(|story| story.id == id)
    }

    /// Returns the sections to show: those that the feed names, else [`Paper::masthead`], else of those with at least three stories
    /// the eight most used. Sections that are used equally often keep the order in which they first appear.
    ///
    /// # Examples
    ///
    /// ```
    /// use london_daily::model::{Edition, Story};
    ///
    /// let sections = ["UK", "Arts", "World", "World", "World", "UK", "UK", "World"];
    /// let stories = sections.map(|section| Story { section: Some(section.into()), ..Story::default() });
    /// let mut edition = Edition { stories: stories.into(), ..Edition::default() };
    /// assert_eq!(edition.sections(), ["World", "UK"]);
    ///
    /// edition.paper.sections = vec!["Arts".into()];
    /// assert_eq!(edition.sections(), ["Arts"]);
    /// ```
    pub fn sections(&self) -> Vec<String> {
        for named in [&self.paper.sections, &self.paper.masthead] {
            if !named.is_empty() {
                return named.clone();
            }
        }
        let mut counted: Vec<(&str, usize)> = Vec::new();
        for section in self.stories.iter().filter_map(|story| story.section.as_deref()) {
            match counted.iter_mut().find(|(name, _)| *name == section) {
                Some((_, count)) => *count += 1,
                None => counted.push((section, 1)),
            }
        }
        counted.retain(|(_, count)| *count >= LEAST_STORIES);
        counted.sort_by_key(|(_, count)| Reverse(*count));
        counted.into_iter().take(MOST_SECTIONS).map(|(name, _)| name.to_owned()).collect()
    }

    /// Gives each story a section of the paper, or none: where the feed names no sections, each story comes with its first tag as its
    /// section, and with too few stories that is no section but a topic.
    pub fn settle_sections(&mut self) {
        if !self.paper.sections.is_empty() {
            return;
        }
        let sections = self.sections();
        for story in &mut self.stories {
            story.settle_section(&sections);
        }
    }

    /// Returns the stories for which `keep` is true, newest first, without those that were withdrawn.
    pub fn newest(&self, keep: &dyn Fn(&Story) -> bool) -> Vec<&Story> {
        let kept: Vec<&Story> = self.stories.iter().filter(|story| !story.withdrawn && keep(story)).collect();
        newest_first(kept.iter().map(|story| story.published)).into_iter().map(|at| kept[at]).collect()
    }
}

/// Returns the indices of `dates` from the newest to the oldest, and last those without a date. Equal dates keep their order.
///
/// # Examples
///
/// ```
/// use london_daily::model::{Moment, newest_first};
///
/// let dates = ["2025-07-10T08:00:00Z", "unknown", "2025-07-11T08:00:00Z"].map(|date| date.parse::<Moment>().ok());
/// assert_eq!(newest_first(dates.into_iter()), [2, 0, 1]);
/// ```
pub fn newest_first(dates: impl Iterator<Item = Option<Moment>>) -> Vec<usize> {
    let mut dated: Vec<(Reverse<Option<Moment>>, usize)> =
        dates.enumerate().map(|(at, date)| (Reverse(date), at)).collect();
    dated.sort_unstable();
    dated.into_iter().map(|(_, at)| at).collect()
}
