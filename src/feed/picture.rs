use super::{fields::Fields, limits};
use crate::{
    browser::urls::Use,
    model::{Picture, Rendition},
};

/// Reads the leading picture of an item: its `image`, else its `banner_image`, with the details of the extension's `picture`.
pub(super) fn read(item: &Fields<'_>, extension: Option<&Fields<'_>>) -> Option<Picture> {
    let plain = || item.address("image", Use::Media).or_else(|| item.address("banner_image", Use::Media));
    let Some(refined) = extension.and_then(|extension| extension.object("picture")) else {
        return Some(Picture { src: plain()?, ..Picture::default() });
    };
    Some(Picture {
        src: refined.address("src", Use::Media).or_else(plain)?,
        width: refined.count("width", limits::PIXELS),
        height: refined.count("height", limits::PIXELS),
        alt: alternative(&refined),
        caption: refined.line("caption", limits::SENTENCES),
        credit: refined.line("credit", limits::LABEL * 2),
        renditions: refined.objects("renditions", limits::LIST).iter().filter_map(rendition).collect(),
    })
}

/// Returns the alternative text. An empty one is kept, since it marks the picture as decoration.
fn alternative(fields: &Fields<'_>) -> Option<String> {
    let said = fields.string("alt")?;
    if said.trim().is_empty() { Some(String::new()) } else { fields.line("alt", limits::SENTENCES) }
}

fn rendition(fields: &Fields<'_>) -> Option<Rendition> {
    Some(Rendition {
        src: fields.address("src", Use::Media)?,
        width: fields.count("width", limits::PIXELS)?,
        media_type: fields.line("type", limits::LABEL),
    })
}
