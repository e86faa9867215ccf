//! The outline of an area, and which side of it a position lies on.

use serde_json::Value;

use crate::geo::Position;

/// The outline of an area: one or more polygons, each an outer ring and its holes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Boundary {
    polygons: Vec<Polygon>,
}

type Polygon = Vec<Ring>;
/// Closed: the last position is the first again.
type Ring = Vec<Position>;

/// The smallest upright rectangle around a boundary, edges included.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Extent {
    /// The smallest longitude and latitude.
    pub south_west: Position,
    /// The largest longitude and latitude.
    pub north_east: Position,
}

/// Why something is no boundary.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum BoundaryError {
    /// Not a GeoJSON geometry of type Polygon or MultiPolygon.
    #[error("a boundary is a GeoJSON Polygon or MultiPolygon")]
    Shape,
    /// A position is not two numbers on the map.
    #[error("a position of a boundary is [longitude, latitude] in degrees")]
    Position,
    /// A ring does not end where it began, or encloses nothing.
    #[error("each ring of a boundary has at least four positions, the last being the first again")]
    Ring,
    /// More than [`Boundary::POINTS_MAX`].
    #[error("a boundary has at most 2,000 positions")]
    TooManyPoints,
}

impl Boundary {
    /// Most positions of a boundary, in all its rings.
    pub const POINTS_MAX: usize = 2_000;
    /// Fewest positions of a ring (RFC 7946, 3.1.6).
    pub const RING_POINTS_MIN: usize = 4;

    /// Reads a GeoJSON geometry. Rings may run either way round; other members than `type` and
    /// `coordinates` are ignored (RFC 7946, 6.1).
    ///
    /// # Errors
    /// [`BoundaryError`].
    pub fn from_geojson(geometry: &Value) -> Result<Self, BoundaryError> {
        let coordinates = geometry.get("coordinates").ok_or(BoundaryError::Shape)?;
        let mut points_left = Self::POINTS_MAX;
        let polygons = match geometry.get("type").and_then(Value::as_str) {
            Some("Polygon") => vec![read_polygon(coordinates, &mut points_left)?],
            Some("MultiPolygon") => {
                let list = coordinates.as_array().ok_or(BoundaryError::Shape)?;
                list.iter().map(|p| read_polygon(p, &mut points_left)).collect::<Result<_, _>>()?
            }
            _ => return Err(BoundaryError::Shape),
        };
        if polygons.is_empty() { Err(BoundaryError::Shape) } else { Ok(Self { polygons }) }
    }

