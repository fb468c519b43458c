use std::cmp::Reverse;

use super::{Moment, Newsletter, Slug, Story};

/// The paper itself: what its masthead and settings say.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Paper {
    /// The name on the masthead.
    pub name: String,
    /// One line below the name.
    pub tagline: Option<String>,
    /// BCP 47 language tag of the paper's own words.
    pub language: Option<String>,
    /// Address of the paper's home page elsewhere, as its publisher gives it.
    pub home_page: Option<String>,
    /// Address of a square picture that stands for the paper.
    pub icon: Option<String>,
    /// Where the paper explains itself.
    pub about: Option<String>,
    /// IANA name of the time zone in which the paper dates its stories.
    pub time_zone: String,
    /// Sections in the order of the masthead. Empty: the paper has not named any.
    pub sections: Vec<String>,
    /// The sections that the masthead shows when the paper has not named any: a page that carries a part of the stories
    /// cannot tell by itself which are the most used.
    pub masthead: Vec<String>,
    /// The newsletter that a reader may sign up to.
    pub newsletter: Option<Newsletter>,
    /// Seconds between two looks for news, at least [`Paper::LEAST_LIVE_SECONDS`].
    pub live_seconds: u32,
}

impl Paper {
    /// The time zone of a paper that names none.
    pub const DEFAULT_TIME_ZONE: &str = "Europe/London";
    /// Seconds between two looks for news when the paper says nothing.
    pub const DEFAULT_LIVE_SECONDS: u32 = 60;
    /// A paper cannot ask its readers to poll more often than this, in seconds.
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

/// One state of the paper: its masthead and the stories that its list carries, in the publisher's order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Edition {
    /// The paper.
    pub paper: Paper,
    /// Stories in the order in which the publisher lists them; their ids and slugs are unique.
    pub stories: Vec<Story>,
    /// Address of the page with older stories (`next_url`).
    pub older: Option<String>,
    /// The publisher says that nothing will ever be added.
    pub expired: bool,
}

impl Edition {
    /// The story at an address of the paper, if the list has it.
    pub fn by_slug(&self, slug: &Slug) -> Option<&Story> {
        self.stories.iter().find(|story| story.slug == *slug)
    }

    /// The story with this id, if the list has it.
    pub fn by_id(&self, id: &str) -> Option<&Story> {
        self.stories.iter().find(|story| story.id == id)
    }

    /// The sections to show: the paper's own, or, when it names none, those its stories stand in, most used first
    /// (first seen first among equals), at most eight.
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
        counted.sort_by_key(|(_, count)| Reverse(*count));
        counted.into_iter().take(8).map(|(name, _)| name.to_owned()).collect()
    }

    /// The stories for which `keep` holds and that were not withdrawn, newest first.
    pub fn newest(&self, keep: &dyn Fn(&Story) -> bool) -> Vec<&Story> {
        let kept: Vec<&Story> = self.stories.iter().filter(|story| !story.withdrawn && keep(story)).collect();
        newest_first(kept.iter().map(|story| story.published)).into_iter().map(|at| kept[at]).collect()
    }
}

/// Returns the places of the dates from the newest to the oldest, those without a date behind them. Equals keep their order.
pub fn newest_first(dates: impl Iterator<Item = Option<Moment>>) -> Vec<usize> {
    let mut dated: Vec<(Reverse<Option<Moment>>, usize)> =
        dates.enumerate().map(|(at, date)| (Reverse(date), at)).collect();
    dated.sort_unstable();
    dated.into_iter().map(|(_, at)| at).collect()
}
