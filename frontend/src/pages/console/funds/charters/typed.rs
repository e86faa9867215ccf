//! A charter while somebody writes it: kept as it is typed, and read when it is saved.

use contract::{
    funds::{Charter, WriteCharter},
    problems::FieldProblem,
};
use domain::{
    funds::{FundRules, RoleLimit, Step},
    permissions::Role,
};
use serde::{Deserialize, Serialize};

use super::threshold::{name, read as read_threshold};
use crate::{
    amounts::{count, hundredths, typed},
    i18n::funds,
    pages::funds::amount::{read as read_amount, wrong},
};

/// Who takes which step up to how much, as it is typed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct TypedLimit {
    pub(super) step: String,
    pub(super) role: String,
    pub(super) max: String,
}

impl From<&RoleLimit> for TypedLimit {
    fn from(limit: &RoleLimit) -> Self {
        Self {
            step: limit.step.as_str().to_owned(),
            role: limit.role.as_str().to_owned(),
            max: typed(limit.max.fen()),
        }
    }
}

/// A charter as it is typed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct TypedCharter {
    pub(super) title: String,
    pub(super) document: String,
    pub(super) limits: Vec<TypedLimit>,
    pub(super) resolution_above: String,
    pub(super) quorum: String,
    pub(super) ordinary: String,
    pub(super) special: String,
    pub(super) unrecused_min: String,
    pub(super) term_months_max: String,
    pub(super) comment_days: String,
    pub(super) rating_days: String,
    pub(super) disclosure_months: String,
    pub(super) disclosure_days: String,
}

impl TypedCharter {
    /// To begin with: what most charters say.
    pub(super) fn ready() -> Self {
        let limit = |step: Step, role: Role| TypedLimit {
            step: step.as_str().to_owned(),
            role: role.as_str().to_owned(),
            max: "10000".to_owned(),
        };
        let text = str::to_owned;
        Self {
            title: String::new(),
            document: String::new(),
            limits: vec![
                limit(Step::Propose, Role::Official),
                limit(Step::Approve, Role::CouncilMember),
                limit(Step::Pay, Role::Treasurer),
            ],
            resolution_above: text("1000"),
            quorum: text("at_least:2/3"),
            ordinary: text("more_than:1/2"),
            special: text("at_least:2/3"),
            unrecused_min: text("3"),
            term_months_max: text("36"),
            comment_days: text("7"),
            rating_days: text("14"),
            disclosure_months: text("3"),
            disclosure_days: text("15"),
        }
    }

    /// As the server takes it.
    ///
    /// # Errors
    /// Everything that cannot be read, at once, with the names of this form's fields.
    pub(super) fn read(&self) -> Result<WriteCharter, Vec<FieldProblem>> {
        let mut faults = Vec::new();
        let limits: Vec<RoleLimit> = self.limits.iter().filter_map(|limit| limit.read(&mut faults)).collect();
        let above = hundredths(&self.resolution_above);
        if above.is_none() {
            faults.push(wrong("/resolution_above", funds::not_an_amount_or_none()));
        }
        let mut number = |field: &str, text: &str| {
            count(text).unwrap_or_else(|| {
                faults.push(wrong(field, funds::not_a_number()));
                1
            })
        };
        let unrecused = number("/unrecused_min", &self.unrecused_min);
        let majorities =
            (read_threshold(&self.quorum), read_threshold(&self.ordinary), read_threshold(&self.special));
        let (Some(quorum), Some(ordinary), Some(special)) = majorities else {
            return Err(vec![wrong("/quorum", funds::choose_majorities())]);
        };
        let rules = FundRules {
            limits,
            resolution_above_fen: above.unwrap_or(0),
            quorum,
            ordinary,
            special,
            unrecused_min: usize::try_from(unrecused).unwrap_or(usize::MAX),
            term_months_max: number("/term_months_max", &self.term_months_max),
            comment_days: number("/comment_days", &self.comment_days),
            rating_days: number("/rating_days", &self.rating_days),
            disclosure_months: number("/disclosure_months", &self.disclosure_months),
            disclosure_days: number("/disclosure_days", &self.disclosure_days),
        };
        let document = self.document.trim().to_owned();
        if faults.is_empty() {
            Ok(WriteCharter { title: self.title.trim().to_owned(), document, rules })
        } else {
            Err(faults)
        }
    }
}

impl TypedLimit {
    fn read(&self, faults: &mut Vec<FieldProblem>) -> Option<RoleLimit> {
        let (role, step) = (Role::parse(&self.role)?, Step::parse(&self.step)?);
        match read_amount(&self.max, "/limits") {
            Ok(max) => Some(RoleLimit { role, step, max }),
            Err(fault) => {
                faults.push(fault);
                None
            }
        }
    }
}

impl From<&Charter> for TypedCharter {
    fn from(charter: &Charter) -> Self {
        let rules = &charter.summary.rules;
        Self {
            title: charter.summary.title.clone(),
            document: charter.document.clone(),
            limits: rules.limits.iter().map(TypedLimit::from).collect(),
            resolution_above: typed(rules.resolution_above_fen),
            quorum: name(rules.quorum),
            ordinary: name(rules.ordinary),
            special: name(rules.special),
            unrecused_min: rules.unrecused_min.to_string(),
            term_months_max: rules.term_months_max.to_string(),
            comment_days: rules.comment_days.to_string(),
            rating_days: rules.rating_days.to_string(),
            disclosure_months: rules.disclosure_months.to_string(),
            disclosure_days: rules.disclosure_days.to_string(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_charter_begins_with_can_be_saved() {
        let written = TypedCharter::ready().read().unwrap();
        assert_eq!(written.rules.check(), Ok(()));
        assert_eq!(written.rules.resolution_above_fen, 100_000);
    }

    #[test]
    fn everything_that_cannot_be_read_is_named_at_once() {
        let mut typed = TypedCharter::ready();
        typed.limits[1].max = "much".to_owned();
        typed.resolution_above.clear();
        typed.comment_days = "a week".to_owned();
        let pointers: Vec<String> =
            typed.read().unwrap_err().into_iter().map(|fault| fault.pointer).collect();
        assert_eq!(pointers, ["/limits", "/resolution_above", "/comment_days"]);
    }
}
