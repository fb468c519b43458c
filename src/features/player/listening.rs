//! Listening to an article: the shell around the state machine of [`crate::features::player`].
//!
//! [`Listening`] lives as long as the document, so that the voice goes on while the reader moves to another page. It passes
//! events to the machine, and carries out the machine's commands with `recording`, `speech` and `marker`.

use std::{collections::VecDeque, sync::Arc};

use leptos::prelude::*;
use send_wrapper::SendWrapper;
use wasm_bindgen::{JsCast, closure::Closure};
use web_sys::{HtmlElement, KeyboardEvent, VisibilityState};

use super::{marker::Marker, now_playing::NowPlaying, recording::Recording, speech::Speech};
use crate::{
    browser::{effect::effect, focus, is_typing, timers},
    features::player::{Command, Event, Player as Machine, Source, State, remembered::Listened},
};

/// The function with which the browser reports events.
pub(super) type Report = dyn FnMut(web_sys::Event);

/// Milliseconds between two estimates of a voice's position.
const TICK: u32 = 250;
/// Milliseconds without an event after which the reader sees that loading takes long.
const SLOW: f64 = 1_500.0;
/// Milliseconds without an event after which a recording counts as broken.
const PATIENCE_WITH_RECORDING: f64 = 30_000.0;
/// Milliseconds after which a voice that has not begun counts as broken.
const PATIENCE_WITH_VOICE: f64 = 10_000.0;
/// Milliseconds after which a voice that has not ended its sentence counts as broken; no sentence takes so long.
const LONGEST_SENTENCE: f64 = 60_000.0;
/// Milliseconds after which a sentence counts as ended if the voice is silent: some voices never report an end.
const UNREPORTED_END: f64 = 3_000.0;

/// The player's state, and the outputs that it controls. Copies refer to the same player.
#[derive(Clone, Copy)]
pub struct Listening {
    stage: RwSignal<Stage>,
    listened: Listened,
    /// Events that wait to be handled. They are kept apart from `desk`: commands carried out there can cause more events.
    events: StoredValue<SendWrapper<VecDeque<Event>>>,
    desk: StoredValue<SendWrapper<Outputs>>,
}

/// The state of listening, from which the views follow.
#[derive(Default)]
pub(super) struct Stage {
    pub(super) machine: Machine,
    pub(super) track: Arc<NowPlaying>,
    /// `true` if the browser can read aloud.
    pub(super) voices: bool,
    /// `true` if loading takes long.
    pub(super) slow: bool,
    /// The position in seconds to which the reader is dragging the slider.
    chosen: Option<u32>,
}

impl Stage {
    /// Returns the position to show, in seconds.
    pub(super) fn position(&self) -> u32 {
        self.chosen.unwrap_or_else(|| self.machine.position())
    }
}

#[derive(Default)]
struct Outputs {
    recording: Option<Recording>,
    speech: Option<Speech>,
    marker: Marker,
    /// The element that had the focus when the player opened.
    opener: Option<HtmlElement>,
    /// The time of the last event of recording, voice or reader, in milliseconds.
    heard: f64,
}

impl Listening {
    /// Creates a closed player, and looks for voices.
    pub fn open() -> Self {
        let listening = Self {
            stage: RwSignal::default(),
            listened: Listened::open(),
            events: StoredValue::new(SendWrapper::new(VecDeque::new())),
            desk: StoredValue::new(SendWrapper::new(Outputs::default())),
        };
        effect(move || {
            listening.find_voices();
            listening.attend();
        });
        let active = Memo::new(move |_| listening.read(|stage| stage.machine.is_active()));
        effect(move || {
            if active.get() {
                listening.keep_time();
            }
        });
        listening
    }

    /// Returns the provided player.
    ///
    /// # Panics
    /// If none is provided: a mistake in the code, which no content can cause.
    pub fn here() -> Self {
        expect_context()
    }

    /// Returns a player that shows a story and plays nothing: for print and pictures.
    #[cfg(not(target_arch = "wasm32"))]
    pub fn showing(track: NowPlaying, source: Source) -> Self {
        let listening = Self::open();
        listening.stage.update(|stage| {
            let article = track.id.clone();
            // Nothing is to be heard, so the commands that follow from it are not carried out.
            drop(stage.machine.handle(Event::Open { article, source, resume: None }));
            stage.track = Arc::new(track);
        });
        listening
    }

