use super::{Problem, fields::Fields, limits};
use crate::{
    article,
    browser::urls::Use,
    model::{Body, Focus, Picture, Rendition},
};

/// Reads the leading picture of an item: its `image`, else its `banner_image`, with the details of the extension's `picture`. `body`
/// is the text of the item.
pub(super) fn read(item: &Fields<'_>, extension: Option<&Fields<'_>>, body: &Body) -> Option<Picture> {
    let key = if item.has("image") { "image" } else { "banner_image" };
    // Some blogs name the portrait or the icon of their author as the picture of each story.
    let plain = || item.address(key, Use::Media).filter(|src| !article::is_decoration(src));
    let is_in_text = item.string(key).is_some_and(|src| names(body, src));
    let Some(refined) = extension.and_then(|extension| extension.object("picture")) else {
        return Some(Picture { src: plain()?, is_in_text, ..Picture::default() });
    };
    Some(Picture {
        src: refined.address("src", Use::Media).or_else(plain)?,
        width: refined.count("width", limits::PIXELS),
        height: refined.count("height", limits::PIXELS),
        alt: alternative(&refined),
        caption: refined.text("caption", limits::SENTENCES),
        credit: refined.text("credit", limits::LABEL * 2),
        renditions: refined.objects("renditions", limits::LIST).iter().filter_map(rendition).collect(),
        focus: refined.object("focus").and_then(|focus| focus_point(&focus)),
        is_in_text: is_in_text
            || refined.flag("in_text")
            || refined.string("src").is_some_and(|src| names(body, src)),
    })
}

/// Returns `true` if a text names the picture at this URL, which may be written as HTML has it.
fn names(body: &Body, src: &str) -> bool {
    let src = src.trim();
    matches!(body, Body::Markup(markup)
        if !src.is_empty() && (markup.contains(src) || src.contains('&') && markup.contains(&src.replace('&', "&amp;"))))
}

/// Returns the alternative text. An empty one is kept, since it marks the picture as decoration.
fn alternative(fields: &Fields<'_>) -> Option<String> {
    let said = fields.string("alt")?;
    if said.trim().is_empty() { Some(String::new()) } else { fields.line("alt", limits::SENTENCES) }
}

/// Returns a point of the picture, which is written in parts of its width and height, from 0 to 1.
fn focus_point(fields: &Fields<'_>) -> Option<Focus> {
    let percent = |key| {
        let part = fields.number(key)?;
        if !(0.0..=1.0).contains(&part) {
            fields.note(key, Problem::OutOfRange);
            return None;
        }
        // At most 100, so the conversion is exact.
        Some((part * 100.0).round() as u8)
    };
    Some(Focus { x: percent("x")?, y: percent("y")? })
}

fn rendition(fields: &Fields<'_>) -> Option<Rendition> {
    Some(Rendition {
        src: fields.address("src", Use::Media)?,
        width: fields.count("width", limits::PIXELS)?,
        media_type: fields.line("type", limits::LABEL),
    })
}
