//! A call as it is typed.

use std::collections::BTreeSet;

use chrono::{Days, NaiveDate};
use contract::{
    funds::{ProposalCall, WriteProposalCall},
    problems::{FieldProblem, fields},
};
use domain::town_time;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use crate::{amounts, format, i18n, pages::funds::amount};

/// Days that a call is open where nothing else is said.
const DAYS_READY: u64 = 30;

/// Everything that is typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Typed {
    pub(super) title: String,
    pub(super) text: String,
    pub(super) purposes: BTreeSet<String>,
    pub(super) most: String,
    /// The first day.
    pub(super) opens: String,
    /// The last day.
    pub(super) closes: String,
}

impl Typed {
    /// What a new one begins with.
    pub(super) fn begun(today: NaiveDate) -> Self {
        let last = today.checked_add_days(Days::new(DAYS_READY)).unwrap_or(today);
        Self { opens: format::iso_date(today), closes: format::iso_date(last), ..Self::default() }
    }

    /// What was written before.
    pub(super) fn of(call: &ProposalCall) -> Self {
        // It closes at the end of its last day.
        let last = call.closes_at - chrono::TimeDelta::seconds(1);
        Self {
            title: call.title.clone(),
            text: call.text.clone(),
            purposes: call.purposes.iter().cloned().collect(),
            most: amounts::typed(call.most_fen),
            opens: format::iso_date(town_time::date(call.opens_at)),
            closes: format::iso_date(town_time::date(last)),
        }
    }

    /// As the server takes it: open from the beginning of the first day to the end of the last.
    ///
    /// # Errors
    /// Everything that cannot be read, at once.
    pub(super) fn read(&self) -> Result<WriteProposalCall, Vec<FieldProblem>> {
        let mut wrong = Vec::new();
        let missing = |pointer: &str| fields::problem(pointer, "required", untrack(i18n::lang), &[]);
        let most = amount::read(&self.most, "/most_fen").map_err(|problem| wrong.push(problem));
        let (opens, closes) = (self.opens.parse::<NaiveDate>(), self.closes.parse::<NaiveDate>());
        if opens.is_err() {
            wrong.push(missing("/opens_at"));
        }
        if closes.is_err() {
            wrong.push(missing("/closes_at"));
        }
        match (most, opens, closes) {
            (Ok(most), Ok(opens), Ok(closes)) => Ok(WriteProposalCall {
                title: self.title.trim().to_owned(),
                text: self.text.trim().to_owned(),
                purposes: self.purposes.iter().cloned().collect(),
                most_fen: most.fen(),
                opens_at: opens.pred_opt().map_or_else(|| town_time::end(opens), town_time::end),
                closes_at: town_time::end(closes),
            }),
            _ => Err(wrong),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whole_days_of_the_town_are_sent_and_come_back() {
        let typed = Typed {
            title: "春季征集".into(),
            most: "5000".into(),
            opens: "2027-03-01".into(),
            closes: "2027-03-31".into(),
            ..Typed::default()
        };
        let body = typed.read().unwrap();
        assert_eq!(body.opens_at.to_rfc3339(), "2027-02-28T16:00:00+00:00");
        assert_eq!(body.closes_at.to_rfc3339(), "2027-03-31T16:00:00+00:00");
        assert_eq!(body.most_fen, 500_000);
        let wrong: Vec<String> =
            Typed::default().read().unwrap_err().into_iter().map(|one| one.pointer).collect();
        assert_eq!(wrong, ["/most_fen", "/opens_at", "/closes_at"]);
    }
}
