//! Reading an article aloud, sentence by sentence.

use super::Player;
use crate::features::player::{Command, Source, State, Take, Timeline};

impl Player {
    /// Goes to a sentence, and reads on from there if it was reading.
    pub(super) fn read_from(&mut self, sentence: usize, todo: &mut Vec<Command>) {
        if self.is_active() {
            todo.push(Command::Hush);
            self.speak(sentence, todo);
        } else {
            self.state = State::Paused;
            self.position = self.timeline().map_or(0, |timeline| timeline.start(sentence));
            todo.push(Command::Highlight(Some(sentence)));
            self.remember(todo);
        }
    }

    pub(super) fn begun(&mut self) {
        if self.state == State::Loading {
            self.state = State::Playing;
        }
    }

    pub(super) fn next_sentence(&mut self, todo: &mut Vec<Command>) {
        if !self.is_active() {
            return;
        }
        let Some(timeline) = self.timeline() else { return };
        let next = timeline.at(self.position).map_or(timeline.len(), |sentence| sentence + 1);
        if next < timeline.len() {
            self.speak(next, todo);
            self.remember_now_and_then(todo);
        } else {
            self.end(todo);
        }
    }

    pub(super) fn passed(&mut self, passed: u32, todo: &mut Vec<Command>) {
        let (State::Playing, Some(sentence), Some(timeline)) = (self.state, self.sentence(), self.timeline())
        else {
            return;
        };
        // The estimate never enters the next sentence before the voice does.
        let last = timeline.end(sentence).saturating_sub(1).max(self.position);
        self.position = self.position.saturating_add(self.speed.of(passed)).min(last);
        self.remember_now_and_then(todo);
    }

    pub(super) fn speak(&mut self, sentence: usize, todo: &mut Vec<Command>) {
        self.position = self.timeline().map_or(0, |timeline| timeline.start(sentence));
        self.take = self.take.wrapping_add(1);
        todo.push(Command::Highlight(Some(sentence)));
        todo.push(Command::Speak { sentence, take: self.take, rate: self.speed });
    }

    pub(super) fn hush(&mut self, todo: &mut Vec<Command>) {
        self.take = self.take.wrapping_add(1);
        todo.push(Command::Hush);
    }

    pub(super) fn is_current(&self, take: Take) -> bool {
        self.is_estimate() && take == self.take
    }

    pub(super) fn timeline(&self) -> Option<&Timeline> {
        match &self.source {
            Some(Source::Speech(timeline)) => Some(timeline),
            _ => None,
        }
    }
}
