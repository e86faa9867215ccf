//! Places, check-in and minutes, worked out and at random.

mod check;
mod minutes;
mod places;
mod project;

use chrono::{DateTime, TimeDelta, Utc};

use super::{Shift, Times};

/// So many minutes after the shift of [`shift`] begins.
fn at(minutes: i64) -> DateTime<Utc> {
    let start: DateTime<Utc> = "2026-03-07T01:00:00Z".parse().unwrap();
    start + TimeDelta::minutes(minutes)
}

/// Two hours with two places.
fn shift() -> Shift {
    let times = Times::new(at(0), at(120), None).unwrap();
    Shift { times, places: 2, taken: 0, waiting: 0, cancelled: false }
}
