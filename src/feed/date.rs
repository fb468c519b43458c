//! Dates as feeds write them.
//!
//! They are parsed by the crate `time`. The parsers of jiff read the same dates, but link the messages of all of jiff's errors
//! and add 32 kB (brotli) to the wasm; these add 2 kB.

use time::{
    OffsetDateTime,
    format_description::well_known::{Rfc2822, Rfc3339},
};

use crate::model::Moment;

/// Parses a date with time of day and offset: RFC 3339, else RFC 2822. A date without an offset is ambiguous, and not read.
///
/// Fractions of a second are cut to milliseconds. A browser reads the dates of a printed page with milliseconds only, and would
/// otherwise take every story for changed when it compares them with the feed's.
pub(super) fn parse(text: &str) -> Option<Moment> {
    let rfc_3339 = || OffsetDateTime::parse(&completed(text)?, &Rfc3339).ok();
    // Python's `%Z` writes `UTC`, which is not among the zones of RFC 2822.
    let rfc_2822 = || OffsetDateTime::parse(&without_weekday(text).replace("UTC", "GMT"), &Rfc2822).ok();
    let date = rfc_3339().or_else(rfc_2822)?;
    let milliseconds = date.unix_timestamp_nanos().div_euclid(1_000_000);
    Moment::from_millisecond(i64::try_from(milliseconds).ok()?).ok()
}

/// Completes a date that lacks the seconds, or the minutes or colon of the offset, to RFC 3339. `None` if there is no offset.
fn completed(text: &str) -> Option<String> {
    let (date, time) = text.split_at_checked("2025-07-10T".len())?;
    let (clock, offset) = time.split_at(time.find(['+', '-', 'Z', 'z'])?);
    let seconds = if clock.len() == "08:00".len() { ":00" } else { "" };
    let (hours, minutes) = offset.split_at_checked("+01".len()).unwrap_or((offset, ""));
    let minutes = match (offset.len(), minutes.len()) {
        (3, 0) => ":00".to_owned(),
        (5, 2) => format!(":{minutes}"),
        _ => minutes.to_owned(),
    };
    Some(format!("{date}{clock}{seconds}{hours}{minutes}"))
}

/// Skips the day of the week, which is redundant and often misspelt.
fn without_weekday(text: &str) -> &str {
    text.trim_start_matches(|letter: char| {
        letter.is_ascii_alphabetic() || letter == ',' || letter.is_whitespace()
    })
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
            "2025-07-10T08:00:00.000999Z",
            "2025-07-10T08:00:00.0000000000001Z",
            "2025-07-10T04:00:00-04:00",
            "2025-07-10T08:00:00-00:00",
            "2025-07-10T13:30:00+0530",
            "2025-07-10T10:00+02",
        ] {
            assert_eq!(utc(spelt), "2025-07-10T08:00:00Z", "{spelt}");
        }
        assert_eq!(utc("2025-07-10T08:00:00.25Z"), "2025-07-10T08:00:00.25Z");
        assert_eq!(utc("2016-12-31T23:59:60Z"), "2016-12-31T23:59:59.999Z");
    }

    #[test]
    fn dates_by_rfc_2822_are_read_even_with_a_wrong_day_of_the_week() {
        for spelt in [
            "Fri, 31 May 2019 12:17:58 -0700",
            "31 May 2019 12:17:58 -0700",
            "Mon, 31 May 2019 19:17:58 GMT",
            "31 may 19 15:17:58 EDT (summer)",
            " Fri,31 May 2019\r\n 12:17:58 PDT",
            "Thurs 31 May 2019 19:17:58 UTC",
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
            assert_eq!(parse(spelt), None, "{spelt}");
        }
    }

    proptest! {
        #[test]
        fn every_moment_is_read_as_it_was_written(
            second in -62_135_596_799_i64..253_402_207_200,
            millisecond in prop_oneof![Just(0), 0..1_000_i64],
            minutes in -1_439..1_440_i32,
        ) {
            let moment = Moment::from_millisecond(second * 1_000 + millisecond).unwrap();
            prop_assert_eq!(parse(&moment.to_string()), Some(moment));
            let rfc_2822 = DateTimePrinter::new().timestamp_to_string(&moment).unwrap();
            // RFC 2822 allows no year before 1900.
            if moment.to_string().as_str() >= "1900" {
                prop_assert_eq!(parse(&rfc_2822), Moment::from_second(second).ok(), "{}", rfc_2822);
            }
            let offset = Offset::from_seconds(minutes * 60).unwrap();
            let text = moment.display_with_offset(offset).to_string();
            // At both ends of the range the offset can push the local year out of the four digits of RFC 3339.
            if text.starts_with(|first: char| first.is_ascii_digit()) {
                prop_assert_eq!(parse(&text), Some(moment), "{}", text);
            }
        }

        #[test]
        fn any_text_is_read_without_a_panic(text in "[-+0-9:.TZ ,a-z(]{0,40}|.*") {
            let _ = parse(&text);
        }
    }
}
