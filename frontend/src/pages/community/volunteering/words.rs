//! Shifts in words.

use chrono::{DateTime, NaiveDate, NaiveTime, TimeDelta, Timelike as _, Utc};
use contract::volunteering::{MySignUp, Shift, ShiftState};
use domain::{
    town_time,
    volunteering::{AttendanceName, Place},
};

use crate::{components::Tone, device, format, i18n::volunteering as texts};

/// The day of the town that it is now.
pub fn today() -> NaiveDate {
    town_time::date(device::now())
}

/// A moment on the town's clocks: `09:05`.
pub fn clock(at: DateTime<Utc>) -> String {
    let there = at.with_timezone(&town_time::offset());
    format!("{:02}:{:02}", there.hour(), there.minute())
}

/// When a shift is: `3月7日周六 09:00–11:00`.
pub fn span(shift: &Shift) -> String {
    between(shift.starts_at, shift.ends_at)
}

/// The same of its two moments.
pub fn between(starts_at: DateTime<Utc>, ends_at: DateTime<Utc>) -> String {
    let day = format::day_and_weekday(town_time::date(starts_at));
    texts::span(day, clock(starts_at), clock(ends_at))
}

/// Its hours alone, beneath a day's heading.
pub fn hours_only(shift: &Shift) -> String {
    texts::hours_only(clock(shift.starts_at), clock(shift.ends_at))
}

/// A time of so many minutes: `2 小时 30 分`.
pub fn length(minutes: i64) -> String {
    match (minutes / 60, minutes % 60) {
        (0, minutes) => texts::minutes_only(minutes),
        (hours, 0) => texts::hours_exactly(hours),
        (hours, minutes) => texts::hours_minutes(hours, minutes),
    }
}

/// A moment from a day and a time as fields give them, on the town's clocks.
pub fn moment(day: NaiveDate, time: NaiveTime) -> Option<DateTime<Utc>> {
    let ahead = TimeDelta::seconds(i64::from(town_time::offset().local_minus_utc()));
    day.and_time(time).checked_sub_signed(ahead).map(|moment| moment.and_utc())
}

/// How many places anybody may still have: none while others wait.
pub fn free(shift: &Shift) -> u32 {
    if shift.waiting > 0 { 0 } else { shift.places.saturating_sub(shift.taken) }
}

/// Where a shift stands for its reader, in a word.
pub fn standing(shift: &Shift) -> (String, Tone) {
    if shift.state == ShiftState::Cancelled {
        return (texts::cancelled().to_owned(), Tone::Alert);
    }
    if let Some(mine) = &shift.mine
        && (mine.place == Place::Placed || device::now() < shift.ends_at)
    {
        return own(mine);
    }
    place((shift.starts_at, shift.ends_at), shift.sign_up_until, free(shift))
}

/// Whether somebody without a part in a shift still gets a place, by when it begins and ends and until when people sign up.
pub fn place(
    (starts_at, ends_at): (DateTime<Utc>, DateTime<Utc>),
    sign_up_until: DateTime<Utc>,
    free: u32,
) -> (String, Tone) {
    let now = device::now();
    let (word, tone) = if now >= ends_at {
        (texts::over(), Tone::Neutral)
    } else if now >= starts_at {
        (texts::under_way(), Tone::Working)
    } else if now >= sign_up_until {
        (texts::closed(), Tone::Neutral)
    } else if free == 0 {
        (texts::full(), Tone::Waiting)
    } else {
        return (texts::free(free), Tone::Done);
    };
    (word.to_owned(), tone)
}

fn own(mine: &MySignUp) -> (String, Tone) {
    if mine.place == Place::Waiting {
        return (texts::waiting_at(mine.ahead.unwrap_or(0) + 1), Tone::Waiting);
    }
    let (word, tone) = match mine.attendance {
        AttendanceName::Open => (texts::signed_up(), Tone::Done),
        AttendanceName::In => (texts::checked_in(), Tone::Working),
        AttendanceName::Attended => (texts::attended(), Tone::Done),
        AttendanceName::Absent => (texts::absent(), Tone::Alert),
    };
    (word.to_owned(), tone)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_and_a_time_of_the_town_are_one_moment() {
        let moment = moment("2026-03-07".parse().unwrap(), "00:30:00".parse().unwrap()).unwrap();
        assert_eq!(moment.to_rfc3339(), "2026-03-06T16:30:00+00:00");
        assert_eq!(clock(moment), "00:30");
    }
}
