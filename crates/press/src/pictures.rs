//! Real sizes of picture files.

use std::{fs, path::Path};

use lol_html::{RewriteStrSettings, element, rewrite_str};
use london_daily::{
    browser::urls::{self, Use},
    model::{Body, Picture, Story},
};

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

/// Completes a story whose pictures have no declared size by the sizes of their files, so that a page can keep room for them. `base`
/// is the URL that relative URLs in the story's text are resolved against.
pub(super) fn measure(files: &Files, base: &str, story: &mut Story) {
    if let Some(picture) = &mut story.picture
        && (picture.width.is_none() || picture.height.is_none())
        && let Some((width, height)) = size(files, &picture.src)
    {
        (picture.width, picture.height) = (Some(width), Some(height));
    }
    if let Body::Markup(html) = &mut story.body
        && html.contains("<img")
    {
        *html = measured(files, base, html);
    }
}

/// Returns a text whose pictures have the sizes of their files, if they have none.
fn measured(files: &Files, base: &str, html: &str) -> String {
    let unmeasured = element!("img[src]:not([width]), img[src]:not([height])", |image| {
        let source = image.get_attribute("src").and_then(|src| urls::resolve(base, &src, Use::Media));
        if let Some((width, height)) = source.and_then(|source| size(files, &source)) {
            image.set_attribute("width", &width.to_string())?;
            image.set_attribute("height", &height.to_string())?;
        }
        Ok(())
    });
    let settings = RewriteStrSettings::new().with_strict(false).append_element_content_handler(unmeasured);
    rewrite_str(html, settings).unwrap_or_else(|_| html.to_owned())
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
