//! Positions on the earth, exactly: whole numbers of 10⁻⁷ degree (about a centimetre), WGS 84.
//!
//! A coordinate is read from its decimal text and never passes through floating point, so that two machines
//! agree on which side of a line a place lies.

use std::fmt;

use serde_json::{Number, Value};

/// Units in a degree.
pub const UNITS_PER_DEGREE: i64 = 10_000_000;
const DECIMALS: i32 = 7;
const LONGITUDE_MAX: i64 = 180 * UNITS_PER_DEGREE;
const LATITUDE_MAX: i64 = 90 * UNITS_PER_DEGREE;
/// Longest text of a coordinate that is read, in bytes.
const TEXT_BYTES_MAX: usize = 40;

/// A place on the earth.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Position {
    longitude_e7: i64,
    latitude_e7: i64,
}

/// A text or a number that is no coordinate, or one off the map.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a longitude is a number from -180 to 180, a latitude one from -90 to 90")]
pub struct PositionError;

impl Position {
    /// A position in units of 10⁻⁷ degree.
    ///
    /// # Errors
    /// [`PositionError`] where it is off the map.
    pub const fn new(longitude_e7: i64, latitude_e7: i64) -> Result<Self, PositionError> {
        if longitude_e7.unsigned_abs() <= LONGITUDE_MAX.unsigned_abs()
            && latitude_e7.unsigned_abs() <= LATITUDE_MAX.unsigned_abs()
        {
            Ok(Self { longitude_e7, latitude_e7 })
        } else {
            Err(PositionError)
        }
    }

    /// Reads decimal degrees; more than seven decimals are rounded.
    ///
    /// # Errors
    /// [`PositionError`].
    pub fn parse(longitude: &str, latitude: &str) -> Result<Self, PositionError> {
        let (longitude, latitude) = (read_degrees(longitude), read_degrees(latitude));
        Self::new(longitude.ok_or(PositionError)?, latitude.ok_or(PositionError)?)
    }

    /// Reads a GeoJSON position: `[longitude, latitude]`, an altitude after them is dropped.
    ///
    /// # Errors
    /// [`PositionError`].
    pub fn from_geojson(value: &Value) -> Result<Self, PositionError> {
        let (longitude, latitude) = match value.as_array().map(Vec::as_slice) {
            Some([Value::Number(longitude), Value::Number(latitude)]) => (longitude, latitude),
            Some([Value::Number(longitude), Value::Number(latitude), Value::Number(_)]) => {
                (longitude, latitude)
            }
            _ => return Err(PositionError),
        };
        // The shortest text that names the number: what was written, up to the precision of the format.
        let text = Number::to_string;
        Self::parse(&text(longitude), &text(latitude))
    }

    /// Where the equator meets the first meridian.
    pub const ORIGIN: Self = Self { longitude_e7: 0, latitude_e7: 0 };

    /// The smaller of both coordinates.
    #[must_use]
    pub fn least(self, other: Self) -> Self {
        Self {
            longitude_e7: self.longitude_e7.min(other.longitude_e7),
            latitude_e7: self.latitude_e7.min(other.latitude_e7),
        }
    }

    /// The larger of both coordinates.
    #[must_use]
    pub fn greatest(self, other: Self) -> Self {
        Self {
            longitude_e7: self.longitude_e7.max(other.longitude_e7),
            latitude_e7: self.latitude_e7.max(other.latitude_e7),
        }
    }

    /// Degrees east, in units of 10⁻⁷.
    #[must_use]
    pub const fn longitude_e7(self) -> i64 {
        self.longitude_e7
    }

    /// Degrees north, in units of 10⁻⁷.
    #[must_use]
    pub const fn latitude_e7(self) -> i64 {
        self.latitude_e7
    }
}

/// As in GeoJSON: `[118.25,31.5]`.
impl fmt::Display for Position {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "[{},{}]", Degrees(self.longitude_e7), Degrees(self.latitude_e7))
    }
}

/// Decimal degrees without needless zeros.
struct Degrees(i64);

impl fmt::Display for Degrees {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let units = self.0.unsigned_abs();
        let whole = units / UNITS_PER_DEGREE.unsigned_abs();
        let part = format!("{:07}", units % UNITS_PER_DEGREE.unsigned_abs());
        let sign = if self.0 < 0 { "-" } else { "" };
        match part.trim_end_matches('0') {
            "" => write!(f, "{sign}{whole}"),
            part => write!(f, "{sign}{whole}.{part}"),
        }
    }
}

/// Reads a JSON number's text (`-118.25`, `1e-7`) as units of 10⁻⁷, rounded half away from zero.
fn read_degrees(text: &str) -> Option<i64> {
    if text.len() > TEXT_BYTES_MAX {
        return None;
    }
    let (negative, text) = text.strip_prefix('-').map_or((false, text), |rest| (true, rest));
    let (mantissa, exponent) = match text.split_once(['e', 'E']) {
        Some((mantissa, exponent)) => (mantissa, exponent.parse::<i32>().ok()?),
        None => (text, 0),
    };
    let (whole, part) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let digits = format!("{whole}{part}");
    if whole.is_empty() || !digits.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    let digits: i128 = digits.parse().ok()?;
    let decimals = i32::try_from(part.len()).ok()?;
    let shift = exponent.checked_sub(decimals)?.checked_add(DECIMALS)?;
    let power = 10_i128.checked_pow(shift.unsigned_abs());
    let units = match (shift >= 0, power) {
        (true, Some(power)) => digits.checked_mul(power)?,
        (true, None) => return if digits == 0 { Some(0) } else { None },
        (false, Some(power)) => digits.checked_add(power / 2)? / power,
        (false, None) => 0,
    };
    let units = i64::try_from(units).ok()?;
    Some(if negative { -units } else { units })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn position(longitude: i64, latitude: i64) -> Position {
        Position::new(longitude, latitude).unwrap()
    }

    #[test]
    fn degrees_are_read_exactly() {
        assert_eq!(Position::parse("118.1234567", "-31.5").unwrap(), position(1_181_234_567, -315_000_000));
        assert_eq!(Position::parse("1e-7", "1.5e1").unwrap(), position(1, 150_000_000));
        assert_eq!(Position::parse("0.00000005", "-0.00000004").unwrap(), position(1, 0));
        assert_eq!(Position::parse("180", "-90").unwrap(), position(LONGITUDE_MAX, -LATITUDE_MAX));
    }

    #[test]
    fn what_is_off_the_map_or_no_number_is_refused() {
        for (longitude, latitude) in [
            ("180.0000001", "0"),
            ("0", "-90.1"),
            ("1e9", "0"),
            ("", "0"),
            (".5", "0"),
            ("NaN", "0"),
            ("+1", "0"),
        ] {
            assert_eq!(Position::parse(longitude, latitude), Err(PositionError), "{longitude} {latitude}");
        }
        assert!(Position::parse("1e999999999999", "0").is_err());
        assert!(Position::parse("1e99", "0").is_err());
        assert_eq!(Position::parse("0e99", "1e-99").unwrap(), position(0, 0));
    }

    proptest! {
        #[test]
        fn a_position_reads_back(longitude in -LONGITUDE_MAX..=LONGITUDE_MAX, latitude in -LATITUDE_MAX..=LATITUDE_MAX) {
            let at = position(longitude, latitude);
            let json: Value = serde_json::from_str(&at.to_string()).unwrap();
            prop_assert_eq!(Position::from_geojson(&json).unwrap(), at);
        }

        #[test]
        fn no_text_panics(text in "[-+0-9.eE]{0,45}") {
            let _ = Position::parse(&text, "0");
        }
    }
}
