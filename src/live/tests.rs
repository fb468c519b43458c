use proptest::prelude::*;

use super::*;
use crate::model::Slug;

const TOP: Attention<'_> = Attention { at_top: true, pointing_at: None, focused_in: None };
const BELOW: Attention<'_> = Attention { at_top: false, pointing_at: None, focused_in: None };

fn pointing_at(id: &str) -> Attention<'_> {
    Attention { at_top: true, pointing_at: Some(id), focused_in: None }
}

fn story(id: &str) -> Story {
    Story {
        id: id.to_owned(),
        slug: Slug::from_text(&format!("story {id}")).unwrap_or_default(),
        headline: format!("Headline {id}"),
        ..Story::default()
    }
}

fn dated(id: &str, day: u8) -> Story {
    Story { published: format!("2025-07-{day:02}T12:00:00Z").parse().ok(), ..story(id) }
}

fn edition(stories: impl IntoIterator<Item = Story>) -> Edition {
    Edition { stories: stories.into_iter().collect(), ..Edition::default() }
}

/// An edition of undated stories, an id a letter.
fn letters(ids: &str) -> Edition {
    edition(ids.chars().map(|id| story(&id.to_string())))
}

fn ids(ids: &str) -> Vec<String> {
    ids.chars().map(|id| id.to_string()).collect()
}

fn headlined(mut edition: Edition, id: &str, headline: &str) -> Edition {
    for story in edition.stories.iter_mut().filter(|story| story.id == id) {
        story.headline = headline.to_owned();
    }
    edition
}

fn withdrawn(mut edition: Edition, id: &str) -> Edition {
    for story in edition.stories.iter_mut().filter(|story| story.id == id) {
        story.withdrawn = true;
    }
    edition
}

/// A page with a list of all that its edition holds.
#[derive(Clone, Debug)]
struct Page {
    edition: Edition,
    listing: Listing,
}

impl Page {
    fn of(edition: Edition) -> Self {
        let listing = Listing::of(
            edition.stories.iter().filter(|story| !story.withdrawn).map(|story| story.id.clone()),
        );
        Self { edition, listing }
    }

    fn with_rows(mut self, rows: &str) -> Self {
        self.listing.rows = ids(rows);
        self
    }

    fn shown(&self) -> Shown<'_> {
        Shown { edition: &self.edition, listing: &self.listing, belongs: &|_| true }
    }

    fn try_receive(&mut self, answer: &Edition, attention: Attention<'_>) -> Outcome {
        let outcome = receive(&self.shown(), answer, &attention);
        if let Some(changes) = &outcome.changes {
            self.edition = changes.edition.clone();
            self.listing = changes.listing.clone();
        }
        outcome
    }

    fn receive(&mut self, answer: &Edition, attention: Attention<'_>) -> Changes {
        self.try_receive(answer, attention).changes.expect("something changes")
    }

    fn rows(&self) -> String {
        self.listing.rows.concat()
    }

    fn pending(&self) -> String {
        self.listing.pending.concat()
    }

    fn known(&self) -> String {
        self.edition.stories.iter().map(|story| story.id.as_str()).collect()
    }
}

const NOTHING: Outcome = Outcome { changes: None, held: false };

#[test]
fn an_unchanged_answer_touches_nothing() {
    let mut page = Page::of(letters("abc")).with_rows("cab");
    page.listing.pending = ids("x");
    page.edition.stories.push(story("x"));
    assert_eq!(page.try_receive(&letters("abc"), TOP), NOTHING);
}

#[test]
fn an_answer_without_stories_is_not_believed() {
    let mut page = Page::of(letters("abc"));
    assert_eq!(page.try_receive(&letters(""), TOP), NOTHING);
}

#[test]
fn new_stories_go_in_at_the_top_in_the_feeds_order_for_a_reader_at_the_top() {
    let mut page = Page::of(letters("abc")).with_rows("cab");
    let changes = page.receive(&letters("xayzbc"), TOP);
    assert_eq!(page.rows(), "xyzcab");
    assert_eq!(changes.inserted, ids("xyz"));
    assert_eq!(changes.announcement, Some(Announcement { new: 3, changed: 0 }));
    assert_eq!(page.known(), "xayzbc");
}

