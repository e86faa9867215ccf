//! What everybody may know of a public matter: whether it is open, and about where it lies.
//!
//! A position is shown as the middle of a cell of a thousandth of a degree: the street, not the door. Whoever asks for a
//! box or a circle gets the matters whose *cells* lie in it, or the spot could be closed in on by asking again and again.

use serde::{Deserialize, Serialize};

use crate::geo::Position;

/// Side of a cell, in units of 10⁻⁷ degree: some 110 m from south to north and 95 m from west to east in the middle of China.
pub const CELL_E7: i64 = 10_000;
/// Metres in a degree along a meridian.
const METRES_PER_DEGREE: i64 = 111_195;
const UNITS_PER_DEGREE: i64 = crate::geo::UNITS_PER_DEGREE;

/// Where a public matter stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PublicState {
    /// Somebody has still to act: its handlers, or its reporter who may object.
    Open,
    /// Nothing more is going to happen.
    Closed,
}

impl PublicState {
    /// Reads it off whether the ticket is open.
    #[must_use]
    pub const fn of(is_open: bool) -> Self {
        if is_open { Self::Open } else { Self::Closed }
    }

    /// The name in the API.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Closed => "closed",
        }
    }

    /// Reads the name back.
    #[must_use]
    pub fn parse(word: &str) -> Option<Self> {
        [Self::Open, Self::Closed].into_iter().find(|state| state.as_str() == word)
    }
}

/// The position that everybody may know: the middle of its cell.
#[must_use]
pub fn rough(exact: Position) -> Position {
    let round = |e7: i64| (e7 + CELL_E7 / 2).div_euclid(CELL_E7) * CELL_E7;
    Position::new(round(exact.longitude_e7()), round(exact.latitude_e7())).unwrap_or(Position::ORIGIN)
}

/// The number of the cell that a position lies in.
#[must_use]
pub fn cell(exact: Position) -> i64 {
    let at = rough(exact);
    cell_number(at.latitude_e7().div_euclid(CELL_E7), at.longitude_e7().div_euclid(CELL_E7))
}

/// The cell that a position lies in and those beside it: whatever lies within a cell's side of it, and nothing beyond two.
#[must_use]
pub fn cells_around(exact: Position) -> Vec<i64> {
    let at = rough(exact);
    let (row, column) = (at.latitude_e7().div_euclid(CELL_E7), at.longitude_e7().div_euclid(CELL_E7));
    let beside = |row: i64| (column - 1..=column + 1).map(move |column| cell_number(row, column));
    (row - 1..=row + 1).flat_map(beside).collect()
}

/// Cells are numbered row by row, southernmost first.
const fn cell_number(row: i64, column: i64) -> i64 {
    row * (360 * UNITS_PER_DEGREE / CELL_E7 + 1) + column
}

/// Exact coordinates, half-open, whose rough ones lie in `low..=high`.
#[must_use]
pub const fn spots_of(low_e7: i64, high_e7: i64) -> (i64, i64) {
    let first = -(-low_e7).div_euclid(CELL_E7);
    let last = high_e7.div_euclid(CELL_E7);
    (first * CELL_E7 - CELL_E7 / 2, (last + 1) * CELL_E7 - CELL_E7 / 2)
}

/// A box on the map: both corners belong to it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Window {
    /// Its south-west corner.
    pub low: Position,
    /// Its north-east corner.
    pub high: Position,
}

/// The text is no box.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a box is four numbers, west,south,east,north, in degrees")]
pub struct WindowError;

impl std::str::FromStr for Window {
    type Err = WindowError;

    /// Reads `west,south,east,north`, as GeoJSON orders it.
    fn from_str(text: &str) -> Result<Self, WindowError> {
        let parts: Vec<&str> = text.split(',').map(str::trim).collect();
        let [west, south, east, north] = parts[..] else { return Err(WindowError) };
        let read = |longitude, latitude| Position::parse(longitude, latitude).map_err(|_| WindowError);
        let window = Self { low: read(west, south)?, high: read(east, north)? };
        let ordered = window.low.longitude_e7() <= window.high.longitude_e7()
            && window.low.latitude_e7() <= window.high.latitude_e7();
        if ordered { Ok(window) } else { Err(WindowError) }
    }
}

/// A circle on the map.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Circle {
    /// Its middle.
    pub middle: Position,
    /// Its radius, in metres.
    pub metres: u32,
}

impl Circle {
    /// Longest radius, in metres.
    pub const METRES_MAX: u32 = 50_000;

    /// Metres in a degree from west to east, at the latitude of its middle. The cosine is Bhaskara's, which is off by at most
    /// 0.0017.
    #[must_use]
    pub fn metres_per_degree_east(&self) -> i64 {
        let square = i128::from(self.middle.latitude_e7()).pow(2);
        let full = 32_400 * i128::from(UNITS_PER_DEGREE).pow(2);
        let metres = i128::from(METRES_PER_DEGREE) * (full - 4 * square) / (full + square);
        i64::try_from(metres.max(1)).unwrap_or(1)
    }

    /// Metres in a degree from south to north.
    #[must_use]
    pub const fn metres_per_degree_north(&self) -> i64 {
        METRES_PER_DEGREE
    }

