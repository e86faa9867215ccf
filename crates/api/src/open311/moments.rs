//! Times as clients of the standard write them (the subset of ISO 8601 of the W3C's note), and as it wants them back.

use chrono::{DateTime, NaiveDate, SecondsFormat, Utc};
use domain::town_time;

use super::Fault;

/// As the standard wants it: `2026-11-05T13:15:30Z`.
pub(super) fn written(moment: DateTime<Utc>) -> String {
    moment.to_rfc3339_opts(SecondsFormat::Secs, true)
}

/// Reads the moment at which a range begins. A day alone begins at midnight in China.
///
/// # Errors
/// 400.
pub(super) fn begin(name: &str, text: &str) -> Result<DateTime<Utc>, Fault> {
    read(text, town_time::begin).ok_or_else(|| wrong(name))
}

/// Reads the moment at which a range ends. A day alone ends at midnight in China.
///
/// # Errors
/// 400.
pub(super) fn end(name: &str, text: &str) -> Result<DateTime<Utc>, Fault> {
    read(text, town_time::end).ok_or_else(|| wrong(name))
}

fn read(text: &str, of_day: fn(NaiveDate) -> DateTime<Utc>) -> Option<DateTime<Utc>> {
    // A client that does not escape `+` sends a space.
    let text = text.replace(' ', "+");
    if let Ok(moment) = DateTime::parse_from_rfc3339(&text) {
        return Some(moment.to_utc());
    }
    if let Ok(day) = text.parse::<NaiveDate>() {
        return Some(of_day(day));
    }
    // `2026-11-05T13:15Z`: the note allows a time without seconds.
    let (minute, zone) = (text.get(..16)?, text.get(16..)?);
    DateTime::parse_from_rfc3339(&format!("{minute}:00{zone}")).ok().map(|moment| moment.to_utc())
}

fn wrong(name: &str) -> Fault {
    Fault::bad(format!("{name} is no date and time: 2026-11-05T13:15:30Z"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> String {
        written(begin("start_date", text).unwrap())
    }

    #[test]
    fn every_shape_that_clients_send_is_read() {
        assert_eq!(at("2010-03-01T00:00:00Z"), "2010-03-01T00:00:00Z");
        assert_eq!(at("1994-11-05T08:15:30-05:00"), "1994-11-05T13:15:30Z");
        assert_eq!(at("2026-11-05T21:15:30 08:00"), "2026-11-05T13:15:30Z");
        assert_eq!(at("2026-11-05T13:15Z"), "2026-11-05T13:15:00Z");
        assert_eq!(at("2020-06-20T10:00:00.123Z"), "2020-06-20T10:00:00Z");
    }

    #[test]
    fn a_day_is_a_day_in_china() {
        assert_eq!(at("2015-03-10"), "2015-03-09T16:00:00Z");
        assert_eq!(written(end("end_date", "2015-03-10").unwrap()), "2015-03-10T16:00:00Z");
        for bad in ["", "today", "2015-13-01", "2015-03-10T10:00", "五月一日五月一日五月一日"] {
            assert!(begin("start_date", bad).is_err(), "{bad}");
        }
    }
}
