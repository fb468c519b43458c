//! Dates as feeds write them.
//!
//! They are parsed by the crate `time`. The parsers of jiff read the same dates, but link the messages of all of jiff's errors
//! and add 32 kB (brotli) to the wasm; these add 2 kB.

use time::{
    OffsetDateTime,
    format_description::well_known::{Rfc2822, Rfc3339},
};

use crate::{browser::calendar, model::Moment};

/// Parses a date by RFC 3339, else one by RFC 2822. Both are read leniently: without a time of day it is the midnight at which the day
/// begins, and without an offset it is a date in `zone`, the IANA name of a time zone.
///
/// Fractions of a second are cut to milliseconds. A browser reads the dates of a printed page with milliseconds only, and would
/// otherwise take every story for changed when it compares them with the feed's.
pub(super) fn parse(text: &str, zone: &str) -> Option<Moment> {
    let rfc_3339 = || {
        let (date, has_offset) = completed(text.trim())?;
        Some((OffsetDateTime::parse(&date, &Rfc3339).ok()?, has_offset))
    };
    let rfc_2822 = || {
        let (date, has_offset) = respelt(text)?;
        Some((OffsetDateTime::parse(&date, &Rfc2822).ok()?, has_offset))
    };
    let (date, has_offset) = rfc_3339().or_else(rfc_2822)?;
    let milliseconds = date.unix_timestamp_nanos().div_euclid(1_000_000);
    let moment = Moment::from_millisecond(i64::try_from(milliseconds).ok()?).ok()?;
    if has_offset { Some(moment) } else { calendar::moment_in(moment, zone) }
}

/// Completes a date that lacks the time of day, the seconds, or the minutes or colon of the offset, to RFC 3339. Returns `false` with
/// it if there is no offset, and UTC stands in.
fn completed(text: &str) -> Option<(String, bool)> {
    const DAY: &str = "2025-07-10";
    if text.len() == DAY.len() {
        return Some((format!("{text}T00:00:00Z"), false));
    }
    let (date, time) = text.split_at_checked(DAY.len() + 1)?;
    let (clock, offset) = time.split_at(time.find(['+', '-', 'Z', 'z']).unwrap_or(time.len()));
    let seconds = if clock.len() == "08:00".len() { ":00" } else { "" };
    let (hours, minutes) = offset.split_at_checked("+01".len()).unwrap_or((offset, ""));
    let minutes = match (offset.len(), minutes.len()) {
        (0, _) => "Z".to_owned(),
        (3, 0) => ":00".to_owned(),
        (5, 2) => format!(":{minutes}"),
        _ => minutes.to_owned(),
    };
    Some((format!("{date}{clock}{seconds}{hours}{minutes}"), !offset.is_empty()))
}

/// Zones that feeds name, beyond those of RFC 2822, with their offsets.
const ZONES: [(&str, &str); 15] = [
    ("UTC", "+0000"),
    ("Z", "+0000"),
    ("BST", "+0100"),
    ("WEST", "+0100"),
    ("CET", "+0100"),
    ("MEZ", "+0100"),
    ("CEST", "+0200"),
    ("MESZ", "+0200"),
    ("EET", "+0200"),
    ("EEST", "+0300"),
    ("MSK", "+0300"),
    ("JST", "+0900"),
    ("AEST", "+1000"),
    ("AEDT", "+1100"),
    ("NZST", "+1200"),
];

