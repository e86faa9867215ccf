//! A shift: when it is, how many places it has, who gets one.

use chrono::{DateTime, TimeDelta, Utc};

use super::{Place, VolunteeringError};

/// Most places of a shift.
pub const PLACES_MAX: u32 = 500;
/// Most people on a waiting list.
pub const WAITING_MAX: u32 = 200;
/// Most weeks that one planning repeats.
pub const REPEATS_MAX: u32 = 26;
/// How many days ahead the first shift of a planning begins at most.
pub const AHEAD_DAYS_MAX: i64 = 366;

const LENGTH_MIN: TimeDelta = TimeDelta::minutes(15);
const LENGTH_MAX: TimeDelta = TimeDelta::hours(12);
/// How long before it begins one may check in.
const EARLY: TimeDelta = TimeDelta::minutes(30);
/// How long after it has ended one may check out.
const LATE: TimeDelta = TimeDelta::hours(2);

/// Why times cannot be those of a shift.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum TimesError {
    /// Not from a quarter of an hour to twelve hours.
    #[error("a shift takes 15 minutes to 12 hours")]
    Length,
    /// People could sign up after it has begun.
    #[error("sign-up closes no later than the shift begins")]
    SignUp,
    /// It begins in the past, or closes before anybody can sign up.
    #[error("a shift is planned before it begins, and before sign-up closes")]
    Past,
    /// It begins too far ahead.
    #[error("a shift is planned at most {AHEAD_DAYS_MAX} days ahead")]
    TooFar,
}

/// When a shift is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Times {
    /// When it begins.
    pub starts_at: DateTime<Utc>,
    /// When it ends (exclusive).
    pub ends_at: DateTime<Utc>,
    /// Until when (exclusive) people sign up by themselves.
    pub sign_up_until: DateTime<Utc>,
}

impl Times {
    /// Checks times; where nothing says when sign-up closes, it closes when the shift begins.
    ///
    /// # Errors
    /// [`TimesError::Length`], [`TimesError::SignUp`].
    pub fn new(
        starts_at: DateTime<Utc>,
        ends_at: DateTime<Utc>,
        sign_up_until: Option<DateTime<Utc>>,
    ) -> Result<Self, TimesError> {
        let length = ends_at.signed_duration_since(starts_at);
        if !(LENGTH_MIN..=LENGTH_MAX).contains(&length) {
            return Err(TimesError::Length);
        }
        let sign_up_until = sign_up_until.unwrap_or(starts_at);
        if sign_up_until > starts_at {
            Err(TimesError::SignUp)
        } else {
            Ok(Self { starts_at, ends_at, sign_up_until })
        }
    }

    /// Lets pass what is planned at `now`.
    ///
    /// # Errors
    /// [`TimesError::Past`], [`TimesError::TooFar`].
    pub fn planned_at(self, now: DateTime<Utc>) -> Result<Self, TimesError> {
        if self.starts_at <= now || self.sign_up_until <= now {
            return Err(TimesError::Past);
        }
        let ahead = self.starts_at.signed_duration_since(now);
        if ahead > TimeDelta::days(AHEAD_DAYS_MAX) { Err(TimesError::TooFar) } else { Ok(self) }
    }

    /// How many whole minutes it takes.
    #[must_use]
    pub fn minutes(&self) -> u32 {
        u32::try_from(self.ends_at.signed_duration_since(self.starts_at).num_minutes()).unwrap_or(0)
    }

    /// The first moment of checking in.
    #[must_use]
    pub fn check_in_from(&self) -> DateTime<Utc> {
        self.starts_at.checked_sub_signed(EARLY).unwrap_or(self.starts_at)
    }

    /// The moment after which nobody checks out any more.
    #[must_use]
    pub fn check_out_until(&self) -> DateTime<Utc> {
        self.ends_at.checked_add_signed(LATE).unwrap_or(self.ends_at)
    }

    /// Whether it has a moment in common with another: one that begins as the other ends has none.
    #[must_use]
    pub fn overlaps(&self, other: &Self) -> bool {
        self.starts_at < other.ends_at && other.starts_at < self.ends_at
    }
}

