//! What must hold whatever the numbers are, and half-years worked by hand.

mod criticism;
mod draw;
mod properties;
mod round;
mod titles;
mod worked;

use uuid::Uuid;

use super::{AwardRules, Candidate, MonthScores, SettlementInput};
use crate::{ids::AreaId, journal::NodeHash};

/// The village of a number.
fn village(number: usize) -> AreaId {
    AreaId(Uuid::from_u128(u128::try_from(number).unwrap() + 1))
}

/// A settlement of 2026-H1 in which village `n` has the `n`-th months.
fn half_year(rules: AwardRules, months: &[MonthScores]) -> SettlementInput {
    let candidate =
        |(number, months): (usize, &MonthScores)| Candidate { village: village(number), months: *months };
    SettlementInput {
        half_year: "2026-H1".parse().unwrap(),
        rules,
        candidates: months.iter().enumerate().map(candidate).collect(),
        public_value: Some(NodeHash::of_leaf(b"root")),
    }
}
