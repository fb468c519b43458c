//! Pictures.

use leptos::prelude::*;

use crate::{model::Picture, text};

/// The width at which a picture is laid out, for its `sizes`: it tells the browser which file to load.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Width {
    /// The width of the column of text.
    #[default]
    Column,
    /// The full width of the page.
    Wide,
    /// The width of one of two or three cards beside each other.
    Card,
    /// The width of one of several small cards beside each other; beside its headline on a narrow screen.
    SmallCard,
    /// The width of the window.
    Screen,
}

impl Width {
    fn sizes(self) -> &'static str {
        match self {
            Self::Column => "(min-width: 48rem) 42rem, 100vw",
            Self::Wide => "(min-width: 72rem) 44rem, 100vw",
            Self::Card => "(min-width: 60rem) 28rem, (min-width: 40rem) 45vw, 100vw",
            Self::SmallCard => "(min-width: 60rem) 15rem, (min-width: 40rem) 22vw, 7rem",
            Self::Screen => "100vw",
        }
    }
}

/// A picture that keeps its room before it has loaded, and also if it fails to load: then a listener on the document marks it.
#[component]
pub fn PictureImage(
    /// The picture.
    picture: Picture,
    /// The width at which it is laid out.
    #[prop(optional)]
    width: Width,
    /// `true` for the lead picture of a page, which is loaded at once.
    #[prop(optional)]
    eager: bool,
) -> impl IntoView {
    let sizes = width.sizes();
    let sources = typed_sources(&picture)
        .into_iter()
        .map(|(kind, srcset)| view! { <source type=kind srcset=srcset sizes=sizes /> })
        .collect_view();
    let srcset = untyped_sources(&picture);
    let referrer = referrer_policy(&picture.src);
    let focus = picture.focus;
    let has_no_size = picture.width.is_none() || picture.height.is_none();
    view! {
        <picture>
            {sources}
            <img
                class="picture"
                class:picture-unsized=has_no_size
                sizes=srcset.is_some().then_some(sizes)
                srcset=srcset
                referrerpolicy=referrer
                data-focus-x=focus.map(|focus| step(focus.x))
                data-focus-y=focus.map(|focus| step(focus.y))
                src=picture.src
                width=picture.width
                height=picture.height
                alt=picture.alt.unwrap_or_default()
                loading=if eager { "eager" } else { "lazy" }
                fetchpriority=eager.then_some("high")
                decoding="async"
            />
        </picture>
    }
}

/// Returns a part of a side in steps of a quarter, from 0 to 4: the style of a printed page is fixed, and has a rule for each.
fn step(percent: u8) -> u8 {
    (percent.min(100) + 12) / 25
}

/// Returns the referrer policy of a picture: another host does not learn from where its picture is shown.
pub fn referrer_policy(src: &str) -> Option<&'static str> {
    (!src.starts_with('/')).then_some("no-referrer")
}

/// Returns the caption and credit of a picture; `None` if it has neither.
pub fn caption(picture: &Picture) -> Option<impl IntoView + use<>> {
    let (caption, credit) = (picture.caption.clone(), picture.credit.clone());
    (caption.is_some() || credit.is_some()).then(|| {
        view! {
            <figcaption>
                {caption}
                {credit.map(|credit| view! { " "<span class="credit">{credit}</span> })}
            </figcaption>
        }
    })
}

/// Returns each media type of the renditions with its `srcset`, in the publisher's order: a browser takes the first type that
/// it can show.
fn typed_sources(picture: &Picture) -> Vec<(String, String)> {
    let mut sources: Vec<(String, String)> = Vec::new();
    for rendition in &picture.renditions {
        let Some(kind) = &rendition.media_type else { continue };
        let entry = candidate(&rendition.src, rendition.width);
        match sources.iter_mut().find(|(known, _)| known == kind) {
            Some((_, srcset)) => {
                srcset.push_str(", ");
                srcset.push_str(&entry);
            }
            None => sources.push((kind.clone(), entry)),
        }
    }
    sources
}

/// Returns the `srcset` of the renditions without a media type, which are taken to be of the picture's own; `None` if there are
/// none.
fn untyped_sources(picture: &Picture) -> Option<String> {
    let untyped = picture.renditions.iter().filter(|rendition| rendition.media_type.is_none());
    let mut entries: Vec<String> =
        untyped.map(|rendition| candidate(&rendition.src, rendition.width)).collect();
    if entries.is_empty() {
        return None;
    }
    entries.extend(picture.width.map(|width| candidate(&picture.src, width)));
    Some(entries.join(", "))
}

/// Returns an entry of a `srcset`. A comma at the end of a URL would be taken for the end of the entry (HTML Standard).
fn candidate(src: &str, width: u32) -> String {
    let stem = src.trim_end_matches(',');
    [stem, &"%2C".repeat(src.len() - stem.len()), &format!(" {width}w")].concat()
}

/// A picture that a listener on the document opens in full screen. Without the app it is a link to the picture's file.
#[component]
pub fn PictureLink(
    /// Its number on the page; the first is 1.
    number: usize,
    /// The picture.
    picture: Picture,
    /// The width at which it is laid out.
    #[prop(optional)]
    width: Width,
    /// `true` if it is loaded at once.
    #[prop(optional)]
    eager: bool,
) -> impl IntoView {
    let href = picture.src.clone();
    let name = text::open_picture(picture.alt.as_deref().unwrap_or_default());
    view! {
        <a class="picture-link" id=format!("open-picture-{number}") href=href rel="external" aria-label=name>
            <PictureImage picture=picture width=width eager=eager />
        </a>
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Rendition;

    fn picture(renditions: &[(&str, u32, Option<&str>)]) -> Picture {
        let rendition = |(src, width, kind): &(&str, u32, Option<&str>)| Rendition {
            src: (*src).to_owned(),
            width: *width,
            media_type: kind.map(str::to_owned),
        };
        Picture {
            src: "/a.png".into(),
            width: Some(1_600),
            renditions: renditions.iter().map(rendition).collect(),
            ..Picture::default()
        }
    }

    #[test]
    fn renditions_are_offered_by_type_in_the_publishers_order() {
        let picture = picture(&[
            ("/a.avif", 960, Some("image/avif")),
            ("/a.webp", 960, Some("image/webp")),
            ("/s.avif", 480, Some("image/avif")),
        ]);
        let avif = ("image/avif".to_owned(), "/a.avif 960w, /s.avif 480w".to_owned());
        assert_eq!(typed_sources(&picture), [avif, ("image/webp".to_owned(), "/a.webp 960w".to_owned())]);
        assert_eq!(untyped_sources(&picture), None);
    }

    #[test]
    fn a_comma_at_the_end_of_a_url_stays_part_of_it() {
        assert_eq!(
            untyped_sources(&picture(&[("/s,a,", 480, None)])).as_deref(),
            Some("/s,a%2C 480w, /a.png 1600w")
        );
    }

    #[test]
    fn renditions_without_a_type_stand_beside_the_picture_itself() {
        let picture = picture(&[("/s.png", 480, None)]);
        assert_eq!(untyped_sources(&picture).as_deref(), Some("/s.png 480w, /a.png 1600w"));
    }
}
