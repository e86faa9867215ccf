//! Approving all awards of a payout that the reader may approve: one after the other, each by itself, so that what was approved stays
//! where a later one fails.

use client::{Client, ClientError};
use contract::funds::{DisbursementSummary, Payout};
use domain::{
    funds::disbursements::{DisbursementAction, DisbursementStateName},
    ids::DisbursementId,
};
use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;

use crate::{
    asking::{call, question},
    components::{Button, ButtonKind, Confirm, Progress, Toasts},
    format,
    i18n::disbursements as texts,
    session::Session,
};

/// Those of them that wait to be approved, where the reader may approve the largest: whoever may do that may approve the others.
pub async fn waiting(client: &Client, payout: &Payout) -> Result<Vec<DisbursementSummary>, ClientError> {
    let proposed = |one: &&DisbursementSummary| one.state == DisbursementStateName::Proposed;
    let waiting: Vec<_> = payout.disbursements.iter().filter(proposed).cloned().collect();
    let Some(largest) = waiting.iter().max_by_key(|one| one.amount_fen) else { return Ok(waiting) };
    let largest = client.get_disbursement(largest.id).await?.body;
    let may = largest.actions.contains(&DisbursementAction::Approve);
    Ok(if may { waiting } else { Vec::new() })
}

/// How far approving is. The page's, so that it goes on when what the page shows is loaded again meanwhile.
#[derive(Clone, Copy)]
pub struct Approving {
    busy: RwSignal<bool>,
    done: RwSignal<u32>,
    total: RwSignal<u32>,
}

impl Approving {
    /// Nothing is being approved.
    pub fn idle() -> Self {
        Self { busy: RwSignal::new(false), done: RwSignal::new(0), total: RwSignal::new(0) }
    }

    fn begin(self, session: Session, toasts: Toasts, ids: Vec<DisbursementId>) {
        self.busy.set(true);
        self.done.set(0);
        self.total.set(u32::try_from(ids.len()).unwrap_or(u32::MAX));
        spawn_local(async move {
            for id in ids {
                let ask = move |client: Client| async move {
                    client.approve_disbursement(id, Some(&format!("approve-{id}"))).await
                };
                if let Err(failure) = call(session, question(ask, |_| ())).await {
                    toasts.say(failure.detail);
                    break;
                }
                // Where the page is gone, nobody sees any more what would be approved.
                if self.done.try_update(|done| *done += 1).is_none() {
                    return;
                }
            }
            let _ = self.busy.try_set(false);
        });
    }
}

/// The button, and how far it is.
#[component]
pub fn ApproveAll(
    /// What the reader may approve.
    awards: Vec<DisbursementSummary>,
    /// How far approving is.
    approving: Approving,
) -> impl IntoView {
    let (session, toasts, open) = (Session::get(), Toasts::get(), RwSignal::new(false));
    let sum: i64 = awards.iter().map(|one| one.amount_fen.fen()).sum();
    let waiting: Vec<DisbursementId> = awards.iter().map(|one| one.id).collect();
    let count = waiting.len();
    let approve = move |()| approving.begin(session, toasts, waiting.clone());
    view! {
        <Show when=move || approving.busy.get()>
            <Progress label=texts::approving_all done=approving.done total=approving.total/>
        </Show>
        <Show when=move || (count > 1) && !approving.busy.get()>
            <div class="row no-print">
                <Button kind=ButtonKind::Primary icon=icondata_lu::LuCheckCheck on_press=move |()| open.set(true)>
                    {move || texts::approve_all(count)}
                </Button>
            </div>
        </Show>
        <Confirm open title=move || texts::approve_all_question(count, format::money(sum))
            consequence=texts::approve_all_consequence verb=texts::approve on_confirm=approve/>
    }
}