#[test]
fn new_stories_wait_while_the_reader_is_below_the_top_or_attends_to_a_row() {
    let focused = Attention { at_top: true, pointing_at: None, focused_in: Some("c") };
    for attention in [BELOW, pointing_at("b"), focused, pointing_at("no row")] {
        let mut page = Page::of(letters("abc"));
        let changes = page.receive(&letters("xyabc"), attention);
        assert_eq!((page.rows(), page.pending()), ("abc".into(), "xy".into()));
        assert!(changes.inserted.is_empty());
        assert_eq!(changes.announcement, Some(Announcement { new: 2, changed: 0 }));
        assert!(page.edition.by_id("x").is_some(), "a page of its own can already show it");
    }
}

#[test]
fn what_waits_is_released_at_the_top_in_the_feeds_order() {
    let mut page = Page::of(letters("abc"));
    page.receive(&letters("xabc"), BELOW);
    page.receive(&letters("yxzabc"), BELOW);
    assert_eq!(page.pending(), "yxz");
    let released = page.listing.released(&page.edition);
    assert_eq!(released.rows.concat(), "yxzabc");
    assert!(released.pending.is_empty());
    assert_eq!(released.released(&page.edition), released);
}

#[test]
fn what_waits_goes_in_with_the_next_new_story_once_the_reader_is_at_the_top() {
    let mut page = Page::of(letters("abc"));
    page.receive(&letters("xabc"), BELOW);
    assert_eq!(page.try_receive(&letters("xabc"), TOP), NOTHING, "an unchanged answer moves nothing");
    let changes = page.receive(&letters("yxabc"), TOP);
    assert_eq!((page.rows(), page.pending()), ("yxabc".into(), String::new()));
    assert_eq!(changes.announcement, Some(Announcement { new: 1, changed: 0 }), "x was announced before");
}

#[test]
fn a_changed_story_is_changed_in_place_and_marked() {
    let mut page = Page::of(letters("abc")).with_rows("cba");
    let changes = page.receive(&headlined(letters("abc"), "b", "Another"), BELOW);
    assert_eq!(page.rows(), "cba");
    assert_eq!(changes.changed, ids("b"));
    assert_eq!(page.edition.by_id("b").unwrap().headline, "Another");
    assert!(page.listing.is_updated("b") && !page.listing.is_updated("a"));
    assert_eq!(changes.announcement, Some(Announcement { new: 0, changed: 1 }));
}

#[test]
fn a_story_that_changes_twice_carries_one_mark() {
    let mut page = Page::of(letters("ab"));
    page.receive(&headlined(letters("ab"), "b", "Once"), BELOW);
    page.receive(&headlined(letters("ab"), "b", "Twice"), BELOW);
    assert_eq!(page.listing.updated, ids("b"));
}

#[test]
fn a_change_that_the_row_does_not_show_reaches_the_edition_without_a_mark() {
    let mut page = Page::of(letters("ab"));
    let mut answer = letters("ab");
    answer.stories[0].topics.push("Chess".to_owned());
    let changes = page.receive(&answer, TOP);
    assert_eq!(page.edition, answer);
    assert_eq!((changes.changed, changes.announcement), (Vec::new(), None));
}

#[test]
fn a_paper_that_changes_its_name_changes_the_edition_alone() {
    let mut page = Page::of(letters("ab"));
    let mut answer = letters("ab");
    answer.paper.name = "Another".to_owned();
    answer.expired = true;
    let listing = page.listing.clone();
    assert_eq!(page.receive(&answer, TOP).announcement, None);
    assert_eq!((page.edition, page.listing), (answer, listing));
}

#[test]
fn stories_that_only_change_their_order_stay_where_they_are() {
    let mut page = Page::of(letters("abc"));
    let changes = page.receive(&letters("cab"), TOP);
    assert_eq!((page.rows(), page.known()), ("abc".into(), "cab".into()));
    assert_eq!(changes.announcement, None);
}

