//! Dates and times of day in the time zone of the paper.
//!
//! The rules of time zones come from the browser's own database (`Intl`), so that the app need not carry one; natively they come
//! from the copy of the IANA database that jiff bundles.

#[cfg(target_arch = "wasm32")]
use std::cell::RefCell;

use jiff::{SignedDuration, civil::DateTime, tz::Offset};

use crate::model::Moment;

/// Returns the date and time of day at `moment` in the IANA time zone `zone`, or in UTC if the zone is unknown.
pub fn civil(moment: Moment, zone: &str) -> DateTime {
    offset(moment, zone).unwrap_or(Offset::UTC).to_datetime(moment)
}

/// Returns the UTC offsets of an IANA time zone between two moments, as text for `preload_offsets`; `None` for an unknown zone.
///
/// The text has these parts, separated by spaces:
///
/// - the name of the zone
/// - for `from` and for each later change: the moment in minutes since the Unix epoch, and the UTC offset from then on in seconds
/// - the moment, in minutes, at which the list ends: `until`, or an earlier change that is not on a full minute or would be one
///   more than `CHANGES`
#[cfg(not(target_arch = "wasm32"))]
pub fn utc_offsets(zone: &str, from: Moment, until: Moment) -> Option<String> {
    let rules = jiff::tz::TimeZone::get(zone).ok()?;
    let mut written =
        format!("{zone} {} {}", from.as_second().div_euclid(60), rules.to_offset(from).seconds());
    let mut end = until;
    for (number, change) in rules.following(from).take_while(|change| change.timestamp() < until).enumerate()
    {
        if number == CHANGES || change.timestamp().as_second() % 60 != 0 {
            end = change.timestamp();
            break;
        }
        let minute = change.timestamp().as_second() / 60;
        written.push_str(&format!(" {minute} {}", change.offset().seconds()));
    }
    written.push_str(&format!(" {}", end.as_second().div_euclid(60)));
    Some(written)
}

/// Returns `true` if `zone` is the IANA name of a time zone.
#[cfg(not(target_arch = "wasm32"))]
pub fn is_known(zone: &str) -> bool {
    jiff::tz::TimeZone::get(zone).is_ok()
}

/// Most changes in the text of [`utc_offsets`]: those of four years in a zone with summer time.
#[cfg(not(target_arch = "wasm32"))]
const CHANGES: usize = 8;

/// Stores the text of [`utc_offsets`], so that the first dates do not need the browser's own database. On a slow device, setting
/// that up takes longer than hydrating a page.
#[cfg(target_arch = "wasm32")]
pub fn preload_offsets(utc_offsets: String) {
    PRELOADED.set(utc_offsets);
}

#[cfg(target_arch = "wasm32")]
thread_local! {
    static PRELOADED: RefCell<String> = const { RefCell::new(String::new()) };
}

/// Returns the UTC offset of `zone` at `moment` from the text of [`utc_offsets`]; `None` if the text does not cover it.
#[cfg(any(target_arch = "wasm32", test))]
fn preloaded_offset(utc_offsets: &str, moment: Moment, zone: &str) -> Option<Offset> {
    let minute = moment.as_second().div_euclid(60);
    let mut words = utc_offsets.split(' ');
    if words.next()? != zone {
        return None;
    }
    let mut distance = None;
    loop {
        let since: i32 = words.next()?.parse().ok()?;
        if minute < i64::from(since) {
            return Offset::from_seconds(distance?).ok();
        }
        distance = Some(words.next()?.parse().ok()?);
    }
}

/// Returns the current time by the device's clock.
#[cfg(target_arch = "wasm32")]
pub fn now() -> Moment {
    // The number of milliseconds is within ±8.64e15, which an `i64` holds exactly.
    Moment::from_millisecond(js_sys::Date::now() as i64).unwrap_or_default()
}

/// Returns the current time by the device's clock.
#[cfg(not(target_arch = "wasm32"))]
pub fn now() -> Moment {
    Moment::now()
}

