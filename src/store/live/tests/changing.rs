//! Stories that change, and answers that change nothing.

use super::*;

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
fn a_change_that_the_row_does_not_show_is_stored_unmarked() {
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
fn stories_of_older_pages_stay_and_paging_goes_on_from_there() {
    let mut first = letters("abc");
    first.older = Some("page-2".to_owned());
    let mut second = letters("cde");
    second.older = Some("page-3".to_owned());
    first.append(second);
    let mut page = Page::of(first);
    assert_eq!(page.known(), "abcde");
    let mut answer = letters("xac");
    answer.older = Some("page-2".to_owned());
    page.receive(&answer, TOP);
    assert_eq!((page.rows(), page.known()), ("xacde".into(), "xacde".into()));
    assert_eq!(page.edition.older.as_deref(), Some("page-3"));
    assert_eq!(page.try_receive(&answer, TOP), NOTHING);
}

#[test]
fn without_paging_the_next_page_is_the_one_the_feed_names() {
    let mut page = Page::of(letters("abc"));
    let mut answer = letters("ac");
    answer.older = Some("page-2".to_owned());
    page.receive(&answer, TOP);
    assert_eq!(page.edition.older.as_deref(), Some("page-2"));
    assert_eq!(page.try_receive(&answer, TOP), NOTHING);
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
fn a_known_story_keeps_its_url_whatever_new_stories_want() {
    let mut page = Page::of(letters("abc"));
    let slug = |page: &Page, id: &str| page.edition.by_id(id).unwrap().slug.clone();
    let before = [slug(&page, "a"), slug(&page, "c")];
    let mut answer = letters("xab");
    answer.stories[0].slug = slug(&page, "c");
    answer.stories[1].slug = Slug::from_text("another").unwrap();
    page.receive(&answer, TOP);
    assert_eq!([slug(&page, "a"), slug(&page, "c")], before);
    assert_ne!(slug(&page, "x"), slug(&page, "c"));
    assert_eq!(page.try_receive(&answer, TOP), NOTHING);
}
