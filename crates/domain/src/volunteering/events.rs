//! What the journal learns of volunteering: ids and numbers, never words or people's data.

use serde::Serialize;

use crate::{
    ids::{ProjectId, ShiftId, SignUpId, UserId},
    journal::Event,
};

/// Something that happened to a shift.
#[derive(Clone, Debug, Serialize)]
#[serde(untagged)]
pub enum ShiftEvent {
    /// Shifts were planned.
    Planned {
        /// The first of them.
        shift: ShiftId,
        /// How many, a week apart.
        count: usize,
        /// For which project.
        #[serde(skip_serializing_if = "Option::is_none")]
        project: Option<ProjectId>,
    },
    /// Its words, times or places changed.
    Changed {
        /// Which.
        shift: ShiftId,
        /// Its new version.
        version: i64,
        /// Who got a place because there are more.
        moved_up: Vec<SignUpId>,
    },
    /// It was called off.
    Cancelled {
        /// Which.
        shift: ShiftId,
    },
}

impl Event for ShiftEvent {
    fn name(&self) -> &'static str {
        match self {
            Self::Planned { .. } => "shift.planned",
            Self::Changed { .. } => "shift.changed",
            Self::Cancelled { .. } => "shift.cancelled",
        }
    }
}

/// Something that happened to somebody's sign-up.
#[derive(Clone, Debug, Serialize)]
#[serde(untagged)]
pub enum VolunteeringEvent {
    /// Somebody signed up.
    SignedUp {
        /// For which shift.
        shift: ShiftId,
        /// The sign-up.
        sign_up: SignUpId,
        /// Who.
        person: UserId,
        /// Whether they wait for a place.
        waiting: bool,
    },
    /// A sign-up was taken back.
    Withdrawn {
        /// For which shift.
        shift: ShiftId,
        /// The sign-up.
        sign_up: SignUpId,
        /// Whose.
        person: UserId,
        /// Who got the place.
        moved_up: Vec<SignUpId>,
    },
    /// Somebody who waited got a place; follows from what the entry before tells.
    MovedUp {
        /// For which shift.
        shift: ShiftId,
        /// The sign-up.
        sign_up: SignUpId,
        /// Whose.
        person: UserId,
    },
    /// Somebody came.
    CheckedIn {
        /// To which shift.
        shift: ShiftId,
        /// The sign-up.
        sign_up: SignUpId,
        /// Who.
        person: UserId,
        /// Whether the organiser noted it, without a code.
        by_hand: bool,
    },
    /// Their minutes are settled: they checked out, or it was decided.
    Attended {
        /// Of which shift.
        shift: ShiftId,
        /// The sign-up.
        sign_up: SignUpId,
        /// Whose.
        person: UserId,
        /// How many.
        minutes: u32,
    },
    /// Settled minutes were corrected.
    AttendanceCorrected {
        /// Of which shift.
        shift: ShiftId,
        /// The sign-up.
        sign_up: SignUpId,
        /// Whose.
        person: UserId,
        /// How many they were.
        before: u32,
        /// How many they are.
        after: u32,
    },
    /// Somebody did not come.
    NoShow {
        /// To which shift.
        shift: ShiftId,
        /// The sign-up.
        sign_up: SignUpId,
        /// Who.
        person: UserId,
    },
}

impl Event for VolunteeringEvent {
    fn name(&self) -> &'static str {
        match self {
            Self::SignedUp { .. } => "volunteering.signed_up",
            Self::Withdrawn { .. } => "volunteering.withdrawn",
            Self::MovedUp { .. } => "volunteering.moved_up",
            Self::CheckedIn { .. } => "volunteering.checked_in",
            Self::Attended { .. } => "volunteering.attended",
            Self::AttendanceCorrected { .. } => "volunteering.attendance_corrected",
            Self::NoShow { .. } => "volunteering.no_show",
        }
    }
}

/// Something that happened to the address of somebody's calendar.
#[derive(Clone, Debug, Serialize)]
#[serde(untagged)]
pub enum FeedEvent {
    /// It was made, in place of the one before.
    Made {},
    /// It no longer works.
    Revoked {},
}

impl Event for FeedEvent {
    fn name(&self) -> &'static str {
        match self {
            Self::Made {} => "volunteering.feed_made",
            Self::Revoked {} => "volunteering.feed_revoked",
        }
    }
}
