//! The size of a headline: the longer it is, the smaller its letters are.

/// The most letters of a headline in the largest size.
const LARGE: usize = 70;
/// The most letters of a headline in the next size.
const LONG: usize = 110;

/// The length of a headline.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Length {
    /// It may have the largest letters.
    Short,
    /// It has letters of the next size.
    Long,
    /// It has the smallest letters.
    Longer,
}

impl Length {
    /// Returns the length of a headline.
    pub fn of(headline: &str) -> Self {
        // The characters from Hangul on, such as Chinese ones, are about as wide as two others.
        let width: usize = headline.chars().map(|letter| 1 + usize::from(letter >= '\u{1100}')).sum();
        if width <= LARGE {
            Self::Short
        } else if width <= LONG {
            Self::Long
        } else {
            Self::Longer
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_longer_headline_has_smaller_letters() {
        for (headline, length) in [
            ("a".repeat(70), Length::Short),
            ("a".repeat(71), Length::Long),
            ("a".repeat(110), Length::Long),
            ("a".repeat(111), Length::Longer),
            ("中".repeat(35), Length::Short),
            ("中".repeat(36), Length::Long),
        ] {
            assert_eq!(Length::of(&headline), length, "{headline}");
        }
    }
}
