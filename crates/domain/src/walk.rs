//! The order in which somebody on foot goes round: whole metres, no floating point, the same everywhere.

use crate::geo::Position;

/// Metres in a degree of a great circle of a sphere of 6,371,009 m, times ten.
const DECIMETRES_PER_DEGREE: i128 = 1_111_951;
const UNITS_PER_DEGREE: i128 = crate::geo::UNITS_PER_DEGREE as i128;
/// Rounds of improving after which an order is good enough, however many stops there are.
const ROUNDS_MAX: usize = 30;
/// Most stops that are put into a good order together; more stay as they came after these.
pub const STOPS_MAX: usize = 100;

/// Metres between two places as the crow flies, for places that one can walk between: the earth is taken as flat there. The
/// cosine is Bhāskara's fraction, right to two thousandths.
#[must_use]
pub fn metres(a: Position, b: Position) -> u64 {
    let full_turn = 360 * UNITS_PER_DEGREE;
    let east = (i128::from(a.longitude_e7()) - i128::from(b.longitude_e7())).abs();
    let east = east.min(full_turn - east);
    let north = (i128::from(a.latitude_e7()) - i128::from(b.latitude_e7())).abs();
    let middle = (i128::from(a.latitude_e7()) + i128::from(b.latitude_e7())) / 2;
    // cos x = (32400 - 4x²) / (32400 + x²) for x in degrees.
    let (square, whole) = (middle * middle, 32_400 * UNITS_PER_DEGREE * UNITS_PER_DEGREE);
    let decimetres = |units: i128| units * DECIMETRES_PER_DEGREE / UNITS_PER_DEGREE;
    // In millionths, so that the product stays far below the largest number.
    let cosine = (whole - 4 * square) * 1_000_000 / (whole + square);
    let (x, y) = (decimetres(east) * cosine / 1_000_000, decimetres(north));
    u64::try_from((x * x + y * y).isqrt() / 10).unwrap_or(u64::MAX)
}

/// Metres of a way through places in this order, from `start` where it is known.
#[must_use]
pub fn length(start: Option<Position>, places: &[Position]) -> u64 {
    let from = start.iter().chain(places);
    let to = start.iter().chain(places).skip(1);
    from.zip(to).map(|(a, b)| metres(*a, *b)).sum()
}

/// A good order for going to every place once: the nearest first, then whatever makes the way shorter when a piece of it is
/// turned round, until nothing does or [`ROUNDS_MAX`] rounds are over. Never longer than the order in which the places came.
/// Without a start the first of them is where it begins. From [`STOPS_MAX`] on they stay as they came.
///
/// The answer holds the indices of `places`, each once.
#[must_use]
pub fn order(start: Option<Position>, places: &[Position]) -> Vec<usize> {
    let (near, rest) = places.split_at(places.len().min(STOPS_MAX));
    let came: Vec<usize> = (0..near.len()).collect();
    let Some(from) = start.or_else(|| near.first().copied()) else { return came };
    let fixed = usize::from(start.is_none());
    let mut found = nearest_first(from, near, fixed);
    turn_round(start, near, &mut found, fixed);
    let way = |order: &[usize]| {
        let places: Vec<Position> = order.iter().map(|index| near[*index]).collect();
        length(start, &places)
    };
    let mut order = if way(&found) <= way(&came) { found } else { came };
    order.extend(near.len()..near.len() + rest.len());
    order
}

/// From each place to the nearest one that is left; of two as near the one that came first. The first `fixed` stay.
fn nearest_first(from: Position, places: &[Position], fixed: usize) -> Vec<usize> {
    let mut order: Vec<usize> = (0..fixed).collect();
    let mut left: Vec<usize> = (fixed..places.len()).collect();
    let mut here = from;
    while let Some(at) = (0..left.len()).min_by_key(|at| metres(here, places[left[*at]])) {
        let next = left.remove(at);
        here = places[next];
        order.push(next);
    }
    order
}

