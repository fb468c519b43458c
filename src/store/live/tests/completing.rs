//! The first answer after a printed page, which includes only an excerpt.

use super::*;

/// Returns a printed page with these stories, of an edition whose newest story was of this day.
fn printed(stories: impl IntoIterator<Item = Story>, newest: u8) -> Page {
    Page { excerpt: Some(Excerpt { newest: dated("", newest).published }), ..Page::of(edition(stories)) }
}

fn days(days: &[(&str, u8)]) -> Vec<Story> {
    days.iter().map(|(id, day)| dated(id, *day)).collect()
}

#[test]
fn stories_not_included_join_silently_and_the_list_stays() {
    let mut page = printed(days(&[("d", 5), ("b", 7)]), 9).with_rows("bd");
    let answer = edition(days(&[("x", 9), ("a", 8), ("b", 7), ("c", 6), ("d", 5), ("e", 4)]));
    let changes = page.receive(&answer, TOP);
    assert_eq!((page.rows(), page.pending()), ("bd".into(), String::new()));
    assert_eq!(page.known(), "xabcde");
    assert_eq!((changes.announcement, changes.inserted, changes.changed), (None, vec![], vec![]));
}

#[test]
fn only_a_story_that_is_newer_than_all_that_was_printed_is_new() {
    let answer = || edition(days(&[("n", 10), ("x", 9), ("b", 7), ("d", 5)]).into_iter().chain([story("u")]));
    let mut page = printed(days(&[("b", 7), ("d", 5)]), 9);
    let changes = page.receive(&answer(), TOP);
    assert_eq!(changes.inserted, ids("n"));
    assert_eq!(changes.announcement, Some(Announcement { new: 1, changed: 0 }));
    assert_eq!((page.rows(), page.known()), ("nbd".into(), "nxbdu".into()));

    let mut below = printed(days(&[("b", 7), ("d", 5)]), 9);
    below.receive(&answer(), BELOW);
    assert_eq!((below.rows(), below.pending()), ("bd".into(), "n".into()));
}

#[test]
fn without_dates_nothing_is_new_at_first_and_all_is_later() {
    let mut page = Page { excerpt: Some(Excerpt::default()), ..Page::of(letters("bd")) };
    let changes = page.receive(&letters("abcde"), TOP);
    assert_eq!((page.rows(), page.known(), changes.announcement), ("bd".into(), "abcde".into(), None));
    page.excerpt = None;
    page.receive(&letters("xabcde"), TOP);
    assert_eq!(page.rows(), "xbd");
}

#[test]
fn an_omission_in_the_excerpt_is_no_change_a_difference_is() {
    let whole = Story {
        standfirst: Some("Why".into()),
        kicker: Some("Vote".into()),
        section: Some("World".into()),
        picture: Some(crate::model::Picture { src: "/a.png".into(), ..Default::default() }),
        ..dated("b", 7)
    };
    let mut page = printed([dated("b", 7)], 9);
    let changes = page.receive(&edition([whole.clone()]), TOP);
    assert_eq!((changes.changed, changes.announcement), (vec![], None));
    assert_eq!(page.edition.stories, std::slice::from_ref(&whole), "but it is known from then on");

    let mut page = printed([Story { kicker: Some("Count".into()), ..dated("b", 7) }], 9);
    assert_eq!(page.receive(&edition([whole]), TOP).changed, ids("b"));
}

#[test]
fn a_removed_story_leaves_and_one_older_than_the_feed_stays() {
    let mut page = printed(days(&[("o", 2), ("b", 7), ("g", 6)]).into_iter().chain([story("u")]), 9);
    let changes = page.receive(&edition(days(&[("a", 8), ("b", 7), ("c", 5)])), TOP);
    assert_eq!(changes.removed, ids("g"), "its date is within the answer");
    assert_eq!((page.rows(), page.known()), ("obu".into(), "abcou".into()));

    let mut page = printed(days(&[("b", 7), ("c", 5)]), 9);
    page.receive(&withdrawn(edition(days(&[("b", 7), ("c", 5)])), "b"), TOP);
    assert_eq!(page.rows(), "c");
}

#[test]
fn an_answer_that_is_no_more_than_the_excerpt_changes_nothing() {
    let mut page = printed(days(&[("b", 7), ("c", 5)]), 7);
    assert_eq!(page.try_receive(&edition(days(&[("b", 7), ("c", 5)])), TOP), NOTHING);
}
