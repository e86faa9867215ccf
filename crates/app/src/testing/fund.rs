//! A charter's numbers for tests.

use domain::{
    funds::{Amount, FundRules, RoleLimit, Share, Step, Threshold},
    permissions::Role,
};

/// Numbers that a town might choose for a fund.
#[must_use]
pub fn fund_rules() -> FundRules {
    let most = Amount::new(1_000_000).unwrap();
    let limit = |role, step| RoleLimit { role, step, max: most };
    let share = |parts, whole| Share::new(parts, whole).unwrap();
    FundRules {
        limits: vec![
            limit(Role::Official, Step::Propose),
            limit(Role::CouncilMember, Step::Approve),
            limit(Role::Treasurer, Step::Pay),
        ],
        resolution_above_fen: 100_000,
        quorum: Threshold::AtLeast(share(2, 3)),
        ordinary: Threshold::MoreThan(share(1, 2)),
        special: Threshold::AtLeast(share(2, 3)),
        unrecused_min: 3,
        term_months_max: 36,
        comment_days: 7,
        rating_days: 14,
        disclosure_months: 3,
        disclosure_days: 15,
    }
}
