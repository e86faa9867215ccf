//! Who gets a title for a half-year, and by which condition everybody else misses it.
//!
//! A list is a function of its input and of nothing else, not even of its order: computed again from what is stored it has
//! the same bytes.

use serde::{Deserialize, Serialize};

use super::{Composite, HalfYear, Month, MonthWeights, Score, TitleRule, TitleTies, ranking::places};
use crate::ids::AreaId;

/// A published check of a place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct TitleCheck {
    /// In which month.
    #[cfg_attr(feature = "openapi", schema(value_type = String, example = "2026-03"))]
    pub month: Month,
    /// With which score.
    #[cfg_attr(feature = "openapi", schema(value_type = String, example = "93.50"))]
    pub score: Score,
}

/// A place that was checked, and what else counts for it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TitleCandidate {
    /// Which place.
    pub place: AreaId,
    /// Its checks of the half-year.
    pub checks: Vec<TitleCheck>,
    /// How many households it has; 1 for a household.
    pub households: u32,
    /// How many of them had pledged when the half-year ended.
    pub pledged: u32,
    /// Whether it was criticised in the half-year.
    pub criticised: bool,
}

/// Everything that a list of titles is computed from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TitleInput {
    /// For which half-year.
    pub half_year: HalfYear,
    /// What the title takes.
    pub rule: TitleRule,
    /// What the months weigh.
    pub month_weights: MonthWeights,
    /// The places, each once, in any order.
    pub candidates: Vec<TitleCandidate>,
}

/// Who gets a title and who does not.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TitleList {
    /// For which half-year.
    pub half_year: HalfYear,
    /// How many get it.
    pub awarded: u32,
    /// A line for each place: those who get it first, then by mean, then by id.
    pub lines: Vec<TitleLine>,
}

/// What counted for one place.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TitleLine {
    /// Which place.
    pub place: AreaId,
    /// Its checks, the earliest first.
    pub checks: Vec<TitleCheck>,
    /// Their mean; absent where none of their months weighs anything.
    pub mean: Option<Composite>,
    /// How many households it has.
    pub households: u32,
    /// How many of them had pledged.
    pub pledged: u32,
    /// Whether it was criticised.
    pub criticised: bool,
    /// Every condition that it misses; none where it gets the title.
    pub misses: Vec<TitleMiss>,
}

/// A condition that a place misses.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum TitleMiss {
    /// It was checked too seldom.
    FewChecks,
    /// Its mean is too low.
    LowMean,
    /// It has not pledged, or too few of its households have.
    NotPledged,
    /// It was criticised.
    Criticised,
    /// It meets every condition; others with a better mean got all the titles.
    BeyondLimit,
    /// It meets every condition; it has the same mean as others at the last title, and none of them gets it.
    TiedAtLimit,
}

/// Why a list cannot be computed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum TitleError {
    /// A place stands twice.
    #[error("place {0} stands twice")]
    PlaceTwice(AreaId),
    /// The rule is not possible.
    #[error("the rule of this title is not possible")]
    Rule,
}

impl TitleLine {
    /// Whether it gets the title.
    #[must_use]
    pub fn is_awarded(&self) -> bool {
        self.misses.is_empty()
    }

    fn of(candidate: &TitleCandidate, input: &TitleInput) -> Self {
        let mut checks = candidate.checks.clone();
        checks.sort_unstable();
        let weight = |check: &TitleCheck| input.month_weights[check.month.place_in_half_year()];
        let mean = Composite::mean(checks.iter().map(|check| (check.score, weight(check))));
        let counted = checks.iter().filter(|check| weight(check) > 0).count();
        let TitleCandidate { place, households, pledged, criticised, .. } = *candidate;
        let rule = &input.rule;
        let pledges = u64::from(pledged) * 100 >= u64::from(rule.pledged_percent_min) * u64::from(households);
        let conditions = [
            (TitleMiss::FewChecks, counted >= rule.checks_min as usize),
            (TitleMiss::LowMean, mean.is_some_and(|mean| mean.reaches(rule.mean_min))),
            // Where nobody lives nobody has pledged.
            (TitleMiss::NotPledged, rule.pledged_percent_min == 0 || (households > 0 && pledges)),
            (TitleMiss::Criticised, !(criticised && rule.criticism_excludes)),
        ];
        let misses = conditions.into_iter().filter(|(_, met)| !met).map(|(miss, _)| miss).collect();
        Self { place, checks, mean, households, pledged, criticised, misses }
    }
}

/// Computes who gets a title.
///
/// # Errors
/// [`TitleError`].
pub fn award_titles(input: &TitleInput) -> Result<TitleList, TitleError> {
    if !input.rule.is_possible() {
        return Err(TitleError::Rule);
    }
    let mut lines: Vec<TitleLine> = input.candidates.iter().map(|c| TitleLine::of(c, input)).collect();
    let mut ids: Vec<AreaId> = lines.iter().map(|line| line.place).collect();
    ids.sort_unstable();
    if let Some(pair) = ids.windows(2).find(|pair| pair[0] == pair[1]) {
        return Err(TitleError::PlaceTwice(pair[0]));
    }
    sort(&mut lines);
    let fit = lines.iter().take_while(|line| line.is_awarded()).count();
    limit(&mut lines[..fit], &input.rule);
    sort(&mut lines);
    let awarded = lines.iter().filter(|line| line.is_awarded()).count();
    let awarded = u32::try_from(awarded).unwrap_or(u32::MAX);
    Ok(TitleList { half_year: input.half_year, awarded, lines })
}

/// Those who get it first, then the better mean, then by id.
fn sort(lines: &mut [TitleLine]) {
    lines.sort_by(|a, b| {
        let awarded = b.is_awarded().cmp(&a.is_awarded());
        awarded.then_with(|| b.mean.cmp(&a.mean)).then_with(|| a.place.cmp(&b.place))
    });
}

/// Takes the title from those who would be beyond the most. `lines` meet every condition and are sorted by mean.
fn limit(lines: &mut [TitleLine], rule: &TitleRule) {
    let most = rule.titles_max as usize;
    if lines.len() <= most {
        return;
    }
    let last = lines[most - 1].mean;
    let cut = lines[most].mean == last;
    let ranks = places(lines, |a, b| b.mean.cmp(&a.mean));
    for (line, rank) in lines.iter_mut().zip(ranks) {
        if cut && line.mean == last {
            if rule.ties == TitleTies::None {
                line.misses.push(TitleMiss::TiedAtLimit);
            }
        } else if rank as usize > most {
            line.misses.push(TitleMiss::BeyondLimit);
        }
    }
}

impl TitleList {
    /// The bytes that are stored and hashed: JSON, its fields in the order of the types above.
    ///
    /// # Errors
    /// None in practice: there is nothing in a list that JSON does not know.
    pub fn to_bytes(&self) -> Result<Vec<u8>, serde_json::Error> {
        serde_json::to_vec(self)
    }
}
