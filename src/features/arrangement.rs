//! The arrangement of stories on the front page, and at the top of a section: where each stands, and how large.
//!
//! A publisher can give a story its place ([`FrontPlace`]). Else the order of the feed, texts and pictures decide: a story of one
//! sentence without a picture goes among the briefs, where that sentence is read without another click.

use crate::model::{Edition, FrontPlace, Story};

/// The number of rows of the front page's list of the latest headlines.
pub const LATEST: usize = 12;

/// The number of stories beside the lead.
const SECONDS: usize = 2;
/// The number of stories with a text among which one with a picture goes before the others.
const CHOICE: usize = 3;
/// The most sections with a band of their own.
const BANDS: usize = 8;
/// The fewest stories in a band that fills the width of the page.
const WIDE_BAND: usize = 4;
/// The most stories in a band. With the first, which is larger, they fill it.
const BAND: usize = 5;
/// The fewest stories in a band.
const LEAST_BAND: usize = 2;
/// The most stories of sections without a band, and without a section.
const OTHERS: usize = 6;
/// The most briefs.
const BRIEFS: usize = 8;
/// The most stories with a card at the top of a section's page: the lead, and two rows.
const SECTION: usize = 1 + 2 * ROW;
/// The number of cards in a row on a wide screen.
const ROW: usize = 3;

/// The arrangement of the front page, by the ids of stories. No story is there twice.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FrontArrangement {
    /// The lead; `None` if there are no stories.
    pub lead: Option<String>,
    /// The stories beside the lead, at most two.
    pub seconds: Vec<String>,
    /// The stories of one sentence, newest first.
    pub briefs: Vec<String>,
    /// The bands of sections that fill the width of the page, in the order of the masthead.
    pub bands: Vec<Band>,
    /// The bands of sections with too few stories for that, which stand beside each other.
    pub small_bands: Vec<Band>,
    /// Stories of sections that have no band, and without a section, newest first.
    pub others: Vec<String>,
}

/// The band of a section on the front page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Band {
    /// The name of the section.
    pub section: String,
    /// Its stories, at least two. The first is the largest.
    pub stories: Vec<String>,
}

impl FrontArrangement {
    /// Arranges the stories of an edition. An edition with only the arranged stories is arranged in the same way.
    ///
    /// # Examples
    ///
    /// ```
    /// use london_daily::features::arrangement::FrontArrangement;
    /// use london_daily::model::{Edition, FrontPlace, Story};
    ///
    /// let story = |id: &str| Story { id: id.into(), article: Some("a.json".into()), ..Story::default() };
    /// let lead = Story { front: Some(FrontPlace::Lead), ..story("2") };
    /// let edition = Edition { stories: vec![story("1"), lead], ..Edition::default() };
    ///
    /// let front = FrontArrangement::of(&edition);
    /// assert_eq!(front.lead.as_deref(), Some("2"));
    /// assert_eq!(front.seconds, ["1"]);
    /// ```
    pub fn of(edition: &Edition) -> Self {
        let mut left: Vec<&Story> = edition.stories.iter().filter(|story| !story.withdrawn).collect();
        let mut lead = take(&mut left, 1, |story| story.front == Some(FrontPlace::Lead)).pop();
        let mut seconds = take(&mut left, SECONDS, |story| story.front == Some(FrontPlace::Second));
        if lead.is_none() {
            // Those that do not lead stand beside it, so none of the choice is left out.
            lead = take_first(&mut left, CHOICE - seconds.len());
        }
        lead = lead.or_else(|| take(&mut left, 1, |_| true).pop());
        let missing = SECONDS - seconds.len();
        seconds.extend(take(&mut left, missing, is_full));
        let missing = SECONDS - seconds.len();
        seconds.extend(take(&mut left, missing, |story| story.front != Some(FrontPlace::Brief)));

        let placed = |story: &Story| lead.as_ref() == Some(&story.id) || seconds.contains(&story.id);
        let mut left = edition.newest(&|story| !placed(story));
        let mut bands = Vec::new();
        for section in edition.sections() {
            if bands.len() < BANDS
                && let Some(stories) = take_band(&mut left, &section)
            {
                bands.push(Band { section, stories });
            }
        }
        let has_band = |story: &Story| bands.iter().any(|band| Some(&band.section) == story.section.as_ref());
        let others = take(&mut left, OTHERS, |story| is_full(story) && !has_band(story));
        let (mut wide, mut small): (Vec<Band>, Vec<Band>) =
            bands.into_iter().partition(|band| band.stories.len() >= WIDE_BAND);
        if small.len() == 1 {
            wide.append(&mut small);
        }
        Self {
            lead,
            seconds,
            others,
            briefs: take(&mut left, BRIEFS, |story| !is_full(story) && says_something(story)),
            bands: wide,
            small_bands: small,
        }
    }

