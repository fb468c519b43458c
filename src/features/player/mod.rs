//! The listen player: one machine for a recording and for an article read aloud by the browser.
//!
//! [`Player::handle`] takes what happened (a button, the media element, a voice, the page going away) and gives back what
//! is to be done about it. It knows no element and no clock; a thin shell carries its [`Command`]s out in their order and
//! reports [`Event`]s.
//!
//! A position counts in the article's own time, as it runs at speed 1, whatever the speed. Spoken, it is an estimate made
//! from the length of the sentences; a spoken article can be entered only where a sentence begins.

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
mod script;
mod speech;
mod speed;
#[cfg(test)]
mod tests;

pub use clock::clock;
pub use machine::Player;
pub use script::Script;
pub use speed::Speed;

/// What is listened to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Source {
    /// A file.
    Recording {
        /// Its address.
        src: String,
        /// Its length in seconds, as the publisher gives it; the file itself knows better once it has loaded.
        seconds: Option<u32>,
    },
    /// The browser's voices.
    Speech(Script),
}

/// What the player is doing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum State {
    /// It is not there.
    #[default]
    Closed,
    /// It is to play, and nothing is heard yet (or again).
    Loading,
    /// It is heard.
    Playing,
    /// It waits where it is.
    Paused,
    /// It has come to the end.
    Ended,
    /// It cannot go on; playing again tries again from the same place.
    Failed(PlayerError),
}

/// Why the player cannot go on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PlayerError {
    /// The recording could not be had, or is broken.
    Recording,
    /// The browser's voice failed, or there was nothing to say.
    Voice,
}

/// Something that happened.
#[derive(Clone, Debug, PartialEq)]
pub enum Event {
    /// The reader wants to hear an article. While that article is in the player, this goes on with it.
    Open {
        /// The id of its story.
        article: String,
        /// What there is to hear.
        source: Source,
        /// Where the reader left off, in seconds, if that is remembered.
        resume: Option<u32>,
    },
    /// The play and pause button.
    Toggle,
    /// Play, from a media key for example.
    Play,
    /// Pause, from a media key for example.
    Pause,
    /// A position was chosen, in seconds.
    Seek(f64),
    /// Back by 15 seconds.
    Back,
    /// Forward by 15 seconds.
    Forward,
    /// A speed was chosen.
    SetSpeed(Speed),
    /// One step faster.
    Faster,
    /// One step slower.
    Slower,
    /// Close, or Escape.
    Close,
    /// The page is being hidden, perhaps for good.
    Leave,

    /// Recording: its length in seconds is known (`loadedmetadata`, `durationchange`); not finite for a stream.
    Length(f64),
    /// Recording: it is at this second (`timeupdate`).
    Progress(f64),
    /// Recording: it is heard (`playing`).
    Started,
    /// Recording: it stopped, by whatever hand (`pause`).
    Stopped,
    /// Recording: more of it has to arrive first (`waiting`).
    Stalled,
    /// Recording: the position asked for is reached (`seeked`).
    Sought,
    /// Recording: it is over (`ended`).
    Finished,
    /// Recording: the browser wants the reader to press play (`NotAllowedError` from `play()`).
    Refused,
    /// Recording: it cannot be played (`error`).
    Broken,

    /// Speech: the sentence that was asked for with this number is heard (`start` of an utterance).
    SentenceBegun(Take),
    /// Speech: it was said to its end (`end`).
    SentenceDone(Take),
    /// Speech: it could not be said (`error`, or silence for too long).
    SentenceBroken(Take),
    /// Speech: so many milliseconds have passed; reported a few times a second while playing.
    Passed(u32),
}

/// Counts what was given to the voices. What a voice reports about an earlier take (it reports its end, or an error, when it
/// is silenced) is out of date, and the player ignores it.
pub type Take = u32;

/// Something that the shell does.
#[derive(Clone, Debug, PartialEq)]
pub enum Command {
    /// Recording: make a media element for this address and listen to it.
    Load(String),
    /// Recording: let go of the media element.
    Unload,
    /// Recording: `play()`; report [`Event::Refused`] or [`Event::Broken`] when that fails.
    Play,
    /// Recording: `pause()`.
    Pause,
    /// Recording: set the position, in seconds.
    SeekTo(f64),
    /// Recording: set the speed.
    SetRate(Speed),
    /// Speech: say one sentence.
    Speak {
        /// Which one, from 0.
        sentence: usize,
        /// To be reported back.
        take: Take,
        /// How fast.
        rate: Speed,
    },
    /// Speech: be silent at once, and forget what has not been said.
    Hush,
    /// Speech: mark the sentence that is being read, and bring it into view; `None`: mark nothing.
    Highlight(Option<usize>),
    /// Keep the position in an article.
    Remember {
        /// The id of its story.
        article: String,
        /// The position in whole seconds.
        seconds: u32,
    },
    /// There is no position worth keeping: the article was heard to its end, or not begun.
    Forget {
        /// The id of its story.
        article: String,
    },
    /// Keep the speed.
    RememberSpeed(Speed),
    /// Give the focus back to where it was when the player opened.
    FocusBack,
}
