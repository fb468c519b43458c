//! What pictures really measure.

use super::files::Files;
use crate::model::Picture;

/// Parts in a thousand by which two proportions may differ: sizes are whole pixels.
const TOLERANCE: u64 = 15;

/// What differs between what is said of a picture and its files; `true` when a page would move because of it. Files that
/// are not the paper's own, or of a format whose size cannot be read (SVG has none), are passed over.
pub(super) fn proof(files: &Files, picture: &Picture) -> Vec<(bool, String)> {
    let mut found = Vec::new();
    if let (Some(width), Some(height), Some((real_width, real_height))) =
        (picture.width, picture.height, size(files, &picture.src))
        && (width, height) != (real_width, real_height)
    {
        let text = format!(
            "{}: is said to be {width} × {height} pixels, and is {real_width} × {real_height}",
            picture.src
        );
        found.push((true, text));
    }
    for rendition in &picture.renditions {
        let Some((real_width, real_height)) = size(files, &rendition.src) else { continue };
        let (src, width) = (&rendition.src, rendition.width);
        if width != real_width {
            found.push((true, format!("{src}: is said to be {width} pixels wide, and is {real_width}")));
        }
        if let (Some(width), Some(height)) = (picture.width, picture.height)
            && !alike((width, height), (real_width, real_height))
        {
            let text = format!(
                "{src}: has other proportions ({real_width} × {real_height}) than the picture itself \
                 ({width} × {height})"
            );
            found.push((true, text));
        }
    }
    found
}

fn size(files: &Files, address: &str) -> Option<(u32, u32)> {
    let size = imagesize::size(files.path(address)?).ok()?;
    Some((u32::try_from(size.width).ok()?, u32::try_from(size.height).ok()?))
}

fn alike(one: (u32, u32), other: (u32, u32)) -> bool {
    let (a, b) = (u64::from(one.0) * u64::from(other.1), u64::from(one.1) * u64::from(other.0));
    a.abs_diff(b) * 1_000 <= TOLERANCE * a.max(b)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_that_only_round_differently_are_alike() {
        assert!(alike((960, 541), (480, 270)));
        assert!(!alike((960, 540), (480, 360)));
    }
}
