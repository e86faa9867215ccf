//! Errors of points as problems.

use app::points::{bulk, claims, gifts, leaderboard, programmes, rules::PER_PROGRAMME_MAX};
use contract::{
    points::programme_rules_fault,
    problems::{self, points as p},
};
use domain::points::{
    BULK_ROWS_MAX, CLAIM_DAYS_MAX, Cap, CapReached, ClaimError, GiftError, MINUTES_MAX, ProgrammeError,
};

use crate::ApiError;

impl From<ProgrammeError> for ApiError {
    fn from(error: ProgrammeError) -> Self {
        match error {
            ProgrammeError::NotDraft => Self::new(&p::PROGRAMME_STARTED),
            ProgrammeError::NotRunning => Self::new(&p::PROGRAMME_NOT_RUNNING),
            ProgrammeError::Ended => Self::new(&p::PROGRAMME_ENDED),
            ProgrammeError::Period => Self::new(&p::PROGRAMME_PERIOD),
            ProgrammeError::OwnFunding => Self::new(&p::PROGRAMME_OWN_FUNDING),
            ProgrammeError::ClaimsWait(count) => Self::new(&p::PROGRAMME_CLAIMS_WAIT).with("count", count),
            ProgrammeError::TooEarly => Self::new(&p::PROGRAMME_RULES_EARLY),
            ProgrammeError::DayOutside => {
                Self::bad_field("/day", "deed_day", &[("max", CLAIM_DAYS_MAX.to_string())])
            }
        }
    }
}

impl From<programmes::Error> for ApiError {
    fn from(error: programmes::Error) -> Self {
        use programmes::Error;
        match error {
            Error::Db(error) => error.into(),
            Error::Denied(denied) => denied.into(),
            Error::Programme(error) => error.into(),
            Error::Ledger(refusal) => refusal.into(),
            Error::AreaUnknown => Self::bad_field("/area_id", "not_found", &[]),
            Error::Stale => Self::new(&problems::CHANGED_MEANWHILE),
            Error::Rules(faults) => {
                let start = Self::new(&problems::FIELDS_INVALID);
                faults.into_iter().fold(start, |problem, fault| {
                    let (code, params) = programme_rules_fault(fault.code);
                    problem.field(format!("/content{}", fault.pointer), code, &params)
                })
            }
            Error::RulesUnknown => Self::bad_field("/rules_id", "rules_draft", &[]),
            Error::RulesAdopted => Self::new(&p::PROGRAMME_RULES_ADOPTED),
            Error::RulesTaken => Self::new(&p::PROGRAMME_RULES_TAKEN),
            Error::RulesFull => Self::new(&p::PROGRAMME_RULES_FULL).with("max", PER_PROGRAMME_MAX),
        }
    }
}

impl From<ClaimError> for ApiError {
    fn from(error: ClaimError) -> Self {
        Self::new(match error {
            ClaimError::Decided => &p::CLAIM_DECIDED,
            ClaimError::NotApproved | ClaimError::NotDrawn => &p::CLAIM_NOT_DRAWN,
            ClaimError::Own => &p::CLAIM_OWN,
            ClaimError::SameHousehold => &p::CLAIM_HOUSEHOLD,
            ClaimError::Kin => &p::CLAIM_KIN,
            ClaimError::NotIssuer => &problems::NOT_ALLOWED,
        })
    }
}

/// What a cap is called as a problem of a field.
pub(super) const fn cap_code(cap: Cap) -> &'static str {
    match cap {
        Cap::ActivityDay => "cap_activity_day",
        Cap::ActivityMonth => "cap_activity_month",
        Cap::ActivityPeriod => "cap_activity_period",
        Cap::Day => "cap_day",
        Cap::Month => "cap_month",
    }
}

/// The problem names the cap as what is wrong with the activity.
impl From<CapReached> for ApiError {
    fn from(reached: CapReached) -> Self {
        let CapReached { cap, max, left } = reached;
        let params = [("max", max.to_string()), ("left", left.to_string())];
        Self::new(&p::POINTS_CAP_REACHED).with("max", max).with("left", left).field(
            "/activity",
            cap_code(cap),
            &params,
        )
    }
}

