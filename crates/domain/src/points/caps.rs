//! Caps: how many points one person may earn on a day, in a month and in all.

use serde::{Deserialize, Serialize};

use super::{Activity, ProgrammeRules};

/// Which cap.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Cap {
    /// Of an activity, on a day.
    ActivityDay,
    /// Of an activity, in a month.
    ActivityMonth,
    /// Of an activity, in the whole period.
    ActivityPeriod,
    /// Over all activities, on a day.
    Day,
    /// Over all activities, in a month.
    Month,
}

impl Cap {
    /// The name in the API and in the database.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::ActivityDay => "activity_day",
            Self::ActivityMonth => "activity_month",
            Self::ActivityPeriod => "activity_period",
            Self::Day => "day",
            Self::Month => "month",
        }
    }
}

/// What a person has earned, or waits for, on the day and in the month (in town time) of a deed; the deed itself left out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Used {
    /// With the activity, on that day.
    pub activity_day: i64,
    /// With the activity, in that month.
    pub activity_month: i64,
    /// With the activity, in the whole period.
    pub activity_period: i64,
    /// With any activity, on that day.
    pub day: i64,
    /// With any activity, in that month.
    pub month: i64,
}

impl Used {
    /// Counts points of another deed: of the same activity, on the same day, in the same month, or not.
    pub fn add(&mut self, points: i64, same_activity: bool, same_day: bool, same_month: bool) {
        let count = |field: &mut i64, counts: bool| {
            if counts {
                *field = field.saturating_add(points);
            }
        };
        count(&mut self.activity_day, same_activity && same_day);
        count(&mut self.activity_month, same_activity && same_month);
        count(&mut self.activity_period, same_activity);
        count(&mut self.day, same_day);
        count(&mut self.month, same_month);
    }
}

/// What a cap leaves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CapRoom {
    /// Which cap.
    pub cap: Cap,
    /// What it allows.
    pub max: i64,
    /// What of it is left.
    pub left: i64,
}

/// A cap that refuses points.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the cap {} is {max}, {left} of it left", cap.as_str())]
pub struct CapReached {
    /// Which.
    pub cap: Cap,
    /// What it allows.
    pub max: i64,
    /// What of it is left; fewer than were wanted.
    pub left: i64,
}

impl ProgrammeRules {
    /// What each cap of an activity leaves, the activity's own first.
    pub fn room(&self, activity: &Activity, used: &Used) -> impl Iterator<Item = CapRoom> + use<> {
        let caps = [
            (Cap::ActivityDay, activity.caps.day, used.activity_day),
            (Cap::ActivityMonth, activity.caps.month, used.activity_month),
            (Cap::ActivityPeriod, activity.caps.period, used.activity_period),
            (Cap::Day, self.day_max, used.day),
            (Cap::Month, self.month_max, used.month),
        ];
        let room = |(cap, max, used): (Cap, Option<i64>, i64)| {
            max.map(|max| CapRoom { cap, max, left: max.saturating_sub(used).max(0) })
        };
        caps.into_iter().filter_map(room)
    }

    /// Lets a person earn `wanted` points with an activity.
    ///
    /// # Errors
    /// [`CapReached`]: of all caps that refuse, the one that leaves the least.
    pub fn allow(&self, activity: &Activity, used: &Used, wanted: i64) -> Result<(), CapReached> {
        let refusing = self.room(activity, used).filter(|room| room.left < wanted);
        match refusing.min_by_key(|room| (room.left, room.cap)) {
            Some(CapRoom { cap, max, left }) => Err(CapReached { cap, max, left }),
            None => Ok(()),
        }
    }
}
