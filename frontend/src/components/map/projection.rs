//! From longitude and latitude to the plane of a picture and back: equirectangular at the area's own latitude, which for
//! anything up to a county differs from the ground by less than a line's width.

/// A position in degrees (WGS 84).
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Position {
    /// Degrees east.
    pub longitude: f64,
    /// Degrees north.
    pub latitude: f64,
}

/// The picture is this many units wide; its height follows.
pub(super) const WIDTH: f64 = 1000.0;
/// Height to width of the picture's frame.
const FRAME: f64 = 0.75;
/// Where there is nothing to show, a picture this many degrees wide.
const DEGREES_MIN: f64 = 0.002;
/// Web map tiles are made for latitudes below this.
const MERCATOR_MAX: f64 = 85.0;

/// How positions fall on the picture.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Projection {
    centre: Position,
    /// Degrees of latitude to one unit.
    degrees_per_unit: f64,
    /// How much shorter a degree of longitude is here than one of latitude.
    shrink: f64,
}

impl Projection {
    /// Shows all of these positions with some room around them.
    pub(super) fn around(positions: impl Iterator<Item = Position>) -> Self {
        let empty = (f64::INFINITY, f64::NEG_INFINITY, f64::INFINITY, f64::NEG_INFINITY);
        let (west, east, south, north) = positions.fold(empty, |(west, east, south, north), position| {
            (
                west.min(position.longitude),
                east.max(position.longitude),
                south.min(position.latitude),
                north.max(position.latitude),
            )
        });
        if west > east {
            let centre = Position { longitude: 0.0, latitude: 0.0 };
            return Self { centre, degrees_per_unit: DEGREES_MIN / WIDTH, shrink: 1.0 };
        }
        let centre = Position { longitude: west.midpoint(east), latitude: south.midpoint(north) };
        let shrink = centre.latitude.to_radians().cos().max(0.05);
        let wide = ((east - west) * shrink).max((north - south) / FRAME).max(DEGREES_MIN);
        Self { centre, degrees_per_unit: wide * 1.12 / WIDTH, shrink }
    }

    /// The same picture, nearer by a factor and around another centre.
    pub(super) fn zoomed(self, factor: f64, centre: Option<Position>) -> Self {
        Self {
            centre: centre.unwrap_or(self.centre),
            degrees_per_unit: self.degrees_per_unit / factor,
            ..self
        }
    }

    /// Where a position falls, in units from the upper left corner.
    pub(super) fn place(self, position: Position) -> (f64, f64) {
        let x = (position.longitude - self.centre.longitude) * self.shrink / self.degrees_per_unit;
        let y = (self.centre.latitude - position.latitude) / self.degrees_per_unit;
        (x + WIDTH / 2.0, y + height() / 2.0)
    }

    /// The position of a place on the picture.
    pub(super) fn position(self, (x, y): (f64, f64)) -> Position {
        Position {
            longitude: self.centre.longitude + (x - WIDTH / 2.0) * self.degrees_per_unit / self.shrink,
            latitude: self.centre.latitude - (y - height() / 2.0) * self.degrees_per_unit,
        }
    }

    /// The web map tiles that cover the picture: zoom, column, row, and where each falls (x, y, width, height).
    pub(super) fn tiles(self) -> Vec<(u32, u32, u32, [f64; 4])> {
        const ZOOM_MAX: f64 = 18.0;
        // The picture is never more than about this many tiles wide, so that a phone fetches a dozen.
        const ACROSS: f64 = 3.0;
        let degrees_wide = WIDTH * self.degrees_per_unit / self.shrink;
        let zoom = (360.0 * ACROSS / degrees_wide).log2().floor().clamp(0.0, ZOOM_MAX);
        let count = zoom.exp2();
        let (upper, lower) = (self.position((0.0, 0.0)), self.position((WIDTH, height())));
        let (left, top) = (column(upper.longitude, count), row(upper.latitude, count));
        let (right, bottom) = (column(lower.longitude, count), row(lower.latitude, count));
        let mut tiles = Vec::new();
        for x in index(left, count)..=index(right, count) {
            for y in index(top, count)..=index(bottom, count) {
                let (west, north) = self.place(corner(x, y, count));
                let (east, south) = self.place(corner(x + 1, y + 1, count));
                tiles.push((index(zoom, f64::INFINITY), x, y, [west, north, east - west, south - north]));
            }
        }
        tiles
    }
}

