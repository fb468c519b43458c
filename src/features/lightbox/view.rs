//! The picture view: pictures in full screen.
//!
//! The URL holds its state: with `#picture-2`, the second picture of the page is shown, however the reader got there. Opening,
//! turning and closing are navigations, so that Back closes the view, a link opens it, and a reload keeps it open.

use leptos::{html, prelude::*};
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, KeyboardEvent, PointerEvent};

use crate::{
    browser::{effect::effect, elements, here_with},
    components::picture::{PictureImage, Width, caption},
    features::lightbox::{self, Move, Swipe},
    model::{Picture, Rendition},
    store::{
        context::SiteContext,
        navigation::{HistoryEntry, Navigation},
    },
    text,
};

/// The picture view. It shows nothing while the URL names no picture of the page.
#[component]
pub fn Lightbox() -> impl IntoView {
    let site = SiteContext::here();
    let pictures = move || site.page.get().pictures;
    let navigation = Navigation::here();
    let dialog = NodeRef::<html::Dialog>::new();
    let count = Memo::new(move |_| pictures().with(Vec::len));
    let current = Memo::new(move |_| lightbox::index(&navigation.fragment(), count.get()));
    let last = StoredValue::new(None::<usize>);
    // If the view was opened from the page, closing it goes back in the history. If it was opened by its URL, there is nothing
    // to go back to.
    let came_from_page = StoredValue::new(false);

    // The fragment before the current one.
    let before = StoredValue::new(None::<String>);
    effect(move || {
        let fragment = navigation.fragment();
        let before = before.try_update_value(|before| before.replace(fragment.clone())).flatten();
        let now = current.get();
        let Some(dialog) = dialog.get() else { return };
        match now {
            Some(index) => {
                if !dialog.open() {
                    // If the document was opened with this fragment, the picture appears once the article has loaded, with the
                    // fragment unchanged.
                    came_from_page.set_value(before.is_some_and(|before| before != fragment));
                    let _ = dialog.show_modal();
                }
                last.set_value(Some(index));
            }
            None => {
                if dialog.open() {
                    dialog.close();
                }
                if let Some(index) = last.try_update_value(Option::take).flatten() {
                    focus_link(index + 1);
                }
            }
        }
    });

    let close = move || {
        if came_from_page.get_value() {
            let _ = window().history().map(|history| history.back());
        } else {
            navigation.go(&here_with(""), HistoryEntry::Replace);
        }
    };
    let go = move |step: Move| {
        let (Some(index), count) = (current.get_untracked(), count.get_untracked()) else { return };
        match lightbox::after(index, count, step) {
            Some(next) if next != index => {
                navigation.go(&here_with(&lightbox::fragment(next + 1)), HistoryEntry::Replace);
            }
            Some(_) => {}
            None => close(),
        }
    };
    let keydown = move |event: KeyboardEvent| {
        if let Some(step) = lightbox::key(&event.key(), is_right_to_left()) {
            event.prevent_default();
            event.stop_propagation();
            go(step);
        }
    };
    let swipe = StoredValue::new(None::<Swipe>);
    let pointer_down = move |event: PointerEvent| {
        swipe.set_value(
            event.is_primary().then(|| Swipe::begin(event.client_x().into(), event.client_y().into())),
        );
    };
    let pointer_up = move |event: PointerEvent| {
        let begun = swipe.try_update_value(Option::take).flatten();
        let step = begun.and_then(|swipe| {
            swipe.end(event.client_x().into(), event.client_y().into(), is_right_to_left())
        });
        if let Some(step) = step {
            go(step);
        }
    };
    let picture = Memo::new(move |_| {
        current.get().and_then(|index| pictures().with(|pictures| pictures.get(index).cloned()))
    });
    view! {
        <dialog
            class="lightbox"
            node_ref=dialog
            aria-label=text::PICTURE_VIEW
            on:keydown=keydown
            on:cancel=move |event: web_sys::Event| {
                event.prevent_default();
                close();
            }
            on:pointerdown=pointer_down
            on:pointerup=pointer_up
        >
            <button class="lightbox-close" type="button" aria-label=text::CLOSE_PICTURE on:click=move |_| close()>
                <span aria-hidden="true">{"×"}</span>
            </button>
            {move || picture.get().map(shown)}
            <div class="lightbox-turn" hidden=move || { count.get() < 2 }>
                <button
                    type="button"
                    aria-label=text::PREVIOUS_PICTURE
                    aria-disabled=move || (current.get() == Some(0)).to_string()
                    on:click=move |_| go(Move::Previous)
                >
                    <span class="turn-back" aria-hidden="true">{"←"}</span>
                </button>
                <p role="status">
                    {move || current.get().map(|index| text::picture_of(index + 1, count.get()))}
                </p>
                <button
                    type="button"
                    aria-label=text::NEXT_PICTURE
                    aria-disabled=move || (current.get().map(|index| index + 1) == Some(count.get())).to_string()
                    on:click=move |_| go(Move::Next)
                >
                    <span class="turn-on" aria-hidden="true">{"→"}</span>
                </button>
            </div>
            {move || current.get().map(|index| pictures().with_untracked(|pictures| neighbours(pictures, index)))}
        </dialog>
    }
}