    /// The box around it.
    #[must_use]
    pub fn window(&self) -> Window {
        // A metre more: `holds` cuts metres off.
        let reach = |per_degree: i64| (i64::from(self.metres) + 1) * UNITS_PER_DEGREE / per_degree + 1;
        let (east, north) = (reach(self.metres_per_degree_east()), reach(METRES_PER_DEGREE));
        let (longitude, latitude) = (self.middle.longitude_e7(), self.middle.latitude_e7());
        let on_map = |longitude: i64, latitude: i64| {
            let (east_max, north_max) = (180 * UNITS_PER_DEGREE, 90 * UNITS_PER_DEGREE);
            let (longitude, latitude) =
                (longitude.clamp(-east_max, east_max), latitude.clamp(-north_max, north_max));
            Position::new(longitude, latitude).unwrap_or(self.middle)
        };
        Window {
            low: on_map(longitude - east, latitude - north),
            high: on_map(longitude + east, latitude + north),
        }
    }

    /// Whether a position lies in it, by flat geometry: good for what is near.
    #[must_use]
    pub fn holds(&self, position: Position) -> bool {
        let metres = |e7: i64, per_degree: i64| e7 * per_degree / UNITS_PER_DEGREE;
        let east = position.longitude_e7() - self.middle.longitude_e7();
        let north = position.latitude_e7() - self.middle.latitude_e7();
        let (x, y) = (metres(east, self.metres_per_degree_east()), metres(north, METRES_PER_DEGREE));
        x * x + y * y <= i64::from(self.metres).pow(2)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn position(longitude: i64, latitude: i64) -> Position {
        Position::new(longitude, latitude).unwrap()
    }

    #[test]
    fn a_position_is_shown_as_the_middle_of_its_cell() {
        assert_eq!(rough(position(1_183_112_345, 309_512_345)), position(1_183_110_000, 309_510_000));
        assert_eq!(rough(position(-15_000, -4_999)), position(-10_000, 0));
        assert_eq!(rough(position(1_800_000_000, -900_000_000)), position(1_800_000_000, -900_000_000));
    }

    #[test]
    fn a_box_is_four_ordered_numbers() {
        assert!("118.1,30.9,118.2,31".parse::<Window>().is_ok());
        for bad in ["", "1,2,3", "1,2,3,4,5", "118.2,30,118.1,31", "0,91,1,92", "a,b,c,d"] {
            assert_eq!(bad.parse::<Window>(), Err(WindowError), "{bad}");
        }
    }

    #[test]
    fn a_circle_of_a_kilometre_reaches_a_kilometre() {
        let circle = Circle { middle: position(1_180_000_000, 300_000_000), metres: 1000 };
        // A thousandth of a degree is 111 m north, and 96 m east at 30°.
        assert!(circle.holds(position(1_180_000_000, 300_089_000)));
        assert!(!circle.holds(position(1_180_000_000, 300_091_000)));
        assert!(circle.holds(position(1_180_103_000, 300_000_000)));
        assert!(!circle.holds(position(1_180_105_000, 300_000_000)));
    }

    proptest! {
        #[test]
        fn what_lies_within_a_cells_side_is_beside_it(
            north in -890_000_000_i64..=890_000_000, east in -1_790_000_000_i64..=1_790_000_000,
            dy in -30_000_i64..=30_000, dx in -30_000_i64..=30_000,
        ) {
            let (here, there) = (position(east, north), position(east + dx, north + dy));
            let around = cells_around(here);
            prop_assert_eq!(around.len(), 9);
            prop_assert_eq!(around.contains(&cell(there)), cells_around(there).contains(&cell(here)));
            let far = dy.abs().max(dx.abs());
            prop_assert!(far > CELL_E7 || around.contains(&cell(there)));
            prop_assert!(far < 2 * CELL_E7 || !around.contains(&cell(there)));
        }

        #[test]
        fn spots_are_those_whose_cells_lie_between(
            spot in -900_000_000_i64..=900_000_000,
            low in -900_000_000_i64..=900_000_000,
            length in 0_i64..=100_000,
        ) {
            let (from, until) = spots_of(low, low + length);
            let shown = rough(position(0, spot)).latitude_e7();
            prop_assert_eq!((from..until).contains(&spot), (low..=low + length).contains(&shown));
        }

        #[test]
        fn what_a_circle_holds_lies_in_its_box(
            north in -890_000_000_i64..=890_000_000, east in -1_500_000_000_i64..=1_500_000_000,
            dy in -1_000_000_i64..=1_000_000, dx in -1_000_000_i64..=1_000_000, metres in 0_u32..=Circle::METRES_MAX,
        ) {
            let circle = Circle { middle: position(east, north), metres };
            let near = position(east + dx, north + dy);
            let window = circle.window();
            let inside = (window.low.latitude_e7()..=window.high.latitude_e7()).contains(&near.latitude_e7())
                && (window.low.longitude_e7()..=window.high.longitude_e7()).contains(&near.longitude_e7());
            prop_assert!(!circle.holds(near) || inside);
        }
    }
}
