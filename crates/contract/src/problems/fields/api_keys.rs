//! Rules of keys for other systems.

use super::{Rule, rule};

pub(super) const RULES: &[Rule] = &[rule(
    "reporter",
    "没有这个账号，或者不能在这个区域上报",
    "沒有這個帳號，或者不能在這個區域上報",
    "There is no such account, or it may not report in this area",
)];
