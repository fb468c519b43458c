//! From pieces to pictures, recordings, films and embeds.

use super::{
    flow::{Setting, collapse},
    source::{Element, Piece},
    tree::{Block, Source, Track, Video},
};
use crate::{
    browser::urls::{self, Use},
    model::{Picture, Rendition},
};

/// A picture in the form in which it is shown.
pub(super) enum Seen {
    /// An emoji as text, since publishing systems send emoji as pictures.
    Word(String),
    /// A picture within its line.
    Small(Box<Picture>),
    /// A picture that is a block of its own.
    Large(Box<Picture>),
}

/// Largest width and height, in pixels, of a picture that stays within its line.
const SMALL: u32 = 48;
/// Largest width or height, in pixels, of a picture or embed that counts readers and is not meant to be seen.
const UNSEEN: u32 = 2;
/// Largest width or height in pixels. Larger attributes are reduced to it, and larger candidates of a `srcset` are left out.
const LARGEST: u32 = 20_000;

/// Reads an `img`, or a `picture` with an `img` in it. `None` without a usable URL, or if it is too small to be seen.
pub(super) fn picture(element: &Element, setting: &Setting<'_>) -> Option<Seen> {
    let mut sources = Vec::new();
    let img = if element.name == "picture" {
        let parts = || {
            element.children.iter().filter_map(|piece| match piece {
                Piece::Element(part) => Some(part),
                Piece::Text(_) | Piece::Edge => None,
            })
        };
        // A source with `media` can be another picture (art direction), not the same one in another size.
        sources.extend(parts().filter(|part| part.name == "source" && part.said("media").is_none()));
        parts().find(|part| part.name == "img")?
    } else {
        element
    };
    // Pages that load pictures lazily keep the real URL in `data-src`, and a placeholder in `src`.
    let src =
        [img.said("src"), img.said("data-src")].into_iter().flatten().find_map(|src| media(setting, src));
    let (width, height) = (pixels(img, "width"), pixels(img, "height"));
    if is_hidden(img) {
        return None;
    }
    let mut renditions: Vec<Rendition> = sources
        .iter()
        .flat_map(|source| {
            let kind = source.said("type").filter(|kind| kind.starts_with("image/")).map(str::to_owned);
            renditions(source.said("srcset").unwrap_or_default(), setting, width, kind)
        })
        .collect();
    for srcset in [img.said("srcset"), img.said("data-srcset")].into_iter().flatten() {
        renditions.extend(self::renditions(srcset, setting, width, None));
    }
    let src = src.or_else(|| {
        let widest = renditions
            .iter()
            .filter(|rendition| rendition.media_type.is_none())
            .max_by_key(|rendition| rendition.width);
        widest.map(|rendition| rendition.src.clone())
    })?;
    let alt = img.attribute("alt").map(collapse);
    let named = |name: &str| img.attribute("class").is_some_and(|class| class.contains(name));
    let sign = ["emoji", "smiley", "avatar", "icon"].into_iter().any(named);
    if sign && let Some(alt) = alt.as_deref().filter(|alt| !alt.is_empty() && !alt.is_ascii()) {
        return Some(Seen::Word(alt.to_owned()));
    }
    let small =
        sign || (width.is_some_and(|width| width <= SMALL) && height.is_some_and(|height| height <= SMALL));
    let picture = Box::new(Picture { src, width, height, alt, renditions, ..Picture::default() });
    Some(if small { Seen::Small(picture) } else { Seen::Large(picture) })
}

/// Files of programs that count readers, whoever hosts them: Matomo, Google Analytics, and the pictures without content that publishing
/// systems append to a text.
const COUNTING_FILES: [&str; 7] =
    ["matomo.php", "piwik.php", "__utm.gif", "pixel.gif", "beacon.gif", "count.gif", "counter.gif"];
/// Services that count readers, each with the beginning of the paths with which they do it. A service is a host with those below it.
const COUNTING_SERVICES: [(&str, &str); 11] = [
    ("counter.theconversation.com", ""),
    ("facebook.com", "tr"),
    ("feeds.feedburner.com", "~"),
    ("feedsportal.com", ""),
    ("google-analytics.com", ""),
    ("medium.com", "_/stat"),
    ("met.vgwort.de", ""),
    ("pixel.wp.com", ""),
    ("quantserve.com", ""),
    ("scorecardresearch.com", ""),
    ("stats.wordpress.com", ""),
];

/// Returns `true` for a picture that is not meant to be seen: one that is tiny or hidden, or that is known to count readers. One that
/// says a size at which it is seen is a picture, whatever its URL.
pub(super) fn is_hidden(img: &Element) -> bool {
    let styled = |img: &Element| {
        let style: String = img.attribute("style")?.split_whitespace().collect();
        let style = style.to_ascii_lowercase();
        Some(
            ["display:none", "visibility:hidden", "width:1px", "height:1px"]
                .iter()
                .any(|rule| style.contains(rule)),
        )
    };
    let counts = |img: &Element| {
        let (_, address) = img.said("src")?.split_once("//")?;
        let (host, path) = address.split_once('/').unwrap_or((address, ""));
        let path = path.split(['?', '#']).next()?;
        let file = path.rsplit('/').next()?;
        let is_of = |service: &str| {
            host.strip_suffix(service).is_some_and(|rest| rest.is_empty() || rest.ends_with('.'))
        };
        let is_known = |(service, start): &(&str, &str)| is_of(service) && path.starts_with(start);
        Some(COUNTING_FILES.contains(&file) || COUNTING_SERVICES.iter().any(is_known))
    };
    let side = |name| pixels(img, name);
    let is_tiny = |name| side(name).is_some_and(|side| side <= UNSEEN);
    let has_size = side("width").is_some() && side("height").is_some();
    is_tiny("width")
        || is_tiny("height")
        || img.attribute("hidden").is_some()
        || styled(img) == Some(true)
        || (!has_size && counts(img) == Some(true))
}

