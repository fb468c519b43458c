//! The logic of the picture view: the picture that a URL names, and the moves by keys and swipes. How a picture is enlarged is in
//! [`zoom`], what fingers and mouse do in [`pointers`].
//!
//! The pictures are in the order of the page. The last does not lead on to the first: a reader learns at the end that all
//! pictures have been seen.

pub mod pointers;
pub mod view;
pub mod zoom;

use zoom::Point;

/// A move from one picture to another. Closing is not among them: the browser closes the dialog on Escape.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Move {
    /// The move to the previous picture.
    Previous,
    /// The move to the next picture.
    Next,
    /// The move to the first picture of the page.
    First,
    /// The move to the last picture of the page.
    Last,
}

/// The part of the fragment before the number of a picture.
const NAME: &str = "picture-";

/// Returns the fragment that names a picture; the first has the number 1.
pub fn fragment(number: usize) -> String {
    format!("#{NAME}{number}")
}

/// Returns the index (from 0) of the picture that a fragment, with or without its `#`, names on a page with `count` pictures.
/// `None` for another fragment, and for a picture that the page does not have.
pub fn index(fragment: &str, count: usize) -> Option<usize> {
    let fragment = fragment.strip_prefix('#').unwrap_or(fragment);
    let name = fragment.get(..NAME.len())?;
    let digits = fragment.get(NAME.len()..)?;
    if !name.eq_ignore_ascii_case(NAME) || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let number: usize = digits.parse().ok()?;
    number.checked_sub(1).filter(|index| *index < count)
}

/// Returns the index after a move, which at the edge is the same. `None` if the page does not have the picture at `index`.
pub fn after(index: usize, count: usize, step: Move) -> Option<usize> {
    let last = count.checked_sub(1).filter(|last| index <= *last)?;
    Some(match step {
        Move::Previous => index.saturating_sub(1),
        Move::Next => (index + 1).min(last),
        Move::First => 0,
        Move::Last => last,
    })
}

/// Returns the move that a key (the `key` of a `KeyboardEvent`) makes. On a site that reads from right to left, the next
/// picture is on the left.
pub fn key(name: &str, right_to_left: bool) -> Option<Move> {
    match name {
        "ArrowLeft" => Some(towards_left(right_to_left)),
        "ArrowRight" => Some(towards_left(!right_to_left)),
        "Home" => Some(Move::First),
        "End" => Some(Move::Last),
        _ => None,
    }
}

/// Returns the indices of the pictures to load ahead, the likeliest first.
pub fn neighbours(index: usize, count: usize) -> Vec<usize> {
    let after = index.checked_add(1).filter(|after| *after < count);
    let before = index.checked_sub(1).filter(|before| *before < count);
    after.into_iter().chain(before).collect()
}

fn towards_left(right_to_left: bool) -> Move {
    if right_to_left { Move::Next } else { Move::Previous }
}

/// The effect of a swipe over a whole picture.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Swipe {
    Turn(Move),
    Close,
}

