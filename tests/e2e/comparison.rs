//! A picture of a component beside the one that was kept.
//!
//! Boxes, borders and backgrounds are drawn alike on all machines, so they have to be the same to the pixel. Letters are not: their
//! edges depend on the version of the browser and on the settings of the system, so they may be a pixel off. A score of the whole
//! picture, as crates for comparing pictures give it, would hardly change with a thin line.
#![forbid(unsafe_code)]

use std::iter;

use image::{Rgb, RgbImage};

/// The most that the channels of two equal colours differ by, of 255. The closest tones of a theme differ by twice as much.
const TONE: u8 = 4;
/// The most that the edge of a letter may be off, in pixels.
const SHIFT: u32 = 1;
/// The greatest distance from the pixels of a letter to those of the kept one, in pixels.
const AROUND: u32 = 2;
/// The most pixels that may differ: fewer than an edge of a small control has.
const STRAY_PIXELS: u32 = 12;

const DIFFERENT: Rgb<u8> = Rgb([255, 0, 90]);

/// A picture as it is now.
pub struct New<'a> {
    /// The picture.
    pub whole: &'a RgbImage,
    /// The same without its letters, which tells where they are.
    pub wordless: &'a RgbImage,
}

/// A difference that a reader could see.
pub struct Difference {
    /// How many pixels differ.
    pub pixels: u32,
    /// Left, top, right and bottom of the smallest rectangle with all of them.
    pub bounds: [u32; 4],
    /// The new picture, pale, with the pixels that differ in red.
    pub picture: RgbImage,
}

/// Compares a picture with the one that was kept.
pub fn difference(kept: &RgbImage, new: &New<'_>) -> Option<Difference> {
    if kept == new.whole {
        return None;
    }
    let (width, height) = (kept.width().max(new.whole.width()), kept.height().max(new.whole.height()));
    let mut picture = RgbImage::new(width, height);
    let mut pixels = 0;
    let mut bounds = [width, height, 0, 0];
    for (x, y, shown) in picture.enumerate_pixels_mut() {
        if is_alike(kept, new, x, y) {
            *shown = pale(*new.whole.get_pixel(x, y));
        } else {
            *shown = DIFFERENT;
            pixels += 1;
            let [left, top, right, bottom] = bounds;
            bounds = [left.min(x), top.min(y), right.max(x + 1), bottom.max(y + 1)];
        }
    }
    let is_seen = kept.dimensions() != new.whole.dimensions() || pixels > STRAY_PIXELS;
    is_seen.then_some(Difference { pixels, bounds, picture })
}

fn is_alike(kept: &RgbImage, new: &New<'_>, x: u32, y: u32) -> bool {
    let (Some(was), Some(is)) = (kept.get_pixel_checked(x, y), new.whole.get_pixel_checked(x, y)) else {
        return false;
    };
    iter::zip(was.0, is.0).all(|(was, is)| was.abs_diff(is) <= TONE)
        || is_type(new, x, y) && is_among(*is, kept, x, y) && is_among(*was, new.whole, x, y)
}

/// Tells whether a letter is at or near this pixel.
fn is_type(new: &New<'_>, x: u32, y: u32) -> bool {
    around(new.whole, x, y, AROUND).ne(around(new.wordless, x, y, AROUND))
}

/// Tells whether each channel of a colour lies between those of the pixels around this one. Looked at from both pictures, it holds
/// for an edge that is softer or a little off, and neither for another colour nor for something that has come or gone.
fn is_among(colour: Rgb<u8>, picture: &RgbImage, x: u32, y: u32) -> bool {
    (0..3).all(|channel| {
        let tones = || around(picture, x, y, SHIFT).map(|pixel| pixel.0[channel]);
        let (darkest, lightest) = (tones().min().unwrap_or(0), tones().max().unwrap_or(255));
        (darkest.saturating_sub(TONE)..=lightest.saturating_add(TONE)).contains(&colour.0[channel])
    })
}

fn around(picture: &RgbImage, x: u32, y: u32, reach: u32) -> impl Iterator<Item = &Rgb<u8>> {
    let columns = x.saturating_sub(reach)..=x + reach;
    (y.saturating_sub(reach)..=y + reach)
        .flat_map(move |row| columns.clone().filter_map(move |column| picture.get_pixel_checked(column, row)))
}

