//! What somebody has typed about a shift, and what is sent of it.

use chrono::{DateTime, NaiveDate, NaiveTime, TimeDelta, Utc};
use contract::{
    problems::{FieldProblem, fields},
    tickets::{Point, PointKind},
    volunteering::{PlanShift, Shift, UpdateShift},
};
use domain::{ids::AreaId, town_time};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use super::super::words;
use crate::{components::Position, draft::Draft, format, i18n};

/// Everything as it stands in the fields.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct PlanDraft {
    pub(super) area: String,
    /// For which project of a fund; drafts of before know of none.
    #[serde(default)]
    pub(super) project: String,
    pub(super) title: String,
    pub(super) description: String,
    pub(super) place: String,
    pub(super) bring: String,
    pub(super) day: String,
    pub(super) starts: String,
    pub(super) ends: String,
    pub(super) places: String,
    pub(super) closes: String,
    pub(super) weeks: String,
    /// Longitude and latitude.
    pub(super) position: Option<[f64; 2]>,
}

impl PlanDraft {
    /// What a planned shift's fields hold.
    pub(super) fn of(shift: &Shift) -> Self {
        let before = shift.starts_at.signed_duration_since(shift.sign_up_until).num_minutes();
        Self {
            area: shift.area.id.to_string(),
            project: shift.project.as_ref().map(|project| project.id.to_string()).unwrap_or_default(),
            title: shift.title.clone(),
            description: shift.description.clone(),
            place: shift.place.clone(),
            bring: shift.bring.clone().unwrap_or_default(),
            day: format::iso_date(town_time::date(shift.starts_at)),
            starts: words::clock(shift.starts_at),
            ends: words::clock(shift.ends_at),
            places: shift.places.to_string(),
            // What no choice says stays as it is.
            closes: if before % 60 == 0 { (before / 60).to_string() } else { String::new() },
            weeks: "1".to_owned(),
            position: shift.position.map(|point| point.coordinates),
        }
    }

    /// When it begins, ends and closes; what is missing is named.
    fn times(&self) -> Result<[DateTime<Utc>; 3], Vec<FieldProblem>> {
        let day = self.day.parse::<NaiveDate>().ok();
        let time = |text: &str| NaiveTime::parse_from_str(text, "%H:%M").or_else(|_| text.parse()).ok();
        let (starts, ends) = (time(&self.starts), time(&self.ends));
        let (Some(day), Some(starts), Some(ends)) = (day, starts, ends) else {
            let missing =
                [("/day", day.is_none()), ("/starts_at", starts.is_none()), ("/ends_at", ends.is_none())];
            let named = missing.into_iter().filter(|(_, missing)| *missing);
            return Err(named.map(|(pointer, _)| problem(pointer, "required")).collect());
        };
        // Past midnight it ends on the next day.
        let last = if ends <= starts { day.succ_opt().unwrap_or(day) } else { day };
        let off_calendar = || vec![problem("/day", "required")];
        let starts_at = words::moment(day, starts).ok_or_else(off_calendar)?;
        let ends_at = words::moment(last, ends).ok_or_else(off_calendar)?;
        let before = TimeDelta::hours(self.closes.parse().unwrap_or(0));
        Ok([starts_at, ends_at, starts_at - before])
    }

    /// What is sent to plan it.
    pub(super) fn plan(&self) -> Result<PlanShift, Vec<FieldProblem>> {
        let area: Option<AreaId> = self.area.parse().ok();
        let times = self.times();
        let (Some(area_id), Ok([starts_at, ends_at, sign_up_until])) = (area, &times) else {
            let mut missing: Vec<FieldProblem> = Vec::new();
            missing.extend(area.is_none().then(|| problem("/area_id", "required")));
            missing.extend(times.err().unwrap_or_default());
            return Err(missing);
        };
        Ok(PlanShift {
            area_id,
            project_id: self.project.parse().ok(),
            title: self.title.trim().to_owned(),
            description: self.description.trim().to_owned(),
            place: self.place.trim().to_owned(),
            position: self.point(),
            bring: self.bring(),
            starts_at: *starts_at,
            ends_at: *ends_at,
            sign_up_until: Some(*sign_up_until),
            places: count(&self.places),
            weeks: if self.weeks.trim().is_empty() { 1 } else { count(&self.weeks) },
        })
    }

    /// What is sent to change it.
    pub(super) fn change(&self) -> Result<UpdateShift, Vec<FieldProblem>> {
        let [starts_at, ends_at, sign_up_until] = self.times()?;
        Ok(UpdateShift {
            title: Some(self.title.trim().to_owned()),
            description: Some(self.description.trim().to_owned()),
            place: Some(self.place.trim().to_owned()),
            position: Some(self.point()),
            bring: Some(self.bring()),
            starts_at: Some(starts_at),
            ends_at: Some(ends_at),
            sign_up_until: (!self.closes.is_empty()).then_some(sign_up_until),
            places: Some(count(&self.places)),
        })
    }

