//! The logic of fingers and mouse on the picture view: what they do, told from where they are.

use super::zoom::Point;

/// A movement of fingers or mouse.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Act {
    /// Draws the picture along, with one finger or the mouse.
    Drag(Point),
    /// Moves two fingers.
    Pinch {
        /// The factor by which their distance has grown.
        factor: f64,
        /// The middle between them.
        at: Point,
        /// The distance by which the middle has moved.
        by: Point,
    },
    /// Taps or clicks.
    Tap(Point),
    /// Taps or clicks again, soon and near.
    DoubleTap(Point),
    /// Draws from one place to another, and lets go.
    Swipe(Point),
}

#[derive(Clone, Copy, Debug)]
struct Pointer {
    id: i32,
    at: Point,
}

/// The fingers that are down, or the mouse while its button is.
#[derive(Clone, Debug, Default)]
pub struct Pointers {
    /// At most two; a third finger does nothing.
    down: Vec<Pointer>,
    /// Where the only pointer went down. `None` after a second one has: then it is neither a tap nor a swipe.
    begun: Option<Point>,
    /// Place and time of the last tap.
    tapped: Option<(Point, i64)>,
}

impl Pointers {
    /// The longest way of a tap, in CSS pixels: a hand is unsteady.
    const UNSTEADY: f64 = 10.0;
    /// The longest time between the taps of a double tap.
    const DOUBLE_MS: i64 = 350;
    /// The longest distance between the taps of a double tap, in CSS pixels.
    const DOUBLE_DISTANCE: f64 = 40.0;

    /// Notes that a pointer has gone down.
    pub fn press(&mut self, id: i32, at: Point) {
        if self.down.len() < 2 && self.index(id).is_none() {
            self.down.push(Pointer { id, at });
            self.begun = (self.down.len() == 1).then_some(at);
        }
    }

    /// Notes that a pointer has moved, and returns what that does.
    pub fn shift(&mut self, id: i32, at: Point) -> Option<Act> {
        let index = self.index(id)?;
        let before = std::mem::replace(&mut self.down[index].at, at);
        let by = at.from(before);
        match self.down.get(1 - index) {
            None => Some(Act::Drag(by)),
            Some(other) => Some(Act::Pinch {
                factor: at.from(other.at).length().max(1.0) / before.from(other.at).length().max(1.0),
                at: Point::new((at.x + other.at.x) / 2.0, (at.y + other.at.y) / 2.0),
                by: Point::new(by.x / 2.0, by.y / 2.0),
            }),
        }
    }

    /// Notes that a pointer has gone up, at this time in milliseconds, and returns what that does.
    pub fn lift(&mut self, id: i32, at: Point, now: i64) -> Option<Act> {
        if !self.forget(id) {
            return None;
        }
        let way = at.from(self.begun.take()?);
        if way.length() > Self::UNSTEADY {
            return Some(Act::Swipe(way));
        }
        let is_second = self.tapped.take().is_some_and(|(place, time)| {
            (0..=Self::DOUBLE_MS).contains(&(now - time)) && at.from(place).length() <= Self::DOUBLE_DISTANCE
        });
        if is_second {
            return Some(Act::DoubleTap(at));
        }
        self.tapped = Some((at, now));
        Some(Act::Tap(at))
    }

    /// Notes that a pointer is gone: the browser has taken it over, or it has left the stage. Returns `true` if it was down.
    pub fn forget(&mut self, id: i32) -> bool {
        let before = self.down.len();
        self.down.retain(|pointer| pointer.id != id);
        self.down.len() < before
    }

