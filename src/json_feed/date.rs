//! Dates as feeds write them. jiff's own parsers read far more than these two forms and would make up a tenth of the
//! program that a reader downloads; the tests hold this one to what they say.

use jiff::{civil::DateTime, tz::Offset};

use crate::model::Moment;

/// Reads a date with time of day and offset: RFC 3339, else RFC 2822. A date without an offset names no moment, and is
/// none.
pub(super) fn read(text: &str) -> Option<Moment> {
    rfc_3339(text).or_else(|| rfc_2822(text))
}

/// RFC 3339, and what is written in its place often enough: a space or small letters, no seconds, an offset without its
/// colon.
fn rfc_3339(text: &str) -> Option<Moment> {
    let mut rest = Rest(text.as_bytes());
    let mut date = Parts { year: rest.digits(4, 4)?, ..Parts::default() };
    rest.one_of(b"-")?;
    date.month = rest.digits(2, 2)?;
    rest.one_of(b"-")?;
    date.day = rest.digits(2, 2)?;
    rest.one_of(b"Tt ")?;
    rest.time(&mut date)?;
    if rest.one_of(b".").is_some() {
        let before = rest.0.len();
        date.nanosecond = rest.digits(1, 9)?;
        let digits = before.checked_sub(rest.0.len())?;
        date.nanosecond *= 10_i32.checked_pow(9_u32.checked_sub(u32::try_from(digits).ok()?)?)?;
        // Nothing is finer than a nanosecond.
        while rest.digits(1, 1).is_some() {}
    }
    if rest.one_of(b"Zz").is_none() {
        date.offset = rest.offset()?;
    }
    rest.0.is_empty().then(|| date.moment())?
}

/// RFC 2822 with its obsolete zones and short years. The day of the week says nothing that the date does not, and is
/// passed over, right or wrong; so is a comment at the end.
fn rfc_2822(text: &str) -> Option<Moment> {
    let text = text.split('(').next()?;
    let mut words = text.split([' ', '\t', '\r', '\n', ',']).filter(|word| !word.is_empty());
    let mut word = words.next()?;
    if word.bytes().all(|byte| byte.is_ascii_alphabetic()) {
        word = words.next()?;
    }
    let mut date = Parts { day: whole(word, 1, 2)?, ..Parts::default() };
    let month = words.next().filter(|name| name.len() == 3)?.to_ascii_lowercase();
    date.month = match "janfebmaraprmayjunjulaugsepoctnovdec".find(&month)? {
        at if at % 3 == 0 => i32::try_from(at / 3 + 1).ok()?,
        _ => return None,
    };
    let year = words.next()?;
    date.year = whole(year, 2, 4)?
        + match year.len() {
            2 if year < "50" => 2_000,
            2 | 3 => 1_900,
            _ => 0,
        };
    let mut time = Rest(words.next()?.as_bytes());
    time.time(&mut date)?;
    let zone = words.next()?;
    date.offset = match zone.to_ascii_uppercase().as_str() {
        "UT" | "GMT" | "Z" | "UTC" => 0,
        "EDT" => -4 * 3_600,
        "EST" | "CDT" => -5 * 3_600,
        "CST" | "MDT" => -6 * 3_600,
        "MST" | "PDT" => -7 * 3_600,
        "PST" => -8 * 3_600,
        _ => {
            let mut zone = Rest(zone.as_bytes());
            let offset = zone.offset()?;
            zone.0.is_empty().then_some(offset)?
        }
    };
    (time.0.is_empty() && words.next().is_none()).then(|| date.moment())?
}

/// The number that a word is, when it has a sensible number of digits and nothing else.
fn whole(word: &str, least: usize, most: usize) -> Option<i32> {
    let mut rest = Rest(word.as_bytes());
    let number = rest.digits(least, most)?;
    rest.0.is_empty().then_some(number)
}

/// A date as it is written, not yet known to exist.
#[derive(Default)]
struct Parts {
    year: i32,
    month: i32,
    day: i32,
    hour: i32,
    minute: i32,
    second: i32,
    nanosecond: i32,
    /// Seconds east of Greenwich.
    offset: i32,
}

impl Parts {
    fn moment(&self) -> Option<Moment> {
        let small = |number: i32| i8::try_from(number).ok();
        let civil = DateTime::new(
            i16::try_from(self.year).ok()?,
            small(self.month)?,
            small(self.day)?,
            small(self.hour)?,
            small(self.minute)?,
            // A leap second is told as the second before it.
            small(if self.second == 60 { 59 } else { self.second })?,
            self.nanosecond,
        );
        Offset::from_seconds(self.offset).ok()?.to_timestamp(civil.ok()?).ok()
    }
}

/// What is still to be read.
struct Rest<'a>(&'a [u8]);

