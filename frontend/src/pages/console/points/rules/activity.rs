//! An activity while somebody writes it: texts that are kept as they are typed.

use contract::problems::FieldProblem;
use domain::{
    inspections::Score,
    points::{Activity, Approver, Basis, Caps, EventRule, Evidence},
};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use super::points;
use crate::{
    amounts::{hundredths, typed},
    i18n::programmes,
};

/// What is chosen, by name.
pub(super) const BASES: [(&str, Basis); 2] = [("time", Basis::Time), ("hour", Basis::Hour)];
pub(super) const EVIDENCE: [(&str, Evidence); 3] =
    [("none", Evidence::None), ("words", Evidence::Words), ("photo", Evidence::Photo)];
pub(super) const APPROVERS: [(&str, Approver); 2] =
    [("grid_worker", Approver::GridWorker), ("official", Approver::Official)];
/// The names of what of the journal earns points by itself.
pub(super) const TICKET: &str = "ticket_solved";
pub(super) const CHECK: &str = "household_check";
pub(super) const VOLUNTEERING: &str = "volunteering";
pub(super) const PROJECT: &str = "project_volunteering";
/// What is good at a check where nothing else was typed: 90.00.
const GOOD: &str = "90";

fn name_of<T: PartialEq>(table: &[(&str, T)], value: &T) -> String {
    table.iter().find(|(_, other)| other == value).map_or(String::new(), |(name, _)| (*name).to_owned())
}

fn named<T: Copy>(table: &[(&str, T)], name: &str) -> T {
    table.iter().find(|(other, _)| *other == name).unwrap_or(&table[0]).1
}

/// A number that may be absent, as it is typed.
pub(super) fn maybe(value: Option<i64>) -> String {
    value.map(|value| value.to_string()).unwrap_or_default()
}

/// Reads fields, and remembers what could not be read.
#[derive(Default)]
pub(super) struct Reader(pub(super) Vec<FieldProblem>);

impl Reader {
    pub(super) fn refuse(&mut self, pointer: &str, why: &str) {
        self.0.push(FieldProblem {
            pointer: pointer.to_owned(),
            code: "type".into(),
            detail: why.to_owned(),
        });
    }

    /// A number of points; what is none counts as one, so that nothing else is wrong because of it.
    pub(super) fn points(&mut self, pointer: &str, text: &str) -> i64 {
        points(text).unwrap_or_else(|| {
            self.refuse(pointer, programmes::not_points());
            1
        })
    }

    /// The same where it may be left empty.
    pub(super) fn maybe_points(&mut self, pointer: &str, text: &str) -> Option<i64> {
        (!text.trim().is_empty()).then(|| points(text)).and_then(|read| {
            if read.is_none() {
                self.refuse(pointer, programmes::not_points_or_empty());
            }
            read
        })
    }
}

/// An activity as it is typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct TypedActivity {
    code: String,
    name: String,
    points: String,
    basis: String,
    by_resident: bool,
    by_worker: bool,
    in_bulk: bool,
    by_event: String,
    score_min: String,
    evidence: String,
    approver: String,
    day: String,
    month: String,
    period: String,
}

impl From<&Activity> for TypedActivity {
    fn from(activity: &Activity) -> Self {
        let (event, score) = match activity.by_event {
            None => ("", GOOD.to_owned()),
            Some(EventRule::TicketSolved) => (TICKET, GOOD.to_owned()),
            Some(EventRule::HouseholdCheck { score_min }) => (CHECK, typed(score_min.hundredths())),
            Some(EventRule::Volunteering) => (VOLUNTEERING, GOOD.to_owned()),
            Some(EventRule::ProjectVolunteering) => (PROJECT, GOOD.to_owned()),
        };
        Self {
            code: activity.code.clone(),
            name: activity.name.clone(),
            points: activity.points.to_string(),
            basis: name_of(&BASES, &activity.basis),
            by_resident: activity.by_resident,
            by_worker: activity.by_worker,
            in_bulk: activity.in_bulk,
            by_event: event.to_owned(),
            score_min: score,
            evidence: name_of(&EVIDENCE, &activity.evidence),
            approver: name_of(&APPROVERS, &activity.approver),
            day: maybe(activity.caps.day),
            month: maybe(activity.caps.month),
            period: maybe(activity.caps.period),
        }
    }
}

