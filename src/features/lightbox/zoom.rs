//! The geometry of an enlarged picture.
//!
//! Places are in CSS pixels from the middle of the *stage*, the area in which pictures are shown. At scale 1 a picture is as large
//! as fits there, with its middle in the middle.

/// A place on the stage, or a distance: to the right and down.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Point {
    /// To the right.
    pub x: f64,
    /// Down.
    pub y: f64,
}

impl Point {
    /// Returns the place or distance.
    pub fn new(x: f64, y: f64) -> Self {
        Self { x, y }
    }

    /// Returns the distance from another place.
    pub fn from(self, other: Self) -> Self {
        Self::new(self.x - other.x, self.y - other.y)
    }

    /// Returns the length of the distance.
    pub fn length(self) -> f64 {
        self.x.hypot(self.y)
    }

    fn is_finite(self) -> bool {
        self.x.is_finite() && self.y.is_finite()
    }
}

/// The stage, with the size at which it shows a picture at scale 1.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Stage {
    room: Point,
    picture: Point,
}

impl Stage {
    /// Measures a stage with this width and height, and a picture whose width and height are given in any unit. A picture without a
    /// size fills the stage.
    pub fn new(room: Point, picture: Point) -> Self {
        let fit = (room.x / picture.x).min(room.y / picture.y);
        let fitted = Point::new(picture.x * fit, picture.y * fit);
        Self { room, picture: if fitted.is_finite() { fitted } else { room } }
    }

    /// Returns how far the middle of a picture may be from the middle of the stage: no edge of the picture comes into the stage
    /// unless the picture fits into it.
    fn reach(&self, scale: f64) -> Point {
        let reach = |picture: f64, room: f64| ((picture * scale - room) / 2.0).max(0.0);
        Point::new(reach(self.picture.x, self.room.x), reach(self.picture.y, self.room.y))
    }
}

/// How much a picture is enlarged, and which part of it is in view.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Zoom {
    scale: f64,
    /// The middle of the picture.
    middle: Point,
}

impl Default for Zoom {
    fn default() -> Self {
        Self { scale: 1.0, middle: Point::default() }
    }
}

impl Zoom {
    /// The scale to which a double tap enlarges.
    const CLOSE: f64 = 2.5;
    const MOST: f64 = 6.0;
    /// The factor of one press of a key.
    const STEP: f64 = 1.5;
    /// The part of the stage by which an arrow key moves.
    const STRIDE: f64 = 0.2;
    /// The scale below which the whole picture is shown: less is an unsteady hand.
    const LEAST: f64 = 1.02;

    /// Returns `true` if the picture is larger than the stage shows it by itself.
    pub fn is_enlarged(self) -> bool {
        self.scale > 1.0
    }

    /// Returns the value of the CSS property `transform`. Whole pixels and thousandths are exact enough, and the code that writes
    /// fractions is larger than all of this module.
    pub fn transform(self) -> String {
        if !self.is_enlarged() {
            return "none".to_owned();
        }
        let (x, y, scale) = (self.middle.x as i32, self.middle.y as i32, (self.scale * 1_000.0) as i32);
        format!("translate({x}px, {y}px) scale({scale}e-3)")
    }

    /// Enlarges by a factor, or reduces. The part of the picture that is at `at` stays there, as far as the picture's edges let it.
    #[must_use]
    pub fn by(self, factor: f64, at: Point, stage: &Stage) -> Self {
        if !(factor.is_finite() && at.is_finite()) {
            return self;
        }
        let scale = (self.scale * factor).clamp(1.0, Self::MOST);
        if scale < Self::LEAST {
            return Self::default();
        }
        let (ratio, from_middle) = (scale / self.scale, at.from(self.middle));
        let middle = Point::new(at.x - from_middle.x * ratio, at.y - from_middle.y * ratio);
        Self { scale, middle }.within(stage)
    }

    /// Moves the picture by a distance, as far as its edges let it.
    #[must_use]
    pub fn moved(self, by: Point, stage: &Stage) -> Self {
        let middle = Point::new(self.middle.x + by.x, self.middle.y + by.y);
        if middle.is_finite() { Self { middle, ..self }.within(stage) } else { self }
    }

    /// Enlarges the part at `at`, or shows the whole picture if it is enlarged.
    #[must_use]
    pub fn toggled(self, at: Point, stage: &Stage) -> Self {
        if self.is_enlarged() { Self::default() } else { self.by(Self::CLOSE, at, stage) }
    }

