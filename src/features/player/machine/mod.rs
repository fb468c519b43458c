//! The state machine of the player.

mod recording;
mod speech;

use recording::millis;

use super::{Command, Event, PlayerError, Source, Speed, State, Take, clock};
use crate::text;

/// Milliseconds by which the buttons for going back and forward move.
const STEP: u32 = 15_000;
/// Milliseconds of playing after which the position is kept again.
const REMEMBER_EVERY: u32 = 5_000;
/// The last milliseconds of an article that count as heard, or its last fiftieth if that is longer: a reader who left off there
/// begins at the start.
const TAIL: u32 = 5_000;

/// The player: see [the module](crate::features::player).
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Player {
    state: State,
    speed: Speed,
    article: String,
    source: Option<Source>,
    /// The position in milliseconds.
    position: u32,
    /// The length in milliseconds, if it is known.
    length: Option<u32>,
    /// The position that was kept last, in milliseconds.
    remembered: u32,
    take: Take,
    /// The position in milliseconds at which a recording is to begin, until its length is known: before that it cannot be
    /// sought.
    waiting: Option<u32>,
    /// `true` while a recording seeks, and still reports its old position.
    seeking: bool,
}

impl Player {
    /// Returns a closed player that will play at a remembered speed.
    pub fn new(speed: Speed) -> Self {
        Self { speed, ..Self::default() }
    }

    /// Returns the state.
    pub fn state(&self) -> State {
        self.state
    }

    /// Returns `true` if the player is on the page.
    pub fn is_open(&self) -> bool {
        self.state != State::Closed
    }

    /// Returns `true` if the player plays or is about to, so that its button says Pause.
    pub fn is_active(&self) -> bool {
        matches!(self.state, State::Loading | State::Playing)
    }

    /// Returns the id of the story in the player, if it is open.
    pub fn article(&self) -> Option<&str> {
        self.is_open().then_some(self.article.as_str())
    }

    /// Returns the position in whole seconds.
    pub fn position(&self) -> u32 {
        self.position / 1_000
    }

    /// Returns the length in whole seconds, if it is known.
    pub fn length(&self) -> Option<u32> {
        self.length.map(|length| length / 1_000)
    }

    /// Returns the speed.
    pub fn speed(&self) -> Speed {
        self.speed
    }

    /// Returns `true` if the times are estimates.
    pub fn is_estimate(&self) -> bool {
        matches!(self.source, Some(Source::Speech(_)))
    }

    /// Returns the sentence that is being read, or would be if it played.
    pub fn sentence(&self) -> Option<usize> {
        self.timeline()?.at(self.position)
    }

    /// Returns position and length as they are shown: `0:12 / 3:40`, with an estimated length `0:12 / about 3:40`, with an
    /// unknown one `0:12 / –:––`.
    pub fn times(&self) -> String {
        self.times_at(self.position())
    }

    /// Returns the same as [`Player::times`] for another position in seconds, such as one that the reader is choosing.
    pub fn times_at(&self, position: u32) -> String {
        let length = self.length().map(clock);
        let estimate = length.is_some() && self.is_estimate();
        text::times(&clock(position), length.as_deref().unwrap_or("–:––"), estimate)
    }

    /// Handles an event, and returns the commands to carry out, in order.
    pub fn handle(&mut self, event: Event) -> Vec<Command> {
        let mut todo = Vec::new();
        match event {
            Event::Open { article, source, resume } => self.open(article, source, resume, &mut todo),
            Event::Toggle if self.is_active() => self.pause(&mut todo),
            Event::Toggle | Event::Play => self.play(&mut todo),
            Event::Pause => self.pause(&mut todo),
            Event::Seek(seconds) => {
                if let Some(target) = millis(seconds) {
                    self.seek(target, &mut todo);
                }
            }
            Event::Back => self.seek(self.position.saturating_sub(STEP), &mut todo),
            Event::Forward => self.seek(self.position.saturating_add(STEP), &mut todo),
            Event::SetSpeed(speed) => self.set_speed(speed, &mut todo),
            Event::Faster => self.set_speed(self.speed.faster(), &mut todo),
            Event::Slower => self.set_speed(self.speed.slower(), &mut todo),
            Event::Close if self.is_open() => {
                self.put_away(&mut todo);
                todo.push(Command::FocusBack);
            }
            Event::Leave => self.remember(&mut todo),
            Event::SentenceBegun(take) if self.is_current(take) => self.begun(),
            Event::SentenceDone(take) if self.is_current(take) => self.next_sentence(&mut todo),
            Event::SentenceBroken(take) if self.is_current(take) => self.fail(PlayerError::Voice, &mut todo),
            Event::SentenceBegun(_) | Event::SentenceDone(_) | Event::SentenceBroken(_) => {}
            Event::Passed(passed) => self.passed(passed, &mut todo),
            of_recording if matches!(self.source, Some(Source::Recording { .. })) => {
                self.recording(of_recording, &mut todo);
            }
            _ => {}
        }
        todo
    }

    fn open(&mut self, article: String, source: Source, resume: Option<u32>, todo: &mut Vec<Command>) {
        if self.is_open() && self.article == article {
            return self.play(todo);
        }
        self.put_away(todo);
        self.article = article;
        self.length = match &source {
            Source::Recording { seconds, .. } => seconds.map(|seconds| seconds.saturating_mul(1_000)),
            Source::Speech(timeline) => Some(timeline.length()),
        };
        self.source = Some(source);
        self.position = self.unless_heard(resume.unwrap_or(0).saturating_mul(1_000));
        self.remembered = self.position;
        self.start(todo);
    }

