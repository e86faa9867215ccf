//! Errors of rounds, sheets, objections and publication as problems.

use app::{
    inspections::{kinships, objections, publication, rectifications, rounds, sheets},
    tickets,
};
use contract::problems::{self, inspections as p};
use domain::{
    inspections::{
        DUE_DAYS_MAX, FINDING_NOTE_CHARS_MAX, FINDING_PHOTOS_MAX, OBJECTION_HOURS_MAX, ObjectionError,
        RoundError, SheetFault, SheetFaultKind,
    },
    tickets::TicketError,
};

use crate::ApiError;

impl From<RoundError> for ApiError {
    fn from(error: RoundError) -> Self {
        match error {
            RoundError::Forbidden { state, .. } => Self::new(&p::ROUND_STEP_FORBIDDEN).with("state", state),
            RoundError::LeadMissing => Self::new(&p::ROUND_LEAD_MISSING),
            RoundError::SheetsMissing(count) => Self::new(&p::SHEETS_MISSING).with("count", count),
            RoundError::ObjectionHours => {
                let max = OBJECTION_HOURS_MAX.to_string();
                Self::bad_field("/objection_hours", "range", &[("min", "1".to_owned()), ("max", max)])
            }
            RoundError::WindowOpen(until) => {
                Self::new(&p::OBJECTION_WINDOW_OPEN).with("until", until.to_rfc3339())
            }
            RoundError::ObjectionsOpen(count) => Self::new(&p::OBJECTIONS_UNDECIDED).with("count", count),
        }
    }
}

impl From<rounds::Error> for ApiError {
    fn from(error: rounds::Error) -> Self {
        use rounds::Error as E;
        match error {
            E::Db(error) => error.into(),
            E::Denied(denied) => denied.into(),
            E::Round(error) => error.into(),
            // A frame is made of paths of areas that differ: only their number can be wrong.
            E::Draw(_) => Self::new(&p::NOTHING_TO_DRAW),
            E::Crypto(error) => Self::internal(error),
            E::AreaUnknown => Self::bad_field("/area_id", "not_found", &[]),
            E::TemplateUnknown => Self::bad_field("/template_id", "not_found", &[]),
            E::LeadUnfit => Self::bad_field("/lead_id", "lead", &[]),
            E::InspectorUnfit(index) => Self::bad_field(format!("/team/{index}"), "inspector", &[]),
            E::Team => Self::bad_field("/team", "too_many", &[("max", rounds::TEAM_MAX.to_string())]),
            E::TargetUnknown(index) => Self::bad_field(format!("/chosen/{index}"), "target", &[]),
            E::NoTargets | E::TooManyTargets => Self::new(&p::ROUND_SIZE).with("max", rounds::TARGETS_MAX),
            E::DrawPlan => Self::bad_field("/draw", "draw", &[]),
            E::CovertChosenDraw => Self::bad_field("/draw", "covert_chosen_draw", &[]),
            E::MonthTaken => Self::new(&p::ROUND_MONTH_TAKEN),
            E::HalfYearSettled => Self::new(&p::HALF_YEAR_SETTLED),
            E::TeamFixed => Self::new(&p::ROUND_TEAM_FIXED),
            E::Stale => Self::new(&problems::CHANGED_MEANWHILE),
            E::NotSealed => Self::new(&p::DRAW_WAITS),
            E::InspectorsMissing(count) => Self::new(&p::INSPECTORS_MISSING).with("count", count),
            E::TargetsSecret => Self::new(&p::TARGETS_SECRET),
        }
    }
}

impl From<sheets::Error> for ApiError {
    fn from(error: sheets::Error) -> Self {
        use sheets::Error as E;
        match error {
            E::Db(error) => error.into(),
            E::Denied(denied) => denied.into(),
            E::Recused(_) => Self::new(&p::RECUSED),
            E::NotScoring(state) => Self::new(&p::NOT_SCORING).with("state", state),
            E::Stale => Self::new(&problems::CHANGED_MEANWHILE),
            E::Faults(faults) => faults.iter().fold(Self::new(&problems::FIELDS_INVALID), bad_finding),
            E::PhotoUnknown { code, index } => {
                Self::bad_field(format!("/findings/{code}/photos/{index}"), "photo", &[])
            }
        }
    }
}