    /// Returns the ids of all arranged stories.
    pub fn ids(&self) -> impl Iterator<Item = &String> {
        let bands = self.bands.iter().chain(&self.small_bands).flat_map(|band| &band.stories);
        self.lead.iter().chain(&self.seconds).chain(&self.briefs).chain(bands).chain(&self.others)
    }
}

/// Returns the ids of the stories with a card at the top of a section's or topic's page, of which `newest` has the newest stories,
/// newest first. The first is the lead.
pub fn section(newest: &[&Story]) -> Vec<String> {
    let mut left = newest.to_vec();
    let Some(lead) = take_first(&mut left, CHOICE) else {
        // Without texts and pictures, a list is all that there is to show.
        return Vec::new();
    };
    let mut cards = take(&mut left, SECTION - 1, is_full);
    // Three stand in a row, and a row has no hole. What is left goes into the list below.
    if cards.len() > ROW {
        cards.truncate(cards.len() / ROW * ROW);
    }
    cards.insert(0, lead);
    cards
}

/// Returns `true` if a story is more than its headline and a sentence.
fn is_full(story: &Story) -> bool {
    story.front != Some(FrontPlace::Brief) && (story.picture.is_some() || story.has_text() && !story.is_note)
}

fn says_something(story: &Story) -> bool {
    story.is_note || story.standfirst.is_some() || story.excerpt.is_some()
}

/// Takes the first of the stories that are more than a sentence, or the first with a picture among the first `choice` of them.
fn take_first(left: &mut Vec<&Story>, choice: usize) -> Option<String> {
    let choice: Vec<&&Story> = left.iter().filter(|story| is_full(story)).take(choice).collect();
    let first = choice.iter().find(|story| story.picture.is_some()).or(choice.first())?.id.clone();
    left.retain(|story| story.id != first);
    Some(first)
}

fn take_band(left: &mut Vec<&Story>, section: &str) -> Option<Vec<String>> {
    let belongs =
        |story: &&&Story| story.section.as_deref() == Some(section) && story.front != Some(FrontPlace::Brief);
    let mut own: Vec<&Story> = left.iter().filter(belongs).copied().collect();
    if own.len() < LEAST_BAND {
        return None;
    }
    let mut stories = vec![take_first(&mut own, CHOICE)?];
    stories.extend(take(&mut own, BAND - 1, is_full));
    let missing = BAND - stories.len();
    stories.extend(take(&mut own, missing, |_| true));
    left.retain(|story| !stories.contains(&story.id));
    Some(stories)
}

