//! Proposing the awards of a settlement: which, on which line, out of which money.

use std::collections::BTreeMap;

use client::Client;
use contract::{
    funds::{Fund, MakePayout, Payout, ResolutionMatter},
    inspections::{ListSettlements, ListedSettlement},
    problems::{FieldProblem, fields},
};
use domain::funds::DISBURSEMENT_TITLE_CHARS_MAX;
use leptos::prelude::*;

use super::{
    super::{address, chars, of_fund::OfFund, resolutions::carried},
    payout_address,
};
use crate::{
    components::{
        BackLink, Button, ButtonKind, EmptyState, Form, FormState, PageHead, SelectField, TextField, Toasts,
    },
    fetch::fetch,
    format,
    i18n::{self, disbursements as texts, funds},
    once::Once,
    pages::{awards_words::half_year, console::lists::loaded, funds::words},
    route::Go,
    send::send,
    session::Session,
};

/// The page.
#[component]
pub fn MakePayoutPage() -> impl IntoView {
    view! { <OfFund title=texts::make_payout page=|fund| view! { <Whole fund/> }.into_any()/> }
}

/// What can be chosen: settlements, lines of the budget, resolutions about spending.
type Options = [Vec<(String, String)>; 3];

#[component]
fn Whole(fund: Fund) -> impl IntoView {
    let (id, area_id) = (fund.id, fund.area_id);
    let found = fetch(move |client: Client| async move {
        let settled = client.list_settlements(&ListSettlements { area_id }).await?.items;
        let lines = client.get_fund_budget(id).await?.lines;
        let line = |line: contract::funds::FundLine| {
            (line.number.to_string(), texts::line_left(line.title, format::money(line.left_fen)))
        };
        let spending = |matter: &ResolutionMatter| matches!(matter, ResolutionMatter::Spending { .. });
        let resolutions = carried(client, id, spending).await?;
        Ok([latest(settled), lines.into_iter().map(line).collect(), resolutions])
    });
    let purposes = StoredValue::new(words::purpose_options(&fund.purposes));
    view! {
        <BackLink href=format!("{}/payments", address(id)) label=texts::payments/>
        <PageHead title=texts::make_payout lead=texts::make_payout_lead/>
        {loaded(found, move |options: Options| {
            if options[0].is_empty() {
                return view! { <EmptyState title=texts::no_settlements detail=texts::no_settlements_detail icon=icondata_lu::LuAward/> }.into_any();
            }
            view! { <Make id options purposes=purposes.get_value()/> }.into_any()
        })}
    }
}

/// The latest revision of each half-year: earlier ones are paid no more.
fn latest(settled: Vec<ListedSettlement>) -> Vec<(String, String)> {
    let mut by_half: BTreeMap<_, ListedSettlement> = BTreeMap::new();
    for one in settled {
        let key = (one.half_year.to_string(), one.area_id);
        let newer = by_half.get(&key).is_none_or(|other| other.revision < one.revision);
        if newer {
            by_half.insert(key, one);
        }
    }
    let named = |one: ListedSettlement| {
        let words = format!("{} · {}", half_year(one.half_year), texts::payout_revision(one.revision));
        (one.id.to_string(), words)
    };
    by_half.into_values().rev().map(named).collect()
}

#[component]
fn Make(id: domain::ids::FundId, options: Options, purposes: Vec<(String, String)>) -> impl IntoView {
    let (session, toasts, go) = (Session::get(), Toasts::get(), Go::new());
    let (state, once) = (FormState::new("payout"), Once::new());
    let [settlement, title, line, purpose, resolution] = [(); 5].map(|()| RwSignal::new(String::new()));
    let [settlements, lines, resolutions] = options.map(Signal::stored);
    let read = move || -> Result<MakePayout, Vec<FieldProblem>> {
        let missing = |pointer: &str| fields::problem(pointer, "required", untrack(i18n::lang), &[]);
        let text = |signal: RwSignal<String>| signal.with_untracked(|text| text.trim().to_owned());
        match (text(settlement).parse(), text(line).parse()) {
            (Ok(settlement_id), Ok(line)) => Ok(MakePayout {
                settlement_id,
                title: text(title),
                line,
                purpose: Some(text(purpose)).filter(|code| !code.is_empty()),
                resolution_id: text(resolution).parse().ok(),
            }),
            (settlement, line) => {
                let no_settlement = settlement.is_err().then(|| missing("/settlement_id"));
                Err(no_settlement.into_iter().chain(line.is_err().then(|| missing("/line"))).collect())
            }
        }
    };
    let submit = move |()| {
        let body = match read() {
            Ok(body) => body,
            Err(faults) => {
                state.refuse_fields(faults);
                return;
            }
        };
        let key = once.key(&body);
        let ask = move |client: Client, body: MakePayout| {
            let key = key.clone();
            async move { client.make_payout(id, &body, Some(&key)).await }
        };
        send(session, state, body, ask, move |made: Payout| {
            toasts.say(texts::payout_made());
            go.to(&payout_address(made.id));
        });
    };
    view! {
        <Form state on_submit=submit>
            <SelectField name="settlement_id" label=texts::payout_settlement hint=texts::payout_settlement_hint value=settlement options=settlements/>
            <TextField name="title" label=texts::payout_title hint=texts::payout_title_hint value=title
                characters_max=chars(DISBURSEMENT_TITLE_CHARS_MAX)/>
            <SelectField name="line" label=texts::on_line value=line options=lines/>
            <SelectField name="purpose" label=funds::purpose hint=texts::purpose_hint value=purpose options=Signal::stored(purposes) optional=true/>
            <SelectField name="resolution_id" label=funds::by_resolution hint=texts::resolution_hint value=resolution options=resolutions optional=true/>
            <div class="form__actions">
                <Button kind=ButtonKind::Primary submit=true busy=state.busy>{texts::make_payout}</Button>
            </div>
        </Form>
    }
}
