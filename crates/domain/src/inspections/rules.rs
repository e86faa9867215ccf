//! What a half-year pays and when a village is criticised: a version of the rules, immutable once a period that uses it
//! has begun (Plan 2, part V).

use serde::{Deserialize, Serialize};

use super::{MonthWeights, Score, TitleKind, TitleRule};

/// Most kinds of prizes.
pub const PRIZES_MAX: usize = 20;
/// Most villages that one kind of prize goes to.
pub const PLACES_MAX: u32 = 1_000;
/// Most that one award pays, in fen: a million yuan.
pub const AWARD_FEN_MAX: i64 = 100_000_000;
/// Longest name of a prize, in characters.
pub const PRIZE_NAME_CHARS_MAX: usize = 30;
/// Largest weight of a month.
pub const MONTH_WEIGHT_MAX: u32 = 1_000;

/// A version of the rules of awards and criticism.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct AwardRules {
    /// What each month of the half-year weighs; only the proportions count.
    #[cfg_attr(feature = "openapi", schema(value_type = Vec<u32>, min_items = 6, max_items = 6))]
    pub month_weights: MonthWeights,
    /// The least composite for the base award and for prizes.
    #[cfg_attr(feature = "openapi", schema(value_type = String, example = "90.00"))]
    pub threshold: Score,
    /// What every village that reaches the threshold gets, in fen.
    pub base_fen: i64,
    /// The prizes, the first first.
    pub prizes: Vec<Prize>,
    /// How equal composites are told apart.
    pub ties: TieRule,
    /// When a village is criticised.
    pub criticism: CriticismRules,
    /// Certificates that a village may give its groups without saying why.
    pub certificates_per_village: u32,
    /// What titles take, one rule for each kind at most. Absent where there are none, so that what was stored before there
    /// were titles keeps its bytes.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub titles: Vec<TitleRule>,
}

/// A kind of prize.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Prize {
    /// What it is called: 一等奖.
    pub name: String,
    /// How many places it is for.
    pub places: u32,
    /// What each of them pays, in fen.
    pub fen: i64,
}

/// How equal composites are told apart.
///
/// Only what cannot turn against a village is on offer: whatever is compared grows with the village's own scores, so that a
/// better score never costs it a place. (The spread of its months, say, is not on offer: a better month can widen it.)
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct TieRule {
    /// Compared in this order, the greater first.
    pub criteria: Vec<TieCriterion>,
    /// For those whom no criterion tells apart.
    pub rest: TieRest,
    /// What a share is rounded down to, in fen: 1, 100 for whole yuan. Every prize is a multiple of it, or a share
    /// could be less than the least of the prizes it comes from.
    pub share_unit_fen: i64,
}

/// What tells equal composites apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum TieCriterion {
    /// The score of the latest month with a score.
    LatestMonth,
    /// The lowest score of a month.
    LowestMonth,
    /// How many months reached the threshold.
    MonthsAtThreshold,
}

/// What happens to those whom no criterion tells apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum TieRest {
    /// They divide the prizes of their places equally; what the rounding leaves is not paid.
    Share,
    /// All get the prize of the last of their places.
    Lower,
    /// A public value that nobody could know before orders them; see [`super::settle`].
    Draw,
}

/// When a village is criticised (连续两个月倒数一、二名).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct CriticismRules {
    /// How many places from the bottom count: 2.
    pub bottom_places: u32,
    /// How many months in a row: 2.
    pub months: u32,
    /// Fewest villages with a score for there to be a bottom.
    pub smallest_field: u32,
    /// What a month in which the village has no score does to the row.
    pub undrawn: Undrawn,
}

/// What a month without a score does to months in a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Undrawn {
    /// The row ends.
    Breaks,
    /// The row goes on with the next month that has a score.
    Bridges,
}

/// Which setting of a draft is not possible.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum RulesError {
    /// No month has a weight, or one has too much.
    #[error("a month weighs at most {MONTH_WEIGHT_MAX}, and one of them more than 0")]
    MonthWeights,
    /// An award is negative or too large.
    #[error("the base award is between 0 and {AWARD_FEN_MAX} fen")]
    Base,
    /// Too many kinds of prizes.
    #[error("there are at most {PRIZES_MAX} kinds of prizes")]
    PrizeCount,
    /// A prize without name, without places, or with an impossible amount.
    #[error(
        "prize {0}: a name of at most {PRIZE_NAME_CHARS_MAX} characters, 1 to {PLACES_MAX} places, 0 to {AWARD_FEN_MAX} fen"
    )]
    Prize(usize),
    /// A later prize is larger than the one before.
    #[error("prize {0} is larger than the one before it")]
    PrizeOrder(usize),
    /// A criterion stands twice.
    #[error("tie criterion {0} stands twice")]
    CriterionTwice(usize),
    /// A unit of shares that is not positive, more than a thousand yuan, or no part of a prize.
    #[error("a share is rounded to between 1 and 100000 fen, and every prize is a multiple of that")]
    ShareUnit,
    /// Impossible numbers of criticism.
    #[error(
        "criticism: 1 to 10 places from the bottom, 1 to 12 months, a field of more villages than those places"
    )]
    Criticism,
    /// Too many certificates.
    #[error("a village gives at most 20 certificates without saying why")]
    Certificates,
    /// A title with an impossible setting.
    #[error(
        "title {0}: a name of at most 30 characters, 1 to 60 checks, 0 to 100 percent, 1 to 10000 titles; criticism is of villages alone"
    )]
    Title(usize),
    /// Two titles of a kind.
    #[error("title {0} is the second of its kind")]
    TitleTwice(usize),
}

