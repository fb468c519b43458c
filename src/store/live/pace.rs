//! The time of the next fetch of the feed.

/// Milliseconds since any fixed moment, as the caller's clock counts them.
pub type Millis = u64;

/// The longest interval, in seconds, to which failures extend it, unless the feed itself asks for a longer one.
const LONGEST_BACK_OFF: u64 = 15 * 60;
/// Milliseconds before the rest of the edition is fetched after a printed page, so that the page can settle.
const SOON: Millis = 2_000;
/// The most seconds that a server's `Retry-After` can make readers wait.
const LONGEST_RETRY_AFTER: u64 = 60 * 60;

/// The schedule of fetching the feed.
///
/// Fetches follow each other at the interval that the feed gives, ±20 % so that readers do not all come at once. Each failure
/// doubles the interval, up to 15 minutes, and a server's `Retry-After` is obeyed, up to an hour. While the page is hidden or
/// the browser offline, nothing is due; on return a fetch is due at once, unless `Retry-After` forbids it.
///
/// Time and chance are arguments. The caller waits for [`Pace::wait`], calls [`Pace::begin`], fetches, and reports the outcome
/// to [`Pace::succeed`] or [`Pace::fail`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pace {
    interval: u64,
    failures: u32,
    next: Millis,
    /// The time before which the server does not want to be asked.
    barred_until: Millis,
    looking: bool,
    hidden: bool,
    offline: bool,
    ended: bool,
}

impl Pace {
    /// Returns the pace of a feed that has just been read, at `now`. `interval` is in seconds
    /// ([`crate::model::Paper::live_seconds`]); `chance` is a random number from 0 up to 1, here and below.
    pub fn new(interval: u32, now: Millis, chance: f64) -> Self {
        let mut pace = Self {
            interval: u64::from(interval.max(1)),
            failures: 0,
            next: now,
            barred_until: 0,
            looking: false,
            hidden: false,
            offline: false,
            ended: false,
        };
        pace.schedule(now, chance);
        pace
    }

    /// Returns `true` if a fetch is due.
    pub fn due(&self, now: Millis) -> bool {
        self.wait(now) == Some(0)
    }

    /// Returns the milliseconds until the next fetch is due. `None` if none is due before something else happens (a fetch under
    /// way ends, the page is shown again, the browser is online again); after [`Pace::end`] always.
    pub fn wait(&self, now: Millis) -> Option<Millis> {
        let waits = !(self.looking || self.hidden || self.offline || self.ended);
        waits.then(|| self.next.saturating_sub(now))
    }

    /// Brings the next fetch forward to a moment from now, since only an excerpt of the edition is known.
    pub fn soon(&mut self, now: Millis) {
        self.next = self.next.min(now.saturating_add(SOON)).max(self.barred_until);
    }

    /// Returns `true` while a fetch is under way.
    pub fn is_looking(&self) -> bool {
        self.looking
    }

    /// Notes that a fetch has begun; until it ends, none is due.
    pub fn begin(&mut self) {
        self.looking = true;
    }

    /// Notes that a fetch has succeeded, with or without news. `interval` is the one that the feed asks for now.
    pub fn succeed(&mut self, interval: u32, now: Millis, chance: f64) {
        self.interval = u64::from(interval.max(1));
        self.failures = 0;
        self.barred_until = 0;
        self.looking = false;
        self.schedule(now, chance);
    }

    /// Notes that a fetch has failed. `retry_after` is the number of seconds that the server asks to wait.
    pub fn fail(&mut self, retry_after: Option<u32>, now: Millis, chance: f64) {
        self.failures = self.failures.saturating_add(1);
        self.looking = false;
        if let Some(seconds) = retry_after {
            self.barred_until = now.saturating_add(u64::from(seconds).min(LONGEST_RETRY_AFTER) * 1_000);
        }
        self.schedule(now, chance);
    }

    /// Notes that the page was hidden or is shown again.
    pub fn set_hidden(&mut self, hidden: bool, now: Millis) {
        let was_resting = self.rests();
        self.hidden = hidden;
        self.wake(was_resting, now);
    }

    /// Notes that the browser went offline or is online again.
    pub fn set_offline(&mut self, offline: bool, now: Millis) {
        let was_resting = self.rests();
        self.offline = offline;
        self.wake(was_resting, now);
    }

    /// Notes that the feed will never change again ([`crate::model::Edition::expired`]).
    pub fn end(&mut self) {
        self.ended = true;
    }