#[test]
fn a_story_with_a_new_date_is_changed_in_place() {
    let mut page = Page::of(edition([dated("a", 3), dated("b", 2), dated("c", 1)]));
    let changes = page.receive(&edition([dated("c", 9), dated("a", 3), dated("b", 2)]), TOP);
    assert_eq!(page.rows(), "abc");
    assert_eq!(changes.changed, ids("c"));
}

#[test]
fn a_withdrawn_story_leaves_the_list_and_stays_known_as_withdrawn() {
    let mut page = Page::of(letters("abc"));
    let changes = page.receive(&withdrawn(letters("abc"), "b"), BELOW);
    assert_eq!((page.rows(), changes.removed), ("ac".into(), ids("b")));
    assert_eq!(changes.announcement, None);
    assert!(page.edition.by_id("b").unwrap().withdrawn);
}

#[test]
fn a_story_that_is_withdrawn_from_the_start_never_enters_the_list() {
    let mut page = Page::of(letters("ab"));
    let changes = page.receive(&withdrawn(letters("xab"), "x"), TOP);
    assert_eq!((page.rows(), changes.announcement), ("ab".into(), None));
}

#[test]
fn a_story_that_is_gone_from_the_middle_of_the_feed_leaves() {
    let mut page = Page::of(letters("abc"));
    let changes = page.receive(&letters("ac"), TOP);
    assert_eq!((page.rows(), page.known(), changes.removed), ("ac".into(), "ac".into(), ids("b")));
}

#[test]
fn stories_that_fell_off_the_end_of_the_feed_stay() {
    let mut page = Page::of(letters("abcd"));
    page.receive(&letters("xyab"), TOP);
    assert_eq!((page.rows(), page.known()), ("xyabcd".into(), "xyabcd".into()));
    page.receive(&letters("zxya"), TOP);
    assert_eq!(page.rows(), "zxyabcd");
}

#[test]
fn a_story_older_than_all_of_the_feed_stays_wherever_it_stood() {
    let mut page = Page::of(edition([dated("a", 1), dated("b", 2), dated("c", 3)]));
    page.receive(&edition([dated("b", 2), dated("c", 3), dated("x", 4)]), TOP);
    assert_eq!(page.rows(), "xabc", "a feed with the oldest first");
}

#[test]
fn stories_of_older_pages_stay_and_paging_goes_on_from_there() {
    let mut first = letters("abc");
    first.older = Some("page-2".to_owned());
    let mut second = letters("cde");
    second.older = Some("page-3".to_owned());
    let mut page = Page::of(append(&first, &second));
    assert_eq!(page.known(), "abcde");
    let mut answer = letters("xac");
    answer.older = Some("page-2".to_owned());
    page.receive(&answer, TOP);
    assert_eq!((page.rows(), page.known()), ("xacde".into(), "xacde".into()));
    assert_eq!(page.edition.older.as_deref(), Some("page-3"));
    assert_eq!(page.try_receive(&answer, TOP), NOTHING);
}

#[test]
fn where_nobody_has_paged_the_next_page_is_the_one_that_the_feed_names() {
    let mut page = Page::of(letters("abc"));
    let mut answer = letters("ac");
    answer.older = Some("page-2".to_owned());
    page.receive(&answer, TOP);
    assert_eq!(page.edition.older.as_deref(), Some("page-2"));
    assert_eq!(page.try_receive(&answer, TOP), NOTHING);
}

#[test]
fn an_old_story_that_fills_up_the_end_of_the_feed_is_not_news() {
    let mut page = Page::of(letters("abc"));
    let changes = page.receive(&letters("acd"), TOP);
    assert_eq!((page.rows(), page.known()), ("ac".into(), "acd".into()));
    assert_eq!(changes.announcement, None);
    assert_eq!(page.try_receive(&letters("acd"), TOP), NOTHING);
}

#[test]
fn a_story_at_the_end_of_the_feed_is_news_when_its_date_says_so() {
    let mut page = Page::of(edition([dated("a", 1), dated("b", 2)]));
    page.receive(&edition([dated("a", 1), dated("b", 2), dated("x", 3)]), TOP);
    assert_eq!(page.rows(), "xab");
}