    fn index(&self, id: i32) -> Option<usize> {
        self.down.iter().position(|pointer| pointer.id == id)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn at(x: f64, y: f64) -> Point {
        Point::new(x, y)
    }

    fn tap(pointers: &mut Pointers, place: Point, now: i64) -> Option<Act> {
        pointers.press(1, place);
        pointers.lift(1, place, now)
    }

    #[test]
    fn two_taps_are_a_double_tap_only_if_soon_and_near() {
        let mut pointers = Pointers::default();
        let place = at(5.0, 5.0);
        assert_eq!(tap(&mut pointers, place, 0), Some(Act::Tap(place)));
        assert_eq!(tap(&mut pointers, at(9.0, 2.0), 300), Some(Act::DoubleTap(at(9.0, 2.0))));
        assert_eq!(tap(&mut pointers, place, 400), Some(Act::Tap(place)), "a third is a first again");
        assert_eq!(tap(&mut pointers, place, 900), Some(Act::Tap(place)), "too late");
        assert_eq!(tap(&mut pointers, at(90.0, 5.0), 950), Some(Act::Tap(at(90.0, 5.0))), "too far");
    }

    #[test]
    fn one_finger_draws_and_has_swiped_in_the_end() {
        let mut pointers = Pointers::default();
        pointers.press(7, at(0.0, 0.0));
        assert_eq!(pointers.shift(7, at(30.0, 5.0)), Some(Act::Drag(at(30.0, 5.0))));
        assert_eq!(pointers.shift(7, at(60.0, 5.0)), Some(Act::Drag(at(30.0, 0.0))));
        assert_eq!(pointers.lift(7, at(60.0, 5.0), 0), Some(Act::Swipe(at(60.0, 5.0))));
        assert_eq!(pointers.shift(7, at(90.0, 5.0)), None, "it is up");
    }

    #[test]
    fn two_fingers_enlarge_about_their_middle() {
        let mut pointers = Pointers::default();
        pointers.press(1, at(-50.0, 0.0));
        pointers.press(2, at(50.0, 0.0));
        let apart = Act::Pinch { factor: 1.5, at: at(25.0, 0.0), by: at(25.0, 0.0) };
        assert_eq!(pointers.shift(2, at(100.0, 0.0)), Some(apart));
        let together = Act::Pinch { factor: 0.5, at: at(62.5, 0.0), by: at(37.5, 0.0) };
        assert_eq!(pointers.shift(1, at(25.0, 0.0)), Some(together));
        assert_eq!(pointers.lift(1, at(25.0, 0.0), 0), None, "no tap");
        assert_eq!(pointers.shift(2, at(90.0, 0.0)), Some(Act::Drag(at(-10.0, 0.0))), "the other goes on");
        assert_eq!(pointers.lift(2, at(300.0, 0.0), 0), None, "and is no swipe");
    }

    #[test]
    fn a_third_finger_does_nothing() {
        let mut pointers = Pointers::default();
        for id in 1..=3 {
            pointers.press(id, at(f64::from(id) * 100.0, 0.0));
        }
        assert_eq!(pointers.shift(3, at(0.0, 0.0)), None);
        assert_eq!(pointers.lift(3, at(0.0, 0.0), 0), None);
    }

    #[test]
    fn a_pointer_that_the_browser_takes_does_nothing_more() {
        let mut pointers = Pointers::default();
        pointers.press(1, at(0.0, 0.0));
        pointers.forget(1);
        assert_eq!(pointers.lift(1, at(0.0, 0.0), 0), None);
        assert_eq!(tap(&mut pointers, at(0.0, 0.0), 9), Some(Act::Tap(at(0.0, 0.0))));
    }

    proptest! {
        #[test]
        fn no_order_of_events_breaks_it(events in prop::collection::vec((0..4_i32, 0..4_i32, -9.0..9.0), 0..60)) {
            let mut pointers = Pointers::default();
            for (now, (kind, id, x)) in (0..).zip(events) {
                let act = match kind {
                    0 => { pointers.press(id, at(x, x)); None }
                    1 => pointers.shift(id, at(x, 0.0)),
                    2 => pointers.lift(id, at(x, 0.0), now),
                    _ => { pointers.forget(id); None }
                };
                if let Some(Act::Pinch { factor, .. }) = act {
                    prop_assert!(factor.is_finite() && factor > 0.0);
                }
                prop_assert!(pointers.down.len() <= 2);
            }
        }
    }
}