/// The picture's height in units.
pub(super) fn height() -> f64 {
    WIDTH * FRAME
}

fn column(longitude: f64, count: f64) -> f64 {
    (longitude + 180.0) / 360.0 * count
}

fn row(latitude: f64, count: f64) -> f64 {
    let latitude = latitude.clamp(-MERCATOR_MAX, MERCATOR_MAX).to_radians();
    (1.0 - (latitude.tan() + latitude.cos().recip()).ln() / std::f64::consts::PI) / 2.0 * count
}

fn index(place: f64, count: f64) -> u32 {
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "clamped to a tile number, at most 2^18"
    )]
    let index = place.floor().clamp(0.0, (count - 1.0).min(f64::from(u32::MAX))) as u32;
    index
}

fn corner(x: u32, y: u32, count: f64) -> Position {
    let latitude = (std::f64::consts::PI * (1.0 - 2.0 * f64::from(y) / count)).sinh().atan().to_degrees();
    Position { longitude: f64::from(x) / count * 360.0 - 180.0, latitude }
}

/// Whether a position lies inside a ring (even-odd rule).
pub(super) fn inside(ring: &[Position], at: Position) -> bool {
    let edges = ring.iter().zip(ring.iter().cycle().skip(1));
    edges
        .filter(|(a, b)| (a.latitude > at.latitude) != (b.latitude > at.latitude))
        .filter(|(a, b)| {
            let share = (at.latitude - a.latitude) / (b.latitude - a.latitude);
            at.longitude < a.longitude + share * (b.longitude - a.longitude)
        })
        .count()
        % 2
        == 1
}

/// The middle of a ring's corners: good enough for a label.
pub(super) fn middle(ring: &[Position]) -> Option<Position> {
    let count = u32::try_from(ring.len()).ok().filter(|count| *count > 0)?;
    let sum = ring.iter().fold((0.0, 0.0), |sum, at| (sum.0 + at.longitude, sum.1 + at.latitude));
    Some(Position { longitude: sum.0 / f64::from(count), latitude: sum.1 / f64::from(count) })
}

#[cfg(test)]
mod tests {
    use super::*;

    const SQUARE: [Position; 4] = [
        Position { longitude: 110.0, latitude: 30.0 },
        Position { longitude: 110.01, latitude: 30.0 },
        Position { longitude: 110.01, latitude: 30.01 },
        Position { longitude: 110.0, latitude: 30.01 },
    ];

    #[test]
    fn a_place_on_the_picture_leads_back_to_its_position() {
        let projection = Projection::around(SQUARE.into_iter());
        for corner in SQUARE {
            let (x, y) = projection.place(corner);
            assert!((0.0..=WIDTH).contains(&x) && (0.0..=height()).contains(&y), "{x} {y} is on the picture");
            let back = projection.position((x, y));
            assert!(
                (back.longitude - corner.longitude).abs() < 1e-9
                    && (back.latitude - corner.latitude).abs() < 1e-9
            );
        }
    }

    #[test]
    fn north_is_up_and_inside_is_inside() {
        let projection = Projection::around(SQUARE.into_iter());
        assert!(projection.place(SQUARE[2]).1 < projection.place(SQUARE[1]).1);
        assert!(inside(&SQUARE, middle(&SQUARE).unwrap()));
        assert!(!inside(&SQUARE, Position { longitude: 110.02, latitude: 30.005 }));
    }

    #[test]
    fn a_handful_of_tiles_covers_the_picture() {
        let tiles = Projection::around(SQUARE.into_iter()).tiles();
        assert!((1..=30).contains(&tiles.len()), "{}", tiles.len());
        let right = tiles.iter().map(|(.., [x, _, width, _])| x + width).fold(0.0, f64::max);
        assert!(right >= WIDTH);
    }

    #[test]
    fn nothing_to_show_is_no_division_by_zero() {
        let (x, y) = Projection::around(std::iter::empty()).place(Position { longitude: 0.0, latitude: 0.0 });
        assert!(x.is_finite() && y.is_finite());
    }
}
