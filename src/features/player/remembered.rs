//! The positions at which the reader left off listening, and the speed.

use crate::{browser::storage::StoredText, features::player::Speed};

/// The number of articles whose position is kept; the one left longest ago is dropped first.
const MOST: usize = 100;

/// The positions and the speed, kept in the browser.
///
/// Positions are kept as lines of text: seconds, a space, the story's id. The last line is of the article that was left last.
#[derive(Clone, Copy)]
pub struct Listened {
    positions: StoredText,
    speed: StoredText,
}

impl Listened {
    /// Reads positions and speed from the browser's storage.
    pub fn open() -> Self {
        Self {
            positions: StoredText::open("london-daily-listened"),
            speed: StoredText::open("london-daily-speed"),
        }
    }

    /// Returns the speed chosen last.
    pub fn speed(&self) -> Speed {
        self.speed.with_untracked(Speed::from_label).unwrap_or_default()
    }

    /// Keeps the speed.
    pub fn keep_speed(&self, speed: Speed) {
        self.speed.set(speed.label().to_owned());
    }

    /// Returns the position at which the reader left off in an article, in seconds.
    pub fn position(&self, id: &str) -> Option<u32> {
        self.positions.with_untracked(|kept| position(kept, id))
    }

    /// Keeps the position in an article, in seconds; `None` forgets it.
    pub fn keep_position(&self, id: &str, seconds: Option<u32>) {
        let changed = self.positions.with_untracked(|kept| {
            let new = with_position(kept, id, seconds);
            (new != kept).then_some(new)
        });
        if let Some(changed) = changed {
            self.positions.set(changed);
        }
    }
}

fn position(kept: &str, id: &str) -> Option<u32> {
    let line = kept.lines().rev().find(|line| is_of(line, id))?;
    line.split_once(' ')?.0.parse().ok()
}

fn with_position(kept: &str, id: &str, seconds: Option<u32>) -> String {
    let mut lines: Vec<&str> = kept.lines().filter(|line| !is_of(line, id)).collect();
    // An id with a line break could not be read back.
    let new = seconds.filter(|_| !id.contains(['\n', '\r'])).map(|seconds| format!("{seconds} {id}"));
    lines.extend(new.as_deref());
    let surplus = lines.len().saturating_sub(MOST);
    lines.split_off(surplus).join("\n")
}

fn is_of(line: &str, id: &str) -> bool {
    line.split_once(' ').is_some_and(|(_, kept)| kept == id)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_position_is_found_again_and_the_last_one_counts() {
        let kept = with_position("", "tag:a b", Some(12));
        let kept = with_position(&kept, "other", Some(3));
        let kept = with_position(&kept, "tag:a b", Some(40));
        assert_eq!(kept, "3 other\n40 tag:a b");
        assert_eq!(position(&kept, "tag:a b"), Some(40));
        assert_eq!(position(&kept, "a b"), None);
        assert_eq!(position("", "x"), None);
    }

    #[test]
    fn a_position_can_be_forgotten() {
        assert_eq!(with_position("3 a\n4 b", "a", None), "4 b");
        assert_eq!(with_position("4 b", "a", None), "4 b");
    }

    #[test]
    fn the_position_left_longest_ago_leaves_first() {
        let full = (0..MOST).map(|number| format!("1 {number}")).collect::<Vec<_>>().join("\n");
        let kept = with_position(&full, "new", Some(9));
        assert_eq!(kept.lines().count(), MOST);
        assert!(kept.starts_with("1 1\n") && kept.ends_with("\n9 new"));
    }

    #[test]
    fn spoilt_lines_do_no_harm() {
        for kept in ["x a", "a", " a", "-1 a", "99999999999 a", "\n\n"] {
            assert_eq!(position(kept, "a"), None, "{kept:?}");
        }
        assert_eq!(with_position("", "a\nb", Some(1)), "");
    }
}
