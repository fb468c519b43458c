//! Stories that are new, and those that wait.

use super::*;

#[test]
fn at_the_top_new_stories_enter_in_the_order_of_the_feed() {
    let mut page = Page::of(letters("abc")).with_rows("cab");
    let changes = page.receive(&letters("xayzbc"), TOP);
    assert_eq!(page.rows(), "xyzcab");
    assert_eq!(changes.inserted, ids("xyz"));
    assert_eq!(changes.announcement, Some(Announcement { new: 3, changed: 0 }));
    assert_eq!(page.known(), "xayzbc");
}

#[test]
fn new_stories_wait_below_the_top_or_while_a_row_is_in_use() {
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
fn at_the_top_waiting_stories_enter_with_the_next_new_story() {
    let mut page = Page::of(letters("abc"));
    page.receive(&letters("xabc"), BELOW);
    assert_eq!(page.try_receive(&letters("xabc"), TOP), NOTHING, "an unchanged answer moves nothing");
    let changes = page.receive(&letters("yxabc"), TOP);
    assert_eq!((page.rows(), page.pending()), ("yxabc".into(), String::new()));
    assert_eq!(changes.announcement, Some(Announcement { new: 1, changed: 0 }), "x was announced before");
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
fn a_changed_waiting_story_is_shown_changed_and_unmarked() {
    let mut page = Page::of(letters("ab"));
    page.receive(&letters("xab"), BELOW);
    let changes = page.receive(&headlined(letters("xab"), "x", "Another"), BELOW);
    assert_eq!((changes.announcement, page.pending()), (None, "x".into()));
    assert_eq!(page.edition.by_id("x").unwrap().headline, "Another");
    assert!(page.listing.updated.is_empty());
}

#[test]
fn a_waiting_story_that_the_feed_drops_goes_on_waiting() {
    let mut page = Page::of(letters("ab"));
    page.receive(&letters("xa"), BELOW);
    page.receive(&letters("zy"), BELOW);
    assert_eq!((page.rows(), page.pending()), ("ab".into(), "zyx".into()));
}

#[test]
fn a_story_outside_of_the_list_is_known_and_not_shown() {
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
fn at_most_two_hundred_stories_wait_and_the_newest_are_kept() {
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