/// The same times in `count` weeks, one after the other. Town clocks have no summer time: a week is always as long.
#[must_use]
pub fn weekly(first: Times, count: u32) -> Vec<Times> {
    (0..i64::from(count))
        .map_while(|week| {
            let later = |at: DateTime<Utc>| at.checked_add_signed(TimeDelta::weeks(week));
            Some(Times {
                starts_at: later(first.starts_at)?,
                ends_at: later(first.ends_at)?,
                sign_up_until: later(first.sign_up_until)?,
            })
        })
        .collect()
}

/// How somebody signs up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum By {
    /// By themselves, until sign-up closes.
    Themselves,
    /// At the counter, until the shift ends: the organiser sees who has come.
    Counter,
}

/// A shift as far as places go.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Shift {
    /// When it is.
    pub times: Times,
    /// How many places it has.
    pub places: u32,
    /// How many of them are taken.
    pub taken: u32,
    /// How many people wait for one.
    pub waiting: u32,
    /// Whether it was cancelled.
    pub cancelled: bool,
}

impl Shift {
    /// How many places are free. Nobody overtakes those who wait.
    #[must_use]
    pub fn free(&self) -> u32 {
        if self.waiting > 0 { 0 } else { self.places.saturating_sub(self.taken) }
    }

    /// Lets pass while it can still be changed: before it begins.
    ///
    /// # Errors
    /// [`VolunteeringError::Cancelled`], [`VolunteeringError::Started`].
    pub fn require_coming(&self, now: DateTime<Utc>) -> Result<(), VolunteeringError> {
        if self.cancelled {
            Err(VolunteeringError::Cancelled)
        } else if now >= self.times.starts_at {
            Err(VolunteeringError::Started)
        } else {
            Ok(())
        }
    }

    /// Gives one more person a place, or the last place of the waiting list.
    ///
    /// # Errors
    /// [`VolunteeringError::Cancelled`], [`VolunteeringError::Ended`], [`VolunteeringError::SignUpClosed`],
    /// [`VolunteeringError::WaitingFull`].
    pub fn sign_up(self, now: DateTime<Utc>, by: By) -> Result<(Self, Place), VolunteeringError> {
        if self.cancelled {
            return Err(VolunteeringError::Cancelled);
        }
        if now >= self.times.ends_at {
            return Err(VolunteeringError::Ended);
        }
        if by == By::Themselves && now >= self.times.sign_up_until {
            return Err(VolunteeringError::SignUpClosed);
        }
        if self.free() > 0 {
            Ok((Self { taken: self.taken + 1, ..self }, Place::Placed))
        } else if self.waiting < WAITING_MAX {
            Ok((Self { waiting: self.waiting + 1, ..self }, Place::Waiting))
        } else {
            Err(VolunteeringError::WaitingFull)
        }
    }

    /// Takes back a sign-up that stood at `place`.
    ///
    /// # Errors
    /// [`VolunteeringError::Cancelled`], [`VolunteeringError::Started`]; [`VolunteeringError::NoPlace`] for one that was
    /// taken back before.
    pub fn withdraw(self, now: DateTime<Utc>, place: Place) -> Result<Self, VolunteeringError> {
        self.require_coming(now)?;
        match place {
            Place::Placed => Ok(Self { taken: self.taken.saturating_sub(1), ..self }),
            Place::Waiting => Ok(Self { waiting: self.waiting.saturating_sub(1), ..self }),
            Place::Withdrawn => Err(VolunteeringError::NoPlace),
        }
    }

    /// Moves up as many of those who wait as there is room for; how many.
    #[must_use]
    pub fn move_up(self) -> (Self, u32) {
        let moved = self.waiting.min(self.places.saturating_sub(self.taken));
        (Self { taken: self.taken + moved, waiting: self.waiting - moved, ..self }, moved)
    }

    /// The same with another number of places.
    ///
    /// # Errors
    /// [`VolunteeringError::PlacesTaken`] where more are taken.
    pub fn with_places(self, places: u32) -> Result<Self, VolunteeringError> {
        if places < self.taken {
            Err(VolunteeringError::PlacesTaken { taken: self.taken })
        } else {
            Ok(Self { places, ..self })
        }
    }

    /// Calls it off; those who were to come see why.
    ///
    /// # Errors
    /// [`VolunteeringError::Cancelled`] where it was before, [`VolunteeringError::Started`].
    pub fn cancel(self, now: DateTime<Utc>) -> Result<Self, VolunteeringError> {
        self.require_coming(now)?;
        Ok(Self { cancelled: true, ..self })
    }
}
