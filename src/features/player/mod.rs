//! The player: one state machine for recordings and for articles that the browser reads aloud.
//!
//! [`Player::handle`] takes an [`Event`] (from a button, the media element, a voice or the page) and returns the [`Command`]s
//! that follow from it. It uses neither the document nor a clock; a thin shell, [`listening`], reports the events and carries
//! out the commands in order.
//!
//! A position counts in the article's own time, as at speed 1, whatever the speed is. For an article that is read aloud it is
//! an estimate from the length of the sentences, and reading can begin only where a sentence begins.

pub mod bar;
pub mod button;
mod clock;
pub mod listening;
mod machine;
mod marker;
mod media_session;
pub mod now_playing;
#[cfg(target_arch = "wasm32")]
pub mod offer;
mod recording;
mod reflect;
pub mod remembered;
mod speech;
mod speed;
#[cfg(test)]
mod tests;
mod timeline;

pub use clock::clock;
pub use machine::Player;
pub use speed::Speed;
pub use timeline::Timeline;

/// The source of the sound.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Source {
    /// A recording.
    Recording {
        /// The URL of its file.
        src: String,
        /// Its length in seconds, as the publisher gives it, until the file itself has loaded.
        seconds: Option<u32>,
    },
    /// An article read aloud by the browser's voices.
    Speech(Timeline),
}

/// The state of the player.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum State {
    /// The player is not on the page.
    #[default]
    Closed,
    /// It is to play, but nothing is heard yet, or for the moment.
    Loading,
    /// Sound is heard.
    Playing,
    /// It waits at its position.
    Paused,
    /// It has come to the end.
    Ended,
    /// It cannot go on; playing tries again from the same position.
    Failed(PlayerError),
}

/// A reason why the player cannot go on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PlayerError {
    /// The recording could not be loaded, or is broken.
    Recording,
    /// The browser's voice failed, or there was nothing to say.
    Voice,
}

/// An event that the shell reports.
#[derive(Clone, Debug, PartialEq)]
pub enum Event {
    /// The reader wants to hear an article. If it is in the player already, it goes on.
    Open {
        /// The id of its story.
        article: String,
        /// The source of the sound.
        source: Source,
        /// The position in seconds where the reader left off, if it was kept.
        resume: Option<u32>,
    },
    /// The play and pause button was pressed.
    Toggle,
    /// Play was requested, by a media key for example.
    Play,
    /// Pause was requested, by a media key for example.
    Pause,
    /// A position was chosen, in seconds.
    Seek(f64),
    /// The button for going back by 15 seconds was pressed.
    Back,
    /// The button for going forward by 15 seconds was pressed.
    Forward,
    /// A speed was chosen.
    SetSpeed(Speed),
    /// The next faster speed was chosen.
    Faster,
    /// The next slower speed was chosen.
    Slower,
    /// The close button or Escape was pressed.
    Close,
    /// The page is being hidden, perhaps for good.
    Leave,

    /// Recording: its length in seconds is known (`loadedmetadata`, `durationchange`); not finite for a stream.
    Length(f64),
    /// Recording: its position in seconds has changed (`timeupdate`).
    Progress(f64),
    /// Recording: it is heard (`playing`).
    Started,
    /// Recording: it has paused, for whatever reason (`pause`).
    Stopped,
    /// Recording: it waits for data (`waiting`).
    Stalled,
    /// Recording: the position that was sought is reached (`seeked`).
    Sought,
    /// Recording: it is over (`ended`).
    Finished,
    /// Recording: the browser wants the reader to press play (`NotAllowedError` from `play()`).
    Refused,
    /// Recording: it cannot be played (`error`).
    Broken,

    /// Speech: the sentence of this take has begun (`start` of an utterance).
    SentenceBegun(Take),
    /// Speech: the sentence of this take has ended (`end`).
    SentenceDone(Take),
    /// Speech: the sentence of this take could not be read (`error`, or silence for too long).
    SentenceBroken(Take),
    /// Speech: so many milliseconds have passed; reported a few times a second while playing.
    Passed(u32),
}

/// The number of a sentence that was given to the voices. A voice that is silenced reports an end or an error for the sentence
/// that it was reading: the player ignores reports about all takes but the last.
pub type Take = u32;

/// A command that the shell carries out.
#[derive(Clone, Debug, PartialEq)]
pub enum Command {
    /// Recording: create a media element for this URL, and listen to it.
    Load(String),
    /// Recording: drop the media element.
    Unload,
    /// Recording: call `play()`, and report [`Event::Refused`] or [`Event::Broken`] if that fails.
    Play,
    /// Recording: call `pause()`.
    Pause,
    /// Recording: set the position, in seconds.
    SeekTo(f64),
    /// Recording: set the speed.
    SetRate(Speed),
    /// Speech: read one sentence.
    Speak {
        /// The index of the sentence, from 0.
        sentence: usize,
        /// The take to report back.
        take: Take,
        /// The speed.
        rate: Speed,
    },
    /// Speech: be silent at once, and drop what has not been read.
    Hush,
    /// Speech: mark this sentence, and scroll it into view; `None` removes the mark.
    Highlight(Option<usize>),
    /// Keep the position in an article.
    Remember {
        /// The id of its story.
        article: String,
        /// The position in whole seconds.
        seconds: u32,
    },
    /// Delete the position in an article, which was heard to its end or not begun.
    Forget {
        /// The id of its story.
        article: String,
    },
    /// Keep the speed.
    RememberSpeed(Speed),
    /// Give the focus back to where it was when the player opened.
    FocusBack,
}
