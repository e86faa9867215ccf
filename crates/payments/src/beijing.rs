//! Times as the providers write them: Beijing's, without saying so.

use chrono::{DateTime, FixedOffset, NaiveDateTime, TimeZone as _, Utc};

use crate::error::PaymentError;

const FORM: &str = "%Y-%m-%d %H:%M:%S";

/// The offset of Beijing, which has no summer time.
const OFFSET: FixedOffset = match FixedOffset::east_opt(8 * 3600) {
    Some(offset) => offset,
    None => panic!("eight hours are less than a day"),
};

/// `2026-07-01 10:30:00`.
pub(crate) fn write(at: DateTime<Utc>) -> String {
    at.with_timezone(&OFFSET).format(FORM).to_string()
}

/// `2026-07-01T10:30:00+08:00`.
pub(crate) fn write_rfc3339(at: DateTime<Utc>) -> String {
    at.with_timezone(&OFFSET).to_rfc3339_opts(chrono::SecondsFormat::Secs, false)
}

/// Reads `2026-07-01 10:30:00`; a fraction of a second may follow.
///
/// # Errors
///
/// [`PaymentError::Malformed`].
pub(crate) fn read(text: &str) -> Result<DateTime<Utc>, PaymentError> {
    let whole = text.split_once('.').map_or(text, |(whole, _)| whole);
    NaiveDateTime::parse_from_str(whole, FORM)
        .ok()
        .and_then(|local| OFFSET.from_local_datetime(&local).single())
        .map(|at| at.with_timezone(&Utc))
        .ok_or(PaymentError::Malformed("a time is no time"))
}

/// Reads `2026-07-01T10:30:00+08:00`.
///
/// # Errors
///
/// [`PaymentError::Malformed`].
pub(crate) fn read_rfc3339(text: &str) -> Result<DateTime<Utc>, PaymentError> {
    DateTime::parse_from_rfc3339(text)
        .map(|at| at.with_timezone(&Utc))
        .map_err(|_| PaymentError::Malformed("a time is no time"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_of_beijing() {
        let at = Utc.with_ymd_and_hms(2026, 7, 1, 2, 30, 0).unwrap();
        assert_eq!(write(at), "2026-07-01 10:30:00");
        assert_eq!(write_rfc3339(at), "2026-07-01T10:30:00+08:00");
        assert_eq!(read("2026-07-01 10:30:00").unwrap(), at);
        assert_eq!(read("2026-07-01 10:30:00.123").unwrap(), at);
        assert_eq!(read_rfc3339("2026-07-01T10:30:00+08:00").unwrap(), at);
        assert!(read("2026-07-01").is_err());
    }
}
