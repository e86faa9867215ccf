//! A GeoJSON point, and its exact form.

use domain::geo::{Position, PositionError};
use serde::{Deserialize, Serialize};
use validator::{Validate, ValidationError, ValidationErrors};

/// `Point`, as GeoJSON writes it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum PointKind {
    /// A point.
    #[default]
    Point,
}

/// A position: a GeoJSON Point (WGS 84).
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Point {
    /// Always `Point`.
    #[serde(rename = "type")]
    pub kind: PointKind,
    /// Longitude and latitude in degrees; kept to seven places.
    #[cfg_attr(feature = "openapi", schema(example = json!([118.31, 30.95])))]
    pub coordinates: [f64; 2],
}

impl TryFrom<Point> for Position {
    type Error = PositionError;

    fn try_from(point: Point) -> Result<Self, PositionError> {
        // By way of the shortest text that names the number, as everywhere: see `domain::geo`.
        let [longitude, latitude] = point.coordinates;
        Self::parse(&longitude.to_string(), &latitude.to_string())
    }
}

impl From<Position> for Point {
    #[expect(clippy::float_arithmetic, reason = "GeoJSON has decimals")]
    fn from(position: Position) -> Self {
        // On the map no coordinate is beyond 1,800,000,000 units.
        let degrees = |e7: i64| i32::try_from(e7).map_or(0.0, f64::from) / 1e7;
        let coordinates = [degrees(position.longitude_e7()), degrees(position.latitude_e7())];
        Self { kind: PointKind::Point, coordinates }
    }
}

impl Validate for Point {
    fn validate(&self) -> Result<(), ValidationErrors> {
        let mut errors = ValidationErrors::new();
        if Position::try_from(*self).is_err() {
            errors.add("coordinates", ValidationError::new("position"));
        }
        if errors.is_empty() { Ok(()) } else { Err(errors) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn point(longitude: f64, latitude: f64) -> Point {
        Point { kind: PointKind::Point, coordinates: [longitude, latitude] }
    }

    #[test]
    fn a_position_survives_the_wire() {
        let position = Position::new(-1_183_112_345, 309_512_345).unwrap();
        assert_eq!(Position::try_from(Point::from(position)), Ok(position));
        assert_eq!(Position::try_from(point(180.0, -90.0)).unwrap().latitude_e7(), -900_000_000);
    }

    #[test]
    fn what_is_off_the_globe_is_refused() {
        for bad in [point(180.1, 0.0), point(0.0, 91.0), point(f64::MAX, 0.0), point(f64::NAN, 0.0)] {
            assert!(Position::try_from(bad).is_err());
            assert!(bad.validate().is_err());
        }
    }

    #[test]
    fn only_a_point_is_a_point() {
        let read = |text: &str| serde_json::from_str::<Point>(text);
        assert!(read(r#"{"type":"Point","coordinates":[118.3,30.9]}"#).is_ok());
        assert!(read(r#"{"type":"Polygon","coordinates":[118.3,30.9]}"#).is_err());
        assert!(read(r#"{"type":"Point","coordinates":[118.3,30.9,1]}"#).is_err());
    }
}
