//! A recording: the shell around a media element.

use leptos::prelude::document;
use wasm_bindgen::{JsCast, closure::Closure};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::HtmlAudioElement;

use crate::{
    features::player::{
        Event, Speed,
        listening::{Listening, Report},
        media_session::MediaSession,
        now_playing::NowPlaying,
    },
    model,
};

/// The events that the media element reports.
const REPORTS: [&str; 10] = [
    "loadedmetadata",
    "durationchange",
    "timeupdate",
    "progress",
    "playing",
    "pause",
    "waiting",
    "seeked",
    "ended",
    "error",
];

/// A media element that plays one file. Dropping it stops it.
pub(super) struct Recording {
    audio: HtmlAudioElement,
    report: Closure<Report>,
    _lock_screen: Option<MediaSession>,
}

impl Recording {
    /// Creates the element; nothing is fetched before [`Recording::play`].
    pub(super) fn load(src: &str, track: &NowPlaying, listening: Listening) -> Option<Self> {
        let audio: HtmlAudioElement = document().create_element("audio").ok()?.dyn_into().ok()?;
        let reporting = audio.clone();
        let report = Closure::<Report>::new(move |event: web_sys::Event| {
            listening.tell(match event.type_().as_str() {
                "loadedmetadata" | "durationchange" => Event::Length(reporting.duration()),
                "timeupdate" => Event::Progress(reporting.current_time()),
                "playing" => Event::Started,
                "pause" => Event::Stopped,
                "waiting" => Event::Stalled,
                "seeked" => Event::Sought,
                "ended" => Event::Finished,
                "error" => Event::Broken,
                // `progress`: data is arriving, which only shows that the recording is not broken.
                _ => Event::Passed(0),
            });
        });
        for name in REPORTS {
            let _ = audio.add_event_listener_with_callback(name, report.as_ref().unchecked_ref());
        }
        audio.set_preload("none");
        audio.set_src(src);
        Some(Self { audio, report, _lock_screen: MediaSession::begin(track, listening) })
    }

    /// Plays. This reports if the browser wants the reader to press play first; a broken file reports itself by an `error`
    /// event.
    pub(super) fn play(&self, listening: Listening) {
        let Ok(promise) = self.audio.play() else { return };
        spawn_local(async move {
            if let Err(error) = JsFuture::from(promise).await
                && error.dyn_ref::<js_sys::Error>().is_some_and(|error| error.name() == "NotAllowedError")
            {
                listening.tell(Event::Refused);
            }
        });
    }

    pub(super) fn pause(&self) {
        let _ = self.audio.pause();
    }

    /// Seeks a position, in seconds.
    pub(super) fn seek(&self, seconds: f64) {
        self.audio.set_current_time(seconds);
    }

    /// Sets the speed, and makes it the default: loading resets the speed to that.
    pub(super) fn set_speed(&self, speed: Speed) {
        self.audio.set_default_playback_rate(speed.factor());
        self.audio.set_playback_rate(speed.factor());
    }
}

impl Drop for Recording {
    fn drop(&mut self) {
        for name in REPORTS {
            let report = self.report.as_ref().unchecked_ref();
            let _ = self.audio.remove_event_listener_with_callback(name, report);
        }
        let _ = self.audio.pause();
        // Without a URL, `load` makes a media element release connection and memory.
        let _ = self.audio.remove_attribute("src");
        self.audio.load();
    }
}

/// Returns the recording to play. The recordings with the title of the first one are alternatives: the first of them that this
/// browser can play is chosen. If there is none, it is the very first, which then reports the error by itself.
pub(super) fn best(recordings: &[model::Recording]) -> Option<&model::Recording> {
    let first = recordings.first()?;
    let mut alternatives = recordings.iter().filter(|other| other.title == first.title);
    let element = document().create_element("audio").ok().and_then(|audio| audio.dyn_into().ok());
    let plays = |recording: &&model::Recording| {
        element
            .as_ref()
            .is_some_and(|audio: &HtmlAudioElement| !audio.can_play_type(&recording.media_type).is_empty())
    };
    alternatives.find(plays).or(Some(first))
}