impl RulesError {
    /// The setting: a JSON pointer into the rules.
    #[must_use]
    pub fn pointer(self) -> String {
        match self {
            Self::MonthWeights => "/month_weights".to_owned(),
            Self::Base => "/base_fen".to_owned(),
            Self::PrizeCount => "/prizes".to_owned(),
            Self::Prize(prize) | Self::PrizeOrder(prize) => format!("/prizes/{}", prize - 1),
            Self::CriterionTwice(criterion) => format!("/ties/criteria/{}", criterion - 1),
            Self::ShareUnit => "/ties/share_unit_fen".to_owned(),
            Self::Criticism => "/criticism".to_owned(),
            Self::Certificates => "/certificates_per_village".to_owned(),
            Self::Title(title) | Self::TitleTwice(title) => format!("/titles/{}", title - 1),
        }
    }
}

impl AwardRules {
    /// The rules of plan 2 with its numbers; shares in whole yuan, an undrawn month breaks a row.
    #[must_use]
    pub fn plan_2() -> Self {
        let prize = |name: &str, places, yuan: i64| Prize { name: name.to_owned(), places, fen: yuan * 100 };
        Self {
            month_weights: [1; super::MONTHS],
            threshold: Score::new(9_000).unwrap_or(Score::FULL),
            base_fen: 2_500_000,
            prizes: vec![prize("一等奖", 2, 20_000), prize("二等奖", 3, 15_000), prize("三等奖", 5, 10_000)],
            ties: TieRule {
                criteria: vec![TieCriterion::LowestMonth],
                rest: TieRest::Share,
                share_unit_fen: 100,
            },
            criticism: CriticismRules {
                bottom_places: 2,
                months: 2,
                smallest_field: 4,
                undrawn: Undrawn::Breaks,
            },
            certificates_per_village: 1,
            titles: Vec::new(),
        }
    }

    /// The rules that come with the software: those of plan 2, with titles.
    #[must_use]
    pub fn ready() -> Self {
        Self { titles: TitleRule::ready(), ..Self::plan_2() }
    }

    /// What the titles of a kind take; `None` where there are none.
    #[must_use]
    pub fn title(&self, kind: TitleKind) -> Option<&TitleRule> {
        self.titles.iter().find(|title| title.kind == kind)
    }

    /// Checks every setting.
    ///
    /// # Errors
    /// The first that is not possible.
    pub fn check(&self) -> Result<(), RulesError> {
        let weights = &self.month_weights;
        if weights.iter().all(|weight| *weight == 0) || weights.iter().any(|w| *w > MONTH_WEIGHT_MAX) {
            return Err(RulesError::MonthWeights);
        }
        let payable = 0..=AWARD_FEN_MAX;
        if !payable.contains(&self.base_fen) {
            return Err(RulesError::Base);
        }
        if self.prizes.len() > PRIZES_MAX {
            return Err(RulesError::PrizeCount);
        }
        let mut before = AWARD_FEN_MAX;
        for (index, prize) in self.prizes.iter().enumerate() {
            let named = (1..=PRIZE_NAME_CHARS_MAX).contains(&prize.name.trim().chars().count());
            if !named || !(1..=PLACES_MAX).contains(&prize.places) || !payable.contains(&prize.fen) {
                return Err(RulesError::Prize(index + 1));
            }
            // Else a village would lose by rising.
            if prize.fen > before {
                return Err(RulesError::PrizeOrder(index + 1));
            }
            before = prize.fen;
        }
        let criteria = &self.ties.criteria;
        let twice = |(index, criterion)| criteria[..index].contains(criterion);
        if let Some(index) = criteria.iter().enumerate().position(twice) {
            return Err(RulesError::CriterionTwice(index + 1));
        }
        let unit = self.ties.share_unit_fen;
        if !(1..=100_000).contains(&unit) || self.prizes.iter().any(|prize| prize.fen % unit != 0) {
            return Err(RulesError::ShareUnit);
        }
        let CriticismRules { bottom_places, months, smallest_field, .. } = self.criticism;
        if !(1..=10).contains(&bottom_places)
            || !(1..=12).contains(&months)
            || smallest_field <= bottom_places
        {
            return Err(RulesError::Criticism);
        }
        if self.certificates_per_village > 20 {
            return Err(RulesError::Certificates);
        }
        for (index, title) in self.titles.iter().enumerate() {
            if !title.is_possible() {
                return Err(RulesError::Title(index + 1));
            }
            if self.titles[..index].iter().any(|before| before.kind == title.kind) {
                return Err(RulesError::TitleTwice(index + 1));
            }
        }
        Ok(())
    }

