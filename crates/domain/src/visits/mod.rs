//! Visits to households: who is visited why and how often, and how a visit went.

mod events;
mod rhythm;

use serde::{Deserialize, Serialize};

pub use self::{
    events::{VisitEvent, VisitPlanEvent},
    rhythm::{EVERY_MAX, Rhythm, RhythmError, Unit},
};

/// Longest word on a plan or for why it is paused or ended, in characters.
pub const WORD_CHARS_MAX: u64 = 200;
/// Longest note of a visit, in characters.
pub const NOTE_CHARS_MAX: u64 = 1000;
/// Most notes that are added to a visit later.
pub const NOTES_MAX: i64 = 20;
/// Hours for which whoever recorded a visit may still correct it; later a note can be added.
pub const EDIT_HOURS: i64 = 24;
/// Most plans of a household that are not ended.
pub const PLANS_PER_HOUSEHOLD_MAX: i64 = 20;
/// Days that a record may reach a server late: a phone can be without a network for long, and not for ever.
pub const LATE_DAYS_MAX: i64 = 60;

/// Why a household is visited. Nobody reads it but who visits there.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum VisitReason {
    /// 独居老人
    LivesAlone,
    /// 残疾
    Disabled,
    /// 丧亲
    Bereaved,
    /// 新生儿
    NewBorn,
    /// 其他
    Other,
}

impl VisitReason {
    /// Every reason.
    pub const ALL: [Self; 5] = [Self::LivesAlone, Self::Disabled, Self::Bereaved, Self::NewBorn, Self::Other];

    /// The name in the API and in the database.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::LivesAlone => "lives_alone",
            Self::Disabled => "disabled",
            Self::Bereaved => "bereaved",
            Self::NewBorn => "new_born",
            Self::Other => "other",
        }
    }

    /// Reads the name back; `None` for a word that names no reason.
    #[must_use]
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|reason| reason.as_str() == word)
    }
}

/// How a visit went.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum VisitOutcome {
    /// They were met and all is well.
    Met,
    /// Nobody opened: the next try is on the next day.
    NobodyHome,
    /// They did not want to be visited.
    Refused,
    /// They were met, and something has to be done.
    FollowUpNeeded,
}

impl VisitOutcome {
    /// Every outcome.
    pub const ALL: [Self; 4] = [Self::Met, Self::NobodyHome, Self::Refused, Self::FollowUpNeeded];

    /// The name in the API and in the database.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Met => "met",
            Self::NobodyHome => "nobody_home",
            Self::Refused => "refused",
            Self::FollowUpNeeded => "follow_up_needed",
        }
    }

    /// Reads the name back; `None` for a word that names no outcome.
    #[must_use]
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|outcome| outcome.as_str() == word)
    }
}

/// Where a plan stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum VisitPlanState {
    /// Visits fall due.
    Active,
    /// None fall due until it goes on.
    Paused,
    /// It is over.
    Ended,
}

impl VisitPlanState {
    /// Every state.
    pub const ALL: [Self; 3] = [Self::Active, Self::Paused, Self::Ended];

    /// The name in the API and in the database.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Active => "active",
            Self::Paused => "paused",
            Self::Ended => "ended",
        }
    }

    /// Reads the name back; `None` for a word that names no state.
    #[must_use]
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.as_str() == word)
    }

    /// Where a step leads from here.
    ///
    /// # Errors
    /// [`PlanStepForbidden`] where it leads nowhere.
    pub const fn step(self, step: PlanStep) -> Result<Self, PlanStepForbidden> {
        match (self, step) {
            (Self::Active, PlanStep::Pause) => Ok(Self::Paused),
            (Self::Paused, PlanStep::Resume) => Ok(Self::Active),
            (Self::Active | Self::Paused, PlanStep::End) => Ok(Self::Ended),
            (Self::Active | Self::Paused, PlanStep::Change) => Ok(self),
            _ => Err(PlanStepForbidden { state: self }),
        }
    }
}

/// What can be done with a plan.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PlanStep {
    /// Say something else in it.
    Change,
    /// Let no visits fall due.
    Pause,
    /// Go on.
    Resume,
    /// End it for good.
    End,
}

/// A plan cannot be changed so from where it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not possible with a plan that is {state:?}")]
pub struct PlanStepForbidden {
    /// Where it stands.
    pub state: VisitPlanState,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_read_back() {
        for reason in VisitReason::ALL {
            assert_eq!(VisitReason::parse(reason.as_str()), Some(reason));
        }
        for outcome in VisitOutcome::ALL {
            assert_eq!(VisitOutcome::parse(outcome.as_str()), Some(outcome));
        }
        for state in VisitPlanState::ALL {
            assert_eq!(VisitPlanState::parse(state.as_str()), Some(state));
        }
    }

    #[test]
    fn every_step_from_every_state() {
        use PlanStep as P;
        use VisitPlanState as S;
        let table = [
            (S::Active, P::Change, Some(S::Active)),
            (S::Active, P::Pause, Some(S::Paused)),
            (S::Active, P::Resume, None),
            (S::Active, P::End, Some(S::Ended)),
            (S::Paused, P::Change, Some(S::Paused)),
            (S::Paused, P::Pause, None),
            (S::Paused, P::Resume, Some(S::Active)),
            (S::Paused, P::End, Some(S::Ended)),
            (S::Ended, P::Change, None),
            (S::Ended, P::Pause, None),
            (S::Ended, P::Resume, None),
            (S::Ended, P::End, None),
        ];
        for (from, step, to) in table {
            assert_eq!(from.step(step).ok(), to, "{step:?} from {from:?}");
        }
    }
}
