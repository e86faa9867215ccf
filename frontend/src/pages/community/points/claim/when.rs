//! On which day it was, how long it took, and for which home it counts.

use std::sync::Arc;

use chrono::{Days, NaiveDate};
use contract::{
    identity::Me,
    points::Programme,
    problems::{FieldProblem, fields},
};
use domain::{
    points::{Activity, Basis, CLAIM_DAYS_MAX, MINUTES_MAX},
    town_time,
};
use leptos::prelude::*;

use super::{
    super::words,
    Next,
    draft::{ClaimDraft, Kind},
    offered::Offered,
    room::Left,
};
use crate::{
    components::{ButtonLink, Choice, DateField, EmptyState, Form, FormState, RadioCards, SelectField},
    device,
    draft::Draft,
    format,
    i18n::{self, points},
};

/// Times are told by the quarter of an hour.
const QUARTER: u32 = 15;

/// The first and the last day that can be claimed.
fn days(programme: &Programme, today: NaiveDate) -> (NaiveDate, NaiveDate) {
    let back = Days::new(u64::try_from(CLAIM_DAYS_MAX).unwrap_or(0));
    let earliest = today.checked_sub_days(back).unwrap_or(today);
    (programme.starts_on.max(earliest), programme.ends_on.min(today))
}

/// The question.
#[component]
pub fn WhenStep(
    /// Who is asked.
    me: Arc<Me>,
    /// What there is to choose from.
    offered: Offered,
    /// The answers.
    draft: Draft<ClaimDraft>,
    /// For oneself or for somebody else.
    kind: Kind,
    /// Goes on to the next question.
    #[prop(into)]
    next: Callback<()>,
) -> impl IntoView {
    let chosen = draft.value.with_untracked(|draft| {
        offered.chosen(draft).map(|(programme, activity)| (programme.clone(), activity.clone()))
    });
    let Some((programme, activity)) = chosen else { return view! { <Gone kind/> }.into_any() };
    let state = FormState::new("when");
    let (first, last) = days(&programme, town_time::date(device::now()));
    let by_hour = activity.basis == Basis::Hour;
    let (day, minutes, home) = answers(draft, last);
    let homes = homes(&me, &programme, kind);
    let asks_home = homes.len() > 1;
    let submit = move |()| {
        let wrong = mistakes(draft, (first, last), by_hour, asks_home);
        if !state.refuse_fields(wrong) {
            state.accept();
            next.run(());
        }
    };
    let choices =
        move || homes.iter().map(|(id, name)| Choice::new(id.clone(), name.clone())).collect::<Vec<_>>();
    view! {
        <Form state on_submit=submit>
            <DateField name="day" label=points::day hint=move || points::day_hint(format::date(first), format::date(last)) value=day min=first max=last/>
            {by_hour.then(|| view! {
                <SelectField name="minutes" label=points::how_long hint=points::how_long_hint value=minutes options=Signal::derive(durations)/>
            })}
            {asks_home.then(|| view! {
                <RadioCards name="household_id" label=points::which_home value=home choices=Signal::derive(choices)/>
            })}
            <Earns programme activity draft kind/>
            <Next/>
        </Form>
    }
    .into_any()
}

/// What was answered, and keeping what is.
fn answers(
    draft: Draft<ClaimDraft>,
    last: NaiveDate,
) -> (RwSignal<String>, RwSignal<String>, RwSignal<String>) {
    let before = draft.value.get_untracked();
    // Most tell of what they have just done.
    let day = if before.day.is_empty() { format::iso_date(last) } else { before.day };
    let home = before.household.map(|id| id.to_string()).unwrap_or_default();
    let (day, minutes, home) = (RwSignal::new(day), RwSignal::new(before.minutes), RwSignal::new(home));
    Effect::new(move |_| {
        let (day, minutes, home) = (day.get(), minutes.get(), home.get());
        draft.value.update(|draft| {
            (draft.day, draft.minutes) = (day, minutes);
            if let Ok(home) = home.parse() {
                draft.household = Some(home);
            }
        });
    });
    (day, minutes, home)
}

/// One's homes in the programme's area, where one claims for oneself.
fn homes(me: &Me, programme: &Programme, kind: Kind) -> Vec<(String, String)> {
    let mine = me
        .memberships
        .iter()
        .filter(|one| one.state == "confirmed" && programme.area_path.covers(&one.area_path));
    match kind {
        Kind::Claim => mine.map(|one| (one.household_id.to_string(), one.area_name.clone())).collect(),
        Kind::Propose => Vec::new(),
    }
}

fn mistakes(
    draft: Draft<ClaimDraft>,
    (first, last): (NaiveDate, NaiveDate),
    by_hour: bool,
    asks_home: bool,
) -> Vec<FieldProblem> {
    let wrong = |pointer: &str, code: &'static str, params: &[(String, String)]| {
        fields::problem(pointer, code, untrack(i18n::lang), params)
    };
    draft.value.with_untracked(|draft| {
        let mut found = Vec::new();
        match draft.day() {
            None => found.push(wrong("/day", "required", &[])),
            Some(day) if !(first..=last).contains(&day) => {
                let range = [("min".to_owned(), format::date(first)), ("max".to_owned(), format::date(last))];
                found.push(wrong("/day", "range", &range));
            }
            Some(_) => {}
        }
        if by_hour && draft.minutes().is_none() {
            found.push(wrong("/minutes", "required", &[]));
        }
        if asks_home && draft.household.is_none() {
            found.push(wrong("/household_id", "required", &[]));
        }
        found
    })
}

fn durations() -> Vec<(String, String)> {
    let all = (1..=MINUTES_MAX / QUARTER).map(|quarters| quarters * QUARTER);
    all.map(|minutes| (minutes.to_string(), words::duration(minutes))).collect()
}

/// What it earns, and what the caps leave on that day.
#[component]
fn Earns(programme: Programme, activity: Activity, draft: Draft<ClaimDraft>, kind: Kind) -> impl IntoView {
    let (programme, code) = (programme.id, activity.code.clone());
    let day = Signal::derive(move || draft.value.with(ClaimDraft::day));
    let wanted = Memo::new(move |_| activity.earns(draft.value.with(ClaimDraft::minutes)).unwrap_or(0));
    let earns = move || {
        let wanted = wanted.get();
        (wanted > 0).then(|| view! { <p>{points::will_earn(format::number(wanted))}</p> })
    };
    view! {
        <div role="status" class="stack stack--tight">
            {earns}
            {(kind == Kind::Claim).then(|| view! { <Left programme activity=code day wanted/> })}
        </div>
    }
}

/// What was chosen is no longer there, or nothing was.
#[component]
pub fn Gone(
    /// For oneself or for somebody else.
    kind: Kind,
) -> impl IntoView {
    view! {
        <EmptyState title=points::choose_first icon=icondata_lu::LuListChecks>
            <ButtonLink href=kind.at("deed")>{points::ask_deed}</ButtonLink>
        </EmptyState>
    }
}