    /// Begins to play the source at the position.
    fn start(&mut self, todo: &mut Vec<Command>) {
        match &self.source {
            Some(Source::Recording { src, .. }) => {
                todo.extend([Command::Load(src.clone()), Command::SetRate(self.speed), Command::Play]);
                self.waiting = Some(self.position);
                self.state = State::Loading;
            }
            Some(Source::Speech(timeline)) => match timeline.at(self.position) {
                Some(sentence) => {
                    self.state = State::Loading;
                    self.speak(sentence, todo);
                }
                None => self.fail(PlayerError::Voice, todo),
            },
            None => {}
        }
    }

    fn play(&mut self, todo: &mut Vec<Command>) {
        match self.state {
            State::Closed | State::Loading | State::Playing => {}
            State::Failed(_) => self.start(todo),
            State::Paused | State::Ended => {
                let again = self.state == State::Ended;
                if again {
                    self.position = 0;
                }
                if self.is_estimate() {
                    return self.start(todo);
                }
                if again {
                    self.seek_recording(0, todo);
                }
                self.state = State::Loading;
                todo.push(Command::Play);
            }
        }
    }

    fn pause(&mut self, todo: &mut Vec<Command>) {
        if self.is_active() {
            self.state = State::Paused;
            if self.is_estimate() {
                // Not every browser resumes a paused voice. A silenced voice can start again at the beginning of the sentence.
                self.hush(todo);
            } else {
                todo.push(Command::Pause);
            }
            self.remember(todo);
        }
    }

    fn seek(&mut self, target: u32, todo: &mut Vec<Command>) {
        if matches!(self.state, State::Closed | State::Failed(_)) {
            return;
        }
        let target = self.length.map_or(target, |length| target.min(length));
        match self.timeline() {
            Some(timeline) => {
                let mut sentence = timeline.at(target);
                if target > self.position && sentence.is_some() && sentence == timeline.at(self.position) {
                    // A move forward never leads back to the beginning of the sentence that is being read, but to the next one.
                    sentence =
                        sentence.map(|sentence| sentence + 1).filter(|sentence| *sentence < timeline.len());
                }
                match sentence {
                    Some(sentence) => self.read_from(sentence, todo),
                    None => {
                        self.hush(todo);
                        self.end(todo);
                    }
                }
            }
            None => {
                self.seek_recording(target, todo);
                if self.state == State::Ended {
                    self.state = State::Paused;
                }
                if self.state == State::Paused {
                    self.remember(todo);
                }
            }
        }
    }

    fn set_speed(&mut self, speed: Speed, todo: &mut Vec<Command>) {
        if speed == self.speed {
            return;
        }
        self.speed = speed;
        todo.push(Command::RememberSpeed(speed));
        match self.source {
            Some(Source::Recording { .. }) => todo.push(Command::SetRate(speed)),
            Some(Source::Speech(_)) if self.is_active() => {
                // A voice keeps the speed with which it began a sentence, so the sentence begins again.
                if let Some(sentence) = self.sentence() {
                    self.read_from(sentence, todo);
                }
            }
            _ => {}
        }
    }

    /// Closes the player without giving the focus back.
    fn put_away(&mut self, todo: &mut Vec<Command>) {
        self.remember(todo);
        match self.source.take() {
            Some(Source::Recording { .. }) => todo.push(Command::Unload),
            Some(Source::Speech(_)) => {
                self.hush(todo);
                todo.push(Command::Highlight(None));
            }
            None => {}
        }
        *self = Self { speed: self.speed, take: self.take, ..Self::default() };
    }

    fn fail(&mut self, failure: PlayerError, todo: &mut Vec<Command>) {
        if self.state == State::Closed && self.source.is_none() {
            return;
        }
        self.remember(todo);
        if self.is_estimate() {
            self.hush(todo);
        }
        self.state = State::Failed(failure);
    }

    fn end(&mut self, todo: &mut Vec<Command>) {
        self.state = State::Ended;
        self.position = self.length.unwrap_or(self.position);
        if self.is_estimate() {
            todo.push(Command::Highlight(None));
        }
        self.remembered = 0;
        todo.push(Command::Forget { article: self.article.clone() });
    }

    fn remember_now_and_then(&mut self, todo: &mut Vec<Command>) {
        if self.position.abs_diff(self.remembered) >= REMEMBER_EVERY {
            self.remember(todo);
        }
    }

    fn remember(&mut self, todo: &mut Vec<Command>) {
        if matches!(self.state, State::Closed | State::Ended) {
            return;
        }
        self.remembered = self.position;
        let article = self.article.clone();
        let seconds = self.unless_heard(self.position) / 1_000;
        todo.push(if seconds > 0 {
            Command::Remember { article, seconds }
        } else {
            Command::Forget { article }
        });
    }

    /// Returns the position, or 0 if it is so near the end that nothing is left to hear.
    fn unless_heard(&self, position: u32) -> u32 {
        match self.length {
            Some(length) if length.saturating_sub(position) <= TAIL.max(length / 50) => 0,
            _ => position,
        }
    }
}
