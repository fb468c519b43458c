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

/// What the media element reports.
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

/// A media element that plays one file. Dropping it ends it.
pub(super) struct Recording {
    audio: HtmlAudioElement,
    report: Closure<Report>,
    _lock_screen: Option<MediaSession>,
}

impl Recording {
    /// Makes the element; nothing is fetched before [`Recording::play`].
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
                // Data arrives: it says no more than that somebody is there.
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

    /// Plays. A browser that wants the reader to press play first is reported; a file that is broken reports itself.
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

    /// Pauses.
    pub(super) fn pause(&self) {
        let _ = self.audio.pause();
    }

    /// Goes to a place, in seconds.
    pub(super) fn seek(&self, seconds: f64) {
        self.audio.set_current_time(seconds);
    }

    /// Plays at a speed, from now on.
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
        // A media element without an address lets go of connection and memory.
        let _ = self.audio.remove_attribute("src");
        self.audio.load();
    }
}

/// The recording to play: of the alternatives that stand first, the first that this browser plays; where it plays none of
/// them, the first, which then says so itself.
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
