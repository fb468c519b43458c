//! The picture view: pictures in full screen.
//!
//! The URL holds its state: with `#picture-2`, the second picture of the page is shown, however the reader got there. Opening,
//! turning and closing are navigations, so that Back closes the view, a link opens it, and a reload keeps it open.

use leptos::{html, prelude::*};
use wasm_bindgen::JsCast;
use web_sys::{
    DomRect, Element, HtmlElement, HtmlImageElement, KeyboardEvent, MouseEvent, PointerEvent, WheelEvent,
};

use crate::{
    browser::{calendar, effect::effect, elements, here_with, is_page_zoomed, is_typing, mark_document},
    components::picture::{PictureImage, Width, caption},
    features::lightbox::{
        self, Move, Swipe,
        pointers::{Act, Pointers},
        zoom::{Point, Stage, Zoom},
    },
    model::{Picture, Rendition},
    store::{
        context::SiteContext,
        navigation::{HistoryEntry, Navigation},
    },
    text,
};

/// Marks the document while the view is open, for the style of what lies beside it.
const OPEN: &str = "data-lightbox";

/// The `sizes` of an enlarged picture: wider than any file, so that the browser loads the largest.
const ENLARGED: &str = "99999px";

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

    let stage = NodeRef::<html::Div>::new();
    let zoom = RwSignal::new(Zoom::default());
    let is_enlarged = Memo::new(move |_| zoom.get().is_enlarged());
    let caption_is_shown = RwSignal::new(false);
    // A reader who has enlarged the page before must be able to make it small again.
    let page_is_zoomed = RwSignal::new(false);

    // The fragment before the current one.
    let before = StoredValue::new(None::<String>);
    effect(move || {
        let fragment = navigation.fragment();
        let before = before.try_update_value(|before| before.replace(fragment.clone())).flatten();
        let now = current.get();
        zoom.set(Zoom::default());
        let Some(dialog) = dialog.get() else { return };
        match now {
            Some(index) => {
                if !dialog.open() {
                    // If the document was opened with this fragment, the picture appears once the article has loaded, with the
                    // fragment unchanged.
                    came_from_page.set_value(before.is_some_and(|before| before != fragment));
                    page_is_zoomed.set(is_page_zoomed());
                    let _ = dialog.show_modal();
                    mark_document(OPEN, true);
                }
                last.set_value(Some(index));
            }
            None => {
                if dialog.open() {
                    dialog.close();
                    mark_document(OPEN, false);
                }
                if let Some(index) = last.try_update_value(Option::take).flatten() {
                    focus_link(index + 1);
                }
            }
        }
    });

    effect(move || {
        if is_enlarged.get() {
            for file in elements(".lightbox-stage :is(source, img[sizes])") {
                let _ = file.set_attribute("sizes", ENLARGED);
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
    let measured = move || stage.get_untracked().map(|stage| measure(&stage));
    let keydown = move |event: KeyboardEvent| {
        // With a modifier, a key is the browser's.
        if is_typing(&event) {
            return;
        }
        let zoomed = measured().and_then(|(_, stage)| zoom.get_untracked().key(&event.key(), &stage));
        if let Some(zoomed) = zoomed {
            zoom.set(zoomed);
        } else if let Some(step) = lightbox::key(&event.key(), is_right_to_left()) {
            go(step);
        } else {
            return;
        }
        event.prevent_default();
        event.stop_propagation();
    };
    let wheel = move |event: WheelEvent| {
        let over = event.target().and_then(|target| target.dyn_into::<Element>().ok());
        let over_caption =
            over.is_some_and(|over| over.closest("figcaption").is_ok_and(|found| found.is_some()));
        if over_caption && !event.ctrl_key() {
            return;
        }
        event.prevent_default();
        if let Some((area, stage)) = measured() {
            let at = place(&event, &area);
            zoom.update(|zoom| *zoom = zoom.wheeled(event.delta_y(), event.ctrl_key(), at, &stage));
        }
    };
    let pointers = StoredValue::new(Pointers::default());
    // A tap beside the picture closes when its click comes: else a touch screen would click on what appears below.
    let tapped_beside = StoredValue::new(false);
    // Passes an event to the pointers, and does what the reader does by that.
    let follow = move |event: &PointerEvent, note: fn(&mut Pointers, i32, Point) -> Option<Act>| {
        let Some((area, stage)) = measured() else { return };
        let (id, at) = (event.pointer_id(), place(event, &area));
        match pointers.try_update_value(|pointers| note(pointers, id, at)).flatten() {
            Some(Act::Drag(by)) => zoom.update(|zoom| *zoom = zoom.moved(by, &stage)),
            Some(Act::Pinch { factor, at, by }) => {
                zoom.update(|zoom| *zoom = zoom.moved(by, &stage).by(factor, at, &stage));
            }
            Some(Act::DoubleTap(at)) => zoom.update(|zoom| *zoom = zoom.toggled(at, &stage)),
            Some(Act::Tap(at)) => tapped_beside.set_value(!zoom.get_untracked().covers(at, &stage)),
            Some(Act::Swipe(way)) if !is_enlarged.get_untracked() => {
                match lightbox::swipe(way, is_right_to_left()) {
                    Some(Swipe::Turn(step)) => go(step),
                    Some(Swipe::Close) => close(),
                    None => {}
                }
            }
            _ => {}
        }
    };
    let forget = move |event: PointerEvent| {
        let _ = pointers.try_update_value(|pointers| pointers.forget(event.pointer_id()));
    };
    let picture = Memo::new(move |_| {
        current.get().and_then(|index| pictures().with(|pictures| pictures.get(index).cloned()))
    });
    view! {
        <dialog
            class="lightbox"
            node_ref=dialog
            aria-label=text::picture_view()
            on:keydown=keydown
            on:cancel=move |event: web_sys::Event| {
                event.prevent_default();
                close();
            }
            on:wheel=wheel
            data-caption=move || caption_is_shown.get().then_some("")
            data-page-zoomed=move || page_is_zoomed.get().then_some("")
        >
            <button
                class="lightbox-close"
                type="button"
                lang=text::lang()
                dir=text::dir()
                aria-label=text::close_picture()
                on:click=move |_| close()
            >
                <span aria-hidden="true">{"×"}</span>
            </button>
            <figure class="lightbox-figure">
                <div
                    class="lightbox-stage"
                    node_ref=stage
                    data-zoomed=move || is_enlarged.get().then_some("")
                    on:pointerdown=move |event| {
                        tapped_beside.set_value(false);
                        if event.button() == 0 {
                            follow(&event, |pointers, id, at| {
                                pointers.press(id, at);
                                None
                            });
                        }
                    }
                    on:pointermove=move |event| follow(&event, Pointers::shift)
                    on:pointerup=move |event| {
                        follow(&event, |pointers, id, at| pointers.lift(id, at, calendar::now().as_millisecond()));
                        page_is_zoomed.set(is_page_zoomed());
                    }
                    on:pointerleave=forget
                    on:click=move |_| {
                        if tapped_beside.get_value() {
                            close();
                        }
                    }
                    on:dragstart=|event| event.prevent_default()
                >
                    {move || picture.get().map(|picture| enlargeable(picture, zoom))}
                </div>
                {move || picture.get().as_ref().and_then(caption)}
            </figure>
            <button
                class="lightbox-caption-button"
                lang=text::lang()
                dir=text::dir()
                type="button"
                aria-expanded=move || caption_is_shown.get().to_string()
                on:click=move |_| caption_is_shown.update(|shown| *shown = !*shown)
            >
                {text::caption()}
            </button>
            <div class="lightbox-turn" lang=text::lang() dir=text::dir() hidden=move || { count.get() < 2 }>
                <button
                    type="button"
                    aria-label=text::previous_picture()
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
                    aria-label=text::next_picture()
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

/// Returns a picture of the size of the stage, as it is enlarged and moved.
fn enlargeable(picture: Picture, zoom: RwSignal<Zoom>) -> impl IntoView {
    view! {
        <div class="lightbox-picture" style:transform=move || zoom.get().transform()>
            <PictureImage picture=picture width=Width::Screen eager=true />
        </div>
    }
}

/// Measures the stage and the picture on it.
fn measure(stage: &Element) -> (DomRect, Stage) {
    let area = stage.get_bounding_client_rect();
    let image = stage.query_selector("img").ok().flatten();
    let image = image.and_then(|image| image.dyn_into::<HtmlImageElement>().ok());
    let size = image.map(|image| Point::new(image.natural_width().into(), image.natural_height().into()));
    let room = Point::new(area.width(), area.height());
    (area, Stage::new(room, size.unwrap_or_default()))
}

/// Returns the place of an event on the stage.
fn place(event: &MouseEvent, area: &DomRect) -> Point {
    let from_edge =
        Point::new(f64::from(event.client_x()) - area.left(), f64::from(event.client_y()) - area.top());
    from_edge.from(Point::new(area.width() / 2.0, area.height() / 2.0))
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
        focus: None,
        is_in_text: false,
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
