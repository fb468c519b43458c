//! What a calendar and a clock on the wall show at a moment, in the paper's time zone.
//!
//! The rules of time zones come from the browser's own database (`Intl`), so that the program need not carry one;
//! natively from the copy of the IANA database that jiff bundles.

use jiff::{civil::DateTime, tz::Offset};

use crate::model::Moment;

/// The date and the time of day at `moment` in the IANA time zone `zone`; in UTC where the zone is unknown.
pub fn civil(moment: Moment, zone: &str) -> DateTime {
    offset(moment, zone).unwrap_or(Offset::UTC).to_datetime(moment)
}

/// The present moment by the machine's clock.
#[cfg(feature = "hydrate")]
pub fn now() -> Moment {
    // A number of milliseconds within ±8.64e15, which an i64 holds exactly.
    Moment::from_millisecond(js_sys::Date::now() as i64).unwrap_or_default()
}

/// The present moment by the machine's clock.
#[cfg(feature = "ssr")]
pub fn now() -> Moment {
    Moment::now()
}

#[cfg(feature = "ssr")]
fn offset(moment: Moment, zone: &str) -> Option<Offset> {
    Some(jiff::tz::TimeZone::get(zone).ok()?.to_offset(moment))
}

#[cfg(feature = "hydrate")]
fn offset(moment: Moment, zone: &str) -> Option<Offset> {
    use js_sys::{Date, Function, Intl, Object, Reflect};
    use wasm_bindgen::{JsCast, JsValue};

    // `Intl.DateTimeFormat` throws a RangeError for a zone that it does not know, and the binding of its constructor does
    // not catch it; `Reflect.construct` does.
    let options = Object::new();
    for (key, value) in [("timeZone", zone), ("timeZoneName", "longOffset")] {
        Reflect::set(&options, &key.into(), &value.into()).ok()?;
    }
    let intl = Reflect::get(&js_sys::global(), &"Intl".into()).ok()?;
    let constructor: Function = Reflect::get(&intl, &"DateTimeFormat".into()).ok()?.dyn_into().ok()?;
    let arguments = js_sys::Array::of2(&"en-US".into(), &options);
    let format: Intl::DateTimeFormat = Reflect::construct(&constructor, &arguments).ok()?.unchecked_into();
    let date = Date::new(&JsValue::from_f64(moment.as_millisecond() as f64));
    let parts = format.format_to_parts(&date);
    parts.iter().find_map(|part| {
        let kind = Reflect::get(&part, &"type".into()).ok()?;
        if kind.as_string()? != "timeZoneName" {
            return None;
        }
        parse_offset(&Reflect::get(&part, &"value".into()).ok()?.as_string()?)
    })
}

/// Reads `GMT`, `GMT+1`, `GMT+05:30`, `GMT-00:01:15` (the form that `timeZoneName: "longOffset"` prints).
#[cfg(any(feature = "hydrate", test))]
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

#[cfg(all(test, feature = "ssr"))]
mod tests {
    use super::*;

    #[test]
    fn summer_in_london_is_an_hour_ahead() {
        let moment: Moment = "2025-07-10T23:30:00Z".parse().unwrap();
        assert_eq!(civil(moment, "Europe/London").to_string(), "2025-07-11T00:30:00");
        assert_eq!(civil(moment, "Nowhere/AtAll").to_string(), "2025-07-10T23:30:00");
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
