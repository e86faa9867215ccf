//! Public-welfare funds (plan 4; plans 3 to 8 say where the money comes from):
//! what a fund gets, what it is spent on, who decides, and what the public is told.
//!
//! ```text
//! charter ─→ committee ─→ resolutions
//!                              │ allow
//! income ─→ cash (by purpose) ─┴→ disbursements ─→ expenses (by project, line, purpose)
//!                                     │ instalments of projects against milestones
//! disclosures (every quarter) ←───────┴──────→ findings (the auditor's desk)
//! ```
//!
//! Money is whole fen, shares of votes are fractions of whole numbers. Every number that a town may choose stands in the
//! [`FundRules`] of a charter's version. What moves is a [`Movement`] between [`FundAccount`]s, from which the one ledger's
//! postings are made.

pub mod books;
pub mod committee;
pub mod disbursements;
pub mod findings;
pub mod income;
pub mod payments;
pub mod projects;

mod amount;
mod capital;
mod charter;
mod disclosed;
mod disclosure;
mod events;
mod fund;
mod limits;
mod period;
mod rules;
mod share;
#[cfg(test)]
mod tests;

pub use self::{
    amount::{Amount, AmountError},
    books::{FundAccount, LineKey, Movement, Part},
    charter::{Charter, CharterError, CharterState, in_force},
    disclosed::{Disclosed, ProjectDisclosed, PurposeDisclosed, SourceDisclosed},
    disclosure::{Disclosure, DisclosureError, DisclosureState, Figures, Signatory},
    events::FundEvent,
    fund::{Fund, FundError, FundState},
    limits::*,
    period::{Period, PeriodState, overdue, periods},
    rules::{FundRules, RoleLimit, RulesError, Step},
    share::{Share, ShareError, Threshold},
};
