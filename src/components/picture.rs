//! Pictures.

use leptos::{html, prelude::*};
use wasm_bindgen::JsCast;
use web_sys::HtmlImageElement;

use crate::model::Picture;

/// Where a picture stands, which tells the browser how wide it will be.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Width {
    /// As wide as the column of text.
    #[default]
    Column,
    /// As wide as the page allows.
    Wide,
    /// As wide as one of several cards beside each other.
    Card,
    /// As wide as the window.
    Screen,
}

impl Width {
    fn sizes(self) -> &'static str {
        match self {
            Self::Column => "(min-width: 48rem) 42rem, 100vw",
            Self::Wide => "(min-width: 72rem) 44rem, 100vw",
            Self::Card => "(min-width: 60rem) 20rem, (min-width: 40rem) 45vw, 100vw",
            Self::Screen => "100vw",
        }
    }
}

/// A picture that keeps its place before it has loaded, and when it never loads.
#[component]
pub fn PictureImage(
    /// The picture.
    picture: Picture,
    /// Where it stands.
    #[prop(optional)]
    width: Width,
    /// Whether it is needed at once: the lead picture of a page.
    #[prop(optional)]
    eager: bool,
) -> impl IntoView {
    let missing = RwSignal::new(false);
    let element = NodeRef::<html::Img>::new();
    // The picture may have failed before the program came.
    Effect::new(move |_| {
        if let Some(image) = element.get() {
            let image: &HtmlImageElement = image.unchecked_ref();
            if image.complete() && image.natural_width() == 0 && !image.current_src().is_empty() {
                missing.set(true);
            }
        }
    });
    let srcset = source_set(&picture);
    let sizes = srcset.is_some().then(|| width.sizes());
    let unsized_ = picture.width.is_none() || picture.height.is_none();
    view! {
        <img
            class="picture"
            class:picture-unsized=unsized_
            class:picture-missing=missing
            node_ref=element
            srcset=srcset
            sizes=sizes
            src=picture.src
            width=picture.width
            height=picture.height
            alt=picture.alt.unwrap_or_default()
            loading=if eager { "eager" } else { "lazy" }
            fetchpriority=eager.then_some("high")
            decoding="async"
            on:error=move |_| missing.set(true)
        />
    }
}

/// The `srcset` of a picture's renditions that every browser can show, with the picture itself; `None` without any.
fn source_set(picture: &Picture) -> Option<String> {
    let same_kind: Vec<_> = picture.renditions.iter().collect();
    if same_kind.is_empty() {
        return None;
    }
    let mut entries: Vec<String> =
        same_kind.iter().map(|rendition| format!("{} {}w", rendition.src, rendition.width)).collect();
    if let Some(width) = picture.width {
        entries.push(format!("{} {width}w", picture.src));
    }
    Some(entries.join(", "))
}