fn shown(picture: Picture) -> impl IntoView {
    let caption = caption(&picture);
    view! {
        <figure class="lightbox-figure">
            <PictureImage picture=picture width=Width::Screen eager=true />
            {caption}
        </figure>
    }
}

/// Returns the pictures before and after, hidden: they are loaded ahead.
fn neighbours(pictures: &[Picture], index: usize) -> impl IntoView + use<> {
    lightbox::neighbours(index, pictures.len())
        .into_iter()
        .filter_map(|index| pictures.get(index).cloned())
        .map(|picture| {
            view! { <div class="lightbox-ahead" aria-hidden="true"><PictureImage picture=picture width=Width::Screen eager=true /></div> }
        })
        .collect_view()
}

/// Reads the pictures of a printed page from its markup.
pub fn printed_pictures() -> Vec<Picture> {
    elements("main a.picture-link").filter_map(|link| printed_picture(&link)).collect()
}

fn printed_picture(link: &Element) -> Option<Picture> {
    let image = link.query_selector("img").ok()??;
    let number = |name: &str| image.get_attribute(name).and_then(|text| text.parse().ok());
    let figure = link.closest("figure").ok().flatten();
    let of_figure = |selector: &str| figure.as_ref()?.query_selector(selector).ok()?;
    let credit = of_figure("figcaption .credit").and_then(|credit| credit.text_content());
    let caption = of_figure("figcaption").and_then(|caption| caption.text_content()).map(|text| {
        let text = text.strip_suffix(credit.as_deref().unwrap_or_default()).unwrap_or(&text);
        text.trim().to_owned()
    });
    let sources = link.query_selector_all("source, img[srcset]").ok();
    let length = sources.as_ref().map_or(0, |sources| sources.length());
    let source = |at| sources.as_ref()?.get(at)?.dyn_into::<Element>().ok();
    Some(Picture {
        src: image.get_attribute("src")?,
        width: number("width"),
        height: number("height"),
        alt: image.get_attribute("alt").filter(|alt| !alt.is_empty()),
        caption: caption.filter(|caption| !caption.is_empty()),
        credit,
        renditions: (0..length).filter_map(source).flat_map(|source| renditions(&source)).collect(),
    })
}

/// Returns the renditions that the `srcset` of an element lists.
fn renditions(source: &Element) -> Vec<Rendition> {
    let media_type = source.get_attribute("type");
    let entry = |entry: &str| {
        let (src, width) = entry.trim().rsplit_once(' ')?;
        let width = width.strip_suffix('w')?.parse().ok()?;
        Some(Rendition { src: src.to_owned(), width, media_type: media_type.clone() })
    };
    source.get_attribute("srcset").unwrap_or_default().split(", ").filter_map(entry).collect()
}

fn focus_link(number: usize) {
    let link = document().get_element_by_id(&format!("open-picture-{number}"));
    if let Some(link) = link.and_then(|link| link.dyn_into::<HtmlElement>().ok()) {
        let _ = link.focus();
    }
}

fn is_right_to_left() -> bool {
    document().document_element().and_then(|root| root.get_attribute("dir")).as_deref() == Some("rtl")
}
