//! The settlement of a half-year: who gets what, and why (Plan 2, part V).
//!
//! A settlement is a function of its inputs and of nothing else, not even of their order: recomputed from what is stored it
//! has the same bytes. Every fen can be followed from the line of the village that gets it.

use std::cmp::Ordering;

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::{AwardRules, Composite, HalfYear, MonthScores, TieCriterion, TieRest, ranking::places};
use crate::{ids::AreaId, journal::NodeHash};

/// What a public value is hashed with, so that it orders nothing else the same way.
const TIE_LABEL: &[u8] = b"gongzhi.settlement.tie.1\n";

/// A village and its published scores.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Candidate {
    /// Which village.
    pub village: AreaId,
    /// Its scores of the six months.
    pub months: MonthScores,
}

/// Everything that a settlement is computed from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SettlementInput {
    /// Which half-year.
    pub half_year: HalfYear,
    /// Under which rules.
    pub rules: AwardRules,
    /// The villages, each once, in any order.
    pub candidates: Vec<Candidate>,
    /// What orders those whom the rules leave to a draw: fixed after all scores were published.
    pub public_value: Option<NodeHash>,
}

/// What a settlement comes to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Settlement {
    /// Which half-year.
    pub half_year: HalfYear,
    /// A line for each village: those with a place first, then by composite, then by id.
    pub lines: Vec<Line>,
    /// All base awards, in fen.
    pub base_fen: i64,
    /// All prizes, in fen.
    pub prize_fen: i64,
    /// What the rounding of shares left unpaid, in fen.
    pub unpaid_fen: i64,
}

/// What one village gets, and why.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Line {
    /// Which village.
    pub village: AreaId,
    /// Its scores of the six months, as they went in.
    pub months: MonthScores,
    /// The composite; absent where no month that counts has a score.
    pub composite: Option<Composite>,
    /// Its place among all villages by composite alone: 1, 2, 2, 4.
    pub rank: Option<u32>,
    /// Whether it reaches the threshold.
    pub eligible: bool,
    /// Its place for prizes among those who do; shared where the tie was not broken.
    pub place: Option<u32>,
    /// Where others have the same composite: how they were told apart.
    pub tie: Option<Tie>,
    /// The base award, in fen.
    pub base_fen: i64,
    /// The prize, where its place has one.
    pub prize: Option<PrizeShare>,
    /// Base award and prize together, in fen.
    pub total_fen: i64,
}

/// How equal composites among the eligible were told apart.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Tie {
    /// How many have this composite.
    pub among: u32,
    /// What the village has by each criterion of the rules, in their order: hundredths, or months.
    pub criteria: Vec<i64>,
    /// What came of it.
    pub outcome: TieOutcome,
}

/// What came of a tie for one village.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum TieOutcome {
    /// The criteria gave it a place of its own.
    ByCriteria,
    /// It shares the prizes of the places with its equals.
    Shared,
    /// It gets the prize of the last of those places, like its equals.
    Lower,
    /// The public value gave it a place of its own.
    Drawn,
}

/// The prize of a place, or a share in the prizes of several.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PrizeShare {
    /// The first of the places that it comes from.
    pub from_place: u32,
    /// The last of them.
    pub to_place: u32,
    /// What those places pay together, in fen.
    pub pool_fen: i64,
    /// What this village gets, in fen.
    pub fen: i64,
}

/// Why a half-year cannot be settled.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SettlementError {
    /// A village stands twice.
    #[error("village {0} stands twice")]
    VillageTwice(AreaId),
    /// The rules leave ties to a draw, and there is no public value.
    #[error("the rules draw lots among equals: a public value is missing")]
    PublicValueMissing,
    /// The rules are not possible.
    #[error(transparent)]
    Rules(#[from] super::RulesError),
}

/// Settles a half-year.
///
/// # Errors
/// [`SettlementError`].
pub fn settle(input: &SettlementInput) -> Result<Settlement, SettlementError> {
    input.rules.check()?;
    if input.rules.ties.rest == TieRest::Draw && input.public_value.is_none() {
        return Err(SettlementError::PublicValueMissing);
    }
    let mut standings: Vec<Standing> = input.candidates.iter().map(|c| Standing::of(c, input)).collect();
    standings.sort_by(Standing::best_first);
    let mut ids: Vec<AreaId> = standings.iter().map(|standing| standing.village).collect();
    ids.sort_unstable();
    if let Some(pair) = ids.windows(2).find(|pair| pair[0] == pair[1]) {
        return Err(SettlementError::VillageTwice(pair[0]));
    }

    let scored = standings.iter().filter(|standing| standing.composite.is_some()).count();
    let ranks = places(&standings[..scored], |a, b| b.composite.cmp(&a.composite));
    let mut lines: Vec<Line> = standings.iter().map(|standing| standing.line(input)).collect();
    for (line, rank) in lines.iter_mut().zip(ranks) {
        line.rank = Some(rank);
    }
    let eligible = standings.iter().take_while(|standing| standing.eligible).count();
    mark_ties(&mut lines[..eligible], &standings);
    let unpaid_fen = give_prizes(&mut lines[..eligible], &standings, &input.rules);

    for line in &mut lines {
        line.total_fen = line.base_fen + line.prize.as_ref().map_or(0, |prize| prize.fen);
    }
    let prize_fen = lines.iter().filter_map(|line| line.prize.as_ref()).map(|prize| prize.fen).sum();
    let base_fen = lines.iter().map(|line| line.base_fen).sum();
    Ok(Settlement { half_year: input.half_year, lines, base_fen, prize_fen, unpaid_fen })
}

