//! What the numbers of a charter mean, in sentences.

use domain::funds::{FundRules, RoleLimit, Step};

use super::words;
use crate::{format, i18n::funds, pages::roles::role};

/// Every rule, in the order in which a decision takes its course.
pub fn sentences(rules: &FundRules) -> Vec<String> {
    let mut all: Vec<String> = Step::ALL.into_iter().map(|step| who(rules, step)).collect();
    all.push(match rules.resolution_above_fen {
        0 => funds::rule_every_resolution().to_owned(),
        fen => funds::rule_resolution_above(format::money(fen)),
    });
    let months = |months: u32| i64::from(months);
    all.extend([
        funds::rule_quorum(words::threshold(rules.quorum)),
        funds::rule_ordinary(words::threshold(rules.ordinary)),
        funds::rule_special(words::threshold(rules.special)),
        funds::rule_unrecused(rules.unrecused_min),
        funds::rule_term(months(rules.term_months_max)),
        funds::rule_comment(months(rules.comment_days)),
        funds::rule_rating(months(rules.rating_days)),
        funds::rule_disclosure(months(rules.disclosure_months), months(rules.disclosure_days)),
    ]);
    all
}

/// Who takes a step, and up to what.
fn who(rules: &FundRules, step: Step) -> String {
    let one = |limit: &RoleLimit| funds::rule_limit(role(limit.role), format::money(limit.max.fen()));
    let all: Vec<String> = rules.limits.iter().filter(|limit| limit.step == step).map(one).collect();
    funds::rule_step(words::step(step), all.join(funds::list_comma()))
}