/// Returns what a swipe by this way does. The picture is dragged: to the left brings in what is on the right, the next picture, or
/// the previous one on a site that reads from right to left. Down lays the picture aside. `None` if the swipe is too short, or
/// neither sideways nor down.
fn swipe(way: Point, right_to_left: bool) -> Option<Swipe> {
    /// The shortest swipes sideways and down, in CSS pixels; less is a tap with an unsteady hand.
    const SIDEWAYS: f64 = 40.0;
    const DOWN: f64 = 80.0;
    /// The least ratio between both directions.
    const SLOPE: f64 = 1.5;
    /// Beyond the length of any screen, the device is wrong.
    const MOST: f64 = 20_000.0;

    let (across, along) = (way.x.abs(), way.y.abs());
    if (SIDEWAYS..=MOST).contains(&across) && across >= along * SLOPE {
        Some(Swipe::Turn(towards_left((way.x < 0.0) != right_to_left)))
    } else if (DOWN..=MOST).contains(&way.y) && along >= across * SLOPE {
        Some(Swipe::Close)
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn an_address_names_its_picture_and_the_picture_its_address() {
        for number in 1..=12 {
            assert_eq!(index(&fragment(number), 12), Some(number - 1));
        }
        assert_eq!(fragment(2), "#picture-2");
    }

    #[test]
    fn an_address_is_read_leniently() {
        for spelt in ["#picture-2", "picture-2", "#Picture-2", "#picture-02"] {
            assert_eq!(index(spelt, 3), Some(1), "{spelt}");
        }
    }

    #[test]
    fn an_address_that_names_no_picture_of_the_page_opens_nothing() {
        for spelt in [
            "",
            "#",
            "#picture-",
            "#picture-0",
            "#picture-4",
            "#picture--1",
            "#picture-+1",
            "#picture-1.5",
            "#picture-x",
            "#picture-99999999999999999999",
            "#pictures-1",
            "#bildé-1",
            "#comments",
            "##picture-1",
        ] {
            assert_eq!(index(spelt, 3), None, "{spelt}");
        }
        assert_eq!(index("#picture-1", 0), None);
    }

    #[test]
    fn moves_stop_at_the_edges() {
        assert_eq!(after(0, 3, Move::Next), Some(1));
        assert_eq!(after(2, 3, Move::Next), Some(2));
        assert_eq!(after(1, 3, Move::Previous), Some(0));
        assert_eq!(after(0, 3, Move::Previous), Some(0));
        assert_eq!(after(1, 3, Move::First), Some(0));
        assert_eq!(after(1, 3, Move::Last), Some(2));
        assert_eq!(after(3, 3, Move::Previous), None);
        assert_eq!(after(0, 0, Move::Last), None);
    }

    #[test]
    fn arrows_follow_the_direction_of_reading() {
        assert_eq!(key("ArrowRight", false), Some(Move::Next));
        assert_eq!(key("ArrowLeft", false), Some(Move::Previous));
        assert_eq!(key("ArrowRight", true), Some(Move::Previous));
        assert_eq!(key("ArrowLeft", true), Some(Move::Next));
        assert_eq!((key("Home", true), key("End", true)), (Some(Move::First), Some(Move::Last)));
        for other in ["Escape", "Tab", "ArrowUp", " ", "a"] {
            assert_eq!(key(other, false), None);
        }
    }

    #[test]
    fn the_next_picture_is_loaded_before_the_one_before() {
        assert_eq!(neighbours(1, 3), [2, 0]);
        assert_eq!(neighbours(0, 3), [1]);
        assert_eq!(neighbours(2, 3), [1]);
        assert_eq!(neighbours(0, 1), [0; 0]);
        assert_eq!(neighbours(usize::MAX, 3), [0; 0]);
    }

    #[test]
    fn a_swipe_to_the_left_brings_the_next_picture() {
        let swiped = |x, y, right_to_left| swipe(Point::new(x, y), right_to_left);
        assert_eq!(swiped(-80.0, 10.0, false), Some(Swipe::Turn(Move::Next)));
        assert_eq!(swiped(80.0, -10.0, false), Some(Swipe::Turn(Move::Previous)));
        assert_eq!(swiped(-80.0, 10.0, true), Some(Swipe::Turn(Move::Previous)));
        assert_eq!(swiped(80.0, 10.0, true), Some(Swipe::Turn(Move::Next)));
    }

    #[test]
    fn a_swipe_down_closes() {
        assert_eq!(swipe(Point::new(20.0, 120.0), false), Some(Swipe::Close));
        assert_eq!(swipe(Point::new(-20.0, 120.0), true), Some(Swipe::Close));
    }

    #[test]
    fn a_tap_or_a_way_up_or_aslant_is_no_swipe() {
        for (x, y) in [
            (0.0, 0.0),
            (39.0, 0.0),
            (0.0, 79.0),
            (0.0, -300.0),
            (60.0, 50.0),
            (90.0, 100.0),
            (f64::NAN, 0.0),
            (f64::INFINITY, 0.0),
            (0.0, f64::INFINITY),
            (80.0, f64::NAN),
        ] {
            assert_eq!(swipe(Point::new(x, y), false), None, "{x} {y}");
        }
    }

    proptest! {
        #[test]
        fn whatever_an_address_says_the_picture_is_one_of_the_page(fragment in ".{0,20}|#picture-[0-9]{0,21}", count in 0_usize..9) {
            prop_assert!(index(&fragment, count).is_none_or(|index| index < count));
        }
    }
}