fn bad_finding(problem: ApiError, fault: &SheetFault) -> ApiError {
    use SheetFaultKind as K;
    let max = |max: usize| vec![("max", max.to_string())];
    let (field, code, params) = match fault.kind {
        K::Missing => ("", "mark_missing", Vec::new()),
        K::AboveWeight => ("/points", "above_weight", Vec::new()),
        K::PhotoMissing => ("/photos", "photo_required", Vec::new()),
        K::Unknown => ("", "indicator", Vec::new()),
        K::NoteLength => ("/note", "too_long", max(FINDING_NOTE_CHARS_MAX)),
        K::Photos => ("/photos", "finding_photos", max(FINDING_PHOTOS_MAX)),
    };
    problem.field(format!("/findings/{}{field}", fault.code), code, &params)
}

impl From<objections::Error> for ApiError {
    fn from(error: objections::Error) -> Self {
        use objections::Error as E;
        match error {
            E::Db(error) => error.into(),
            E::Denied(denied) => denied.into(),
            E::Objection(error) => error.into(),
            E::Sheet(error) => error.into(),
            E::Ticket(error) => error.into(),
            E::NoWindow => Self::new(&p::NO_OBJECTIONS_NOW),
            E::CodeUnknown => Self::bad_field("/code", "not_found", &[]),
            E::Already => Self::new(&p::OBJECTION_EXISTS),
            E::PhotoUnknown(index) => Self::bad_field(format!("/photos/{index}"), "photo", &[]),
        }
    }
}

impl From<ObjectionError> for ApiError {
    fn from(error: ObjectionError) -> Self {
        match error {
            ObjectionError::Ended => Self::new(&p::OBJECTION_ENDED),
            ObjectionError::OwnSheet | ObjectionError::OwnObjection => Self::new(&p::OWN_CASE),
            ObjectionError::Unchanged => Self::bad_field("/points", "unchanged", &[]),
            ObjectionError::AboveWeight => Self::bad_field("/points", "above_weight", &[]),
            ObjectionError::NotTheirs => Self::new(&p::OBJECTION_NOT_YOURS),
        }
    }
}

impl From<publication::Error> for ApiError {
    fn from(error: publication::Error) -> Self {
        use publication::Error as E;
        match error {
            E::Db(error) => error.into(),
            E::Denied(denied) => denied.into(),
            E::Round(error) => error.into(),
            E::Sheet(error) => error.into(),
            E::Ticket(error) => error.into(),
            E::Settlement(error) => error.into(),
            E::Change(index) => Self::bad_field(format!("/changes/{index}"), "mark_change", &[]),
            E::ChangeCount => {
                let max = publication::CHANGES_MAX.to_string();
                Self::bad_field("/changes", "item_count", &[("max", max)])
            }
        }
    }
}

impl From<rectifications::Error> for ApiError {
    fn from(error: rectifications::Error) -> Self {
        use rectifications::Error as E;
        match error {
            E::Db(error) => error.into(),
            E::Denied(denied) => denied.into(),
            E::Round(error) => error.into(),
            E::Ticket(tickets::Error::Ticket(TicketError::NotSolved)) => Self::new(&p::LOOK_BACK_TOO_EARLY),
            E::Ticket(tickets::Error::Ticket(TicketError::OwnWork)) => Self::new(&p::LOOK_BACK_OWN_WORK),
            E::Ticket(error) => error.into(),
            E::Due(_) => Self::bad_field("/due_on", "due_on", &[("max", DUE_DAYS_MAX.to_string())]),
            E::NotLost(index) => Self::bad_field(format!("/items/{index}"), "not_lost", &[]),
            E::Already => Self::new(&p::RECTIFICATION_EXISTS),
            E::NothingFailed => Self::new(&p::NOTHING_TO_RECTIFY),
            E::TooMany => {
                let max = rectifications::ITEMS_MAX.to_string();
                Self::bad_field("/items", "too_many", &[("max", max)])
            }
            E::Recused(_) => Self::new(&p::RECUSED),
            E::NoteMissing => Self::bad_field("/note", "required", &[]),
            E::DueMissing => Self::bad_field("/due_on", "required", &[]),
            E::DueSurplus => Self::bad_field("/due_on", "due_on_passed", &[]),
            E::LaterRound => Self::bad_field("/round_id", "later_round", &[]),
        }
    }
}

impl From<kinships::Error> for ApiError {
    fn from(error: kinships::Error) -> Self {
        use kinships::Error as E;
        match error {
            E::Db(error) => error.into(),
            E::AreaUnknown => Self::bad_field("/area_id", "not_found", &[]),
            E::Already => Self::new(&p::KINSHIP_EXISTS),
            E::TooMany => Self::new(&p::KINSHIPS_FULL).with("max", kinships::PER_PERSON_MAX),
        }
    }
}