/// A village as it is compared.
struct Standing {
    village: AreaId,
    months: MonthScores,
    composite: Option<Composite>,
    eligible: bool,
    criteria: Vec<i64>,
    /// Orders what the criteria leave equal, where the rules draw; else empty.
    lot: Vec<u8>,
}

impl Standing {
    fn of(candidate: &Candidate, input: &SettlementInput) -> Self {
        let rules = &input.rules;
        let composite = Composite::of(&candidate.months, &rules.month_weights);
        let criterion = |criterion: &TieCriterion| {
            let scores = || candidate.months.iter().flatten();
            match criterion {
                TieCriterion::LatestMonth => scores().next_back().map_or(0, |score| score.hundredths()),
                TieCriterion::LowestMonth => scores().min().map_or(0, |score| score.hundredths()),
                TieCriterion::MonthsAtThreshold => {
                    scores().map(|score| i64::from(*score >= rules.threshold)).sum()
                }
            }
        };
        let lot = match (rules.ties.rest, &input.public_value) {
            (TieRest::Draw, Some(value)) => {
                let hash = Sha256::new_with_prefix(TIE_LABEL).chain_update(value.0);
                hash.chain_update(candidate.village.0.as_bytes()).finalize().to_vec()
            }
            _ => Vec::new(),
        };
        Self {
            village: candidate.village,
            months: candidate.months,
            eligible: composite.is_some_and(|composite| composite.reaches(rules.threshold)),
            criteria: rules.ties.criteria.iter().map(criterion).collect(),
            composite,
            lot,
        }
    }

    /// The order of prizes: equal where they share.
    fn prize_order(&self, other: &Self) -> Ordering {
        other
            .composite
            .cmp(&self.composite)
            .then_with(|| other.criteria.cmp(&self.criteria))
            .then_with(|| self.lot.cmp(&other.lot))
    }

    /// The same, and the id where that is equal, so that the order of the inputs decides nothing.
    fn best_first(&self, other: &Self) -> Ordering {
        self.prize_order(other).then_with(|| self.village.cmp(&other.village))
    }

    fn line(&self, input: &SettlementInput) -> Line {
        Line {
            village: self.village,
            months: self.months,
            composite: self.composite,
            rank: None,
            eligible: self.eligible,
            place: None,
            tie: None,
            base_fen: if self.eligible { input.rules.base_fen } else { 0 },
            prize: None,
            total_fen: 0,
        }
    }
}

/// Says of every eligible village whose composite others have too how they were told apart. `lines` and `standings`
/// are in the same order, and only of the eligible.
fn mark_ties(lines: &mut [Line], standings: &[Standing]) {
    let mut start = 0;
    let standings = &standings[..lines.len()];
    for group in standings.chunk_by(|a, b| a.composite == b.composite) {
        if group.len() > 1 {
            let same = |a: &Standing, b: &Standing| a.criteria == b.criteria;
            for (offset, standing) in group.iter().enumerate() {
                let before = offset.checked_sub(1).is_some_and(|before| same(&group[before], standing));
                let after = group.get(offset + 1).is_some_and(|after| same(after, standing));
                let outcome = match (before || after, standing.lot.is_empty()) {
                    (false, _) => TieOutcome::ByCriteria,
                    (true, false) => TieOutcome::Drawn,
                    (true, true) => TieOutcome::Shared,
                };
                let among = u32::try_from(group.len()).unwrap_or(u32::MAX);
                lines[start + offset].tie = Some(Tie { among, criteria: standing.criteria.clone(), outcome });
            }
        }
        start += group.len();
    }
}

/// Gives places and prizes; returns what the rounding of shares leaves, in fen.
fn give_prizes(lines: &mut [Line], standings: &[Standing], rules: &AwardRules) -> i64 {
    let ladder = rules.ladder();
    let (mut start, mut unpaid) = (0, 0);
    let standings = &standings[..lines.len()];
    for group in standings.chunk_by(|a, b| a.prize_order(b) == Ordering::Equal) {
        let end = start + group.len();
        let rungs = &ladder[start.min(ladder.len())..end.min(ladder.len())];
        let pool_fen: i64 = rungs.iter().sum();
        let count = i64::try_from(group.len()).unwrap_or(i64::MAX);
        let fen = match rules.ties.rest {
            // Past the last prize there is nothing, and nothing is the prize of the last place.
            TieRest::Lower => ladder.get(end - 1).copied().unwrap_or(0),
            TieRest::Share if group.len() > 1 => {
                let share = pool_fen / count / rules.ties.share_unit_fen * rules.ties.share_unit_fen;
                unpaid += pool_fen - share * count;
                share
            }
            TieRest::Share | TieRest::Draw => pool_fen,
        };
        let place = |index: usize| u32::try_from(index).unwrap_or(u32::MAX);
        for line in &mut lines[start..end] {
            line.place = Some(place(start + 1));
            if !rungs.is_empty() {
                let (from_place, to_place) = (place(start + 1), place(end));
                line.prize = Some(PrizeShare { from_place, to_place, pool_fen, fen });
            }
            if let (TieRest::Lower, Some(tie)) = (rules.ties.rest, &mut line.tie)
                && tie.outcome == TieOutcome::Shared
            {
                tie.outcome = TieOutcome::Lower;
            }
        }
        start = end;
    }
    unpaid
}

impl Settlement {
    /// The bytes that are stored and hashed: JSON, its fields in the order of the types above.
    ///
    /// # Errors
    /// None in practice: there is nothing in a settlement that JSON does not know.
    pub fn to_bytes(&self) -> Result<Vec<u8>, serde_json::Error> {
        serde_json::to_vec(self)
    }
}
