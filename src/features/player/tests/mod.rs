//! Tests that hold for recordings and voices alike; the others are in files of their own.

mod a_recording;
mod an_article_read_aloud;
mod invariants;

use invariants::every_event;

use super::*;

const HALF: f64 = 0.5;

fn article() -> String {
    "a".to_owned()
}

fn recording(seconds: Option<u32>) -> Source {
    Source::Recording { src: "/a.mp3".to_owned(), seconds }
}

/// Returns ten sentences of 6,350 ms each.
fn speech() -> Source {
    let sentence = "x".repeat(100);
    Source::Speech(Timeline::of((0..10).map(|_| sentence.as_str())))
}

const SENTENCE: u32 = 6_350;

fn open(source: Source, resume: Option<u32>) -> (Player, Vec<Command>) {
    let mut player = Player::default();
    let todo = player.handle(Event::Open { article: article(), source, resume });
    (player, todo)
}

/// Returns a player with a recording of 200 seconds that is heard.
fn playing() -> Player {
    let (mut player, _) = open(recording(None), None);
    player.handle(Event::Length(200.0));
    player.handle(Event::Started);
    player
}

/// Returns a player that reads an article aloud, in its first sentence.
fn speaking() -> Player {
    let (mut player, todo) = open(speech(), None);
    player.handle(Event::SentenceBegun(take(&todo)));
    player
}

fn take(todo: &[Command]) -> Take {
    spoken(todo).map(|(_, take)| take).expect("something is said")
}

fn spoken(todo: &[Command]) -> Option<(usize, Take)> {
    todo.iter().find_map(|command| match command {
        Command::Speak { sentence, take, .. } => Some((*sentence, *take)),
        _ => None,
    })
}

fn remember(seconds: u32) -> Command {
    Command::Remember { article: article(), seconds }
}

fn forget() -> Command {
    Command::Forget { article: article() }
}

#[test]
fn a_closed_player_does_nothing_until_it_is_opened() {
    let mut player = Player::new(Speed::ALL[0]);
    for event in every_event(0) {
        if !matches!(event, Event::Open { .. } | Event::SetSpeed(_) | Event::Faster | Event::Slower) {
            assert_eq!(player.handle(event.clone()), [], "{event:?}");
            assert_eq!(player, Player::new(Speed::ALL[0]));
        }
    }
    assert_eq!((player.article(), player.is_open()), (None, false));
}

#[test]
fn closing_keeps_the_position_and_gives_the_focus_back() {
    let mut player = playing();
    player.handle(Event::Progress(42.0));
    assert_eq!(player.handle(Event::Close), [remember(42), Command::Unload, Command::FocusBack]);
    assert_eq!((player.state(), player.article()), (State::Closed, None));
    let mut player = speaking();
    player.handle(Event::Seek(20.0));
    let todo = player.handle(Event::Close);
    assert_eq!(todo, [remember(19), Command::Hush, Command::Highlight(None), Command::FocusBack]);
}

#[test]
fn opening_the_same_article_again_goes_on_with_it() {
    let mut player = playing();
    let again = |player: &mut Player| {
        player.handle(Event::Open { article: article(), source: speech(), resume: None })
    };
    assert_eq!(again(&mut player), []);
    player.handle(Event::Progress(42.0));
    player.handle(Event::Pause);
    assert_eq!(again(&mut player), [Command::Play]);
    assert_eq!(player.position(), 42);
}

#[test]
fn opening_another_article_unloads_the_first_and_keeps_speed() {
    let mut player = playing();
    player.handle(Event::Faster);
    player.handle(Event::Progress(42.0));
    let todo = player.handle(Event::Open { article: "b".to_owned(), source: speech(), resume: None });
    assert_eq!(todo[..2], [remember(42), Command::Unload]);
    assert!(
        todo.iter().any(|command| matches!(command, Command::Speak { rate, .. } if rate.label() == "1.25"))
    );
    assert!(!todo.contains(&Command::FocusBack));
    assert_eq!(player.article(), Some("b"));
}

#[test]
fn a_page_that_goes_away_keeps_the_position() {
    let mut player = playing();
    player.handle(Event::Progress(3.5));
    assert_eq!(player.handle(Event::Leave), [remember(3)]);
    player.handle(Event::Progress(0.2));
    assert_eq!(player.handle(Event::Leave), [forget()], "nothing was heard that is worth keeping");
}
