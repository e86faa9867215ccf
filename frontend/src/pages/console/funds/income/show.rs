//! One thing that comes in: its facts, its receipt, its proof, and what the treasurer does with it.

use contract::funds::{Fund, Income};
use domain::{funds::income::IncomeState, ids::IncomeId, permissions::Permission};
use leptos::prelude::*;

use super::{
    super::{READING, address, no_such_fund},
    act::Acts,
};
use crate::{
    components::{BackLink, PageHead},
    fetch::fetch,
    format,
    i18n::funds,
    live,
    pages::{
        console::{inspections::held::held, named::OnePage},
        funds::{check::CheckIncome, income::IncomeFacts, receipt::Receipt, words},
    },
    session::Session,
};

/// The page.
#[component]
pub fn IncomePage() -> impl IntoView {
    view! {
        <OnePage title=funds::income needs=READING list=("/funds", funds::funds)
            show=|id: IncomeId| view! { <One id/> }.into_any() missing=no_such_fund/>
    }
}

#[component]
fn One(id: IncomeId) -> impl IntoView {
    let found = fetch(move |client| async move {
        let income = client.get_income(id).await?.body;
        let fund = client.get_fund(income.fund_id).await?.body;
        Ok((fund, income))
    });
    live::follow(move |event| event.subject == format!("income:{id}"), move || found.reload());
    let done = Callback::new(move |()| found.reload());
    held(found, no_such_fund, move |found| whole(found, done))
}

fn whole(found: Signal<(Fund, Income)>, done: Callback<()>) -> impl IntoView {
    let fund = found.with_untracked(|(fund, _)| fund.clone());
    let income = Memo::new(move |_| found.with(|(_, income)| income.clone()));
    let purposes = StoredValue::new(fund.purposes.clone());
    let title = move || {
        income.with(|income| {
            let source = words::source(words::source_kind(&income.source));
            format!("{source} · {}", format::money(income.amount_fen.fen()))
        })
    };
    let keeps = Session::get().may(Permission::KeepFunds, &fund.area_path);
    let paper = move || {
        let (id, number) = income.with(|income| (income.id, income.receipt_number));
        number.map(|number| view! { <div class="row no-print"><Receipt id number/></div> })
    };
    let proof = move || {
        let income = income.get();
        let booked = matches!(income.state, IncomeState::Received | IncomeState::Reversed);
        booked.then(|| view! { <CheckIncome income/> })
    };
    view! {
        <div class="stack stack--loose">
            <BackLink href=format!("{}/income", address(fund.id)) label=funds::incomes/>
            <PageHead title lead=fund.name.clone()/>
            {keeps.then(|| view! { <Acts income=Signal::from(income) on_done=done/> })}
            {move || view! { <IncomeFacts income=income.get() purposes=purposes.get_value()/> }}
            {paper}
            {proof}
        </div>
    }
}
