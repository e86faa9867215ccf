//! What draft rules would have paid: past half-years settled under them, beside the rules in force then. Nothing is kept.

use std::collections::BTreeMap;

use domain::{
    ids::{AreaId, AwardRulesId},
    inspections::{AwardRules, Candidate, HalfYear, Settlement, SettlementError, SettlementInput, settle},
    journal::NodeHash,
};

use super::{months, rules};
use crate::{
    areas,
    db::{DbError, Tx},
};

/// Half-years that a simulation looks back.
pub const HALF_YEARS_MAX: usize = 6;

/// One half-year under two rules.
#[derive(Clone, Debug)]
pub struct Simulated {
    /// Which half-year.
    pub half_year: HalfYear,
    /// Under the draft.
    pub draft: Settlement,
    /// Under the rules in force then; under those of plan 2 where nobody had adopted any.
    pub current: Settlement,
    /// Whether rules were in force then.
    pub in_force: bool,
    /// The villages' names.
    pub names: BTreeMap<AreaId, String>,
}

/// Settles up to [`HALF_YEARS_MAX`] half-years with published scores under rules or a draft, the latest first. Only months
/// whose results are for all count, so that everybody may see it. Where rules draw lots, a fixed value
/// stands for the one that would have come about.
///
/// # Errors
/// [`DbError::NotFound`] where there are no such rules.
pub fn simulate(tx: &mut Tx<'_>, id: AwardRulesId) -> Result<Vec<Simulated>, DbError> {
    let draft = rules::rules(tx, id)?;
    let half_years = months::half_years(tx, draft.area, HALF_YEARS_MAX)?;
    let mut all = Vec::with_capacity(half_years.len());
    for half_year in half_years {
        let candidates = months::candidates(tx, draft.area, half_year, true)?;
        let current = rules::in_force(tx, &draft.path, half_year)?;
        let in_force = current.is_some();
        let current = current.map_or_else(AwardRules::plan_2, |stored| stored.content);
        let names = areas::names_by_id(tx, candidates.iter().map(|candidate| candidate.village))?;
        let under = |rules: &AwardRules| under(rules, half_year, &candidates).map_err(DbError::damaged);
        all.push(Simulated {
            half_year,
            draft: under(&draft.content)?,
            current: under(&current)?,
            in_force,
            names,
        });
    }
    Ok(all)
}

fn under(
    rules: &AwardRules,
    half_year: HalfYear,
    candidates: &[Candidate],
) -> Result<Settlement, SettlementError> {
    let public_value = Some(NodeHash::of_nothing());
    settle(&SettlementInput {
        half_year,
        rules: rules.clone(),
        candidates: candidates.to_vec(),
        public_value,
    })
}
