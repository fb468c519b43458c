//! Sorting, compiled once.

use std::cmp::Ordering;

/// The numbers from 0 up to (not including) `count`, in the order in which `compare` puts them; equals stay in theirs.
///
/// Each call of a sort in the standard library is three kilobytes of program for each type that is sorted. Places of things
/// are numbers, whatever the things are, so this is one.
pub fn order(count: usize, compare: &dyn Fn(usize, usize) -> Ordering) -> Vec<usize> {
    let mut places: Vec<usize> = (0..count).collect();
    places.sort_by(|one, other| compare(*one, *other));
    places
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equals_stay_in_their_order() {
        let things = ["bb", "a", "aa", "b"];
        assert_eq!(order(4, &|one, other| things[one].len().cmp(&things[other].len())), [1, 3, 0, 2]);
    }
}
