//! The fields of a plan, for writing one and for changing it.

use contract::{problems::FieldProblem, visits::WriteVisitPlan};
use domain::visits::{Unit, VisitReason, WORD_CHARS_MAX};
use leptos::prelude::*;

use super::words;
use crate::{
    components::{Choice, DateField, RadioCards, SelectField, TextField},
    format,
    i18n::visits as texts,
};

/// What is typed of a plan.
#[derive(Clone, Copy)]
pub struct Typed {
    pub(super) member: RwSignal<String>,
    reason: RwSignal<String>,
    detail: RwSignal<String>,
    every: RwSignal<String>,
    unit: RwSignal<String>,
    from: RwSignal<String>,
    until: RwSignal<String>,
    worker: RwSignal<String>,
}

impl Typed {
    /// What a plan says, to be changed; or what a new one begins with.
    pub fn of(plan: Option<&WriteVisitPlan>) -> Self {
        let text = |text: String| RwSignal::new(text);
        let id = |id: Option<domain::ids::UserId>| id.map(|id| id.to_string()).unwrap_or_default();
        let today = domain::town_time::date(crate::device::now());
        Self {
            member: text(id(plan.and_then(|plan| plan.member_id))),
            reason: text(plan.map(|plan| plan.reason.as_str().to_owned()).unwrap_or_default()),
            detail: text(plan.map(|plan| plan.detail.clone()).unwrap_or_default()),
            every: text(plan.map_or(1, |plan| plan.every).to_string()),
            unit: text(plan.map_or(Unit::Weeks, |plan| plan.unit).as_str().to_owned()),
            from: text(format::iso_date(plan.map_or(today, |plan| plan.from_on))),
            until: text(plan.and_then(|plan| plan.until_on).map(format::iso_date).unwrap_or_default()),
            worker: text(id(plan.and_then(|plan| plan.worker_id))),
        }
    }

    /// What is sent; what is missing where something is. Fields of a new plan lie one level lower in the body.
    pub fn read(self, within: &str) -> Result<WriteVisitPlan, Vec<FieldProblem>> {
        let reason = self.reason.with_untracked(|word| VisitReason::parse(word));
        let unit = self.unit.with_untracked(|word| Unit::parse(word));
        let from = self.from.with_untracked(|day| day.parse().ok());
        let at = |name: &str| words::missing(&format!("{within}/{name}"));
        let (Some(reason), Some(unit), Some(from_on)) = (reason, unit, from) else {
            let fields =
                [("reason", reason.is_none()), ("unit", unit.is_none()), ("from_on", from.is_none())];
            return Err(fields
                .into_iter()
                .filter(|(_, missing)| *missing)
                .map(|(name, _)| at(name))
                .collect());
        };
        Ok(WriteVisitPlan {
            member_id: self.member.with_untracked(|id| id.parse().ok()),
            reason,
            detail: self.detail.with_untracked(|text| text.trim().to_owned()),
            every: self.every.with_untracked(|count| count.trim().parse().unwrap_or(0)),
            unit,
            from_on,
            until_on: self.until.with_untracked(|day| day.parse().ok()),
            worker_id: self.worker.with_untracked(|id| id.parse().ok()),
        })
    }
}

/// Who, why, how often, by whom.
#[component]
pub fn PlanFields(
    /// What is typed.
    typed: Typed,
    /// Where the fields lie in the body.
    within: &'static str,
    /// Who of the household can be chosen, by id and name.
    #[prop(into)]
    members: Signal<Vec<(String, String)>>,
    /// Who can be chosen to visit, by id and name.
    workers: Vec<(String, String)>,
) -> impl IntoView {
    let name = move |name: &str| format!("{within}{name}");
    let reasons = VisitReason::ALL.map(|of| Choice::new(of.as_str(), words::reason(of))).to_vec();
    let units = Signal::derive(|| {
        let word = |unit: Unit| match unit {
            Unit::Days => texts::days(),
            Unit::Weeks => texts::weeks(),
            Unit::Months => texts::months(),
        };
        Unit::ALL.map(|unit| (unit.as_str().to_owned(), word(unit).to_owned())).to_vec()
    });
    let chars_max = u32::try_from(WORD_CHARS_MAX).unwrap_or(u32::MAX);
    view! {
        <SelectField name=name("member_id") label=texts::who hint=texts::who_hint value=typed.member options=members optional=true/>
        <RadioCards name=name("reason") label=texts::why value=typed.reason choices=Signal::stored(reasons) columns=true/>
        <TextField name=name("detail") label=texts::detail hint=texts::detail_hint value=typed.detail optional=true characters_max=chars_max/>
        <div class="pair">
            <TextField name=name("every") label=texts::every value=typed.every inputmode="numeric" characters_max=2_u32/>
            <SelectField name=name("unit") label=texts::unit value=typed.unit options=units/>
        </div>
        <div class="pair">
            <DateField name=name("from_on") label=texts::from value=typed.from/>
            <DateField name=name("until_on") label=texts::until hint=texts::until_hint value=typed.until optional=true/>
        </div>
        <SelectField name=name("worker_id") label=texts::by_whom hint=texts::by_whom_hint value=typed.worker options=Signal::stored(workers) optional=true/>
    }
}