/// Takes the first `most` stories for which `wanted` is true.
fn take(left: &mut Vec<&Story>, most: usize, wanted: impl Fn(&Story) -> bool) -> Vec<String> {
    let taken: Vec<String> =
        left.iter().filter(|story| wanted(story)).take(most).map(|story| story.id.clone()).collect();
    left.retain(|story| !taken.contains(&story.id));
    taken
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Moment, Picture};

    /// Returns stories by their ids: a capital letter for one with a text, then `+` for a picture, and the name of its section.
    fn edition(stories: &[&str]) -> Edition {
        let story = |(at, words): (usize, &&str)| {
            let (id, section) = words.split_once(' ').unwrap_or((words, ""));
            let has_text = id.starts_with(char::is_uppercase);
            Story {
                id: id.trim_end_matches('+').to_owned(),
                section: Some(section.to_owned()).filter(|name| !name.is_empty()),
                standfirst: Some("A sentence.".into()),
                article: has_text.then(|| "a.json".into()),
                picture: id.ends_with('+').then(Picture::default),
                published: Moment::from_second(1_000_000 - at as i64).ok(),
                ..Story::default()
            }
        };
        let mut edition =
            Edition { stories: stories.iter().enumerate().map(story).collect(), ..Edition::default() };
        edition.paper.sections = vec!["World".into(), "Arts".into(), "Sport".into()];
        edition
    }

    fn front(stories: &[&str]) -> FrontArrangement {
        FrontArrangement::of(&edition(stories))
    }

    #[test]
    fn a_story_with_text_and_picture_leads() {
        let front = front(&["a", "B", "C+", "D"]);
        assert_eq!(front.lead.as_deref(), Some("C"));
        assert_eq!(front.seconds, ["B", "D"]);
        assert_eq!(front.briefs, ["a"]);
    }

    #[test]
    fn a_publisher_gives_stories_their_places() {
        let mut edition = edition(&["A+", "B+", "C+", "D"]);
        for (at, place) in
            [(0, FrontPlace::Brief), (1, FrontPlace::Second), (2, FrontPlace::Second), (3, FrontPlace::Lead)]
        {
            edition.stories[at].front = Some(place);
        }
        let front = FrontArrangement::of(&edition);
        assert_eq!(front.lead.as_deref(), Some("D"));
        assert_eq!((front.seconds, front.briefs), (vec!["B".into(), "C".into()], vec!["A".into()]));
    }

    #[test]
    fn any_few_stories_make_a_front_page() {
        assert_eq!(front(&[]), FrontArrangement::default());
        assert_eq!(front(&["a"]).lead.as_deref(), Some("a"));
        let three = front(&["a", "b", "c"]);
        assert_eq!((three.lead.as_deref(), three.seconds.len(), three.briefs.len()), (Some("a"), 2, 0));
    }

    #[test]
    fn a_section_with_two_stories_has_a_band() {
        let stories = ["L", "M", "N", "A Arts", "B+ World", "C World", "d World", "E Sport", "f Arts", "G"];
        let front = front(&stories);
        let bands: Vec<_> =
            front.small_bands.iter().map(|band| (band.section.as_str(), band.stories.concat())).collect();
        assert_eq!(bands, [("World", "BCd".to_owned()), ("Arts", "Af".to_owned())]);
        assert_eq!(front.others, ["E", "G"]);
        assert!(front.briefs.is_empty());
    }

    #[test]
    fn the_cards_of_a_section_leave_no_hole_in_a_row() {
        let cards = |full: usize| {
            let stories: Vec<String> = (0..full).map(|at| format!("S{at}+")).collect();
            let edition = edition(&stories.iter().map(String::as_str).collect::<Vec<_>>());
            section(&edition.stories.iter().collect::<Vec<_>>()).len()
        };
        assert_eq!([0, 1, 2, 4, 5, 6, 7, 20].map(cards), [0, 1, 2, 4, 4, 4, 7, 7]);
    }

    #[test]
    fn the_arranged_stories_alone_are_arranged_alike() {
        let names = ["World", "Arts", "Sport", "None"];
        let stories: Vec<String> = (0..300)
            .map(|at: usize| {
                let letter = if at.is_multiple_of(3) { 'S' } else { 's' };
                let picture = if at % 7 < 2 { "+" } else { "" };
                format!("{letter}{at}{picture} {}", names[at * 7 % 11 % 4])
            })
            .collect();
        let mut edition = edition(&stories.iter().map(String::as_str).collect::<Vec<_>>());
        edition.stories[60].front = Some(FrontPlace::Second);
        edition.stories[61].front = Some(FrontPlace::Second);
        let whole = FrontArrangement::of(&edition);
        let ids: Vec<String> = whole.ids().cloned().collect();
        assert!(ids.len() > 25);
        edition.stories.retain(|story| ids.contains(&story.id));
        assert_eq!(edition.stories.len(), ids.len(), "none is there twice");
        assert_eq!(FrontArrangement::of(&edition), whole);
    }
}
