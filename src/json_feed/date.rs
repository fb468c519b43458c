//! Dates as feeds write them: jiff's parsers, and the few habits of publishers that those do not know.

use std::borrow::Cow;

use jiff::fmt::{rfc2822, temporal};

use crate::model::Moment;

/// Parses a date with time of day and offset: RFC 3339, else RFC 2822. A date without an offset names no moment.
pub(super) fn parse(text: &str) -> Option<Moment> {
    const RFC_3339: temporal::DateTimeParser = temporal::DateTimeParser::new();
    const RFC_2822: rfc2822::DateTimeParser = rfc2822::DateTimeParser::new();
    let rfc_3339 = RFC_3339.parse_timestamp(&*to_nanoseconds(text)).ok();
    rfc_3339.or_else(|| RFC_2822.parse_timestamp(without_weekday(text)).ok().filter(|_| is_zone_known(text)))
}

/// Cuts what is finer than a nanosecond.
fn to_nanoseconds(text: &str) -> Cow<'_, str> {
    const DIGITS: usize = 9;
    let Some((seconds, fraction)) = text.split_once('.') else { return text.into() };
    let rest = fraction.trim_start_matches(|digit: char| digit.is_ascii_digit());
    match fraction.get(..DIGITS) {
        Some(kept) if fraction.len() - rest.len() > DIGITS => format!("{seconds}.{kept}{rest}").into(),
        _ => text.into(),
    }
}

/// Skips the day of the week, which says nothing that the date does not, and is often wrong or misspelt.
fn without_weekday(text: &str) -> &str {
    text.trim_start_matches(|letter: char| {
        letter.is_ascii_alphabetic() || letter == ',' || letter.is_whitespace()
    })
}

/// Returns whether the zone is an offset or has one of the names of RFC 2822. By that standard any other name means UTC; but a
/// publisher who writes `MEZ` does not mean it.
fn is_zone_known(text: &str) -> bool {
    const NAMES: [&str; 12] =
        ["UT", "GMT", "UTC", "Z", "EST", "EDT", "CST", "CDT", "MST", "MDT", "PST", "PDT"];
    let date = text.split('(').next().unwrap_or_default();
    let zone = date.split_whitespace().next_back().unwrap_or_default();
    !zone.starts_with(|letter: char| letter.is_ascii_alphabetic())
        || NAMES.iter().any(|name| name.eq_ignore_ascii_case(zone))
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use jiff::{fmt::rfc2822::DateTimePrinter, tz::Offset};
    use proptest::prelude::*;

    use super::*;

    fn utc(text: &str) -> String {
        parse(text).map(|moment| moment.to_string()).unwrap_or_default()
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
            "Thurs 31 May 2019 19:17:58 utc",
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
            "2025-07-10T08:00:00Zulu",
            "1752134400",
            "31 Mai 2019 12:17:58 -0700",
            "31 anf 2019 12:17:58 -0700",
            "31 May 2019 12:17:58",
            "31 May 2019 12:17:58 -0700 or so",
            "31 May 2019 12:17:58 MEZ",
        ] {
            assert_eq!(parse(spelt), None, "{spelt}");
        }
    }

    proptest! {
        #[test]
        fn every_moment_is_read_as_it_was_written(
            second in -62_135_596_799_i64..253_402_207_200,
            nanosecond in prop_oneof![Just(0), 0..1_000_000_000_i32],
            minutes in -1_439..1_440_i32,
        ) {
            let moment = Moment::new(second, nanosecond).unwrap();
            prop_assert_eq!(parse(&moment.to_string()), Some(moment));
            let rfc_2822 = DateTimePrinter::new().timestamp_to_string(&moment).unwrap();
            prop_assert_eq!(parse(&rfc_2822), Moment::from_second(second).ok(), "{}", rfc_2822);
            let offset = Offset::from_seconds(minutes * 60).unwrap();
            let text = moment.display_with_offset(offset).to_string();
            prop_assert_eq!(parse(&text), Some(moment), "{}", text);
        }

        #[test]
        fn any_text_is_read_without_a_panic(text in "[-+0-9:.TZ ,a-z(]{0,40}|.*") {
            let _ = parse(&text);
        }
    }
}