impl From<claims::Error> for ApiError {
    fn from(error: claims::Error) -> Self {
        use claims::Error;
        match error {
            Error::Db(error) => error.into(),
            Error::Denied(denied) => denied.into(),
            Error::Claim(error) => error.into(),
            Error::Programme(error) => error.into(),
            Error::Cap(reached) => reached.into(),
            Error::Ledger(refusal) => refusal.into(),
            Error::BudgetShort => Self::new(&p::POINTS_BUDGET_SHORT),
            Error::Stale => Self::new(&problems::CHANGED_MEANWHILE),
            Error::ProgrammeUnknown => Self::bad_field("/programme_id", "not_found", &[]),
            Error::ActivityUnknown => Self::bad_field("/activity", "activity", &[]),
            Error::ActivityClosed => Self::bad_field("/activity", "activity_closed", &[]),
            Error::Minutes => Self::bad_field("/minutes", "minutes", &[("max", MINUTES_MAX.to_string())]),
            Error::TooShort => Self::bad_field("/minutes", "minutes_short", &[]),
            Error::WordsMissing => Self::bad_field("/words", "words_required", &[]),
            Error::PhotoMissing => Self::bad_field("/photos", "photo_required", &[]),
            Error::PhotoUnknown(index) => Self::bad_field(format!("/photos/{index}"), "photo", &[]),
            Error::BeneficiaryUnfit => Self::bad_field("/beneficiary_id", "beneficiary", &[]),
            Error::HouseholdChoice => Self::bad_field("/household_id", "household_choice", &[]),
            Error::HouseholdUnfit => Self::bad_field("/household_id", "not_found", &[]),
        }
    }
}

impl From<gifts::Error> for ApiError {
    fn from(error: gifts::Error) -> Self {
        use gifts::Error;
        match error {
            Error::Db(error) => error.into(),
            Error::Ledger(refusal) => refusal.into(),
            Error::Gift(GiftError::NotAllowed) => Self::new(&p::GIFTS_NOT_ALLOWED),
            Error::Gift(GiftError::TooLarge { max }) => Self::new(&p::GIFT_TOO_LARGE).with("max", max),
            Error::Gift(GiftError::MonthReached { left }) => {
                Self::new(&p::GIFT_MONTH_REACHED).with("left", left)
            }
            Error::Own => Self::new(&p::GIFT_OWN),
            Error::RecipientUnknown => Self::new(&p::GIFT_RECIPIENT_UNKNOWN),
        }
    }
}

impl From<bulk::Error> for ApiError {
    fn from(error: bulk::Error) -> Self {
        use bulk::Error;
        match error {
            Error::Db(error) => error.into(),
            Error::Denied(denied) => denied.into(),
            Error::Programme(error) => error.into(),
            Error::Crypto(error) => Self::internal(error),
            Error::Households(error) => error.into(),
            Error::Ledger(refusal) => refusal.into(),
            Error::ProgrammeUnknown => Self::bad_field("/programme_id", "not_found", &[]),
            Error::RowCount => Self::bad_field("/file", "item_count", &[("max", BULK_ROWS_MAX.to_string())]),
            Error::Columns(_) => Self::bad_field("/file", "column_unknown", &[]),
            Error::Own => Self::new(&p::BULK_AWARD_OWN),
            Error::Decided => Self::new(&p::BULK_AWARD_DECIDED),
            Error::Refused(count) => Self::new(&p::BULK_AWARD_REFUSED).with("count", count),
        }
    }
}

impl From<leaderboard::NameError> for ApiError {
    fn from(error: leaderboard::NameError) -> Self {
        match error {
            leaderboard::NameError::Db(error) => error.into(),
            leaderboard::NameError::Denied(denied) => denied.into(),
        }
    }
}
