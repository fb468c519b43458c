/// The speed of the player: from half to twice the normal speed, in steps of a quarter.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Speed(u8);

impl Speed {
    /// Every speed, slowest first.
    pub const ALL: [Self; 7] = [Self(2), Self(3), Self(4), Self(5), Self(6), Self(7), Self(8)];

    /// Returns the speed as a factor.
    pub fn factor(self) -> f64 {
        f64::from(self.0) / 4.0
    }

    /// Returns the speed as it is shown, and kept in the browser.
    pub fn label(self) -> &'static str {
        match self.0 {
            2 => "0.5",
            3 => "0.75",
            4 => "1",
            5 => "1.25",
            6 => "1.5",
            7 => "1.75",
            _ => "2",
        }
    }

    /// Returns the speed with this label.
    pub fn from_label(label: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|speed| speed.label() == label)
    }

    /// Returns the next faster speed; the fastest stays.
    #[must_use]
    pub fn faster(self) -> Self {
        Self((self.0 + 1).min(8))
    }

    /// Returns the next slower speed; the slowest stays.
    #[must_use]
    pub fn slower(self) -> Self {
        Self((self.0 - 1).max(2))
    }

    /// Returns the milliseconds of an article that pass in `millis` milliseconds.
    pub(super) fn of(self, millis: u32) -> u32 {
        u32::try_from(u64::from(millis) * u64::from(self.0) / 4).unwrap_or(u32::MAX)
    }
}

impl Default for Speed {
    fn default() -> Self {
        Self(4)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_speed_is_found_by_its_label_which_is_its_factor() {
        for speed in Speed::ALL {
            assert_eq!(Speed::from_label(speed.label()), Some(speed));
            assert_eq!(speed.label().parse(), Ok(speed.factor()));
        }
        assert_eq!(Speed::from_label("3"), None);
        assert_eq!(Speed::default().label(), "1");
    }

    #[test]
    fn steps_end_at_half_and_at_twice() {
        let mut speed = Speed::default();
        for _ in 0..9 {
            speed = speed.faster();
        }
        assert_eq!(speed.label(), "2");
        for _ in 0..9 {
            speed = speed.slower();
        }
        assert_eq!(speed.label(), "0.5");
    }
}