/// Parses a moment as pages write it, such as `2025-07-10T12:00:00Z`, to the millisecond.
#[cfg(target_arch = "wasm32")]
pub fn parse(moment: &str) -> Option<Moment> {
    let milliseconds = js_sys::Date::parse(moment);
    (!milliseconds.is_nan()).then(|| Moment::from_millisecond(milliseconds as i64).ok())?
}

/// Parses a moment as pages write it, such as `2025-07-10T12:00:00Z`.
#[cfg(not(target_arch = "wasm32"))]
pub fn parse(moment: &str) -> Option<Moment> {
    moment.parse().ok()
}

/// Returns the moment at which the clocks of `zone` show what those of UTC show at `shown`; `shown` itself if the zone is unknown.
/// `None` at the ends of time. Of a time of day that the clocks show twice, it is the second; one that they skip is read by the offset
/// before the change.
pub fn moment_in(shown: Moment, zone: &str) -> Option<Moment> {
    let behind = |moment| {
        let offset = offset(moment, zone).unwrap_or(Offset::UTC);
        shown.checked_sub(SignedDuration::from_secs(offset.seconds().into())).ok()
    };
    // Near a change of the clocks, the offset at `shown` may be that of the other side.
    behind(behind(shown)?)
}

#[cfg(not(target_arch = "wasm32"))]
fn offset(moment: Moment, zone: &str) -> Option<Offset> {
    Some(jiff::tz::TimeZone::get(zone).ok()?.to_offset(moment))
}

#[cfg(target_arch = "wasm32")]
fn offset(moment: Moment, zone: &str) -> Option<Offset> {
    use js_sys::{Date, Intl::DateTimeFormat};
    use wasm_bindgen::JsValue;

    thread_local! {
        /// The zone that was asked for last, and its formatter, which takes milliseconds to create; `None` for an unknown zone.
        static CLOCK: RefCell<Option<(String, Option<DateTimeFormat>)>> = const { RefCell::new(None) };
    }
    if let Some(preloaded_offset) =
        PRELOADED.with_borrow(|utc_offsets| preloaded_offset(utc_offsets, moment, zone))
    {
        return Some(preloaded_offset);
    }
    let date = Date::new(&JsValue::from_f64(moment.as_millisecond() as f64));
    CLOCK.with_borrow_mut(|clock| {
        if clock.as_ref().is_none_or(|(known, _)| known != zone) {
            *clock = Some((zone.to_owned(), wall_clock(zone)));
        }
        let (_, format) = clock.as_ref()?;
        let written = format.as_ref()?.format().call1(&JsValue::UNDEFINED, &date).ok()?.as_string()?;
        parse_offset(written.rsplit(' ').next()?)
    })
}

/// Returns a formatter that writes a date and, after a space, the UTC offset of the zone.
#[cfg(target_arch = "wasm32")]
fn wall_clock(zone: &str) -> Option<js_sys::Intl::DateTimeFormat> {
    use js_sys::{Function, Object, Reflect};
    use wasm_bindgen::JsCast;

    // `Intl.DateTimeFormat` throws a RangeError for an unknown zone. The constructor in the bindings does not catch it, but
    // `Reflect.construct` does.
    let options = Object::new();
    for (key, value) in [("timeZone", zone), ("timeZoneName", "longOffset")] {
        Reflect::set(&options, &key.into(), &value.into()).ok()?;
    }
    let intl = Reflect::get(&js_sys::global(), &"Intl".into()).ok()?;
    let constructor: Function = Reflect::get(&intl, &"DateTimeFormat".into()).ok()?.dyn_into().ok()?;
    let arguments = js_sys::Array::of2(&"en-US".into(), &options);
    Some(Reflect::construct(&constructor, &arguments).ok()?.unchecked_into())
}