    /// What each place pays, in fen, the first place first.
    pub(super) fn ladder(&self) -> Vec<i64> {
        let rung = |prize: &Prize| std::iter::repeat_n(prize.fen, prize.places as usize);
        self.prizes.iter().flat_map(rung).collect()
    }

    /// The most that all prizes together can pay, in fen.
    #[must_use]
    pub fn prize_pool_fen(&self) -> i64 {
        self.prizes.iter().map(|prize| prize.fen * i64::from(prize.places)).sum()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn broken(change: impl FnOnce(&mut AwardRules)) -> Result<(), RulesError> {
        let mut rules = AwardRules::plan_2();
        change(&mut rules);
        rules.check()
    }

    #[test]
    fn the_rules_of_plan_2_pay_what_the_plan_says() {
        let rules = AwardRules::plan_2();
        assert_eq!(rules.check(), Ok(()));
        assert_eq!(rules.prize_pool_fen(), 13_500_000);
        assert_eq!(rules.ladder().len(), 10);
        assert_eq!(rules.base_fen + rules.ladder()[0], 4_500_000);
        let text = serde_json::to_string(&rules).unwrap();
        assert_eq!(serde_json::from_str::<AwardRules>(&text).unwrap(), rules);
    }

    #[test]
    fn rules_without_titles_keep_the_bytes_they_had_before_there_were_any() {
        let text = serde_json::to_string(&AwardRules::plan_2()).unwrap();
        assert!(!text.contains("titles") && text.ends_with("\"certificates_per_village\":1}"));
        let ready = serde_json::to_string(&AwardRules::ready()).unwrap();
        let read: AwardRules = serde_json::from_str(&ready).unwrap();
        assert_eq!((read.check(), read.titles.len()), (Ok(()), 3));
    }

    #[test]
    fn what_is_not_possible_is_named() {
        use RulesError as E;
        assert_eq!(broken(|r| r.month_weights = [0; 6]), Err(E::MonthWeights));
        assert_eq!(broken(|r| r.month_weights[5] = MONTH_WEIGHT_MAX + 1), Err(E::MonthWeights));
        assert_eq!(broken(|r| r.base_fen = -1), Err(E::Base));
        assert_eq!(broken(|r| r.prizes = vec![r.prizes[0].clone(); PRIZES_MAX + 1]), Err(E::PrizeCount));
        assert_eq!(broken(|r| r.prizes[1].places = 0), Err(E::Prize(2)));
        assert_eq!(broken(|r| r.prizes[0].name = "  ".into()), Err(E::Prize(1)));
        assert_eq!(broken(|r| r.prizes.swap(1, 2)), Err(E::PrizeOrder(3)));
        assert_eq!(
            broken(|r| r.ties.criteria = vec![TieCriterion::LatestMonth; 2]),
            Err(E::CriterionTwice(2))
        );
        assert_eq!(broken(|r| r.ties.share_unit_fen = 0), Err(E::ShareUnit));
        assert_eq!(broken(|r| r.prizes[2].fen += 1), Err(E::ShareUnit));
        assert_eq!(broken(|r| r.criticism.smallest_field = 2), Err(E::Criticism));
        assert_eq!(broken(|r| r.criticism.months = 0), Err(E::Criticism));
        assert_eq!(broken(|r| r.certificates_per_village = 21), Err(E::Certificates));
        let title = |change: fn(&mut TitleRule)| {
            broken(|r| {
                r.titles = TitleRule::ready();
                change(&mut r.titles[1]);
            })
        };
        assert_eq!(title(|_| {}), Ok(()));
        assert_eq!(title(|t| t.name = " ".into()), Err(E::Title(2)));
        assert_eq!(title(|t| t.checks_min = 0), Err(E::Title(2)));
        assert_eq!(title(|t| t.pledged_percent_min = 101), Err(E::Title(2)));
        assert_eq!(title(|t| t.titles_max = 0), Err(E::Title(2)));
        assert_eq!(title(|t| t.criticism_excludes = true), Err(E::Title(2)));
        assert_eq!(title(|t| t.kind = TitleKind::Household), Err(E::TitleTwice(2)));
        assert_eq!(
            (E::Prize(2).pointer(), E::CriterionTwice(1).pointer()),
            ("/prizes/1".into(), "/ties/criteria/0".into())
        );
    }
}