/// Turns pieces of the way round while that makes it shorter. The first `fixed` stay.
fn turn_round(start: Option<Position>, places: &[Position], order: &mut [usize], fixed: usize) {
    for _ in 0..ROUNDS_MAX {
        let mut shorter = false;
        for from in fixed..order.len() {
            for to in from + 1..order.len() {
                if gains(start, places, order, (from, to)) {
                    order[from..=to].reverse();
                    shorter = true;
                }
            }
        }
        if !shorter {
            return;
        }
    }
}

fn gains(start: Option<Position>, places: &[Position], order: &[usize], (from, to): (usize, usize)) -> bool {
    let place = |at: usize| places[order[at]];
    let before = from.checked_sub(1).map_or(start, |at| Some(place(at)));
    let after = order.get(to + 1).map(|index| places[*index]);
    let leg = |a: Option<Position>, b: Option<Position>| a.zip(b).map_or(0, |(a, b)| metres(a, b));
    let (first, last) = (Some(place(from)), Some(place(to)));
    leg(before, last) + leg(first, after) < leg(before, first) + leg(last, after)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn at(longitude: &str, latitude: &str) -> Position {
        Position::parse(longitude, latitude).unwrap()
    }

    #[test]
    fn metres_are_right_where_one_can_check_them() {
        assert_eq!(metres(at("118", "31"), at("118", "31")), 0);
        // A thousandth of a degree north is 111 m anywhere; east it is less the further north.
        assert_eq!(metres(at("118", "31"), at("118", "31.001")), 111);
        assert_eq!(metres(at("0", "0"), at("0.001", "0")), 111);
        assert_eq!(metres(at("0", "60"), at("0.01", "60")), 555);
        // cos 31° is 0.85717.
        let east = metres(at("118", "31"), at("118.01", "31"));
        assert!((951..=955).contains(&east), "{east}");
        assert!(metres(at("179.9995", "0"), at("-179.9995", "0")) <= 112);
        assert_eq!(metres(at("0", "90"), at("90", "90")), 0);
    }

    #[test]
    fn one_goes_along_a_street_and_not_to_and_fro() {
        let street: Vec<Position> =
            ["118.003", "118.001", "118.004", "118.002"].map(|longitude| at(longitude, "31")).to_vec();
        assert_eq!(order(Some(at("118", "31")), &street), [1, 3, 0, 2]);
        // Without a start one begins where the list begins.
        assert_eq!(order(None, &street)[0], 0);
        assert!(order(None, &[]).is_empty());
        assert_eq!(order(None, &street[..1]), [0]);
    }

    #[test]
    fn more_than_can_be_ordered_stay_as_they_came() {
        let many = vec![at("118", "31"); STOPS_MAX + 3];
        let order = order(None, &many);
        assert_eq!(order[STOPS_MAX..], [STOPS_MAX, STOPS_MAX + 1, STOPS_MAX + 2]);
        assert_eq!(order.len(), many.len());
    }

    prop_compose! {
        fn near()(longitude in 0i64..400_000, latitude in 0i64..400_000) -> Position {
            Position::new(1_180_000_000 + longitude, 310_000_000 + latitude).unwrap()
        }
    }

    proptest! {
        #[test]
        fn an_order_has_each_stop_once_and_is_never_longer(
            start in proptest::option::of(near()), places in proptest::collection::vec(near(), 0..25),
        ) {
            let found = order(start, &places);
            let mut sorted = found.clone();
            sorted.sort_unstable();
            prop_assert_eq!(sorted, (0..places.len()).collect::<Vec<_>>());
            let walked: Vec<Position> = found.iter().map(|index| places[*index]).collect();
            prop_assert!(length(start, &walked) <= length(start, &places));
            prop_assert_eq!(order(start, &places), found);
        }

        #[test]
        fn it_is_as_far_there_as_back(a in near(), b in near()) {
            prop_assert_eq!(metres(a, b), metres(b, a));
        }

        #[test]
        fn no_two_places_of_the_earth_are_too_far(
            a in (-1_800_000_000i64..=1_800_000_000, -900_000_000i64..=900_000_000),
            b in (-1_800_000_000i64..=1_800_000_000, -900_000_000i64..=900_000_000),
        ) {
            let place = |(longitude, latitude)| Position::new(longitude, latitude).unwrap();
            prop_assert!(metres(place(a), place(b)) < 30_000_000);
        }
    }
}
