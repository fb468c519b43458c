use jiff::fmt::rfc2822::DateTimeParser;

use crate::model::Moment;

/// Reads a date with time of day and offset: RFC 3339 (as lenient about `t`, `z` and a space as its authors), else
/// RFC 2822, in which a wrong day of the week is forgiven. A date without an offset names no moment, and is none.
pub(super) fn read(text: &str) -> Option<Moment> {
    const RFC_2822: DateTimeParser = DateTimeParser::new().relaxed_weekday(true);
    // No date is longer, and no parser need look at more.
    if text.len() > 64 {
        return None;
    }
    text.parse().or_else(|_| RFC_2822.parse_timestamp(text)).ok()
}

#[cfg(test)]
mod tests {
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
            "2025-07-10T04:00:00-04:00",
            "2025-07-10T08:00:00-00:00",
        ] {
            assert_eq!(utc(spelt), "2025-07-10T08:00:00Z", "{spelt}");
        }
    }

    #[test]
    fn dates_by_rfc_2822_are_read_even_with_a_wrong_day_of_the_week() {
        for spelt in
            ["Fri, 31 May 2019 12:17:58 -0700", "31 May 2019 12:17:58 -0700", "Mon, 31 May 2019 19:17:58 GMT"]
        {
            assert_eq!(utc(spelt), "2019-05-31T19:17:58Z", "{spelt}");
        }
    }

    #[test]
    fn what_names_no_moment_is_no_date() {
        for spelt in
            ["", "yesterday", "2025-07-10", "2025-07-10T08:00:00", "2025-02-30T08:00:00Z", "1752134400"]
        {
            assert_eq!(read(spelt), None, "{spelt}");
        }
    }
}