    fn rests(&self) -> bool {
        self.hidden || self.offline
    }

    fn wake(&mut self, was_resting: bool, now: Millis) {
        if was_resting && !self.rests() {
            self.next = now.max(self.barred_until);
        }
    }

    fn schedule(&mut self, now: Millis, chance: f64) {
        let most = LONGEST_BACK_OFF.max(self.interval) * 1_000;
        let doubled =
            self.interval.saturating_mul(1 << self.failures.min(16)).saturating_mul(1_000).min(most);
        // From 0.8 to 1.2 of it; a chance that is NaN counts as 0.
        let jitter = (chance.clamp(0.0, 1.0) * 400.0) as u64;
        let delay = doubled / 1_000 * (800 + jitter);
        let delay = if self.failures == 0 { delay } else { delay.min(most) };
        self.next = now.saturating_add(delay).max(self.barred_until);
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const MIDDLE: f64 = 0.5;
    const SECOND: Millis = 1_000;

    fn pace() -> Pace {
        Pace::new(60, 0, MIDDLE)
    }

    #[test]
    fn the_first_look_is_due_after_the_papers_interval() {
        let pace = pace();
        assert_eq!(pace.wait(0), Some(60 * SECOND));
        assert!(!pace.due(60 * SECOND - 1));
        assert!(pace.due(60 * SECOND) && pace.due(999 * SECOND));
    }

    #[test]
    fn the_rest_is_requested_soon_but_not_before_retry_after() {
        let mut pace = pace();
        pace.soon(0);
        assert_eq!(pace.wait(0), Some(2 * SECOND));
        pace.soon(SECOND);
        assert_eq!(pace.wait(SECOND), Some(SECOND), "it never puts a look off");
        pace.begin();
        assert!(pace.is_looking());
        pace.fail(Some(300), 2 * SECOND, MIDDLE);
        pace.soon(3 * SECOND);
        assert_eq!(pace.wait(3 * SECOND), Some(299 * SECOND));
    }

    #[test]
    fn chance_moves_the_interval_by_a_fifth_each_way_and_no_further() {
        for (chance, seconds) in
            [(0.0, 48), (0.25, 54), (0.5, 60), (1.0, 72), (-7.0, 48), (9.0, 72), (f64::NAN, 48)]
        {
            assert_eq!(Pace::new(60, 0, chance).wait(0), Some(seconds * SECOND), "{chance}");
        }
    }

    #[test]
    fn nothing_is_due_while_a_look_is_under_way() {
        let mut pace = pace();
        pace.begin();
        assert_eq!(pace.wait(999 * SECOND), None);
        pace.succeed(60, 1_000 * SECOND, MIDDLE);
        assert_eq!(pace.wait(1_000 * SECOND), Some(60 * SECOND));
    }

    #[test]
    fn each_failure_doubles_the_interval_up_to_a_quarter_of_an_hour() {
        let mut pace = pace();
        let mut waits = Vec::new();
        for _ in 0..40 {
            pace.begin();
            pace.fail(None, 0, MIDDLE);
            waits.push(pace.wait(0).unwrap() / SECOND);
        }
        assert_eq!(waits[..5], [120, 240, 480, 900, 900]);
        assert_eq!(waits[39], 900);
        pace.fail(None, 0, 1.0);
        assert_eq!(pace.wait(0), Some(900 * SECOND), "chance does not lengthen the longest interval");
    }

    #[test]
    fn a_success_returns_to_the_papers_current_interval() {
        let mut pace = pace();
        pace.fail(Some(600), 0, MIDDLE);
        pace.succeed(30, 0, MIDDLE);
        assert_eq!(pace.wait(0), Some(30 * SECOND));
        pace.fail(None, 0, MIDDLE);
        assert_eq!(pace.wait(0), Some(60 * SECOND));
    }

    #[test]
    fn a_failed_request_keeps_a_papers_longer_interval() {
        let mut pace = Pace::new(7_200, 0, MIDDLE);
        pace.fail(None, 0, MIDDLE);
        assert_eq!(pace.wait(0), Some(7_200 * SECOND));
    }

    #[test]
    fn retry_after_is_waited_for_but_not_longer_than_an_hour() {
        let mut pace = pace();
        pace.fail(Some(300), 0, MIDDLE);
        assert_eq!(pace.wait(0), Some(300 * SECOND));
        pace.fail(Some(u32::MAX), 0, MIDDLE);
        assert_eq!(pace.wait(0), Some(3_600 * SECOND));
        let mut pace = super::tests::pace();
        pace.fail(Some(1), 0, MIDDLE);
        assert_eq!(pace.wait(0), Some(120 * SECOND), "it never shortens the wait");
    }

    #[test]
    fn nothing_is_due_while_hidden_or_offline_but_is_on_return() {
        let mut pace = pace();
        pace.set_hidden(true, 0);
        pace.set_offline(true, 0);
        assert_eq!(pace.wait(500 * SECOND), None);
        pace.set_offline(false, 500 * SECOND);
        assert_eq!(pace.wait(500 * SECOND), None, "still hidden");
        pace.set_hidden(false, 501 * SECOND);
        assert!(pace.due(501 * SECOND));
    }

    #[test]
    fn a_repeated_visible_event_does_not_hasten_the_next_request() {
        let mut pace = pace();
        pace.set_hidden(false, 10 * SECOND);
        pace.set_offline(false, 10 * SECOND);
        assert_eq!(pace.wait(10 * SECOND), Some(50 * SECOND));
    }

    #[test]
    fn a_return_ends_a_back_off_but_not_what_the_server_asked_for() {
        let mut pace = pace();
        pace.fail(None, 0, MIDDLE);
        pace.set_offline(true, SECOND);
        pace.set_offline(false, 2 * SECOND);
        assert!(pace.due(2 * SECOND));
        pace.fail(Some(300), 2 * SECOND, MIDDLE);
        pace.set_hidden(true, 3 * SECOND);
        pace.set_hidden(false, 4 * SECOND);
        assert_eq!(pace.wait(4 * SECOND), Some(298 * SECOND));
    }

    #[test]
    fn a_request_that_ends_while_hidden_leaves_nothing_due_yet() {
        let mut pace = pace();
        pace.begin();
        pace.set_hidden(true, SECOND);
        pace.succeed(60, 2 * SECOND, MIDDLE);
        assert_eq!(pace.wait(2 * SECOND), None);
        pace.set_hidden(false, 3 * SECOND);
        assert!(pace.due(3 * SECOND));
    }

    #[test]
    fn a_return_during_a_look_does_not_begin_another() {
        let mut pace = pace();
        pace.begin();
        pace.set_hidden(true, SECOND);
        pace.set_hidden(false, 2 * SECOND);
        assert_eq!(pace.wait(2 * SECOND), None);
    }

    #[test]
    fn nothing_is_ever_due_after_the_end() {
        let mut pace = pace();
        pace.end();
        pace.set_hidden(true, 0);
        pace.set_hidden(false, 0);
        pace.succeed(60, 0, MIDDLE);
        assert_eq!(pace.wait(Millis::MAX), None);
    }

    #[derive(Clone, Debug)]
    enum Happening {
        Look,
        Success(u32),
        Failure(Option<u32>),
        Hidden(bool),
        Offline(bool),
        Time(Millis),
    }

    fn happening() -> impl Strategy<Value = Happening> {
        prop_oneof![
            Just(Happening::Look),
            any::<u32>().prop_map(Happening::Success),
            any::<Option<u32>>().prop_map(Happening::Failure),
            any::<bool>().prop_map(Happening::Hidden),
            any::<bool>().prop_map(Happening::Offline),
            (0_u64..10_000_000).prop_map(Happening::Time),
        ]
    }

    proptest! {
        #[test]
        fn whatever_happens_a_visible_page_always_looks_again(
            interval: u32,
            happenings in prop::collection::vec((happening(), any::<f64>()), 0..40),
        ) {
            let mut now = 0;
            let mut asked = interval;
            let mut pace = Pace::new(interval, now, MIDDLE);
            for (happening, chance) in happenings {
                match happening {
                    Happening::Look => pace.begin(),
                    Happening::Success(interval) => { asked = interval; pace.succeed(interval, now, chance) }
                    Happening::Failure(retry) => pace.fail(retry, now, chance),
                    Happening::Hidden(hidden) => pace.set_hidden(hidden, now),
                    Happening::Offline(offline) => pace.set_offline(offline, now),
                    Happening::Time(passed) => now += passed,
                }
            }
            pace.fail(None, now, MIDDLE);
            pace.set_hidden(false, now);
            pace.set_offline(false, now);
            let longest = (u64::from(asked) * 1_200).max(LONGEST_RETRY_AFTER * SECOND);
            prop_assert!(pace.wait(now).is_some_and(|wait| wait <= longest));
        }
    }
}
