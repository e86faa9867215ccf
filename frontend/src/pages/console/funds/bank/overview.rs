//! How far the bank and the books agree, with what differs on either side.

use client::Client;
use contract::funds::{Fund, FundReconciliation, Reconciled, ReconciliationSide, ReconciliationStanding};
use domain::permissions::Permission;
use leptos::prelude::*;

use super::{
    super::{address, of_fund::OfFund},
    lines::Lines,
    missing::Missing,
    statements::Statements,
};
use crate::{
    components::{BackLink, Button, ButtonKind, ButtonLink, EmptyState, Notice, PageHead, Toasts, Tone},
    fetch::fetch,
    format,
    i18n::bank as texts,
    live,
    once::Once,
    pages::{
        console::lists::loaded,
        funds::words::{self, Text},
    },
    send::press,
    session::Session,
};

/// The page.
#[component]
pub fn BankPage() -> impl IntoView {
    view! { <OfFund title=texts::reconciliation page=|fund| view! { <Whole fund/> }.into_any()/> }
}

#[component]
fn Whole(fund: Fund) -> impl IntoView {
    let (session, toasts, once) = (Session::get(), Toasts::get(), Once::new());
    let id = fund.id;
    let found = fetch(move |client| async move { client.get_fund_reconciliation(id).await });
    let compares = Memo::new(move |_| {
        found.answer.with(|answer| matches!(answer, Some(Ok(found)) if found.standing.is_some()))
    });
    let (busy, ticks) = (RwSignal::new(false), RwSignal::new(0_u32));
    let again = move || {
        found.reload();
        ticks.update(|ticks| *ticks = ticks.wrapping_add(1));
    };
    live::follow(
        |event| ["fund.", "income.", "disbursement."].iter().any(|kind| event.event.starts_with(kind)),
        again,
    );
    let keeps = session.may(Permission::KeepFunds, &fund.area_path);
    let compare = move |()| {
        // Each press is a new question: what was booked meanwhile is to be found.
        let key = once.key(&ticks.get_untracked());
        let ask = move |client: Client| {
            let key = key.clone();
            async move { client.reconcile_fund(id, Some(&key)).await }
        };
        press(session, toasts, busy, ask, move |done: Reconciled| {
            toasts.say(texts::compared(done.matched));
            again();
        });
    };
    let done = Callback::new(move |()| again());
    let to_import = format!("{}/bank/import", address(id));
    view! {
        <BackLink href=address(id) label=fund.name.clone()/>
        <PageHead title=texts::reconciliation lead=texts::reconciliation_lead>
            {keeps.then(|| view! {
                <ButtonLink kind=ButtonKind::Primary href=to_import.clone() icon=icondata_lu::LuUpload>{texts::import}</ButtonLink>
                <Button icon=icondata_lu::LuRefreshCw busy on_press=compare>{texts::compare_again}</Button>
            })}
        </PageHead>
        {loaded(found, move |found: FundReconciliation| match found.standing {
            None => view! {
                <EmptyState title=texts::no_statements detail=texts::no_statements_detail icon=icondata_lu::LuLandmark/>
            }.into_any(),
            Some(standing) => view! {
                <Standing standing/>
            }.into_any(),
        })}
        // Nothing is looked for in statements that are not there.
        <Show when=move || compares.get()>
            <Lines id keeps ticks on_done=done/>
            <Missing id ticks/>
            <Statements id ticks/>
        </Show>
    }
}

/// The two balances, and what lies between them.
#[component]
fn Standing(standing: ReconciliationStanding) -> impl IntoView {
    let ReconciliationStanding { first_day, last_day, bank_fen, books_fen, .. } = standing;
    let agrees = standing.difference_fen == Some(0) && standing.unexplained_fen == Some(0);
    let sides = [standing.only_bank, standing.only_books, standing.booked_later];
    let clean = agrees && sides.iter().all(|side| side.count == 0);
    let money = |fen: Option<i64>| fen.map_or_else(|| texts::no_balance().to_owned(), format::money);
    let signed = |fen: i64| if fen == 0 { format::money(0) } else { words::signed(fen) };
    let side = move |label: Text, side: ReconciliationSide| {
        view! { <dt>{label}</dt><dd>{move || texts::lines_and_sum(side.count, signed(side.fen))}</dd> }
    };
    view! {
        <section class="stack" aria-labelledby="standing-head">
            <h2 id="standing-head">{move || texts::standing(format::date(first_day), format::date(last_day))}</h2>
            {if clean {
                view! { <Notice tone=Tone::Done><p>{texts::agrees}</p></Notice> }.into_any()
            } else {
                view! { <Notice tone=Tone::Waiting><p>{texts::differs}</p></Notice> }.into_any()
            }}
            <dl class="facts">
                <dt>{texts::bank_has}</dt><dd>{move || money(bank_fen)}</dd>
                <dt>{texts::books_have}</dt><dd>{move || format::money(books_fen)}</dd>
                {standing.difference_fen.map(|fen| view! { <dt>{texts::difference}</dt><dd>{move || signed(fen)}</dd> })}
                {side(texts::only_bank, standing.only_bank)}
                {side(texts::only_books, standing.only_books)}
                {side(texts::booked_later, standing.booked_later)}
                {standing.unexplained_fen.map(|fen| view! {
                    <dt>{texts::unexplained}</dt>
                    <dd>
                        {move || signed(fen)}
                        {(fen != 0).then(|| view! { <br/><span class="small soft">{texts::unexplained_hint}</span> })}
                    </dd>
                })}
            </dl>
        </section>
    }
}
