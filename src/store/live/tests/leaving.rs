//! Stories that leave the list, at once or when the reader's attention has left.

use super::*;

#[test]
fn a_withdrawn_story_leaves_the_list_but_is_still_known() {
    let mut page = Page::of(letters("abc"));
    let changes = page.receive(&withdrawn(letters("abc"), "b"), BELOW);
    assert_eq!((page.rows(), changes.removed), ("ac".into(), ids("b")));
    assert_eq!(changes.announcement, None);
    assert!(page.edition.by_id("b").unwrap().withdrawn);
}

#[test]
fn a_story_withdrawn_from_the_start_never_enters_the_list() {
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
fn a_row_at_or_above_the_pointer_waits_until_it_has_moved_off() {
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
fn a_withdrawal_above_the_pointer_waits_and_the_rest_does_not() {
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
fn the_focused_row_changes_at_once_and_those_above_it_later() {
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