impl Rest<'_> {
    /// The next byte, when it is one of these.
    fn one_of(&mut self, bytes: &[u8]) -> Option<u8> {
        let (first, rest) = self.0.split_first()?;
        bytes.contains(first).then(|| {
            self.0 = rest;
            *first
        })
    }

    /// A number of at least `least` digits; at most `most` are read, nine or fewer.
    fn digits(&mut self, least: usize, most: usize) -> Option<i32> {
        let mut number = 0;
        for read in 0..most {
            match self.one_of(b"0123456789") {
                Some(digit) => number = number * 10 + i32::from(digit - b'0'),
                None if read < least => return None,
                None => break,
            }
        }
        Some(number)
    }

    /// `08:00` or `08:00:00`.
    fn time(&mut self, date: &mut Parts) -> Option<()> {
        date.hour = self.digits(2, 2)?;
        self.one_of(b":")?;
        date.minute = self.digits(2, 2)?;
        if self.one_of(b":").is_some() {
            date.second = self.digits(2, 2)?;
        }
        Some(())
    }

    /// `+01:00`, `+0100` or `+01`, in seconds.
    fn offset(&mut self) -> Option<i32> {
        let sign = if self.one_of(b"+-")? == b'-' { -1 } else { 1 };
        let hours = self.digits(2, 2)?;
        let colon = self.one_of(b":").is_some();
        let minutes = match self.digits(2, 2) {
            Some(minutes) => minutes,
            None if colon => return None,
            None => 0,
        };
        (hours < 24 && minutes < 60).then_some(sign * (hours * 60 + minutes) * 60)
    }
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use jiff::fmt::rfc2822::{DateTimeParser, DateTimePrinter};
    use proptest::prelude::*;

    use super::*;

    fn utc(text: &str) -> String {
        read(text).map(|moment| moment.to_string()).unwrap_or_default()
    }

    #[test]
    fn dates_by_rfc_3339_are_read_however_they_are_written() {
        for spelt in [
            "2025-07-10T08:00:00Z",
            "2025-07-10t08:00:00z",
            "2025-07-10 09:00:00+01:00",
            "2025-07-10T08:00:00.000Z",
            "2025-07-10T08:00:00.0000000000001Z",
            "2025-07-10T04:00:00-04:00",
            "2025-07-10T08:00:00-00:00",
            "2025-07-10T13:30:00+0530",
            "2025-07-10T10:00+02",
        ] {
            assert_eq!(utc(spelt), "2025-07-10T08:00:00Z", "{spelt}");
        }
        assert_eq!(utc("2025-07-10T08:00:00.25Z"), "2025-07-10T08:00:00.25Z");
        assert_eq!(utc("2016-12-31T23:59:60Z"), "2016-12-31T23:59:59Z");
    }

    #[test]
    fn dates_by_rfc_2822_are_read_even_with_a_wrong_day_of_the_week() {
        for spelt in [
            "Fri, 31 May 2019 12:17:58 -0700",
            "31 May 2019 12:17:58 -0700",
            "Mon, 31 May 2019 19:17:58 GMT",
            "31 may 19 15:17:58 EDT (summer)",
            " Fri,31 May 2019\r\n 12:17:58 PDT",
        ] {
            assert_eq!(utc(spelt), "2019-05-31T19:17:58Z", "{spelt}");
        }
        assert_eq!(utc("1 Jan 70 00:00 UT"), "1970-01-01T00:00:00Z");
    }

    #[test]
    fn what_names_no_moment_is_no_date() {
        for spelt in [
            "",
            "yesterday",
            "2025-07-10",
            "2025-07-10T08:00:00",
            "2025-02-30T08:00:00Z",
            "2025-07-10T24:00:00Z",
            "2025-07-10T08:00:00.Z",
            "2025-07-10T08:00:00+01:",
            "2025-07-10T08:00:00+24:00",
            "2025-07-10T08:00:00Zulu",
            "1752134400",
            "31 Mai 2019 12:17:58 -0700",
            "31 anf 2019 12:17:58 -0700",
            "31 May 2019 12:17:58",
            "31 May 2019 12:17:58 -0700 or so",
            "31 May 2019 12:17:58 MEZ",
        ] {
            assert_eq!(read(spelt), None, "{spelt}");
        }
    }

    /// What jiff makes of it.
    fn oracle(text: &str) -> Option<Moment> {
        const RFC_2822: DateTimeParser = DateTimeParser::new().relaxed_weekday(true);
        text.parse().or_else(|_| RFC_2822.parse_timestamp(text)).ok()
    }

    proptest! {
        #[test]
        fn every_moment_is_read_as_it_was_written(
            second in -62_135_596_799_i64..253_402_207_200,
            nanosecond in prop_oneof![Just(0), 0..1_000_000_000_i32],
            minutes in -1_439..1_440_i32,
        ) {
            let moment = Moment::new(second, nanosecond).unwrap();
            prop_assert_eq!(read(&moment.to_string()), Some(moment));
            let rfc_2822 = DateTimePrinter::new().timestamp_to_string(&moment).unwrap();
            prop_assert_eq!(read(&rfc_2822), Moment::from_second(second).ok(), "{}", rfc_2822);
            let offset = Offset::from_seconds(minutes * 60).unwrap();
            let text = moment.display_with_offset(offset).to_string();
            // At the very ends the local year has more or fewer than four digits.
            if text.starts_with(|first: char| first.is_ascii_digit()) {
                prop_assert_eq!(read(&text), Some(moment), "{}", text);
            }
        }

        #[test]
        fn what_both_read_is_the_same_to_jiff(
            text in prop_oneof![
                Just("2025-07-10T08:59:59.5+01:30"),
                Just("Thu, 10 Jul 2025 08:59:59 -0430"),
                Just("10 Dec 99 23:00 EST"),
            ],
            changes in proptest::collection::vec((any::<proptest::sample::Index>(), "[-+0-9:.TZ ,a-z]?"), 0..4),
        ) {
            let mut text = text.to_owned();
            for (at, change) in changes {
                let at = at.index(text.len());
                text.replace_range(at..=at, &change);
            }
            // A misspelt day of the week is forgiven here and not there.
            if let (Some(moment), Some(expected)) = (read(&text), oracle(&text)) {
                prop_assert_eq!(moment, expected, "{}", text);
            }
        }
    }
}