impl TypedActivity {
    /// One to begin with, under a code that is free.
    pub(super) fn fresh(taken: &[String]) -> Self {
        let free = (1..).map(|number| format!("activity_{number}")).find(|code| !taken.contains(code));
        Self {
            code: free.unwrap_or_default(),
            points: "5".to_owned(),
            basis: BASES[0].0.to_owned(),
            by_resident: true,
            score_min: GOOD.to_owned(),
            evidence: EVIDENCE[2].0.to_owned(),
            approver: APPROVERS[0].0.to_owned(),
            ..Self::default()
        }
    }

    /// Its code.
    pub(super) fn code(&self) -> String {
        self.code.trim().to_owned()
    }

    /// As the rules have it at this place.
    pub(super) fn read(&self, reader: &mut Reader, place: usize) -> Activity {
        let at = |field: &str| format!("/activities/{place}/{field}");
        let by_event = match self.by_event.as_str() {
            TICKET => Some(EventRule::TicketSolved),
            CHECK => {
                let score = hundredths(&self.score_min).and_then(|amount| Score::new(amount).ok());
                if score.is_none() {
                    reader.refuse(&at("score_min"), programmes::not_a_score());
                }
                Some(EventRule::HouseholdCheck { score_min: score.unwrap_or(Score::FULL) })
            }
            VOLUNTEERING => Some(EventRule::Volunteering),
            PROJECT => Some(EventRule::ProjectVolunteering),
            _ => None,
        };
        Activity {
            code: self.code(),
            name: self.name.trim().to_owned(),
            points: reader.points(&at("points"), &self.points),
            basis: named(&BASES, &self.basis),
            by_resident: self.by_resident,
            by_worker: self.by_worker,
            in_bulk: self.in_bulk,
            by_event,
            evidence: named(&EVIDENCE, &self.evidence),
            approver: named(&APPROVERS, &self.approver),
            caps: Caps {
                day: reader.maybe_points(&at("caps/day"), &self.day),
                month: reader.maybe_points(&at("caps/month"), &self.month),
                period: reader.maybe_points(&at("caps/period"), &self.period),
            },
        }
    }
}

/// The fields of an activity.
#[derive(Clone)]
pub(super) struct ActivityRow {
    pub(super) code: ArcRwSignal<String>,
    pub(super) name: ArcRwSignal<String>,
    pub(super) points: ArcRwSignal<String>,
    pub(super) basis: ArcRwSignal<String>,
    pub(super) by_resident: ArcRwSignal<bool>,
    pub(super) by_worker: ArcRwSignal<bool>,
    pub(super) in_bulk: ArcRwSignal<bool>,
    pub(super) by_event: ArcRwSignal<String>,
    pub(super) score_min: ArcRwSignal<String>,
    pub(super) evidence: ArcRwSignal<String>,
    pub(super) approver: ArcRwSignal<String>,
    pub(super) day: ArcRwSignal<String>,
    pub(super) month: ArcRwSignal<String>,
    pub(super) period: ArcRwSignal<String>,
}

impl ActivityRow {
    pub(super) fn of(typed: TypedActivity) -> Self {
        let text = ArcRwSignal::new;
        let tick = ArcRwSignal::new;
        Self {
            code: text(typed.code),
            name: text(typed.name),
            points: text(typed.points),
            basis: text(typed.basis),
            by_resident: tick(typed.by_resident),
            by_worker: tick(typed.by_worker),
            in_bulk: tick(typed.in_bulk),
            by_event: text(typed.by_event),
            score_min: text(typed.score_min),
            evidence: text(typed.evidence),
            approver: text(typed.approver),
            day: text(typed.day),
            month: text(typed.month),
            period: text(typed.period),
        }
    }

    /// What is typed; tracked.
    pub(super) fn typed(&self) -> TypedActivity {
        TypedActivity {
            code: self.code.get(),
            name: self.name.get(),
            points: self.points.get(),
            basis: self.basis.get(),
            by_resident: self.by_resident.get(),
            by_worker: self.by_worker.get(),
            in_bulk: self.in_bulk.get(),
            by_event: self.by_event.get(),
            score_min: self.score_min.get(),
            evidence: self.evidence.get(),
            approver: self.approver.get(),
            day: self.day.get(),
            month: self.month.get(),
            period: self.period.get(),
        }
    }
}
