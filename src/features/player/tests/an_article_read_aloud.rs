use super::*;

#[test]
fn begins_with_its_first_sentence_and_estimates_its_times() {
    let (mut player, todo) = open(speech(), None);
    let rate = Speed::default();
    assert_eq!(todo, [Command::Highlight(Some(0)), Command::Speak { sentence: 0, take: take(&todo), rate }]);
    assert_eq!((player.state(), player.times()), (State::Loading, "0:00 / about 1:03".to_owned()));
    player.handle(Event::SentenceBegun(take(&todo)));
    assert_eq!((player.state(), player.sentence()), (State::Playing, Some(0)));
}

#[test]
fn goes_on_sentence_by_sentence_to_its_end() {
    let (mut player, mut todo) = open(speech(), None);
    for sentence in 0..10 {
        assert_eq!(spoken(&todo).map(|(sentence, _)| sentence), Some(sentence));
        let take = take(&todo);
        player.handle(Event::SentenceBegun(take));
        assert_eq!(player.state(), State::Playing);
        todo = player.handle(Event::SentenceDone(take));
    }
    assert_eq!(todo, [Command::Highlight(None), forget()]);
    assert_eq!((player.state(), player.times()), (State::Ended, "1:03 / about 1:03".to_owned()));
    assert_eq!(spoken(&player.handle(Event::Toggle)).map(|(sentence, _)| sentence), Some(0));
}

#[test]
fn moves_on_with_time_but_not_into_the_next_sentence() {
    let mut player = speaking();
    player.handle(Event::SetSpeed(Speed::ALL[6]));
    let todo = player.handle(Event::Seek(0.0));
    player.handle(Event::Passed(1_000));
    assert_eq!(player.position(), 2, "at twice the speed");
    player.handle(Event::Passed(u32::MAX));
    assert_eq!((player.position(), player.sentence()), (6, Some(0)));
    let todo = player.handle(Event::SentenceDone(take(&todo)));
    assert_eq!(spoken(&todo).map(|(sentence, _)| sentence), Some(1));
}

#[test]
fn is_silent_when_paused_and_resumes_at_the_sentence_start() {
    let mut player = speaking();
    player.handle(Event::Seek(14.0));
    player.handle(Event::Passed(2_000));
    assert_eq!(player.handle(Event::Pause), [Command::Hush, remember(14)]);
    player.handle(Event::Passed(2_000));
    assert_eq!(player.position(), 14, "nothing passes while it is paused");
    let todo = player.handle(Event::Play);
    assert_eq!(spoken(&todo).map(|(sentence, _)| sentence), Some(2));
}

#[test]
fn ignores_what_voices_report_about_what_they_were_told_before() {
    let (mut player, first) = open(speech(), None);
    let old = take(&first);
    player.handle(Event::Forward);
    let before = player.clone();
    for late in [Event::SentenceBegun(old), Event::SentenceDone(old), Event::SentenceBroken(old)] {
        assert_eq!(player.handle(late), []);
        assert_eq!(player, before);
    }
    player.handle(Event::Pause);
    let paused = player.clone();
    assert_eq!(player.handle(Event::SentenceDone(old.wrapping_add(1))), []);
    assert_eq!(player, paused);
}

#[test]
fn is_entered_where_a_sentence_begins() {
    let mut player = speaking();
    let todo = player.handle(Event::Seek(20.0));
    assert_eq!(todo[0], Command::Hush);
    assert_eq!(spoken(&todo).map(|(sentence, _)| sentence), Some(3));
    assert_eq!(player.position(), 3 * SENTENCE / 1_000);
    player.handle(Event::Back);
    assert_eq!(player.sentence(), Some(0));
}

#[test]
fn never_stays_where_it_is_when_it_is_told_to_go_on() {
    let long = "x".repeat(1_000);
    let (mut player, _) = open(Source::Speech(Timeline::of([long.as_str(), "The end."])), None);
    let todo = player.handle(Event::Forward);
    assert_eq!(spoken(&todo).map(|(sentence, _)| sentence), Some(1));
    player.handle(Event::Seek(61.0));
    assert_eq!(player.state(), State::Ended, "there is no sentence after the last");
}

#[test]
fn shows_the_sentence_silently_when_it_seeks_while_paused() {
    let mut player = speaking();
    player.handle(Event::Pause);
    let todo = player.handle(Event::Seek(20.0));
    assert_eq!(todo, [Command::Highlight(Some(3)), remember(19)]);
    assert_eq!(player.state(), State::Paused);
}

#[test]
fn ends_by_a_seek_to_the_end_and_pauses_by_a_seek_back() {
    let mut player = speaking();
    assert_eq!(player.handle(Event::Seek(1_000.0)), [Command::Hush, Command::Highlight(None), forget()]);
    assert_eq!(player.state(), State::Ended);
    player.handle(Event::Back);
    assert_eq!((player.state(), player.sentence()), (State::Paused, Some(7)));
}

#[test]
fn repeats_its_sentence_when_the_speed_changes() {
    let mut player = speaking();
    player.handle(Event::Seek(14.0));
    let todo = player.handle(Event::Faster);
    assert_eq!(todo[..2], [Command::RememberSpeed(player.speed()), Command::Hush]);
    assert_eq!(spoken(&todo).map(|(sentence, _)| sentence), Some(2));
    player.handle(Event::Pause);
    assert_eq!(player.handle(Event::Faster), [Command::RememberSpeed(player.speed())]);
}

#[test]
fn resumes_in_the_sentence_where_the_reader_left_off() {
    let (_, todo) = open(speech(), Some(20));
    assert_eq!(spoken(&todo).map(|(sentence, _)| sentence), Some(3));
    let (_, todo) = open(speech(), Some(59));
    assert_eq!(spoken(&todo).map(|(sentence, _)| sentence), Some(0));
}

#[test]
fn is_tried_again_from_the_same_sentence_when_a_voice_fails() {
    let mut player = speaking();
    let todo = player.handle(Event::Seek(20.0));
    assert_eq!(player.handle(Event::SentenceBroken(take(&todo))), [remember(19), Command::Hush]);
    assert_eq!(player.state(), State::Failed(PlayerError::Voice));
    assert_eq!(spoken(&player.handle(Event::Toggle)).map(|(sentence, _)| sentence), Some(3));
}

#[test]
fn fails_at_once_when_there_is_nothing_to_say() {
    let (mut player, _) = open(Source::Speech(Timeline::default()), None);
    assert_eq!(player.state(), State::Failed(PlayerError::Voice));
    player.handle(Event::Toggle);
    assert_eq!(player.state(), State::Failed(PlayerError::Voice));
    player.handle(Event::Close);
    assert_eq!(player.state(), State::Closed);
}
