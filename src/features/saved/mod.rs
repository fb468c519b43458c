//! The stories that the reader has saved, and those that were read: the lists of the page `/saved/`.
//!
//! The service worker (`crates/press/src/offline/worker.js`) keeps the list of saved stories and copies of their pages, and
//! [`ReadMarks`](crate::store::read_marks::ReadMarks) those that were read. Neither keeps headlines: these come from the edition, and
//! from the copies if the edition has forgotten a story.

pub mod view;

use crate::{
    browser::calendar,
    model::{Slug, Story},
};

/// Returns the name of the cache with the list of saved stories, each an entry at the path of its page.
pub fn list_cache(front: &str) -> String {
    format!("london-daily:{front}:saved")
}

/// Returns how the names of the caches with copies of pages begin; there is one for each release of the app.
pub fn copies_cache(front: &str) -> String {
    format!("london-daily:{front}:pages:")
}

/// Returns `now` with `removed` back at the places that they had in `before`. What has come since then stands at the end.
pub fn put_back(before: &[String], removed: &[String], now: &[String]) -> Vec<String> {
    let known = before.iter().filter(|key| removed.contains(key) || now.contains(key));
    known.chain(now.iter().filter(|key| !before.contains(key))).cloned().collect()
}

/// Returns the row that gets the focus when that at `at` was removed and `left` rows are left: the next one, or the last. `None` if
/// none is left.
pub fn next_row(at: usize, left: usize) -> Option<usize> {
    Some(at.min(left.checked_sub(1)?))
}

/// Returns what the head of an article's printed page says of its story. `None` if it names no headline, as that of a withdrawn
/// story does not.
pub fn story_of_page(slug: &str, html: &str) -> Option<Story> {
    Some(Story {
        slug: Slug::printed(slug.to_owned()),
        headline: said(html, "og:title")?,
        section: said(html, "article:section"),
        published: said(html, "article:published_time").and_then(|time| calendar::parse(&time)),
        ..Story::default()
    })
}

/// Returns what a page says of a property. The browser's parser would report the page's own style as a violation of this page's
/// policy. A text on the page cannot hold the `<` of an element, so no other element is found.
fn said(html: &str, property: &str) -> Option<String> {
    let (_, rest) = html.split_once(&format!("<meta property=\"{property}\" content=\""))?;
    let (text, _) = rest.split_once('"')?;
    let signs = [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&amp;", "&")];
    Some(signs.iter().fold(text.to_owned(), |text, (written, sign)| text.replace(written, sign)))
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn keys(text: &str) -> Vec<String> {
        text.split_whitespace().map(str::to_owned).collect()
    }

    #[test]
    fn what_is_put_back_stands_where_it_stood() {
        for (before, removed, now, whole) in [
            ("a b c", "b", "a c", "a b c"),
            ("a b c", "a b c", "", "a b c"),
            ("a b c", "b", "a c d", "a b c d"),
            ("a b c", "b", "c", "b c"),
            ("a b c", "b", "a b c", "a b c"),
        ] {
            assert_eq!(
                put_back(&keys(before), &keys(removed), &keys(now)),
                keys(whole),
                "{before} - {removed}"
            );
        }
    }

    proptest! {
        #[test]
        fn undo_gives_back_the_list(
            before in proptest::collection::btree_set("[a-f]{1,2}", 0..8),
            chosen in proptest::collection::vec(any::<bool>(), 8),
        ) {
            let before: Vec<String> = before.into_iter().rev().collect();
            let part = |wanted: bool| -> Vec<String> {
                let chosen = before.iter().zip(&chosen).filter(|(_, chosen)| **chosen == wanted);
                chosen.map(|(key, _)| key.clone()).collect()
            };
            prop_assert_eq!(put_back(&before, &part(true), &part(false)), before);
        }
    }

    #[test]
    fn the_focus_goes_to_the_next_row() {
        assert_eq!(next_row(0, 3), Some(0));
        assert_eq!(next_row(3, 3), Some(2), "the last was removed");
        assert_eq!(next_row(0, 0), None);
    }

    #[test]
    fn a_kept_page_names_its_story() {
        let html = "<title>No</title><meta property=\"og:title\" content=\"A &amp;lt; &quot;B&quot;\" data-head>\
                    <meta property=\"article:published_time\" content=\"2025-07-10T12:00:00Z\" data-head>\
                    <meta property=\"article:section\" content=\"World\" data-head>";
        let story = story_of_page("a-b", html).unwrap();
        assert_eq!(story.headline, "A &lt; \"B\"");
        assert_eq!(story.section.as_deref(), Some("World"));
        assert_eq!(story.published, "2025-07-10T12:00:00Z".parse().ok());
        assert_eq!(story.slug.as_str(), "a-b");
        assert_eq!(story_of_page("a-b", "<title>Page not found</title>"), None);
    }
}
