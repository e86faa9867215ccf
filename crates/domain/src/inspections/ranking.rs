//! Places as a notice board has them: 1, 2, 2, 4.

use std::cmp::Ordering;

/// The competition place of each item, the best first by `best_first`: whoever is equal shares a place, and as many
/// places as they are follow empty.
pub fn places<T>(items: &[T], best_first: impl Fn(&T, &T) -> Ordering) -> Vec<u32> {
    let mut order: Vec<usize> = (0..items.len()).collect();
    order.sort_by(|a, b| best_first(&items[*a], &items[*b]));
    let mut places = vec![0; items.len()];
    let mut place = 0;
    for (position, index) in order.iter().enumerate() {
        let tied = position > 0 && best_first(&items[order[position - 1]], &items[*index]) == Ordering::Equal;
        if !tied {
            place = u32::try_from(position + 1).unwrap_or(u32::MAX);
        }
        places[*index] = place;
    }
    places
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_is_equal_shares_a_place_and_the_next_ones_stay_empty() {
        assert_eq!(places(&[90, 95, 90, 80], |a, b| b.cmp(a)), [2, 1, 2, 4]);
        assert_eq!(places(&[90, 95, 90, 80], Ord::cmp), [2, 4, 2, 1]);
        assert_eq!(places(&[7, 7, 7], |a, b| b.cmp(a)), [1, 1, 1]);
        assert_eq!(places::<i32>(&[], Ord::cmp), [0; 0]);
    }
}
