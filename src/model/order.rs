//! Sorting, compiled once.
//!
//! Each call of a sort in the standard library is three kilobytes of program for each type that is sorted. A heap sorts as well,
//! in a tenth of that.

use std::{cmp::Ordering, collections::BinaryHeap};

/// The numbers from 0 up to (not including) `count`, in the order in which `compare` puts them; equals stay in theirs.
///
/// Places of things are numbers, whatever the things are, so this is compiled once.
pub fn order(count: usize, compare: &dyn Fn(usize, usize) -> Ordering) -> Vec<usize> {
    let places: Vec<Placed<'_>> = (0..count).map(|place| Placed { place, compare }).collect();
    BinaryHeap::from(places).into_sorted_vec().into_iter().map(|placed| placed.place).collect()
}

/// The place of a thing, among others.
struct Placed<'a> {
    place: usize,
    compare: &'a dyn Fn(usize, usize) -> Ordering,
}

impl Ord for Placed<'_> {
    fn cmp(&self, other: &Self) -> Ordering {
        (self.compare)(self.place, other.place).then(self.place.cmp(&other.place))
    }
}

impl PartialOrd for Placed<'_> {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for Placed<'_> {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl Eq for Placed<'_> {}

/// Numbers in their order. A press has many, a reader's browser a few thousand.
pub fn sorted(mut numbers: Vec<u64>) -> Vec<u64> {
    if cfg!(target_arch = "wasm32") {
        return BinaryHeap::from(numbers).into_sorted_vec();
    }
    numbers.sort_unstable();
    numbers
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equals_stay_in_their_order() {
        let things = ["bb", "a", "aa", "b"];
        assert_eq!(order(4, &|one, other| things[one].len().cmp(&things[other].len())), [1, 3, 0, 2]);
    }

    #[test]
    fn many_things_are_put_in_order() {
        let things: Vec<u32> = (0..2000).map(|at| at * 7919 % 2003).collect();
        let ordered: Vec<u32> = order(things.len(), &|one, other| things[one].cmp(&things[other]))
            .iter()
            .map(|at| things[*at])
            .collect();
        assert!(ordered.is_sorted());
        assert_eq!(sorted(things.iter().map(|thing| u64::from(*thing)).collect()).len(), things.len());
    }
}
