/// Formats a time as players show it: `0:07`, `12:40`, `1:02:03`.
pub fn clock(seconds: u32) -> String {
    let (hours, minutes, seconds) = (seconds / 3_600, seconds / 60 % 60, seconds % 60);
    if hours > 0 { format!("{hours}:{minutes:02}:{seconds:02}") } else { format!("{minutes}:{seconds:02}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hours_appear_only_when_there_are_any() {
        for (seconds, shown) in [
            (0, "0:00"),
            (7, "0:07"),
            (59, "0:59"),
            (60, "1:00"),
            (3_599, "59:59"),
            (3_600, "1:00:00"),
            (3_723, "1:02:03"),
        ] {
            assert_eq!(clock(seconds), shown);
        }
        assert_eq!(clock(u32::MAX), "1193046:28:15");
    }
}
