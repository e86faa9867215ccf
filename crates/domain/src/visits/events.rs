//! What the journal learns of visits: ids alone, for who is visited, and why, is nobody else's to know.

use serde::Serialize;

use crate::{
    ids::{VisitId, VisitPlanId},
    journal::Event,
};

/// Something that happened to a plan of visits.
#[derive(Clone, Debug, Serialize)]
#[serde(untagged)]
pub enum VisitPlanEvent {
    /// It was made.
    Made {
        /// Which.
        plan: VisitPlanId,
    },
    /// It says something else.
    Changed {
        /// Which.
        plan: VisitPlanId,
    },
    /// No visits fall due for now.
    Paused {
        /// Which.
        plan: VisitPlanId,
    },
    /// Visits fall due again.
    Resumed {
        /// Which.
        plan: VisitPlanId,
    },
    /// It is over.
    Ended {
        /// Which.
        plan: VisitPlanId,
    },
}

impl Event for VisitPlanEvent {
    fn name(&self) -> &'static str {
        match self {
            Self::Made { .. } => "visit_plan.made",
            Self::Changed { .. } => "visit_plan.changed",
            Self::Paused { .. } => "visit_plan.paused",
            Self::Resumed { .. } => "visit_plan.resumed",
            Self::Ended { .. } => "visit_plan.ended",
        }
    }
}

/// Something that happened to the record of a visit.
#[derive(Clone, Debug, Serialize)]
#[serde(untagged)]
pub enum VisitEvent {
    /// It was recorded.
    Recorded {
        /// Which.
        visit: VisitId,
        /// Of which plan.
        plan: VisitPlanId,
    },
    /// Whoever recorded it corrected it.
    Corrected {
        /// Which.
        visit: VisitId,
        /// Of which plan.
        plan: VisitPlanId,
    },
    /// A note was added.
    Noted {
        /// Which.
        visit: VisitId,
        /// Of which plan.
        plan: VisitPlanId,
    },
}

impl Event for VisitEvent {
    fn name(&self) -> &'static str {
        match self {
            Self::Recorded { .. } => "visit.recorded",
            Self::Corrected { .. } => "visit.corrected",
            Self::Noted { .. } => "visit.noted",
        }
    }
}