/// Parses `GMT`, `GMT+1`, `GMT+05:30`, `GMT-00:01:15`: the forms that `timeZoneName: "longOffset"` has.
#[cfg(any(target_arch = "wasm32", test))]
fn parse_offset(name: &str) -> Option<Offset> {
    let digits = name.strip_prefix("GMT")?;
    if digits.is_empty() {
        return Some(Offset::UTC);
    }
    let (sign, digits) = match digits.strip_prefix('+') {
        Some(rest) => (1, rest),
        None => (-1, digits.strip_prefix(['-', '\u{2212}'])?),
    };
    let mut seconds = 0;
    for (part, unit) in digits.split(':').zip([3_600, 60, 1]) {
        seconds += part.parse::<i32>().ok()?.checked_mul(unit)?;
    }
    Offset::from_seconds(sign * seconds).ok()
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use super::*;

    #[test]
    fn summer_in_london_is_an_hour_ahead() {
        let moment: Moment = "2025-07-10T23:30:00Z".parse().unwrap();
        assert_eq!(civil(moment, "Europe/London").to_string(), "2025-07-11T00:30:00");
        assert_eq!(civil(moment, "Nowhere/AtAll").to_string(), "2025-07-10T23:30:00");
        assert!(is_known("Europe/London") && !is_known("Nowhere/AtAll"));
    }

    #[test]
    fn what_is_written_down_of_a_zone_is_what_its_rules_say() {
        let moment = |text: &str| -> Moment { text.parse().unwrap() };
        let (from, until) = (moment("2024-11-03T10:20:30Z"), moment("2026-12-01T00:00:00Z"));
        for zone in [
            "Europe/London",
            "Asia/Kolkata",
            "UTC",
            "America/St_Johns",
            "Africa/Casablanca",
            "Australia/Lord_Howe",
        ] {
            let written = utc_offsets(zone, from, until).unwrap();
            let last = moment("2026-11-30T23:59:59Z");
            let steps = (0..).map(|step| from + jiff::SignedDuration::from_mins(step * 17));
            for moment in steps.take_while(|moment| *moment < last).chain([from, last]) {
                assert_eq!(
                    preloaded_offset(&written, moment, zone),
                    offset(moment, zone),
                    "{moment} {written}"
                );
            }
            for unknown in [moment("2024-11-03T10:19:59Z"), until] {
                assert_eq!(preloaded_offset(&written, unknown, zone), None, "{unknown} {written}");
            }
            assert_eq!(preloaded_offset(&written, last, "Europe/Paris"), None);
        }
        assert_eq!(utc_offsets("Nowhere/AtAll", from, until), None);
    }

    #[test]
    fn of_a_long_time_only_the_first_four_years_are_written_down() {
        let moment = |text: &str| -> Moment { text.parse().unwrap() };
        let zone = "Europe/London";
        let written =
            utc_offsets(zone, moment("2005-01-01T00:00:00Z"), moment("2026-01-01T00:00:00Z")).unwrap();
        assert_eq!(
            preloaded_offset(&written, moment("2008-12-31T00:00:00Z"), zone),
            Some(Offset::UTC),
            "{written}"
        );
        assert_eq!(preloaded_offset(&written, moment("2009-07-01T00:00:00Z"), zone), None, "{written}");
        assert!(written.len() < 150, "{written}");
        for broken in
            ["", "Europe/London", "Europe/London 5", "Europe/London x 0 9", "Europe/London 0 x 99999999"]
        {
            assert_eq!(preloaded_offset(broken, moment("2008-12-31T00:00:00Z"), zone), None, "{broken}");
        }
    }

    #[test]
    fn every_form_of_a_printed_offset_is_read() {
        let read = |name| parse_offset(name).map(Offset::seconds);
        assert_eq!(read("GMT"), Some(0));
        assert_eq!(read("GMT+1"), Some(3_600));
        assert_eq!(read("GMT+05:30"), Some(19_800));
        assert_eq!(read("GMT-00:01:15"), Some(-75));
        assert_eq!(read("GMT−3"), Some(-10_800));
        assert_eq!(read("BST"), None);
        assert_eq!(read("GMT+99:00"), None);
    }
}