    fn bring(&self) -> Option<String> {
        Some(self.bring.trim().to_owned()).filter(|bring| !bring.is_empty())
    }

    fn point(&self) -> Option<Point> {
        self.position.map(|coordinates| Point { kind: PointKind::Point, coordinates })
    }
}

/// A number as it is typed; what is none is refused as too small.
fn count(text: &str) -> u32 {
    text.trim().parse().unwrap_or(0)
}

fn problem(pointer: &str, code: &'static str) -> FieldProblem {
    fields::problem(pointer, code, untrack(i18n::lang), &[])
}

/// The fields of a form.
#[derive(Clone, Copy)]
pub struct Typed {
    pub(super) area: RwSignal<String>,
    pub(super) project: RwSignal<String>,
    pub(super) title: RwSignal<String>,
    pub(super) description: RwSignal<String>,
    pub(super) place: RwSignal<String>,
    pub(super) bring: RwSignal<String>,
    pub(super) day: RwSignal<String>,
    pub(super) starts: RwSignal<String>,
    pub(super) ends: RwSignal<String>,
    pub(super) places: RwSignal<String>,
    pub(super) closes: RwSignal<String>,
    pub(super) weeks: RwSignal<String>,
    pub(super) pin: RwSignal<Option<Position>>,
}

impl Typed {
    pub(super) fn new(from: PlanDraft) -> Self {
        let pin = from.position.map(|[longitude, latitude]| Position { longitude, latitude });
        Self {
            area: RwSignal::new(from.area),
            project: RwSignal::new(from.project),
            title: RwSignal::new(from.title),
            description: RwSignal::new(from.description),
            place: RwSignal::new(from.place),
            bring: RwSignal::new(from.bring),
            day: RwSignal::new(from.day),
            starts: RwSignal::new(from.starts),
            ends: RwSignal::new(from.ends),
            places: RwSignal::new(from.places),
            closes: RwSignal::new(from.closes),
            weeks: RwSignal::new(from.weeks),
            pin: RwSignal::new(pin),
        }
    }

    /// What stands in the fields; tracked.
    pub(super) fn read(self) -> PlanDraft {
        PlanDraft {
            area: self.area.get(),
            project: self.project.get(),
            title: self.title.get(),
            description: self.description.get(),
            place: self.place.get(),
            bring: self.bring.get(),
            day: self.day.get(),
            starts: self.starts.get(),
            ends: self.ends.get(),
            places: self.places.get(),
            closes: self.closes.get(),
            weeks: self.weeks.get(),
            position: self.pin.get().map(|pin| [pin.longitude, pin.latitude]),
        }
    }

    /// Empties every field.
    pub(super) fn clear(self) {
        for field in [
            self.project,
            self.title,
            self.description,
            self.place,
            self.bring,
            self.day,
            self.starts,
            self.ends,
            self.places,
            self.closes,
            self.weeks,
        ] {
            field.set(String::new());
        }
        self.pin.set(None);
    }

    /// Keeps every change in a draft.
    pub(super) fn keep_in(self, draft: Draft<PlanDraft>) {
        Effect::new(move |_| draft.value.set(self.read()));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn draft() -> PlanDraft {
        PlanDraft {
            area: uuid::Uuid::from_u128(1).to_string(),
            title: " 清理河边 ".to_owned(),
            day: "2026-03-07".to_owned(),
            starts: "22:00".to_owned(),
            ends: "00:30".to_owned(),
            places: "12".to_owned(),
            closes: "2".to_owned(),
            ..PlanDraft::default()
        }
    }

    #[test]
    fn past_midnight_it_ends_on_the_next_day() {
        let body = draft().plan().unwrap();
        assert_eq!(body.starts_at.to_rfc3339(), "2026-03-07T14:00:00+00:00");
        assert_eq!(body.ends_at.to_rfc3339(), "2026-03-07T16:30:00+00:00");
        assert_eq!(body.sign_up_until.unwrap().to_rfc3339(), "2026-03-07T12:00:00+00:00");
        assert_eq!((body.title.as_str(), body.bring, body.weeks, body.places), ("清理河边", None, 1, 12));
    }

    #[test]
    fn a_draft_of_before_is_for_no_project_and_one_of_now_for_the_chosen_one() {
        let mut kept = serde_json::to_value(draft()).unwrap();
        kept.as_object_mut().unwrap().remove("project");
        let before: PlanDraft = serde_json::from_value(kept).unwrap();
        assert_eq!(before.plan().unwrap().project_id, None);
        let project = uuid::Uuid::from_u128(2);
        let now = PlanDraft { project: project.to_string(), ..draft() };
        assert_eq!(now.plan().unwrap().project_id, Some(project.into()));
    }

    #[test]
    fn what_is_missing_is_named_at_once() {
        let missing = PlanDraft::default().plan().unwrap_err();
        let pointers: Vec<&str> = missing.iter().map(|problem| problem.pointer.as_str()).collect();
        assert_eq!(pointers, ["/area_id", "/day", "/starts_at", "/ends_at"]);
    }
}
