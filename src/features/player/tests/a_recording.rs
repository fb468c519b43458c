use super::*;

#[test]
fn is_loaded_and_played_within_the_click_that_opens_it() {
    let (player, todo) = open(recording(Some(200)), None);
    let speed = Speed::default();
    assert_eq!(todo, [Command::Load("/a.mp3".to_owned()), Command::SetRate(speed), Command::Play]);
    assert_eq!((player.state(), player.times()), (State::Loading, "0:00 / 3:20".to_owned()));
    assert_eq!(player.article(), Some("a"));
}

#[test]
fn of_unknown_length_shows_dashes_until_it_has_loaded() {
    let (mut player, _) = open(recording(None), None);
    assert_eq!(player.times(), "0:00 / –:––");
    player.handle(Event::Length(f64::INFINITY));
    assert_eq!(player.length(), None);
    player.handle(Event::Length(3_723.4));
    assert_eq!(player.times(), "0:00 / 1:02:03");
}

#[test]
fn resumes_where_the_reader_left_off_once_it_can_seek_there() {
    let (mut player, todo) = open(recording(None), Some(100));
    assert!(!todo.iter().any(|command| matches!(command, Command::SeekTo(_))));
    assert_eq!(player.handle(Event::Length(200.0)), [Command::SeekTo(100.0)]);
    player.handle(Event::Progress(0.0));
    assert_eq!(player.position(), 100, "what it reports before it is there is the old place");
    player.handle(Event::Sought);
    player.handle(Event::Progress(101.5));
    assert_eq!(player.position(), 101);
}

#[test]
fn that_was_heard_almost_to_its_end_begins_anew() {
    for (resume, length) in [(195, 200), (200, 200), (999, 200), (985, 1_000), (3, 4)] {
        let (mut player, _) = open(recording(None), Some(resume));
        assert_eq!(player.handle(Event::Length(length.into())), [], "{resume} of {length}");
        assert_eq!(player.position(), 0);
        let (player, _) = open(recording(Some(length)), Some(resume));
        assert_eq!(player.position(), 0);
    }
    let (player, _) = open(recording(Some(200)), Some(194));
    assert_eq!(player.position(), 194);
}

#[test]
fn plays_and_pauses_by_its_button_and_keeps_its_position() {
    let mut player = playing();
    player.handle(Event::Progress(42.9));
    assert_eq!(player.handle(Event::Toggle), [Command::Pause, remember(42)]);
    assert_eq!(player.state(), State::Paused);
    assert_eq!(player.handle(Event::Pause), []);
    assert_eq!(player.handle(Event::Toggle), [Command::Play]);
    assert_eq!(player.state(), State::Loading);
    assert_eq!(player.handle(Event::Play), []);
    player.handle(Event::Started);
    assert_eq!(player.state(), State::Playing);
}

#[test]
fn follows_when_the_system_pauses_or_resumes_it() {
    let mut player = playing();
    player.handle(Event::Progress(42.0));
    assert_eq!(player.handle(Event::Stopped), [remember(42)]);
    assert_eq!(player.state(), State::Paused);
    player.handle(Event::Started);
    assert_eq!(player.state(), State::Playing);
}

#[test]
fn says_that_it_is_loading_while_it_waits_for_more() {
    let mut player = playing();
    player.handle(Event::Stalled);
    assert_eq!(player.state(), State::Loading);
    assert!(player.is_active());
    player.handle(Event::Started);
    player.handle(Event::Pause);
    player.handle(Event::Stalled);
    assert_eq!(player.state(), State::Paused);
}

#[test]
fn that_moves_on_is_heard_even_if_nobody_says_that_it_plays() {
    let mut player = playing();
    player.handle(Event::Forward);
    player.handle(Event::Stalled);
    player.handle(Event::Sought);
    player.handle(Event::Progress(15.0));
    assert_eq!(player.state(), State::Loading, "it has only come to its place");
    player.handle(Event::Progress(15.3));
    assert_eq!(player.state(), State::Playing);
}