    /// Returns the zoom after the wheel has turned by `down` CSS pixels at `at`. `pinched` on a touchpad, the same distance comes in
    /// far smaller steps.
    #[must_use]
    pub fn wheeled(self, down: f64, pinched: bool, at: Point, stage: &Stage) -> Self {
        let more = 1.0 + (down.abs() * if pinched { 0.01 } else { 0.002 }).min(1.0);
        self.by(if down < 0.0 { more } else { 1.0 / more }, at, stage)
    }

    /// Returns the zoom after a key (the `key` of a `KeyboardEvent`) was pressed; `None` if the key has another meaning. Arrow keys
    /// lead over an enlarged picture.
    pub fn key(self, name: &str, stage: &Stage) -> Option<Self> {
        let (right, down) = match name {
            "+" | "=" => return Some(self.by(Self::STEP, Point::default(), stage)),
            "-" => return Some(self.by(1.0 / Self::STEP, Point::default(), stage)),
            "0" => return Some(Self::default()),
            "ArrowLeft" => (1.0, 0.0),
            "ArrowRight" => (-1.0, 0.0),
            "ArrowUp" => (0.0, 1.0),
            "ArrowDown" => (0.0, -1.0),
            _ => return None,
        };
        let stride = Point::new(right * stage.room.x * Self::STRIDE, down * stage.room.y * Self::STRIDE);
        self.is_enlarged().then(|| self.moved(stride, stage))
    }

    /// Returns `true` if the picture covers this place.
    pub fn covers(self, at: Point, stage: &Stage) -> bool {
        let from_middle = at.from(self.middle);
        from_middle.x.abs() <= stage.picture.x * self.scale / 2.0
            && from_middle.y.abs() <= stage.picture.y * self.scale / 2.0
    }

