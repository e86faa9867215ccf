//! Inspections of villages, and what follows from them: scores, ranking, awards, criticism, draws (Plans 1 and 2).
//!
//! Scores are hundredths, composites fractions, money fen. Nothing here rounds but for show.

mod composite;
mod criticism;
mod draw;
mod events;
mod month;
mod objection;
mod pledge;
mod ranking;
mod ready;
mod rectification;
mod recusal;
mod round;
mod rules;
mod score;
mod settlement;
mod sheet;
mod tally;
mod template;
#[cfg(test)]
#[cfg(not(target_family = "wasm"))]
mod tests;
mod title_rule;
mod titles;

pub use self::{
    composite::{Composite, MonthScores, MonthWeights},
    criticism::{AtBottom, Criticism, MonthResult, criticise},
    draw::{CANDIDATES_MAX, DrawError, DrawRecord, Frame, Group, KEY_BYTES_MAX, Seed},
    events::{
        AwardRulesEvent, CertificateEvent, KinshipEvent, MarkChange, RectificationEvent, RoundEvent, Settled,
        TemplateEvent,
    },
    month::{HalfYear, MONTHS, Month, PeriodError},
    objection::{Decision, Objection, ObjectionError, ObjectionState},
    pledge::{COVERAGE_HOUSEHOLDS_MIN, PLEDGE_TEXT, PledgeEvent, SIGNER_CHARS_MAX, TitleEvent},
    ranking::places,
    ready::{ReadyTemplate, ready_templates},
    rectification::{DUE_DAYS_MAX, DueError, LapseReason, RectificationState, due_at},
    recusal::{Recusal, Ties},
    round::{
        Axes, DrawPlan, Notice, OBJECTION_HOURS_MAX, Regularity, Report, Round, RoundError, RoundMove,
        RoundState, Subjects,
    },
    rules::{
        AWARD_FEN_MAX, AwardRules, CriticismRules, MONTH_WEIGHT_MAX, PLACES_MAX, PRIZE_NAME_CHARS_MAX,
        PRIZES_MAX, Prize, RulesError, TieCriterion, TieRest, TieRule, Undrawn,
    },
    score::{Score, ScoreError},
    settlement::{
        Candidate, Line, PrizeShare, Settlement, SettlementError, SettlementInput, Tie, TieOutcome, settle,
    },
    sheet::{
        FINDING_NOTE_CHARS_MAX, FINDING_PHOTOS_MAX, Finding, Findings, Mark, Marks, SheetFault,
        SheetFaultKind, marks,
    },
    tally::{COUNT_MAX, Tally},
    template::{
        CODE_BYTES_MAX, DIMENSIONS_MAX, Dimension, GUIDANCE_CHARS_MAX, GUIDANCE_MAX, Guidance,
        INDICATORS_MAX, Indicator, Method, NAME_CHARS_MAX, Template, TemplateFault, TemplateFaultKind,
    },
    title_rule::{TITLE_CHECKS_MAX, TITLE_NAME_CHARS_MAX, TITLES_MAX, TitleKind, TitleRule, TitleTies},
    titles::{
        TitleCandidate, TitleCheck, TitleError, TitleInput, TitleLine, TitleList, TitleMiss, award_titles,
    },
};
