//! The time that towns live by: all of China has one, eight hours ahead of UTC, in every season.

use chrono::{DateTime, FixedOffset, NaiveDate, NaiveTime, Offset, TimeDelta, Utc};

const AHEAD_HOURS: i64 = 8;

/// The day that a moment lies on.
#[must_use]
pub fn date(moment: DateTime<Utc>) -> NaiveDate {
    // Beyond the last moment that there is, UTC's own day is as good.
    moment.checked_add_signed(TimeDelta::hours(AHEAD_HOURS)).unwrap_or(moment).date_naive()
}

/// The first moment of a day.
#[must_use]
pub fn begin(day: NaiveDate) -> DateTime<Utc> {
    day.pred_opt().map_or(DateTime::<Utc>::MIN_UTC, end)
}

/// The moment in which a day is over: the first of the next one.
#[must_use]
pub fn end(day: NaiveDate) -> DateTime<Utc> {
    // After the last day that there is comes nothing; it ends as it begins.
    let next = day.succ_opt().unwrap_or(day).and_time(NaiveTime::MIN).and_utc();
    next.checked_sub_signed(TimeDelta::hours(AHEAD_HOURS)).unwrap_or(next)
}

/// What town clocks are ahead of UTC, to show a time as they do.
#[must_use]
pub fn offset() -> FixedOffset {
    i32::try_from(AHEAD_HOURS * 3_600).ok().and_then(FixedOffset::east_opt).unwrap_or_else(|| Utc.fix())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_begins_at_four_in_the_afternoon_of_utc() {
        let day = |text: &str| date(text.parse().unwrap()).to_string();
        assert_eq!(day("2026-06-30T15:59:59Z"), "2026-06-30");
        assert_eq!(day("2026-06-30T16:00:00Z"), "2026-07-01");
        assert_eq!(
            end("2026-06-30".parse().unwrap()),
            "2026-06-30T16:00:00Z".parse::<DateTime<Utc>>().unwrap()
        );
        assert_eq!(begin("2026-07-01".parse().unwrap()), end("2026-06-30".parse().unwrap()));
        assert_eq!(offset().local_minus_utc(), 8 * 3_600);
    }
}
