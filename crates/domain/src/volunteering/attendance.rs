//! Who was there, from when and for how long.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::{Counted, Shift, Times, VolunteeringError};

/// Where a sign-up stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Place {
    /// They have a place.
    Placed,
    /// They wait for one.
    Waiting,
    /// They took it back.
    Withdrawn,
}

impl Place {
    /// Its name in rows.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Placed => "placed",
            Self::Waiting => "waiting",
            Self::Withdrawn => "withdrawn",
        }
    }

    /// Reads the name back.
    #[must_use]
    pub fn parse(word: &str) -> Option<Self> {
        [Self::Placed, Self::Waiting, Self::Withdrawn].into_iter().find(|place| place.as_str() == word)
    }
}

/// Whether somebody was there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Attendance {
    /// Nothing is noted.
    Open,
    /// They came and have not checked out.
    In {
        /// When they came.
        at: DateTime<Utc>,
    },
    /// They were there; their minutes are settled.
    Attended {
        /// Since when minutes count, and how many.
        counted: Counted,
    },
    /// They did not come.
    Absent {
        /// Whether minutes had been settled before: what follows is a correction.
        corrected: bool,
    },
}

/// An [`Attendance`] by name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum AttendanceName {
    /// Nothing is noted.
    Open,
    /// They came and have not checked out.
    In,
    /// They were there; their minutes are settled.
    Attended,
    /// They did not come.
    Absent,
}

impl Attendance {
    /// Its name.
    #[must_use]
    pub const fn name(&self) -> AttendanceName {
        match self {
            Self::Open => AttendanceName::Open,
            Self::In { .. } => AttendanceName::In,
            Self::Attended { .. } => AttendanceName::Attended,
            Self::Absent { .. } => AttendanceName::Absent,
        }
    }

    /// The minutes that were settled before, where any were: none counts for who was absent.
    #[must_use]
    pub const fn settled(&self) -> Option<u32> {
        match self {
            Self::Attended { counted } => Some(counted.minutes),
            Self::Absent { corrected: true } => Some(0),
            _ => None,
        }
    }
}

/// Somebody's sign-up for a shift.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SignUp {
    /// Where it stands.
    pub place: Place,
    /// Whether they were there.
    pub attendance: Attendance,
}

impl SignUp {
    fn require_place(&self, shift: &Shift) -> Result<(), VolunteeringError> {
        if shift.cancelled {
            Err(VolunteeringError::Cancelled)
        } else if self.place == Place::Placed {
            Ok(())
        } else {
            Err(VolunteeringError::NoPlace)
        }
    }

    /// They come: from half an hour before the shift begins until it ends.
    ///
    /// # Errors
    /// [`VolunteeringError`]: cancelled, without a place, too early, ended, in already, or settled.
    pub fn check_in(self, shift: &Shift, now: DateTime<Utc>) -> Result<Self, VolunteeringError> {
        self.require_place(shift)?;
        match self.attendance {
            Attendance::In { .. } => return Err(VolunteeringError::AlreadyIn),
            Attendance::Attended { .. } => return Err(VolunteeringError::Settled),
            Attendance::Open | Attendance::Absent { .. } => {}
        }
        if now < shift.times.check_in_from() {
            return Err(VolunteeringError::TooEarly);
        }
        if now >= shift.times.ends_at {
            return Err(VolunteeringError::Ended);
        }
        Ok(Self { attendance: Attendance::In { at: now }, ..self })
    }

    /// They go, at the latest two hours after the shift has ended. What counts is what their stay has in common with
    /// the shift, in whole minutes.
    ///
    /// # Errors
    /// [`VolunteeringError`]: cancelled, without a place, not in, settled, or too late.
    pub fn check_out(self, shift: &Shift, now: DateTime<Utc>) -> Result<Self, VolunteeringError> {
        self.require_place(shift)?;
        let came = match self.attendance {
            Attendance::In { at } => at,
            Attendance::Attended { .. } => return Err(VolunteeringError::Settled),
            Attendance::Open | Attendance::Absent { .. } => return Err(VolunteeringError::NotIn),
        };
        if now >= shift.times.check_out_until() {
            return Err(VolunteeringError::TooLate);
        }
        let counted = stay(&shift.times, came, now);
        Ok(Self { attendance: Attendance::Attended { counted }, ..self })
    }

    /// Somebody decides after the end how many minutes count: of who did not check out, or other than was noted. They
    /// count from when the person came, so far as they then fit into the shift, else from the latest moment from which
    /// they do.
    ///
    /// # Errors
    /// [`VolunteeringError`]: cancelled, without a place, not over, or more minutes than the shift has.
    pub fn decide(self, shift: &Shift, minutes: u32, now: DateTime<Utc>) -> Result<Self, VolunteeringError> {
        self.require_place(shift)?;
        if now < shift.times.ends_at {
            return Err(VolunteeringError::NotEnded);
        }
        let max = shift.times.minutes();
        if minutes > max {
            return Err(VolunteeringError::TooManyMinutes { max });
        }
        let came = match self.attendance {
            Attendance::In { at } => at,
            Attendance::Attended { counted } => counted.from,
            Attendance::Open | Attendance::Absent { .. } => shift.times.starts_at,
        };
        let latest = shift.times.ends_at - chrono::TimeDelta::minutes(i64::from(minutes));
        let from = came.min(latest).max(shift.times.starts_at);
        let counted = Counted { from, minutes };
        Ok(Self { attendance: Attendance::Attended { counted }, ..self })
    }

    /// They did not come, as is known after the end.
    ///
    /// # Errors
    /// [`VolunteeringError`]: cancelled, without a place, not over, or noted so already.
    pub fn absent(self, shift: &Shift, now: DateTime<Utc>) -> Result<Self, VolunteeringError> {
        self.require_place(shift)?;
        if now < shift.times.ends_at {
            return Err(VolunteeringError::NotEnded);
        }
        if matches!(self.attendance, Attendance::Absent { .. }) {
            return Err(VolunteeringError::AlreadyAbsent);
        }
        let corrected = self.attendance.settled().is_some();
        Ok(Self { attendance: Attendance::Absent { corrected }, ..self })
    }
}

/// What a stay from `came` to `went` has in common with the shift.
fn stay(times: &Times, came: DateTime<Utc>, went: DateTime<Utc>) -> Counted {
    let from = came.clamp(times.starts_at, times.ends_at);
    let until = went.clamp(from, times.ends_at);
    let minutes = u32::try_from(until.signed_duration_since(from).num_minutes()).unwrap_or(0);
    Counted { from, minutes }
}