/// Spells a date in the manner of RFC 2822 as that has it: without the day of the week, which is redundant and often wrong, with the
/// month in three letters, and with a whole time of day. Returns `false` with it if there is no offset, and UTC stands in.
fn respelt(text: &str) -> Option<(String, bool)> {
    let bare = text.split('(').next()?;
    let mut words =
        bare.split(|letter: char| letter.is_whitespace() || letter == ',').filter(|word| !word.is_empty());
    let first = words.next()?;
    let is_day = |word: &str| word.bytes().all(|byte| byte.is_ascii_digit());
    let day = if is_day(first) { first } else { words.next()? };
    let month = words.next()?.get(..3)?;
    let year = words.next()?;
    let clock = words.next().unwrap_or("0:00");
    let clock = if clock.find(':') == Some(1) { format!("0{clock}") } else { clock.to_owned() };
    let zone = words.next();
    if words.next().is_some() {
        return None;
    }
    let known = ZONES.iter().find(|(name, _)| zone.is_some_and(|zone| zone.eq_ignore_ascii_case(name)));
    let offset = known.map_or(zone.unwrap_or("+0000"), |(_, offset)| offset);
    Some((format!("{day} {month} {year} {clock} {offset}"), zone.is_some()))
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use jiff::{fmt::rfc2822::DateTimePrinter, tz::Offset};
    use proptest::prelude::*;

    use super::*;

    const ZONE: &str = "Europe/London";

    fn utc(text: &str) -> String {
        parse(text, ZONE).map(|moment| moment.to_string()).unwrap_or_default()
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
            "Freitag, 31 May 2019 21:17:58 MESZ",
            "Fri, 31 May 2019 20:17:58 BST",
        ] {
            assert_eq!(utc(spelt), "2019-05-31T19:17:58Z", "{spelt}");
        }
        assert_eq!(utc("1 Jan 70 00:00 UT"), "1970-01-01T00:00:00Z");
        assert_eq!(utc("Tues, 1 July 2025 8:05 EST"), "2025-07-01T13:05:00Z");
    }

    #[test]
    fn a_date_without_offset_or_time_counts_where_the_paper_is() {
        for (spelt, read) in [
            ("2026-08-18", "2026-08-17T23:00:00Z"),
            ("2018-01-06T08:00", "2018-01-06T08:00:00Z"),
            ("2025-07-10T08:00:00", "2025-07-10T07:00:00Z"),
            ("2025-07-10 08:00:00.5", "2025-07-10T07:00:00.5Z"),
            ("31 May 2019 12:17:58", "2019-05-31T11:17:58Z"),
            ("Fri, 31 May 2019", "2019-05-30T23:00:00Z"),
            // The clocks skip this hour, and count the next one twice.
            ("2025-03-30T01:30", "2025-03-30T01:30:00Z"),
            ("2025-10-26T01:30", "2025-10-26T01:30:00Z"),
        ] {
            assert_eq!(utc(spelt), read, "{spelt}");
        }
        assert_eq!(
            parse("2026-08-18", "Asia/Tokyo").map(|moment| moment.to_string()).as_deref(),
            Some("2026-08-17T15:00:00Z")
        );
        assert_eq!(
            parse("2026-08-18", "Nowhere/AtAll").map(|moment| moment.to_string()).as_deref(),
            Some("2026-08-18T00:00:00Z")
        );
    }

    #[test]
    fn what_names_no_moment_is_no_date() {
        for spelt in [
            "",
            "yesterday",
            "2025-02-30T08:00:00Z",
            "2025-07-10T24:00:00Z",
            "2025-07-10T08:00:00.Z",
            "2025-07-10T08:00:00+01:",
            "2025-07-10T08:00:00+24:00",
            "2025-07-10T08:00:00Zulu",
            "1752134400",
            "20.11.2026",
            "2025-7-1",
            "31 Mai 2019 12:17:58 -0700",
            "31 anf 2019 12:17:58 -0700",
            "31 May 2019 12:17:58 -0700 or so",
        ] {
            assert_eq!(parse(spelt, ZONE), None, "{spelt}");
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
            prop_assert_eq!(parse(&moment.to_string(), ZONE), Some(moment));
            let rfc_2822 = DateTimePrinter::new().timestamp_to_string(&moment).unwrap();
            // RFC 2822 allows no year before 1900.
            if moment.to_string().as_str() >= "1900" {
                prop_assert_eq!(parse(&rfc_2822, ZONE), Moment::from_second(second).ok(), "{}", rfc_2822);
            }
            let offset = Offset::from_seconds(minutes * 60).unwrap();
            let text = moment.display_with_offset(offset).to_string();
            // At both ends of the range the offset can push the local year out of the four digits of RFC 3339.
            if text.starts_with(|first: char| first.is_ascii_digit()) {
                prop_assert_eq!(parse(&text, ZONE), Some(moment), "{}", text);
            }
        }

        #[test]
        fn any_text_is_read_without_a_panic(text in "[-+0-9:.TZ ,a-z(]{0,40}|.*") {
            let _ = parse(&text, ZONE);
        }
    }
}