    /// The GeoJSON geometry as text: a Polygon where there is one, a MultiPolygon else.
    #[must_use]
    pub fn to_geojson(&self) -> String {
        let polygons: Vec<String> =
            self.polygons.iter().map(|p| bracket(p, |ring| bracket(ring, Position::to_string))).collect();
        match polygons.as_slice() {
            [one] => format!(r#"{{"type":"Polygon","coordinates":{one}}}"#),
            many => format!(r#"{{"type":"MultiPolygon","coordinates":[{}]}}"#, many.join(",")),
        }
    }

    /// Whether a position lies inside or on the outline. The edge of a hole belongs to the area, too.
    #[must_use]
    pub fn contains(&self, at: Position) -> bool {
        self.polygons.iter().any(|rings| {
            // A position is inside where a ray from it crosses the rings an odd number of times.
            let mut inside = false;
            for (from, to) in rings.iter().flat_map(|ring| ring.windows(2)).filter_map(edge) {
                match side(from, to, at) {
                    0 if spans(from, to, at) => return true,
                    turn => inside ^= crosses(from, to, at, turn),
                }
            }
            inside
        })
    }

    /// The rectangle around it.
    #[must_use]
    pub fn extent(&self) -> Extent {
        let mut points = self.polygons.iter().flatten().flatten().copied();
        // Reading refuses a boundary without positions.
        let first = points.next().unwrap_or(Position::ORIGIN);
        points.fold(Extent { south_west: first, north_east: first }, |e, p| Extent {
            south_west: e.south_west.least(p),
            north_east: e.north_east.greatest(p),
        })
    }
}

fn bracket<T>(items: &[T], text: impl Fn(&T) -> String) -> String {
    format!("[{}]", items.iter().map(text).collect::<Vec<_>>().join(","))
}

fn read_polygon(rings: &Value, points_left: &mut usize) -> Result<Polygon, BoundaryError> {
    let rings = rings.as_array().ok_or(BoundaryError::Shape)?;
    let rings: Polygon = rings.iter().map(|r| read_ring(r, points_left)).collect::<Result<_, _>>()?;
    if rings.is_empty() { Err(BoundaryError::Shape) } else { Ok(rings) }
}

fn read_ring(points: &Value, points_left: &mut usize) -> Result<Ring, BoundaryError> {
    let points = points.as_array().ok_or(BoundaryError::Shape)?;
    *points_left = points_left.checked_sub(points.len()).ok_or(BoundaryError::TooManyPoints)?;
    let ring: Ring = points
        .iter()
        .map(|p| Position::from_geojson(p).map_err(|_| BoundaryError::Position))
        .collect::<Result<_, _>>()?;
    let closed = ring.len() >= Boundary::RING_POINTS_MIN && ring.first() == ring.last();
    if closed && encloses_something(&ring) { Ok(ring) } else { Err(BoundaryError::Ring) }
}

/// Whether not all positions lie on one line.
fn encloses_something(ring: &[Position]) -> bool {
    let Some(first) = ring.first() else { return false };
    let Some(second) = ring.iter().find(|p| *p != first) else { return false };
    ring.iter().any(|p| side(*first, *second, *p) != 0)
}

fn edge(pair: &[Position]) -> Option<(Position, Position)> {
    match pair {
        [from, to] => Some((*from, *to)),
        _ => None,
    }
}

/// On which side of the line `from`→`to` a position lies: 1 left, -1 right, 0 on it.
fn side(from: Position, to: Position, at: Position) -> i128 {
    let x = |p: Position| i128::from(p.longitude_e7());
    let y = |p: Position| i128::from(p.latitude_e7());
    ((x(to) - x(from)) * (y(at) - y(from)) - (x(at) - x(from)) * (y(to) - y(from))).signum()
}

/// Whether a position on the line lies between its ends.
fn spans(from: Position, to: Position, at: Position) -> bool {
    let (low, high) = (from.least(to), from.greatest(to));
    (low.longitude_e7()..=high.longitude_e7()).contains(&at.longitude_e7())
        && (low.latitude_e7()..=high.latitude_e7()).contains(&at.latitude_e7())
}

/// Whether a ray eastwards from `at` crosses the edge; an end on the ray counts with the edge above it only.
fn crosses(from: Position, to: Position, at: Position, turn: i128) -> bool {
    let above = |p: Position| p.latitude_e7() > at.latitude_e7();
    match (above(from), above(to)) {
        (false, true) => turn > 0,
        (true, false) => turn < 0,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::json;

    use super::*;

    fn at(longitude: i64, latitude: i64) -> Position {
        Position::new(longitude, latitude).unwrap()
    }

    fn boundary(rings: &[&[(i64, i64)]]) -> Boundary {
        Boundary {
            polygons: vec![rings.iter().map(|r| r.iter().map(|(x, y)| at(*x, *y)).collect()).collect()],
        }
    }

    fn square(low: i64, high: i64) -> Vec<(i64, i64)> {
        vec![(low, low), (high, low), (high, high), (low, high), (low, low)]
    }

    #[test]
    fn a_hole_is_outside_and_its_edge_inside() {
        let ring = boundary(&[&square(0, 10), &square(4, 6)]);
        assert!(ring.contains(at(2, 2)));
        assert!(!ring.contains(at(5, 5)));
        assert!(ring.contains(at(4, 5)));
        assert!(ring.contains(at(10, 10)));
        assert!(!ring.contains(at(11, 5)));
    }

    #[test]
    fn overlapping_polygons_do_not_cancel_out() {
        let geometry = json!({"type": "MultiPolygon", "coordinates": [
            [[[0, 0], [2, 0], [2, 2], [0, 2], [0, 0]]],
            [[[1, 1], [3, 1], [3, 3], [1, 3], [1, 1]]],
        ]});
        let both = Boundary::from_geojson(&geometry).unwrap();
        assert!(both.contains(Position::parse("1.5", "1.5").unwrap()));
        assert_eq!(both.extent().north_east, Position::parse("3", "3").unwrap());
    }

    #[test]
    fn a_ray_through_a_corner_counts_once() {
        let diamond = boundary(&[&[(0, -5), (5, 0), (0, 5), (-5, 0), (0, -5)]]);
        assert!(diamond.contains(at(-2, 0)));
        assert!(!diamond.contains(at(-6, 0)));
        assert!(!diamond.contains(at(-4, 5)));
    }

    #[test]
    fn what_is_no_boundary_is_refused() {
        let ring = |ring: Value| json!({"type": "Polygon", "coordinates": [ring]});
        let cases = [
            (json!({"type": "Point", "coordinates": [0, 0]}), BoundaryError::Shape),
            (json!({"type": "Polygon"}), BoundaryError::Shape),
            (json!({"type": "Polygon", "coordinates": []}), BoundaryError::Shape),
            (json!({"type": "MultiPolygon", "coordinates": []}), BoundaryError::Shape),
            (json!([]), BoundaryError::Shape),
            (ring(json!([[0, 0], [1, 0], [1, 1], [0, 1]])), BoundaryError::Ring),
            (ring(json!([[0, 0], [1, 0], [0, 0]])), BoundaryError::Ring),
            (ring(json!([[0, 0], [1, 1], [2, 2], [0, 0]])), BoundaryError::Ring),
            (ring(json!([[0, 0], [181, 0], [1, 1], [0, 0]])), BoundaryError::Position),
            (ring(json!([[0, 0], ["1", 0], [1, 1], [0, 0]])), BoundaryError::Position),
            (ring(json!(vec![[0, 0]; Boundary::POINTS_MAX + 1])), BoundaryError::TooManyPoints),
        ];
        for (geometry, error) in cases {
            assert_eq!(Boundary::from_geojson(&geometry), Err(error), "{geometry}");
        }
    }

    proptest! {
        #[test]
        fn a_rectangle_holds_exactly_what_lies_between_its_edges(
            (west, east) in (-20i64..20, 1i64..20).prop_map(|(w, d)| (w, w + d)),
            (south, north) in (-20i64..20, 1i64..20).prop_map(|(s, d)| (s, s + d)),
            x in -25i64..45, y in -25i64..45,
        ) {
            let ring = [(west, south), (east, south), (east, north), (west, north), (west, south)];
            let inside = (west..=east).contains(&x) && (south..=north).contains(&y);
            prop_assert_eq!(boundary(&[&ring]).contains(at(x, y)), inside);
        }

        #[test]
        fn a_triangle_agrees_with_its_three_half_planes(
            points in proptest::collection::vec((-9i64..9, -9i64..9), 3), x in -10i64..10, y in -10i64..10,
        ) {
            let corners: Vec<Position> = points.iter().map(|(x, y)| at(*x, *y)).collect();
            let turn = side(corners[0], corners[1], corners[2]);
            prop_assume!(turn != 0);
            let inside = (0..3).all(|i| side(corners[i], corners[(i + 1) % 3], at(x, y)) * turn >= 0);
            let ring = [points[0], points[1], points[2], points[0]];
            prop_assert_eq!(boundary(&[&ring]).contains(at(x, y)), inside);
        }

        #[test]
        fn where_a_ring_begins_and_which_way_it_runs_does_not_matter(
            mut points in proptest::collection::vec((-9i64..9, -9i64..9), 3..9), turn in 0usize..9, x in -10i64..10, y in -10i64..10,
        ) {
            let close = |points: &[(i64, i64)]| { let mut ring = points.to_vec(); ring.push(points[0]); ring };
            let before = boundary(&[&close(&points)]).contains(at(x, y));
            let count = points.len();
            points.rotate_left(turn % count);
            points.reverse();
            prop_assert_eq!(boundary(&[&close(&points)]).contains(at(x, y)), before);
        }

        #[test]
        fn a_boundary_reads_back(points in proptest::collection::vec((-1_800_000_000i64..1_800_000_000, -900_000_000i64..900_000_000), 3..40)) {
            let mut ring = points.clone();
            ring.push(points[0]);
            let all: Vec<Position> = ring.iter().map(|(x, y)| at(*x, *y)).collect();
            prop_assume!(encloses_something(&all));
            let outline = boundary(&[&ring]);
            let json: Value = serde_json::from_str(&outline.to_geojson()).unwrap();
            prop_assert_eq!(Boundary::from_geojson(&json).unwrap(), outline);
        }
    }
}