    /// Reads the stage, tracked.
    pub(super) fn read<T>(self, read: impl FnOnce(&Stage) -> T) -> T {
        self.stage.with(read)
    }

    /// Shows the position that the reader is choosing; `None` shows that of the sound again.
    pub(super) fn choose(self, seconds: Option<u32>) {
        self.stage.update(|stage| stage.chosen = seconds);
    }

    /// Plays a story. The player takes the focus, and gives it back when it is closed.
    pub(super) fn listen(self, track: NowPlaying, source: Source) {
        if !self.is_open() {
            self.tell(Event::SetSpeed(self.listened.speed()));
        }
        let opener = document().active_element().and_then(|element| element.dyn_into().ok());
        self.desk.update_value(|desk| desk.opener = opener);
        let resume = self.listened.position(&track.id);
        let article = track.id.clone();
        self.stage.update(|stage| stage.track = Arc::new(track));
        self.tell(Event::Open { article, source, resume });
        timers::next_frame(|| focus::give(super::bar::play_button()));
    }

    pub(super) fn is_open(self) -> bool {
        self.stage.with_untracked(|stage| stage.machine.is_open())
    }

    pub(super) fn track(self) -> Arc<NowPlaying> {
        self.stage.with_untracked(|stage| Arc::clone(&stage.track))
    }

    /// Handles an event, and carries out the commands that follow from it.
    pub(super) fn tell(self, event: Event) {
        let alone = self.events.try_update_value(|events| {
            events.push_back(event);
            events.len() == 1
        });
        // An event that occurs while another one is being handled waits for its turn.
        if alone != Some(true) {
            return;
        }
        while let Some(event) = self.events.with_value(|events| events.front().cloned()) {
            if !matches!(event, Event::Passed(1..)) {
                self.desk.update_value(|desk| desk.heard = js_sys::Date::now());
            }
            let todo = self.stage.try_update(|stage| stage.machine.handle(event)).unwrap_or_default();
            for command in todo {
                self.carry_out(command);
            }
            self.events.update_value(|events| drop(events.pop_front()));
        }
    }

    fn carry_out(self, command: Command) {
        match command {
            Command::Remember { article, seconds } => self.listened.keep_position(&article, Some(seconds)),
            Command::Forget { article } => self.listened.keep_position(&article, None),
            Command::RememberSpeed(speed) => self.listened.keep_speed(speed),
            Command::FocusBack => self.give_focus_back(),
            // Events that this causes only join the queue, so `desk` is never borrowed twice.
            work => self.desk.update_value(|desk| desk.carry_out(work, &self.track(), self)),
        }
    }

    /// Marks the sentence being read again, on a page that has been shown or re-rendered.
    pub(super) fn mark_again(self) {
        let track = self.track();
        self.desk.update_value(|desk| desk.marker.renew(&track));
    }

    fn give_focus_back(self) {
        let opener = self.desk.try_update_value(|desk| desk.opener.take()).flatten();
        // If the focus is elsewhere on the page, it stays there.
        if is_elsewhere() {
            return;
        }
        let opener = opener.filter(|opener| opener.is_connected());
        focus::give(opener.or_else(|| find("main h1")));
    }

    fn find_voices(self) {
        let Some(speech) = Speech::find() else { return };
        let look = move || {
            let found = self.desk.with_value(|desk| desk.speech.as_ref().is_some_and(Speech::has_voices));
            self.stage.update(|stage| stage.voices = found);
        };
        let changed = Closure::<Report>::new(move |_| look());
        speech.on_voices_changed(&changed);
        // The listener is needed as long as the document is open.
        changed.forget();
        self.desk.update_value(|desk| desk.speech = Some(speech));
        look();
    }

    /// Listens to events anywhere on the page that concern the player.
    fn attend(self) {
        let attend = Closure::<Report>::new(move |event: web_sys::Event| match event.type_().as_str() {
            "keydown" => {
                let key = event.dyn_ref::<KeyboardEvent>();
                if key.is_some_and(|key| key.key() == "Escape" && self.is_open() && is_for_player(key)) {
                    event.prevent_default();
                    self.tell(Event::Close);
                }
            }
            "pagehide" => {
                self.tell(Event::Leave);
                // Some browsers go on speaking when the page is gone. A recording pauses by itself.
                if self.stage.with_untracked(|stage| stage.machine.is_estimate()) {
                    self.tell(Event::Pause);
                }
            }
            "visibilitychange" if document().visibility_state() == VisibilityState::Hidden => {
                self.tell(Event::Leave);
            }
            // A film or recording in the text has begun: only one sound at a time. The player's own element is not in the
            // document.
            "play" => self.tell(Event::Pause),
            _ => {}
        });
        for name in ["keydown", "pagehide", "visibilitychange", "play"] {
            // Events of media elements do not bubble, so this listens in the capture phase.
            let early = name == "play";
            let _ = window().add_event_listener_with_callback_and_bool(
                name,
                attend.as_ref().unchecked_ref(),
                early,
            );
        }
        attend.forget();
    }

