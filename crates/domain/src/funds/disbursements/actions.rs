//! Which steps somebody could take.

use serde::{Deserialize, Serialize};

use super::{Disbursement, DisbursementState as State, Officer};
use crate::funds::{FundRules, Step};

/// A step that is left to take.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "openapi", schema(as = DisbursementAction))]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs, reason = "see the steps")]
pub enum DisbursementAction {
    Approve,
    Refuse,
    Withdraw,
    Pay,
    Reverse,
}

impl Disbursement {
    /// The steps that somebody could take, as far as their roles, their limits and their part in it go. Whether there is money
    /// for it shows when they take it.
    #[must_use]
    pub fn actions(&self, by: &Officer, rules: &FundRules) -> Vec<DisbursementAction> {
        use DisbursementAction as A;
        let may = |step| rules.limit_fen(&by.roles, step) > 0;
        let own = by.user == self.proposer;
        let could = |step| self.require_limit(by, rules, step).is_ok() && self.require_other(by).is_ok();
        let all = match self.state {
            State::Proposed => vec![
                (A::Approve, could(Step::Approve)),
                (A::Refuse, may(Step::Approve) && !own),
                (A::Withdraw, own),
            ],
            State::Approved { .. } => {
                vec![(A::Pay, could(Step::Pay)), (A::Refuse, may(Step::Pay) && !own)]
            }
            State::Paid { payer, .. } => {
                vec![(A::Reverse, (may(Step::Approve) || may(Step::Pay)) && by.user != payer)]
            }
            State::Refused { .. } | State::Withdrawn | State::Reversed { .. } => Vec::new(),
        };
        all.into_iter().filter(|(_, may)| *may).map(|(action, _)| action).collect()
    }
}
