//! Awards that were proposed together, and where each stands.

use client::Client;
use contract::funds::{DisbursementSummary, Payout};
use domain::ids::PayoutId;
use leptos::prelude::*;

use super::{
    super::{READING, address, disbursements::list::rows},
    approve_all::{ApproveAll, Approving, waiting},
};
use crate::{
    components::{BackLink, EmptyState, PageHead, Save, Time},
    device,
    fetch::fetch,
    format,
    i18n::disbursements as texts,
    live,
    pages::{
        awards_words::half_year,
        console::{BASE, lists::loaded, office::office},
        funds::{id_at, if_there},
        identity::SignedInOnly,
    },
};

/// The page.
#[component]
pub fn PayoutPage() -> impl IntoView {
    view! {
        <SignedInOnly title=texts::payouts home=BASE
            children=|me| office(&me, READING, || view! { <div class="stack"><One/></div> }.into_any())/>
    }
}

#[component]
fn One() -> impl IntoView {
    let id = id_at::<PayoutId>("id");
    let found = fetch(move |client| {
        let id = id.get();
        async move {
            let Some(id) = id else { return Ok(None) };
            let Some(payout) = if_there(client.get_payout(id).await)? else { return Ok(None) };
            let waiting = waiting(&client, &payout).await?;
            Ok(Some((payout, waiting)))
        }
    });
    live::follow(|event| event.event.starts_with("disbursement."), move || found.reload());
    let approving = Approving::idle();
    loaded(found, move |found: Option<(Payout, Vec<DisbursementSummary>)>| match found {
        Some((payout, waiting)) => shown(payout, waiting, approving),
        None => view! { <EmptyState title=texts::no_such_payout icon=icondata_lu::LuAward/> }.into_any(),
    })
}

fn shown(payout: Payout, waiting: Vec<DisbursementSummary>, approving: Approving) -> AnyView {
    let Payout { id, half_year: half, revision, total_fen, .. } = payout;
    let file =
        move |kind: &'static str| move |client: Client| async move { client.export_payout(id, kind).await };
    view! {
        <BackLink href=format!("{}/payments", address(payout.fund_id)) label=texts::payments/>
        <PageHead title=move || texts::payout_of(half_year(half)) lead=move || texts::payout_revision(revision)>
            <Save name=format!("{half}.xlsx") kind=device::XLSX ask=file(device::XLSX)>{texts::payout_file_xlsx}</Save>
            <Save name=format!("{half}.csv") kind=device::CSV ask=file(device::CSV)>{texts::payout_file_csv}</Save>
        </PageHead>
        <dl class="facts">
            <dt>{texts::payout_total}</dt><dd>{format::money(total_fen)}</dd>
            <dt>{texts::proposed_at}</dt><dd><Time at=payout.made_at/></dd>
            <dt>{texts::award}</dt>
            <dd><a href=format!("{BASE}/inspections/settlements/{}", payout.settlement_id)>{texts::to_settlement}</a></dd>
        </dl>
        <ApproveAll awards=waiting approving/>
        {rows(payout.disbursements)}
    }
    .into_any()
}