    /// Reports to the machine how time passes, as long as the current owner lives.
    fn keep_time(self) {
        let last = StoredValue::new(js_sys::Date::now());
        timers::every(TICK, move || {
            let now = js_sys::Date::now();
            let passed = (now - last.get_value()).max(0.0) as u32;
            last.set_value(now);
            let (state, was_slow) = self.stage.with_untracked(|stage| (stage.machine.state(), stage.slow));
            let Some(silent) = self.desk.try_with_value(|desk| now - desk.heard) else { return };
            let slow = state == State::Loading && silent > SLOW;
            if slow != was_slow {
                self.stage.update(|stage| stage.slow = slow);
            }
            if let Some(event) = self.desk.with_value(|desk| desk.look(state, silent, passed)) {
                self.tell(event);
            }
        });
    }
}

impl Outputs {
    /// Carries out a command with recording, voice and marker.
    fn carry_out(&mut self, work: Command, track: &Arc<NowPlaying>, listening: Listening) {
        match work {
            Command::Load(src) => {
                // The old recording is dropped before the new one begins.
                self.recording = None;
                self.recording = Recording::load(&src, track, listening);
            }
            Command::Unload => self.recording = None,
            Command::Speak { sentence, take, rate } => {
                if let (Some(speech), Some(line)) = (&mut self.speech, track.lines.get(sentence)) {
                    speech.say(&line.text, track.language.as_deref(), take, rate, listening);
                }
            }
            Command::Hush => {
                if let Some(speech) = &mut self.speech {
                    speech.hush();
                }
            }
            Command::Highlight(Some(sentence)) => self.marker.mark(sentence, track),
            Command::Highlight(None) => self.marker.clear(),
            of_recording => {
                let Some(recording) = &self.recording else { return };
                match of_recording {
                    Command::Play => recording.play(listening),
                    Command::Pause => recording.pause(),
                    Command::SeekTo(seconds) => recording.seek(seconds),
                    Command::SetRate(speed) => recording.set_speed(speed),
                    _ => {}
                }
            }
        }
    }

    /// Returns the event that follows from `silent` milliseconds without any: that recording or voice has broken, that a
    /// sentence has ended, or just that time has passed.
    fn look(&self, state: State, silent: f64, passed: u32) -> Option<Event> {
        if self.recording.is_some() {
            return (state == State::Loading && silent > PATIENCE_WITH_RECORDING).then_some(Event::Broken);
        }
        let speech = self.speech.as_ref()?;
        let take = speech.take()?;
        Some(match state {
            State::Loading if silent > PATIENCE_WITH_VOICE => Event::SentenceBroken(take),
            State::Playing if silent > LONGEST_SENTENCE => Event::SentenceBroken(take),
            State::Playing if silent > UNREPORTED_END && !speech.is_busy() => Event::SentenceDone(take),
            _ => Event::Passed(passed.max(1)),
        })
    }
}

/// Returns `true` if Escape is meant for the player: nothing is open above it that would close first, and the reader is not
/// typing elsewhere.
fn is_for_player(event: &KeyboardEvent) -> bool {
    let covered = document().query_selector("dialog[open], :popover-open").ok().flatten().is_some();
    let in_player = event.target().and_then(|target| target.dyn_into().ok()).is_some_and(is_in_player);
    !event.default_prevented()
        && !event.is_composing()
        && document().fullscreen_element().is_none()
        && !covered
        && (in_player || !is_typing(event))
}

fn is_in_player(element: web_sys::Element) -> bool {
    element.closest(".player").is_ok_and(|player| player.is_some())
}

/// Returns `true` if something outside of the player has the focus.
fn is_elsewhere() -> bool {
    let active = document().active_element();
    active.is_some_and(|active| active.tag_name() != "BODY" && !is_in_player(active))
}

pub(super) fn find(selector: &str) -> Option<HtmlElement> {
    document().query_selector(selector).ok().flatten()?.dyn_into().ok()
}
