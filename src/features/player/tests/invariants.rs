//! Properties that hold whatever happens.

use proptest::prelude::*;

use super::*;

/// Returns every kind of event, for a voice at this take.
pub(super) fn every_event(take: Take) -> Vec<Event> {
    vec![
        Event::Open { article: article(), source: recording(Some(60)), resume: Some(30) },
        Event::Open { article: "b".to_owned(), source: speech(), resume: None },
        Event::Open { article: "c".to_owned(), source: recording(None), resume: None },
        Event::Open { article: "d".to_owned(), source: Source::Speech(Timeline::default()), resume: None },
        Event::Toggle,
        Event::Play,
        Event::Pause,
        Event::Seek(HALF),
        Event::Seek(40.0),
        Event::Seek(f64::INFINITY),
        Event::Seek(f64::MAX),
        Event::Back,
        Event::Forward,
        Event::SetSpeed(Speed::default()),
        Event::Faster,
        Event::Slower,
        Event::Close,
        Event::Leave,
        Event::Length(50.0),
        Event::Length(f64::NAN),
        Event::Length(0.0),
        Event::Progress(45.0),
        Event::Progress(1e9),
        Event::Started,
        Event::Stopped,
        Event::Stalled,
        Event::Sought,
        Event::Finished,
        Event::Refused,
        Event::Broken,
        Event::SentenceBegun(take),
        Event::SentenceDone(take),
        Event::SentenceBroken(take),
        Event::Passed(700),
        Event::Passed(u32::MAX),
    ]
}

/// The state of a shell that has carried out all commands.
#[derive(Default)]
struct Shell {
    loaded: bool,
    speaking: Option<Take>,
}

impl Shell {
    fn obey(&mut self, todo: &[Command]) {
        for command in todo {
            match command {
                Command::Load(_) => self.loaded = true,
                Command::Unload => self.loaded = false,
                Command::Play | Command::Pause | Command::SeekTo(_) => {
                    assert!(self.loaded, "{command:?} of nothing");
                }
                Command::Speak { take, .. } => self.speaking = Some(*take),
                Command::Hush => self.speaking = None,
                Command::Remember { seconds, .. } => assert!(*seconds > 0),
                _ => {}
            }
        }
    }
}

fn check(player: &Player, shell: &Shell, event: &Event) {
    let length = player.length().unwrap_or(u32::MAX);
    assert!(player.position() <= length, "{event:?}: {} of {length}", player.position());
    if player.state() == State::Closed {
        assert!(!shell.loaded && shell.speaking.is_none(), "{event:?}");
        assert_eq!((player.article(), player.position(), player.length()), (None, 0, None));
    }
    if player.is_estimate() && !matches!(event, Event::SentenceDone(_)) {
        assert_eq!(player.is_active(), shell.speaking.is_some(), "{event:?} {:?}", player.state());
    }
    assert!(!(shell.loaded && shell.speaking.is_some()), "two are heard at once after {event:?}");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn the_position_is_in_the_article_and_nothing_sounds_wrongly(
        picks in prop::collection::vec((any::<prop::sample::Index>(), any::<bool>()), 1..60),
    ) {
        let mut player = Player::default();
        let mut shell = Shell::default();
        for (pick, late) in picks {
            let take = shell.speaking.unwrap_or(0).wrapping_sub(u32::from(late));
            let events = every_event(take);
            let event = pick.get(&events).clone();
            // A voice that has said its sentence is silent.
            if matches!(event, Event::SentenceDone(done) | Event::SentenceBroken(done) if shell.speaking == Some(done)) {
                shell.speaking = None;
            }
            let todo = player.handle(event.clone());
            shell.obey(&todo);
            check(&player, &shell, &event);
        }
        let todo = player.handle(Event::Close);
        shell.obey(&todo);
        check(&player, &shell, &Event::Close);
        prop_assert_eq!(player.state(), State::Closed);
    }
}
