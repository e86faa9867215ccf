//! Inspections of villages, and what follows from them: scores, ranking, awards, criticism, draws (Plans 1 and 2).
//!
//! Scores are hundredths, composites fractions, money fen. Nothing here rounds but for show.

mod composite;
mod criticism;
mod draw;
mod month;
mod ranking;
mod rules;
mod score;
mod settlement;
#[cfg(test)]
#[cfg(not(target_family = "wasm"))]
mod tests;

pub use self::{
    composite::{Composite, MonthScores, MonthWeights},
    criticism::{AtBottom, Criticism, MonthResult, criticise},
    draw::{CANDIDATES_MAX, DrawError, DrawRecord, Frame, Group, KEY_BYTES_MAX, Seed},
    month::{HalfYear, MONTHS, Month, PeriodError},
    ranking::places,
    rules::{
        AWARD_FEN_MAX, AwardRules, CriticismRules, MONTH_WEIGHT_MAX, PLACES_MAX, PRIZE_NAME_CHARS_MAX,
        PRIZES_MAX, Prize, RulesError, TieCriterion, TieRest, TieRule, Undrawn,
    },
    score::{Score, ScoreError},
    settlement::{
        Candidate, Line, PrizeShare, Settlement, SettlementError, SettlementInput, Tie, TieOutcome, settle,
    },
};