#[test]
fn is_paused_when_the_browser_refuses_to_begin_by_itself() {
    let (mut player, _) = open(recording(None), None);
    assert_eq!(player.handle(Event::Refused), []);
    assert_eq!(player.state(), State::Paused);
    assert_eq!(player.handle(Event::Play), [Command::Play]);
}

#[test]
fn moves_by_fifteen_seconds_and_never_beyond_its_ends() {
    let mut player = playing();
    player.handle(Event::Progress(10.0));
    assert_eq!(player.handle(Event::Forward), [Command::SeekTo(25.0)]);
    assert_eq!(player.handle(Event::Back), [Command::SeekTo(10.0)]);
    assert_eq!(player.handle(Event::Back), [Command::SeekTo(0.0)]);
    assert_eq!(player.handle(Event::Seek(1e300)), [Command::SeekTo(200.0)]);
    assert_eq!(player.handle(Event::Seek(f64::NAN)), []);
    assert_eq!(player.handle(Event::Seek(-1.0)), []);
}

#[test]
fn that_is_sought_before_it_has_loaded_goes_there_when_it_has() {
    let (mut player, _) = open(recording(None), Some(100));
    assert_eq!(player.handle(Event::Seek(30.0)), []);
    assert_eq!(player.position(), 30);
    assert_eq!(player.handle(Event::Length(200.0)), [Command::SeekTo(30.0)]);
}

#[test]
fn that_is_sought_while_paused_stays_paused_and_keeps_the_place() {
    let mut player = playing();
    player.handle(Event::Pause);
    assert_eq!(player.handle(Event::Seek(30.0)), [Command::SeekTo(30.0), remember(30)]);
    assert_eq!(player.state(), State::Paused);
}

#[test]
fn keeps_its_position_every_five_seconds() {
    let mut player = playing();
    let kept = (0..40).flat_map(|quarter| player.handle(Event::Progress(f64::from(quarter) / 4.0)));
    assert_eq!(kept.collect::<Vec<_>>(), [remember(5)]);
}

#[test]
fn that_is_over_is_forgotten_and_plays_from_its_beginning() {
    let mut player = playing();
    player.handle(Event::Progress(199.9));
    assert_eq!(player.handle(Event::Stopped), [forget()], "a browser pauses before it ends");
    assert_eq!(player.handle(Event::Finished), [forget()]);
    assert_eq!((player.state(), player.times()), (State::Ended, "3:20 / 3:20".to_owned()));
    assert_eq!(player.handle(Event::Leave), []);
    assert_eq!(player.handle(Event::Toggle), [Command::SeekTo(0.0), Command::Play]);
    assert_eq!(player.position(), 0);
}

#[test]
fn that_is_over_can_be_sought_and_is_then_paused() {
    let mut player = playing();
    player.handle(Event::Finished);
    assert_eq!(player.handle(Event::Back), [Command::SeekTo(185.0), remember(185)]);
    assert_eq!(player.state(), State::Paused);
}

#[test]
fn that_breaks_keeps_its_place_and_is_tried_again_from_there() {
    let mut player = playing();
    player.handle(Event::Progress(42.0));
    assert_eq!(player.handle(Event::Broken), [remember(42)]);
    assert_eq!(player.state(), State::Failed(PlayerError::Recording));
    for late in [Event::Started, Event::Progress(1.0), Event::Finished, Event::Stopped, Event::Seek(3.0)] {
        assert_eq!(player.handle(late), []);
        assert_eq!((player.state(), player.position()), (State::Failed(PlayerError::Recording), 42));
    }
    assert!(player.handle(Event::Toggle).contains(&Command::Load("/a.mp3".to_owned())));
    assert_eq!(player.handle(Event::Length(200.0)), [Command::SeekTo(42.0)]);
}

#[test]
fn changes_its_speed_at_once_and_the_speed_is_kept() {
    let mut player = playing();
    let fast = Speed::default().faster();
    assert_eq!(player.handle(Event::Faster), [Command::RememberSpeed(fast), Command::SetRate(fast)]);
    assert_eq!(player.handle(Event::SetSpeed(fast)), []);
    player.handle(Event::Slower);
    assert_eq!(player.speed(), Speed::default());
}