/// Returns the candidates of a `srcset`. A pixel density such as `2x` is multiplied by `width`; without `width` that candidate is
/// left out.
fn renditions(
    srcset: &str,
    setting: &Setting<'_>,
    width: Option<u32>,
    media_type: Option<String>,
) -> Vec<Rendition> {
    let mut found = Vec::new();
    let mut rest = srcset;
    loop {
        // By the HTML standard a URL ends at white space. A comma ends a candidate only at the end of a URL or after descriptors.
        rest = rest.trim_start_matches(|letter: char| letter.is_ascii_whitespace() || letter == ',');
        if rest.is_empty() {
            return found;
        }
        let end = rest.find(|letter: char| letter.is_ascii_whitespace()).unwrap_or(rest.len());
        let (address, after) = rest.split_at(end);
        let (descriptors, after) =
            if address.ends_with(',') { ("", after) } else { after.split_once(',').unwrap_or((after, "")) };
        rest = after;
        let descriptor = descriptors.trim();
        let wide = if let Some(wide) = descriptor.strip_suffix('w') {
            wide.trim().parse::<u32>().ok()
        } else if let Some(density) = descriptor.strip_suffix('x') {
            density.trim().parse::<u32>().ok().and_then(|density| width?.checked_mul(density))
        } else {
            width.filter(|_| descriptor.is_empty())
        };
        if let Some(width) = wide.filter(|wide| (1..=LARGEST).contains(wide))
            && let Some(src) = media(setting, address.trim_end_matches(','))
        {
            found.push(Rendition { src, width, media_type: media_type.clone() });
        }
    }
}

/// Reads a recording; `None` without a usable URL.
pub(super) fn audio(element: &Element, setting: &Setting<'_>) -> Option<Block> {
    let sources = sources(element, setting);
    (!sources.is_empty()).then(|| Block::Audio { title: title(element), sources })
}

/// Reads a film; `None` without a usable URL.
pub(super) fn video(element: &Element, setting: &Setting<'_>) -> Option<Block> {
    let sources = sources(element, setting);
    let tracks = parts(element, "track")
        .filter(|track| track.said("kind").is_none_or(|kind| matches!(kind, "subtitles" | "captions")))
        .filter_map(|track| {
            Some(Track {
                src: media(setting, track.said("src")?)?,
                language: track.said("srclang").map(str::to_owned),
                label: track.said("label").map(collapse),
            })
        })
        .collect();
    (!sources.is_empty()).then(|| {
        Block::Video(Box::new(Video {
            title: title(element),
            sources,
            poster: element.said("poster").and_then(|poster| media(setting, poster)),
            width: pixels(element, "width"),
            height: pixels(element, "height"),
            tracks,
        }))
    })
}

/// Reads content of another site. `None` without a usable URL, or if it is too small to be seen.
pub(super) fn embed(element: &Element, setting: &Setting<'_>) -> Option<Block> {
    let unseen = |name| pixels(element, name).is_some_and(|size| size <= UNSEEN);
    if unseen("width") || unseen("height") {
        return None;
    }
    let address = ["src", "data-src", "data"]
        .into_iter()
        .filter_map(|name| element.said(name))
        .find_map(|address| media(setting, address))?;
    Some(Block::Embed { site: urls::site(&address).unwrap_or_default(), address, title: title(element) })
}

/// Returns the files of a recording or film.
fn sources(element: &Element, setting: &Setting<'_>) -> Vec<Source> {
    let own = element.said("src").map(|src| (src, None));
    let others =
        parts(element, "source").filter_map(|source| Some((source.said("src")?, source.said("type"))));
    own.into_iter()
        .chain(others)
        .filter_map(|(src, kind)| {
            Some(Source { src: media(setting, src)?, media_type: kind.map(str::to_owned) })
        })
        .collect()
}

fn parts<'a>(element: &'a Element, name: &'a str) -> impl Iterator<Item = &'a Element> {
    element.children.iter().filter_map(move |piece| match piece {
        Piece::Element(part) if part.name == name => Some(part),
        _ => None,
    })
}

fn title(element: &Element) -> Option<String> {
    element.said("title").or_else(|| element.said("aria-label")).map(collapse)
}

fn media(setting: &Setting<'_>, address: &str) -> Option<String> {
    setting.resolve(address, Use::Media)
}

/// Returns an attribute that is a length in pixels; `None` if it is a percentage.
fn pixels(element: &Element, name: &str) -> Option<u32> {
    let said = element.said(name)?;
    let number = said.strip_suffix("px").unwrap_or(said).trim();
    let whole = number.split_once('.').map_or(number, |(whole, _)| whole);
    whole.parse::<u32>().ok().filter(|size| *size > 0).map(|size| size.min(LARGEST))
}
