//! Properties that hold whatever the endpoint answers.

use proptest::prelude::*;

use super::*;

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

/// An answer, whether the reader is at the top of the list, and the rows under pointer and focus, if any.
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

            // The rows under pointer and focus, and all above them, stay where they are, and those above keep their headlines.
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
            // Stories are inserted only for a reader at the top who attends to no row, and then at the top.
            if let Some(changes) = &outcome.changes {
                prop_assert!(changes.inserted.is_empty() || (at_top && attention.is_free()));
                prop_assert!(page.listing.rows.starts_with(&changes.inserted));
                let stayed: Vec<_> = rows.iter().filter(|row| !changes.removed.contains(row)).cloned().collect();
                prop_assert_eq!(&page.listing.rows[changes.inserted.len()..], &stayed[..]);
                prop_assert!(changes.changed.iter().all(|id| stayed.contains(id) && page.listing.is_updated(id)));
            }
            // Ids and slugs are unique, and every listed story is known.
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
            // Once the reader's attention has moved, everything is applied.
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
