//! Words of visits.

use chrono::{DateTime, NaiveDate, NaiveTime, Utc};
use contract::{
    problems::{FieldProblem, fields},
    visits::WriteVisitPlan,
};
use domain::{
    town_time,
    visits::{Unit, VisitOutcome, VisitPlanState, VisitReason},
};
use leptos::prelude::untrack;

use crate::{
    components::{Choice, Tone},
    i18n::{self, visits as texts},
    offline::visits::KeptVisit,
};

/// Why somebody is visited.
pub fn reason(of: VisitReason) -> fn() -> &'static str {
    match of {
        VisitReason::LivesAlone => texts::lives_alone,
        VisitReason::Disabled => texts::disabled,
        VisitReason::Bereaved => texts::bereaved,
        VisitReason::NewBorn => texts::new_born,
        VisitReason::Other => texts::other_reason,
    }
}

/// How a visit went.
pub fn outcome(of: VisitOutcome) -> (fn() -> &'static str, Tone) {
    match of {
        VisitOutcome::Met => (texts::met, Tone::Done),
        VisitOutcome::NobodyHome => (texts::nobody_home, Tone::Waiting),
        VisitOutcome::Refused => (texts::refused, Tone::Neutral),
        VisitOutcome::FollowUpNeeded => (texts::follow_up_needed, Tone::Alert),
    }
}

/// The answers to how a visit went.
pub fn outcomes() -> Vec<Choice> {
    let choice = |of: VisitOutcome| {
        let (hint, icon): (fn() -> &'static str, _) = match of {
            VisitOutcome::Met => (texts::met_hint, icondata_lu::LuSmile),
            VisitOutcome::NobodyHome => (texts::nobody_home_hint, icondata_lu::LuDoorClosed),
            VisitOutcome::Refused => (texts::refused_hint, icondata_lu::LuHand),
            VisitOutcome::FollowUpNeeded => (texts::follow_up_hint, icondata_lu::LuTriangleAlert),
        };
        Choice::new(of.as_str(), outcome(of).0).hint(hint).icon(icon)
    };
    VisitOutcome::ALL.into_iter().map(choice).collect()
}

/// Where a plan stands.
pub fn state(of: VisitPlanState) -> (fn() -> &'static str, Tone) {
    match of {
        VisitPlanState::Active => (texts::active, Tone::Working),
        VisitPlanState::Paused => (texts::paused, Tone::Waiting),
        VisitPlanState::Ended => (texts::ended, Tone::Neutral),
    }
}

/// How often, in words.
pub fn rhythm(plan: &WriteVisitPlan) -> String {
    match plan.unit {
        Unit::Days => texts::every_days(plan.every),
        Unit::Weeks => texts::every_weeks(plan.every),
        Unit::Months => texts::every_months(plan.every),
    }
}

/// Where a visit stands that was recorded on this device.
pub fn standing(visit: &KeptVisit) -> (fn() -> &'static str, Tone) {
    match (visit.sent, &visit.refused) {
        (true, _) => (texts::is_sent, Tone::Done),
        (false, Some(_)) => (texts::is_refused, Tone::Alert),
        (false, None) => (texts::is_waiting, Tone::Waiting),
    }
}

/// A moment of a day and a time as they are typed, in town time.
pub fn moment(day: &str, time: &str) -> Option<DateTime<Utc>> {
    let day: NaiveDate = day.parse().ok()?;
    let time = NaiveTime::parse_from_str(time, "%H:%M").or_else(|_| time.parse()).ok()?;
    town_time::begin(day).checked_add_signed(time.signed_duration_since(NaiveTime::MIN))
}

/// The time of a moment as it is typed: `14:30`.
pub fn clock(at: DateTime<Utc>) -> String {
    at.with_timezone(&town_time::offset()).format("%H:%M").to_string()
}

/// A field that is missing.
pub fn missing(pointer: &str) -> FieldProblem {
    fields::problem(pointer, "required", untrack(i18n::lang), &[])
}
