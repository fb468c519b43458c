//! Listening to an article: the shell around [`crate::features::player`], and what of it is seen.
//!
//! [`Listening`] lives in the app, so that the voice goes on while the reader moves to another page. It takes events to the
//! machine and carries out what the machine commands; `recording`, `speech` and `marker` are its hands.

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

/// What the browser is given to report to.
pub(super) type Report = dyn FnMut(web_sys::Event);

/// How often the position of a voice is estimated anew, in milliseconds.
const TICK: u32 = 250;
/// Milliseconds without a sign of life after which the reader is told that it takes long.
const SLOW: f64 = 1_500.0;
/// Milliseconds without a sign of life after which a recording counts as lost.
const PATIENCE_WITH_RECORDING: f64 = 30_000.0;
/// Milliseconds after which a voice counts as lost that has not begun.
const PATIENCE_WITH_VOICE: f64 = 10_000.0;
/// Milliseconds after which a voice counts as lost that has not ended its sentence; none is this long.
const LONGEST_SENTENCE: f64 = 60_000.0;
/// Milliseconds after which a sentence counts as said when the voice has nothing more to say: some never report an end.
const UNREPORTED_END: f64 = 3_000.0;

/// What is listened to, and the way to play it. Copies are the same.
#[derive(Clone, Copy)]
pub struct Listening {
    stage: RwSignal<Stage>,
    listened: Listened,
    /// What has happened and was not yet taken in. Apart from the desk, since working there can make more happen.
    events: StoredValue<SendWrapper<VecDeque<Event>>>,
    desk: StoredValue<SendWrapper<Outputs>>,
}

/// What is known about listening: all that is seen follows from it.
#[derive(Default)]
pub(super) struct Stage {
    pub(super) machine: Machine,
    pub(super) track: Arc<NowPlaying>,
    /// Whether the browser can read aloud.
    pub(super) voices: bool,
    /// Whether it takes long until something is heard.
    pub(super) slow: bool,
    /// Where the reader would go who is dragging the slider, in seconds.
    chosen: Option<u32>,
}

impl Stage {
    /// The position to show, in seconds.
    pub(super) fn position(&self) -> u32 {
        self.chosen.unwrap_or_else(|| self.machine.position())
    }
}

#[derive(Default)]
struct Outputs {
    recording: Option<Recording>,
    speech: Option<Speech>,
    marker: Marker,
    /// What had the focus when the player opened.
    opener: Option<HtmlElement>,
    /// When something was last heard of recording, voice or reader, in milliseconds.
    heard: f64,
}

impl Listening {
    /// Gets ready to listen.
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

    /// What the app has provided.
    ///
    /// # Panics
    /// Outside of `<App>`.
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

    /// Reads what is known, tracked.
    pub(super) fn read<T>(self, read: impl FnOnce(&Stage) -> T) -> T {
        self.stage.with(read)
    }

    /// Shows another position while the reader is choosing one.
    pub(super) fn choose(self, seconds: Option<u32>) {
        self.stage.update(|stage| stage.chosen = seconds);
    }

    /// Lets the reader hear a story. The player takes the focus, and gives it back when it is closed.
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

    /// Takes in what happened, and does what is to be done about it.
    pub(super) fn tell(self, event: Event) {
        let alone = self.events.try_update_value(|events| {
            events.push_back(event);
            events.len() == 1
        });
        // What happens while something is being done waits for its turn.
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
            // What happens meanwhile waits among the events: it cannot come back to the desk.
            work => self.desk.update_value(|desk| desk.carry_out(work, &self.track(), self)),
        }
    }

    /// Marks what is being read on a page that has come, or was set anew.
    pub(super) fn mark_again(self) {
        let track = self.track();
        self.desk.update_value(|desk| desk.marker.renew(&track));
    }

    fn give_focus_back(self) {
        let opener = self.desk.try_update_value(|desk| desk.opener.take()).flatten();
        // Whoever closes it from elsewhere on the page stays there.
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
        // The app is never taken down while its page is open.
        changed.forget();
        self.desk.update_value(|desk| desk.speech = Some(speech));
        look();
    }

    /// Attends to what concerns the player anywhere on the page.
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
            // A film or recording in the text begins: one sound at a time. The player's own is not in the document.
            "play" => self.tell(Event::Pause),
            _ => {}
        });
        for name in ["keydown", "pagehide", "visibilitychange", "play"] {
            // What media elements report does not rise to the window.
            let early = name == "play";
            let _ = window().add_event_listener_with_callback_and_bool(
                name,
                attend.as_ref().unchecked_ref(),
                early,
            );
        }
        attend.forget();
    }

    /// Tells the machine how time passes, as long as the current owner lives.
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
    /// Works with recording, voice and marker.
    fn carry_out(&mut self, work: Command, track: &Arc<NowPlaying>, listening: Listening) {
        match work {
            Command::Load(src) => {
                // What was there ends before something new begins.
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

    /// Looks whether what is to be heard is still alive, after so many milliseconds without a sign of life.
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

/// Whether Escape is meant for the player: nothing lies over it that would close first, and nobody is typing elsewhere.
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

/// Whether something outside of the player has the focus.
fn is_elsewhere() -> bool {
    let active = document().active_element();
    active.is_some_and(|active| active.tag_name() != "BODY" && !is_in_player(active))
}

pub(super) fn find(selector: &str) -> Option<HtmlElement> {
    document().query_selector(selector).ok().flatten()?.dyn_into().ok()
}