#[test]
fn an_answer_of_which_nothing_is_known_is_all_news() {
    let mut page = Page::of(letters(""));
    page.receive(&letters("ab"), TOP);
    assert_eq!(page.rows(), "ab");
    page.receive(&letters("cd"), TOP);
    assert_eq!(page.rows(), "cdab");
}

#[test]
fn a_story_that_comes_back_is_new_again() {
    let mut page = Page::of(letters("abc"));
    page.receive(&letters("ac"), TOP);
    page.receive(&letters("abc"), TOP);
    assert_eq!(page.rows(), "bac");
    page.receive(&withdrawn(letters("abc"), "c"), TOP);
    let changes = page.receive(&letters("abc"), BELOW);
    assert_eq!((page.rows(), page.pending()), ("ba".into(), "c".into()));
    assert_eq!(changes.announcement, Some(Announcement { new: 1, changed: 0 }));
}

#[test]
fn a_waiting_story_that_changes_is_shown_changed_and_unmarked_when_it_is_released() {
    let mut page = Page::of(letters("ab"));
    page.receive(&letters("xab"), BELOW);
    let changes = page.receive(&headlined(letters("xab"), "x", "Another"), BELOW);
    assert_eq!((changes.announcement, page.pending()), (None, "x".into()));
    assert_eq!(page.edition.by_id("x").unwrap().headline, "Another");
    assert!(page.listing.updated.is_empty());
}

#[test]
fn a_waiting_story_that_is_withdrawn_or_gone_waits_no_longer() {
    let mut page = Page::of(letters("ab"));
    page.receive(&letters("xyab"), BELOW);
    page.receive(&withdrawn(letters("xyab"), "x"), BELOW);
    assert_eq!(page.pending(), "y");
    let changes = page.receive(&letters("ab"), BELOW);
    assert_eq!((page.pending(), page.known()), (String::new(), "ab".into()));
    assert!(changes.removed.is_empty(), "no row left");
}

#[test]
fn a_waiting_story_that_falls_off_the_end_of_the_feed_goes_on_waiting() {
    let mut page = Page::of(letters("ab"));
    page.receive(&letters("xa"), BELOW);
    page.receive(&letters("zy"), BELOW);
    assert_eq!((page.rows(), page.pending()), ("ab".into(), "zyx".into()));
}

#[test]
fn a_story_that_does_not_belong_to_the_list_is_known_and_not_shown() {
    let page = Page::of(letters("ab"));
    let shown = Shown { belongs: &|story| story.id != "x", ..page.shown() };
    let changes = receive(&shown, &letters("xyab"), &TOP).changes.unwrap();
    assert_eq!(changes.listing.rows.concat(), "yab");
    assert_eq!(changes.announcement, Some(Announcement { new: 1, changed: 0 }));
    assert!(changes.edition.by_id("x").is_some());
}

#[test]
fn of_two_stories_with_one_id_the_first_counts() {
    let mut page = Page::of(letters("a"));
    let mut answer = letters("xxa");
    answer.stories[1].headline = "The second".to_owned();
    page.receive(&answer, TOP);
    assert_eq!((page.rows(), page.known()), ("xa".into(), "xa".into()));
    assert_eq!(page.edition.by_id("x").unwrap().headline, "Headline x");
}

#[test]
fn a_row_that_would_move_the_one_under_the_pointer_leaves_when_the_pointer_has_left() {
    for gone in ["a", "b"] {
        let mut page = Page::of(letters("abcd"));
        let answer = edition(letters("abcd").stories.into_iter().filter(|story| story.id != gone));
        assert_eq!(page.try_receive(&answer, pointing_at("b")), Outcome { changes: None, held: true });
        assert_eq!(page.rows(), "abcd");
        let outcome = page.try_receive(&answer, TOP);
        assert!(!outcome.held);
        assert_eq!(outcome.changes.unwrap().removed, [gone]);
        assert_eq!(page.try_receive(&answer, TOP), NOTHING);
    }
}