fn pale(Rgb(channels): Rgb<u8>) -> Rgb<u8> {
    Rgb(channels.map(|channel| 192 + channel / 4))
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAPER: Rgb<u8> = Rgb([255, 253, 249]);
    const RAISED: Rgb<u8> = Rgb([247, 243, 234]);
    const RULE: Rgb<u8> = Rgb([217, 210, 195]);
    const ACCENT: Rgb<u8> = Rgb([143, 21, 25]);
    const INK: Rgb<u8> = Rgb([27, 26, 23]);

    /// Returns a picture of 60 x 40 pixels with filled rectangles on paper: left, top, width, height and colour of each.
    fn drawn(rectangles: &[([u32; 4], Rgb<u8>)]) -> RgbImage {
        let mut picture = RgbImage::from_pixel(60, 40, PAPER);
        for ([left, top, width, height], colour) in rectangles {
            for (x, y) in (*left..left + width).flat_map(|x| (*top..top + height).map(move |y| (x, y))) {
                picture.put_pixel(x, y, *colour);
            }
        }
        picture
    }

    /// A frame of 1 px at this place, with a ground.
    fn panel(left: u32, top: u32, edge: Rgb<u8>, ground: Rgb<u8>) -> RgbImage {
        drawn(&[([left, top, 30, 20], edge), ([left + 1, top + 1, 28, 18], ground)])
    }

    /// Compares pictures without letters.
    fn compared(kept: &RgbImage, new: &RgbImage) -> Option<Difference> {
        difference(kept, &New { whole: new, wordless: new })
    }

    /// Compares pictures of letters on paper.
    fn compared_type(kept: &RgbImage, new: &RgbImage) -> Option<Difference> {
        difference(kept, &New { whole: new, wordless: &drawn(&[]) })
    }

    /// Stems of letters, each with a soft edge to its right.
    fn stems(left: u32, top: u32, ink: Rgb<u8>, soft: u8) -> RgbImage {
        let soft = Rgb([soft; 3]);
        let stem = |at: u32| [([at, top, 2, 9], ink), ([at + 2, top, 1, 9], soft)];
        drawn(&[0, 7, 13, 20].map(|stride| stem(left + stride)).concat())
    }

    #[test]
    fn a_picture_is_like_itself() {
        let panel = panel(10, 10, RULE, RAISED);
        assert!(compared(&panel, &panel).is_none());
    }

    #[test]
    fn a_box_that_moves_by_a_pixel_is_seen() {
        for edge in [RULE, RAISED] {
            let (kept, new) = (panel(10, 10, edge, RAISED), panel(11, 10, edge, RAISED));
            assert!(compared(&kept, &new).is_some(), "{edge:?}");
        }
    }

    #[test]
    fn another_colour_of_a_ground_or_an_edge_is_seen() {
        let kept = panel(10, 10, RULE, RAISED);
        let darker = |Rgb(channels): Rgb<u8>| Rgb(channels.map(|channel| channel - 6));
        let ground = compared(&kept, &panel(10, 10, RULE, darker(RAISED))).expect("the ground is seen");
        assert_eq!((ground.pixels, ground.bounds), (28 * 18, [11, 11, 39, 29]));
        let edge = compared(&kept, &panel(10, 10, darker(RULE), RAISED)).expect("the edge is seen");
        assert_eq!((edge.pixels, edge.bounds), (2 * 30 + 2 * 18, [10, 10, 40, 30]));
    }

    #[test]
    fn a_line_that_comes_or_goes_is_seen() {
        let (without, with) = (drawn(&[]), drawn(&[([10, 20, 20, 1], RULE)]));
        assert!(compared(&without, &with).is_some());
        assert!(compared(&with, &without).is_some());
    }

    #[test]
    fn another_size_is_seen_though_nothing_else_is() {
        let kept = drawn(&[]);
        let taller = RgbImage::from_pixel(60, 42, PAPER);
        for (kept, new) in [(&kept, &taller), (&taller, &kept)] {
            let difference = compared(kept, new).expect("the size is seen");
            assert_eq!((difference.pixels, difference.bounds), (2 * 60, [0, 40, 60, 42]));
        }
    }

    #[test]
    fn letters_may_be_softer_and_a_pixel_off() {
        let kept = stems(10, 10, INK, 140);
        for new in [stems(10, 10, INK, 200), stems(11, 10, INK, 140), stems(10, 9, INK, 90)] {
            assert!(compared_type(&kept, &new).is_none());
            // Where the same is no letter, it has to be what it was.
            assert!(compared(&kept, &new).is_some());
        }
    }

    #[test]
    fn letters_that_move_by_two_pixels_are_seen() {
        let kept = stems(10, 10, INK, 140);
        for new in [stems(12, 10, INK, 140), stems(8, 10, INK, 140), stems(10, 12, INK, 140)] {
            assert!(compared_type(&kept, &new).is_some());
        }
    }

    #[test]
    fn letters_of_another_colour_are_seen() {
        assert!(compared_type(&stems(10, 10, INK, 140), &stems(10, 10, ACCENT, 140)).is_some());
        assert!(compared_type(&stems(10, 10, INK, 140), &stems(10, 10, Rgb([77, 74, 67]), 140)).is_some());
    }

    #[test]
    fn letters_that_come_or_go_are_seen() {
        let letters = stems(10, 10, INK, 140);
        assert!(compared_type(&drawn(&[]), &letters).is_some());
        assert!(compared_type(&letters, &drawn(&[])).is_some());
    }

    #[test]
    fn the_difference_shows_what_is_new_and_where() {
        let difference = compared(&drawn(&[]), &drawn(&[([10, 20, 20, 1], INK)])).expect("the line is seen");
        assert_eq!(*difference.picture.get_pixel(15, 20), DIFFERENT);
        assert_eq!(*difference.picture.get_pixel(15, 21), pale(PAPER));
    }
}
