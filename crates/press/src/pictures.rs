//! Real sizes of picture files.

use std::{fs, path::Path};

use london_daily::model::Picture;

use super::files::Files;

/// Tolerated difference between two proportions, in thousandths: sizes are rounded to whole pixels.
const TOLERANCE: u64 = 15;

/// Returns a message for each file of a picture that has another size than the content declares, or that is no picture at all.
/// Files on other hosts and missing files are skipped, and so are drawings (SVG), which have no size in pixels.
pub(super) fn proof(files: &Files, picture: &Picture) -> Vec<String> {
    let mut found: Vec<String> = unreadable(files, &picture.src).into_iter().collect();
    if let (Some(width), Some(height), Some((real_width, real_height))) =
        (picture.width, picture.height, size(files, &picture.src))
        && (width, height) != (real_width, real_height)
    {
        found.push(format!(
            "{}: is said to be {width} × {height} pixels, and is {real_width} × {real_height}",
            picture.src
        ));
    }
    for rendition in &picture.renditions {
        let (src, width) = (&rendition.src, rendition.width);
        let Some((real_width, real_height)) = size(files, src) else {
            found.extend(unreadable(files, src));
            continue;
        };
        if width != real_width {
            found.push(format!("{src}: is said to be {width} pixels wide, and is {real_width}"));
        }
        if let (Some(width), Some(height)) = (picture.width, picture.height)
            && !alike((width, height), (real_width, real_height))
        {
            found.push(format!(
                "{src}: has other proportions ({real_width} × {real_height}) than the picture itself \
                 ({width} × {height})"
            ));
        }
    }
    found
}

/// Returns a message if the file exists and is no readable picture.
pub(super) fn unreadable(files: &Files, address: &str) -> Option<String> {
    let path = files.path(address).filter(|path| path.is_file())?;
    let readable = imagesize::size(&path).is_ok() || is_drawing(&path);
    (!readable).then(|| format!("{address}: is no picture that can be read"))
}

/// Returns `true` if a file is an SVG drawing, compressed or not.
fn is_drawing(path: &Path) -> bool {
    const ELEMENT: &[u8] = b"<svg";
    path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("svgz"))
        || fs::read(path).is_ok_and(|bytes| bytes.windows(ELEMENT.len()).any(|part| part == ELEMENT))
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