#[test]
fn a_withdrawal_is_held_back_the_same_way_while_the_rest_of_the_answer_is_not() {
    let mut page = Page::of(letters("abcd"));
    let answer = withdrawn(withdrawn(headlined(letters("xabcd"), "c", "Another"), "a"), "d");
    let outcome = page.try_receive(&answer, pointing_at("b"));
    assert!(outcome.held);
    assert_eq!((page.rows(), page.pending()), ("abc".into(), "x".into()));
    assert!(page.listing.is_updated("c"));
    assert!(!page.edition.by_id("a").unwrap().withdrawn && page.edition.by_id("d").unwrap().withdrawn);
    assert_eq!(page.try_receive(&answer, pointing_at("b")), Outcome { changes: None, held: true });
    page.receive(&answer, BELOW);
    assert_eq!(page.rows(), "bc");
    assert!(page.edition.by_id("a").unwrap().withdrawn);
}

#[test]
fn words_above_the_attended_row_change_when_the_attention_has_left_and_its_own_at_once() {
    let focused = Attention { at_top: false, pointing_at: Some("a"), focused_in: Some("b") };
    let answer = headlined(headlined(letters("abc"), "a", "Another a"), "b", "Another b");
    let mut page = Page::of(letters("abc"));
    let outcome = page.try_receive(&answer, focused);
    assert!(outcome.held);
    assert_eq!(outcome.changes.unwrap().changed, ids("b"));
    assert_eq!(page.edition.by_id("a").unwrap().headline, "Headline a");
    assert_eq!(page.receive(&answer, BELOW).changed, ids("a"));
}

#[test]
fn a_row_that_is_back_before_the_attention_left_never_leaves() {
    let mut page = Page::of(letters("abc"));
    assert!(page.try_receive(&letters("bc"), pointing_at("b")).held);
    assert_eq!(page.try_receive(&letters("abc"), pointing_at("b")), NOTHING, "and nothing is held any more");
}

#[test]
fn no_more_than_two_hundred_stories_wait_and_the_newest_are_kept() {
    let many = |count: usize| {
        let news = (0..count).map(|number| Story {
            published: crate::model::Moment::from_second(number as i64).ok(),
            ..story(&format!("new {number}"))
        });
        edition(news.chain(letters("ab").stories))
    };
    let mut page = Page::of(letters("ab"));
    let answer = many(250);
    let changes = page.receive(&answer, BELOW);
    assert_eq!(page.listing.pending.len(), MOST_PENDING);
    assert_eq!(page.listing.pending[0], "new 50", "the oldest were let go, the order is the feed's");
    assert_eq!(changes.announcement, Some(Announcement { new: 250, changed: 0 }));
    assert_eq!(page.try_receive(&answer, BELOW), NOTHING, "what was let go does not come back");
}

#[test]
fn a_thousand_updates_do_not_make_the_paper_grow_without_end() {
    let mut page = Page::of(edition((0..50).rev().map(|number| story(&number.to_string()))));
    for number in 50..1_300_usize {
        let answer = edition((number - 49..=number).rev().map(|number| story(&number.to_string())));
        page.receive(&answer, TOP);
        assert_eq!(page.listing.rows[0], number.to_string());
        assert_eq!(page.try_receive(&answer, TOP), NOTHING);
    }
    assert_eq!(page.listing.rows.len(), MOST_ROWS);
    assert_eq!(page.edition.stories.len(), MOST_STORIES);
}

#[test]
fn a_story_behind_the_feed_gives_way_when_its_address_is_taken() {
    let mut page = Page::of(letters("abc"));
    let mut answer = letters("xab");
    answer.stories[0].slug = page.edition.stories[2].slug.clone();
    page.receive(&answer, TOP);
    let slug = |id: &str| page.edition.by_id(id).unwrap().slug.clone();
    assert_eq!(slug("x"), answer.stories[0].slug);
    assert_ne!(slug("c"), slug("x"));
    assert_eq!(page.try_receive(&answer, TOP), NOTHING);
}

fn any_edition() -> impl Strategy<Value = Edition> {
    let one = (0_usize..14, 0_u8..3, prop::option::of(1_u8..9), prop::bool::weighted(0.2));
    prop::collection::vec(one, 0..12).prop_map(|stories| {
        let mut all: Vec<Story> = Vec::new();
        for (id, version, day, withdrawn) in stories {
            let id = ((b'a' + id as u8) as char).to_string();
            if all.iter().all(|story| story.id != id) {
                let plain = day.map_or_else(|| story(&id), |day| dated(&id, day));
                all.push(Story { headline: format!("{id} {version}"), withdrawn, ..plain });
            }
        }
        edition(all)
    })
}

