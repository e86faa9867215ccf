//! The fields of a charter.

use contract::problems::FieldProblem;
use domain::{funds::Step, permissions::Role};
use leptos::prelude::*;

use super::typed::{TypedCharter, TypedLimit};
use crate::rows::Rows;

/// The row of it.
#[derive(Clone)]
pub(super) struct LimitRow {
    pub(super) step: ArcRwSignal<String>,
    pub(super) role: ArcRwSignal<String>,
    pub(super) max: ArcRwSignal<String>,
}

impl LimitRow {
    pub(super) fn of(typed: TypedLimit) -> Self {
        let signal = ArcRwSignal::new;
        Self { step: signal(typed.step), role: signal(typed.role), max: signal(typed.max) }
    }

    /// One to begin with.
    pub(super) fn fresh() -> Self {
        Self::of(TypedLimit {
            step: Step::Propose.as_str().to_owned(),
            role: Role::Official.as_str().to_owned(),
            max: String::new(),
        })
    }

    fn typed(&self) -> TypedLimit {
        TypedLimit { step: self.step.get(), role: self.role.get(), max: self.max.get() }
    }
}

/// The fields.
#[derive(Clone)]
pub(super) struct CharterForm {
    pub(super) title: ArcRwSignal<String>,
    pub(super) document: ArcRwSignal<String>,
    pub(super) limits: Rows<LimitRow>,
    pub(super) resolution_above: ArcRwSignal<String>,
    pub(super) quorum: ArcRwSignal<String>,
    pub(super) ordinary: ArcRwSignal<String>,
    pub(super) special: ArcRwSignal<String>,
    pub(super) unrecused_min: ArcRwSignal<String>,
    pub(super) term_months_max: ArcRwSignal<String>,
    pub(super) comment_days: ArcRwSignal<String>,
    pub(super) rating_days: ArcRwSignal<String>,
    pub(super) disclosure_months: ArcRwSignal<String>,
    pub(super) disclosure_days: ArcRwSignal<String>,
}

impl CharterForm {
    pub(super) fn of(typed: TypedCharter) -> Self {
        let signal = ArcRwSignal::new;
        Self {
            title: signal(typed.title),
            document: signal(typed.document),
            limits: Rows::new(typed.limits.into_iter().map(LimitRow::of)),
            resolution_above: signal(typed.resolution_above),
            quorum: signal(typed.quorum),
            ordinary: signal(typed.ordinary),
            special: signal(typed.special),
            unrecused_min: signal(typed.unrecused_min),
            term_months_max: signal(typed.term_months_max),
            comment_days: signal(typed.comment_days),
            rating_days: signal(typed.rating_days),
            disclosure_months: signal(typed.disclosure_months),
            disclosure_days: signal(typed.disclosure_days),
        }
    }

    /// What is typed; tracked.
    pub(super) fn typed(&self) -> TypedCharter {
        TypedCharter {
            title: self.title.get(),
            document: self.document.get(),
            limits: self.limits.get().iter().map(|row| row.content.typed()).collect(),
            resolution_above: self.resolution_above.get(),
            quorum: self.quorum.get(),
            ordinary: self.ordinary.get(),
            special: self.special.get(),
            unrecused_min: self.unrecused_min.get(),
            term_months_max: self.term_months_max.get(),
            comment_days: self.comment_days.get(),
            rating_days: self.rating_days.get(),
            disclosure_months: self.disclosure_months.get(),
            disclosure_days: self.disclosure_days.get(),
        }
    }
}

/// Rules are refused as a whole: says at which field of the form it is.
pub(super) fn at_fields(errors: Vec<FieldProblem>) -> Vec<FieldProblem> {
    let at = |error: FieldProblem| {
        if !error.pointer.starts_with("/rules") {
            return error;
        }
        let field = match error.code.as_ref() {
            "fund_resolution_above" => "/resolution_above",
            "fund_unrecused_min" => "/unrecused_min",
            "fund_term" => "/term_months_max",
            "fund_days" => "/comment_days",
            "fund_disclosure" => "/disclosure_months",
            _ => "/limits",
        };
        FieldProblem { pointer: field.to_owned(), ..error }
    };
    errors.into_iter().map(at).collect()
}
