//! One payment: its facts, its way and who did what, its invoices, and the steps that the reader may take.

use contract::funds::{Disbursement, Fund};
use domain::ids::DisbursementId;
use leptos::prelude::*;

use super::{
    super::{READING, address, no_such_fund},
    act::Acts,
};
use crate::{
    components::{BackLink, PageHead},
    fetch::fetch,
    format,
    i18n::{disbursements as texts, funds},
    live,
    pages::{
        console::{inspections::held::held, named::OnePage},
        funds::disbursements::{DisbursementFacts, Invoices, Way},
    },
};

/// The page.
#[component]
pub fn PaymentPage() -> impl IntoView {
    view! {
        <OnePage title=texts::payment needs=READING list=("/funds", funds::funds)
            show=|id: DisbursementId| view! { <One id/> }.into_any() missing=no_such_fund/>
    }
}

#[component]
fn One(id: DisbursementId) -> impl IntoView {
    let found = fetch(move |client| async move {
        let payment = client.get_disbursement(id).await?.body;
        let fund = client.get_fund(payment.summary.fund_id).await?.body;
        Ok((fund, payment))
    });
    live::follow(move |event| event.subject == format!("disbursement:{id}"), move || found.reload());
    let done = Callback::new(move |()| found.reload());
    held(found, no_such_fund, move |found| whole(found, done))
}

fn whole(found: Signal<(Fund, Disbursement)>, done: Callback<()>) -> impl IntoView {
    let fund = found.with_untracked(|(fund, _)| fund.clone());
    let payment = Memo::new(move |_| found.with(|(_, payment)| payment.clone()));
    let purposes = StoredValue::new(fund.purposes.clone());
    let title = move || {
        payment.with(|payment| {
            let summary = &payment.summary;
            format!("{} · {}", summary.title, format::money(summary.amount_fen.fen()))
        })
    };
    let way = move || {
        let payment = payment.get();
        view! { <Way steps=payment.steps stands=payment.summary.state/> }
    };
    let invoices =
        move || payment.with(|payment| payment.invoices.clone()).map(|all| view! { <Invoices all/> });
    view! {
        <div class="stack stack--loose">
            <BackLink href=format!("{}/payments", address(fund.id)) label=texts::payments/>
            <PageHead title lead=fund.name.clone()/>
            <Acts payment=Signal::from(payment) on_done=done/>
            {move || view! { <DisbursementFacts payment=payment.get() purposes=purposes.get_value()/> }}
            {way}
            {invoices}
        </div>
    }
}