/// Random moments in a reader's life: an answer, and the places (if any) of the rows under pointer and focus.
type Step = (Edition, bool, Option<prop::sample::Index>, Option<prop::sample::Index>);

fn any_step() -> impl Strategy<Value = Step> {
    (any_edition(), any::<bool>(), any::<Option<prop::sample::Index>>(), any::<Option<prop::sample::Index>>())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn the_attended_row_never_moves_and_nothing_is_shown_twice(
        first in any_edition(),
        steps in prop::collection::vec(any_step(), 1..8),
    ) {
        let mut page = Page::of(first);
        for (answer, at_top, pointer, focus) in steps {
            let rows = page.listing.rows.clone();
            let row = |index: Option<prop::sample::Index>| {
                index.filter(|_| !rows.is_empty()).map(|index| index.get(&rows).as_str())
            };
            let attention = Attention { at_top, pointing_at: row(pointer), focused_in: row(focus) };
            let before = page.clone();
            let outcome = page.try_receive(&answer, attention);

            // The attended rows, and all that stands above them, are the same and read the same.
            for id in [attention.pointing_at, attention.focused_in].into_iter().flatten() {
                let at = rows.iter().position(|row| row == id).unwrap();
                prop_assert_eq!(&page.listing.rows[..=at], &rows[..=at]);
                for above in &rows[..at] {
                    prop_assert_eq!(
                        page.edition.by_id(above).map(|story| &story.headline),
                        before.edition.by_id(above).map(|story| &story.headline)
                    );
                }
            }
            // Stories come in only for a reader at the top who attends to nothing, and then at the top.
            if let Some(changes) = &outcome.changes {
                prop_assert!(changes.inserted.is_empty() || (at_top && attention.is_free()));
                prop_assert!(page.listing.rows.starts_with(&changes.inserted));
                let stayed: Vec<_> = rows.iter().filter(|row| !changes.removed.contains(row)).cloned().collect();
                prop_assert_eq!(&page.listing.rows[changes.inserted.len()..], &stayed[..]);
                prop_assert!(changes.changed.iter().all(|id| stayed.contains(id) && page.listing.is_updated(id)));
            }
            // Every id once, every listed story known and (unless held back) in force.
            let mut listed: Vec<_> = page.listing.rows.iter().chain(&page.listing.pending).collect();
            let count = listed.len();
            listed.sort_unstable();
            listed.dedup();
            prop_assert_eq!(listed.len(), count);
            for id in &listed {
                prop_assert!(page.edition.by_id(id).is_some_and(|story| !story.withdrawn));
            }
            let mut known: Vec<_> = page.edition.stories.iter().map(|story| &story.id).collect();
            let count = known.len();
            known.sort_unstable();
            known.dedup();
            prop_assert_eq!(known.len(), count);
            let mut slugs: Vec<_> = page.edition.stories.iter().map(|story| &story.slug).collect();
            slugs.sort_unstable();
            slugs.dedup();
            prop_assert_eq!(slugs.len(), count);
            prop_assert!(page.listing.pending.len() <= MOST_PENDING);
            prop_assert!(page.listing.updated.iter().all(|id| page.listing.rows.contains(id)));

            // The same answer again changes nothing.
            let again = page.try_receive(&answer, attention);
            prop_assert_eq!(again, Outcome { changes: None, held: outcome.held });
            // With the attention gone everything is in force.
            let mut later = page.clone();
            prop_assert!(!later.try_receive(&answer, BELOW).held);
            for story in answer.stories.iter().filter(|_| !answer.stories.is_empty()) {
                prop_assert_eq!(later.edition.by_id(&story.id).map(|known| (&known.headline, known.withdrawn)),
                    Some((&story.headline, story.withdrawn)));
            }
            prop_assert_eq!(later.listing.pending, page.listing.pending.clone());
            let released = page.listing.released(&page.edition);
            prop_assert_eq!(released.rows.len(), page.listing.rows.len() + page.listing.pending.len());
        }
    }
}
