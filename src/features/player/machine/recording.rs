//! Events of the media element, and seeking.

use super::Player;
use crate::features::player::{Command, Event, PlayerError, State};

impl Player {
    pub(super) fn seek_recording(&mut self, target: u32, todo: &mut Vec<Command>) {
        self.position = target;
        if self.waiting.is_some() {
            self.waiting = Some(target);
        } else {
            self.seeking = true;
            todo.push(Command::SeekTo(f64::from(target) / 1_000.0));
        }
    }

    pub(super) fn recording(&mut self, event: Event, todo: &mut Vec<Command>) {
        let lost = matches!(self.state, State::Failed(_));
        match event {
            Event::Length(seconds) => {
                self.length = millis(seconds).filter(|length| *length > 0);
                self.position = self.length.map_or(self.position, |length| self.position.min(length));
                if let Some(target) = self.waiting.take() {
                    self.position = self.unless_heard(target);
                    if self.position > 0 {
                        self.seek_recording(self.position, todo);
                    }
                }
            }
            Event::Progress(seconds) if !lost && !self.seeking && self.waiting.is_none() => {
                if let Some(position) = millis(seconds).filter(|_| self.state != State::Ended) {
                    // WebKit does not report that it plays on when one seek has overtaken another.
                    if self.state == State::Loading && position > self.position {
                        self.state = State::Playing;
                    }
                    self.position = self.length.map_or(position, |length| position.min(length));
                    self.remember_now_and_then(todo);
                }
            }
            Event::Started if !lost => {
                self.seeking = false;
                self.state = State::Playing;
            }
            Event::Stopped if self.is_active() => {
                self.state = State::Paused;
                self.remember(todo);
            }
            Event::Stalled if self.state == State::Playing => self.state = State::Loading,
            Event::Sought => self.seeking = false,
            Event::Finished if !lost => self.end(todo),
            Event::Refused if self.state == State::Loading => self.state = State::Paused,
            Event::Broken => self.fail(PlayerError::Recording, todo),
            _ => {}
        }
    }
}

/// Returns seconds, as media elements and range inputs give them, in milliseconds; `None` for a number that is no time.
pub(super) fn millis(seconds: f64) -> Option<u32> {
    // The cast stops at the largest value of the type.
    (seconds.is_finite() && seconds >= 0.0).then_some((seconds * 1_000.0).round() as u32)
}
