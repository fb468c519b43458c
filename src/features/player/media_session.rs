//! The lock screen, and the media keys of keyboards and headphones (Media Session API).

use js_sys::Array;
use leptos::prelude::window;
use wasm_bindgen::{JsCast, JsValue, closure::Closure};

use crate::features::player::{Event, listening::Listening, now_playing::NowPlaying, reflect};

/// The actions that are handled.
const ACTIONS: [&str; 6] = ["play", "pause", "seekbackward", "seekforward", "seekto", "stop"];

/// The entry on the lock screen while a recording is in the player. Dropping it clears the entry.
pub(super) struct MediaSession {
    session: JsValue,
    _act: Closure<dyn FnMut(JsValue)>,
}

impl MediaSession {
    /// Shows a track; returns `None` where the browser lacks the API.
    pub(super) fn begin(track: &NowPlaying, listening: Listening) -> Option<Self> {
        let session = reflect::get(&window().navigator(), "mediaSession")?;
        let act = Closure::<dyn FnMut(JsValue)>::new(move |details: JsValue| {
            let text = |name| reflect::get(&details, name).and_then(|value| value.as_string());
            let number = |name| reflect::get(&details, name).and_then(|value| value.as_f64());
            match text("action").as_deref() {
                Some("play") => listening.tell(Event::Play),
                Some("pause") => listening.tell(Event::Pause),
                Some("seekbackward") => listening.tell(Event::Back),
                Some("seekforward") => listening.tell(Event::Forward),
                Some("seekto") => {
                    if let Some(seconds) = number("seekTime") {
                        listening.tell(Event::Seek(seconds));
                    }
                }
                Some("stop") => listening.tell(Event::Close),
                _ => {}
            }
        });
        let picture = track.picture.iter().map(|src| reflect::object(&[("src", src.into())]));
        let metadata = reflect::object(&[
            ("title", (&track.headline).into()),
            ("artist", (&track.by).into()),
            ("album", (&track.paper).into()),
            ("artwork", picture.collect::<Array>().into()),
        ]);
        if let Some(metadata) = reflect::make("MediaMetadata", &metadata) {
            reflect::set(&session, "metadata", &metadata);
        }
        let session = Self { session, _act: act };
        session.listen(session._act.as_ref().unchecked_ref());
        Some(session)
    }

    fn listen(&self, act: &JsValue) {
        // A browser throws if it does not know an action; the others still work.
        for action in ACTIONS {
            reflect::call(&self.session, "setActionHandler", &Array::of2(&action.into(), act));
        }
    }
}

impl Drop for MediaSession {
    fn drop(&mut self) {
        self.listen(&JsValue::NULL);
        reflect::set(&self.session, "metadata", &JsValue::NULL);
    }
}
