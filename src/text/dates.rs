//! Dates and times, as readers see them.

use jiff::civil::DateTime;

use super::{date, date_exact, date_long, hours_ago, just_now, minutes_ago, months, months_short, weekdays};

/// Returns an entry of a list that is separated by commas.
fn entry(list: &'static str, at: i8) -> &'static str {
    usize::try_from(at).ok().and_then(|at| list.split(',').nth(at)).unwrap_or_default().trim()
}

fn month(date: DateTime) -> &'static str {
    entry(months(), date.month() - 1)
}

fn short_month(date: DateTime) -> &'static str {
    entry(months_short(), date.month() - 1)
}

fn weekday(date: DateTime) -> &'static str {
    entry(weekdays(), date.weekday().to_monday_zero_offset())
}

/// Returns the date in the masthead, such as `Thursday, Jul 10, 2025`.
pub fn long_date(of: DateTime) -> String {
    date_long(weekday(of), of.day(), month(of), short_month(of), of.year())
}

/// Returns the date on cards, in lists and in corrections: `10 July 2025`, or `Jul 10, 2025` in American English.
pub fn short_date(of: DateTime) -> String {
    date(of.day(), month(of), short_month(of), of.year())
}

/// Returns the date and time above an article: `Thursday 10 July 2025, 14:05`.
pub fn exact_date(of: DateTime) -> String {
    let time = format!("{:02}:{:02}", of.hour(), of.minute());
    date_exact(weekday(of), &short_date(of), &time)
}

/// Returns how long ago a story was published, if that is less than a day; otherwise `None`.
pub fn ago(seconds: i64) -> Option<String> {
    let count = |seconds: i64| usize::try_from(seconds).unwrap_or_default();
    match seconds {
        ..0 => None,
        0..60 => Some(just_now().to_owned()),
        60..3_600 => Some(minutes_ago(count(seconds / 60))),
        3_600..86_400 => Some(hours_ago(count(seconds / 3_600))),
        _ => None,
    }
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use super::*;
    use crate::text::speaking;

    #[test]
    fn the_masthead_date_has_the_papers_form() {
        let date = jiff::civil::date(2025, 7, 10).at(14, 5, 0, 0);
        for (language, written) in [
            (None, "Thursday, Jul 10, 2025"),
            (Some("en-GB"), "Thursday, Jul 10, 2025"),
            (Some("fr"), "Thursday, Jul 10, 2025"),
            (Some("de"), "Donnerstag, 10. Juli 2025"),
            (Some("ar"), "الخميس 10 يوليو 2025"),
        ] {
            let _voice = speaking(language);
            assert_eq!(long_date(date), written, "{language:?}");
        }
    }

    #[test]
    fn dates_have_the_form_of_the_papers_language() {
        let date = jiff::civil::date(2025, 7, 10).at(14, 5, 0, 0);
        let british = ("10 July 2025", "Thursday 10 July 2025, 14:05");
        let american = ("Jul 10, 2025", "Thursday, Jul 10, 2025, 14:05");
        let german = ("10. Juli 2025", "Donnerstag, 10. Juli 2025, 14:05");
        for (language, (short, exact)) in [
            (None, british),
            (Some("en"), british),
            (Some("en-GB"), british),
            (Some("EN-au"), british),
            (Some("en-US"), american),
            (Some("en-Latn-us"), american),
            (Some("fr"), american),
            (Some("de"), german),
            (Some("de-AT"), german),
            (Some("ar-EG"), ("10 يوليو 2025", "الخميس 10 يوليو 2025، 14:05")),
        ] {
            let _voice = speaking(language);
            assert_eq!(short_date(date), short, "{language:?}");
            assert_eq!(exact_date(date), exact, "{language:?}");
        }
    }

    #[test]
    fn only_the_last_day_is_counted_in_hours() {
        assert_eq!(ago(30).as_deref(), Some("Just now"));
        assert_eq!(ago(60).as_deref(), Some("1 minute ago"));
        assert_eq!(ago(7_300).as_deref(), Some("2 hours ago"));
        assert_eq!(ago(86_400), None);
        assert_eq!(ago(-5), None);
    }
}