    fn within(self, stage: &Stage) -> Self {
        let reach = stage.reach(self.scale);
        let middle =
            Point::new(self.middle.x.clamp(-reach.x, reach.x), self.middle.y.clamp(-reach.y, reach.y));
        Self { middle, ..self }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// A stage of 1000 x 600 with a picture twice as wide as high: it is shown 1000 x 500.
    fn stage() -> Stage {
        Stage::new(Point::new(1_000.0, 600.0), Point::new(400.0, 200.0))
    }

    /// The place on the stage of the part of the picture that is at `part` at scale 1.
    fn shown_at(zoom: Zoom, part: Point) -> Point {
        Point::new(zoom.middle.x + part.x * zoom.scale, zoom.middle.y + part.y * zoom.scale)
    }

    fn is_near(a: Point, b: Point) -> bool {
        a.from(b).length() < 0.001
    }

    #[test]
    fn a_picture_is_shown_as_large_as_fits() {
        assert_eq!(stage().picture, Point::new(1_000.0, 500.0));
        let upright = Stage::new(Point::new(1_000.0, 600.0), Point::new(10.0, 30.0));
        assert_eq!(upright.picture, Point::new(200.0, 600.0));
        for unsized_picture in [Point::default(), Point::new(f64::NAN, 1.0)] {
            assert_eq!(Stage::new(Point::new(9.0, 6.0), unsized_picture).picture, Point::new(9.0, 6.0));
        }
    }

    #[test]
    fn a_double_tap_enlarges_its_place_and_another_shows_all() {
        let at = Point::new(100.0, 50.0);
        let zoom = Zoom::default().toggled(at, &stage());
        assert!(zoom.is_enlarged());
        assert_eq!(zoom.scale, 2.5);
        assert!(is_near(shown_at(zoom, at), at), "{zoom:?}");
        assert_eq!(zoom.toggled(at, &stage()), Zoom::default());
    }

    #[test]
    fn no_edge_of_an_enlarged_picture_comes_into_the_stage() {
        let zoom = Zoom::default().by(2.0, Point::default(), &stage());
        let far = zoom.moved(Point::new(9_999.0, -9_999.0), &stage());
        // It is shown 2000 x 1000, in 1000 x 600.
        assert_eq!(far.middle, Point::new(500.0, -200.0));
    }

    #[test]
    fn what_fits_in_one_direction_does_not_move_in_it() {
        let zoom = Zoom::default().by(1.1, Point::default(), &stage());
        let moved = zoom.moved(Point::new(10.0, 10.0), &stage());
        assert_eq!(moved.middle, Point::new(10.0, 0.0), "it is 550 high, in 600");
        assert_eq!(Zoom::default().moved(Point::new(10.0, 10.0), &stage()), Zoom::default());
    }

    #[test]
    fn keys_enlarge_and_lead_over_the_picture() {
        let zoom = Zoom::default();
        assert_eq!(zoom.key("ArrowRight", &stage()), None, "it turns the pictures over");
        assert_eq!(zoom.key("Escape", &stage()), None);
        let larger = zoom.key("+", &stage()).unwrap();
        assert_eq!(larger.scale, 1.5);
        assert_eq!(zoom.key("=", &stage()), Some(larger), "the same key without Shift");
        let to_the_right = larger.key("ArrowRight", &stage()).unwrap();
        assert_eq!(to_the_right.middle, Point::new(-200.0, 0.0), "what is on the right comes into view");
        assert_eq!(larger.key("ArrowDown", &stage()).unwrap().middle, Point::new(0.0, -75.0));
        assert_eq!(larger.key("-", &stage()), Some(zoom));
        assert_eq!(to_the_right.key("0", &stage()), Some(zoom));
        assert_eq!(larger.key("Home", &stage()), None);
    }

    #[test]
    fn the_wheel_enlarges_upwards_and_stops_at_both_ends() {
        let mut zoom = Zoom::default();
        assert_eq!(zoom.wheeled(100.0, false, Point::default(), &stage()), zoom);
        for _ in 0..99 {
            zoom = zoom.wheeled(-100.0, false, Point::default(), &stage());
        }
        assert_eq!(zoom.scale, Zoom::MOST);
        let pinched = zoom.wheeled(5.0, true, Point::default(), &stage());
        let wheeled = zoom.wheeled(5.0, false, Point::default(), &stage());
        assert!(pinched.scale < wheeled.scale, "{pinched:?} {wheeled:?}");
    }

    #[test]
    fn beside_the_picture_is_not_on_it() {
        assert!(Zoom::default().covers(Point::new(-499.0, 249.0), &stage()));
        assert!(!Zoom::default().covers(Point::new(0.0, 260.0), &stage()));
        assert!(Zoom::default().by(2.0, Point::default(), &stage()).covers(Point::new(0.0, 260.0), &stage()));
    }

    #[test]
    fn the_style_says_where_the_picture_is() {
        assert_eq!(Zoom::default().transform(), "none");
        let zoom = Zoom::default().by(2.0, Point::default(), &stage()).moved(Point::new(-7.0, 3.5), &stage());
        assert_eq!(zoom.transform(), "translate(-7px, 3px) scale(2000e-3)");
    }

    proptest! {
        #[test]
        fn however_a_picture_is_handled_it_fills_the_stage(
            acts in prop::collection::vec((-9_i32..9, any::<f64>(), -999.0..999.0, -999.0..999.0), 0..20),
            width in 0_u32..5_000,
            height in 0_u32..5_000,
        ) {
            let stage = Stage::new(Point::new(800.0, 500.0), Point::new(width.into(), height.into()));
            let mut zoom = Zoom::default();
            for (act, wild, x, y) in acts {
                let at = Point::new(x, y);
                zoom = match act {
                    -9..0 => zoom.by(wild, at, &stage),
                    0 => zoom.toggled(at, &stage),
                    1..4 => zoom.moved(Point::new(wild, y), &stage),
                    4 => zoom.wheeled(wild, true, at, &stage),
                    _ => zoom.by(1.0 + f64::from(act) / 9.0, at, &stage),
                };
                prop_assert!((1.0..=Zoom::MOST).contains(&zoom.scale));
                let reach = stage.reach(zoom.scale);
                prop_assert!(zoom.middle.x.abs() <= reach.x && zoom.middle.y.abs() <= reach.y);
            }
        }

        #[test]
        fn what_is_under_the_finger_stays_there(x in -200.0..200.0, y in -100.0..100.0, factor in 1.2..2.4) {
            let (at, stage) = (Point::new(x, y), stage());
            // Not near an edge, which would stop it.
            let zoom = Zoom::default().by(2.5, Point::default(), &stage);
            let part = Point::new(at.x / 2.5, at.y / 2.5);
            prop_assert!(is_near(shown_at(zoom.by(factor, at, &stage), part), at));
        }
    }
}
