//! One of my gifts: where it stands, its receipt, and what proves that the fund has it.

use client::Client;
use contract::funds::{Fund, Income, IncomeReason};
use domain::{
    funds::{
        INCOME_NOTE_CHARS_MAX,
        income::{Channel, IncomeState},
    },
    ids::IncomeId,
};
use leptos::prelude::*;

use crate::{
    components::{
        BackLink, Button, ButtonLink, EmptyState, Notice, PageHead, Reason, ReasonDialog, Toasts, Tone,
    },
    fetch::{Loaded, fetch},
    format,
    i18n::funds,
    live,
    once::Once,
    pages::{
        NotFound,
        funds::{check::CheckIncome, id_at, if_there, income::IncomeFacts, open_address, receipt::Receipt},
        identity::SignedInOnly,
    },
    send::send,
    session::Session,
};

/// The page.
#[component]
pub fn DonationPage() -> impl IntoView {
    let id = id_at::<IncomeId>("id");
    move || match id.get() {
        None => view! { <NotFound home="/"/> }.into_any(),
        Some(id) => view! { <SignedInOnly title=funds::donation home="/" let:_me><Found id/></SignedInOnly> }
            .into_any(),
    }
}

#[component]
fn Found(id: IncomeId) -> impl IntoView {
    let found = fetch(move |client| async move {
        let Some(income) = if_there(client.get_income(id).await)? else { return Ok(None) };
        let fund = client.get_fund(income.body.fund_id).await?;
        Ok(Some((fund.body, income.body)))
    });
    live::follow(move |event| event.subject == format!("income:{id}"), move || found.reload());
    let done = Callback::new(move |()| found.reload());
    let show = move |found: Option<(Fund, Income)>| {
        match found {
        Some((fund, income)) => view! { <Shown fund income on_done=done/> }.into_any(),
        None => view! {
            <EmptyState title=funds::no_such_donation detail=funds::no_such_donation_detail icon=icondata_lu::LuMapPinOff>
                <ButtonLink href="/open/funds">{funds::to_funds}</ButtonLink>
            </EmptyState>
        }
        .into_any(),
    }
    };
    view! {
        <div class="stack stack--loose">
            <BackLink href="/funds/donations" label=funds::my_donations/>
            <Loaded fetched=found children=show/>
        </div>
    }
}

#[component]
fn Shown(fund: Fund, income: Income, on_done: Callback<()>) -> impl IntoView {
    let amount = format::money(income.amount_fen.fen());
    let (id, state, channel) = (income.id, income.state, income.channel);
    let paper = income.receipt_number;
    let booked = matches!(state, IncomeState::Received | IncomeState::Reversed);
    view! {
        <PageHead title=move || funds::donation_of(&amount) lead=fund.name.clone()/>
        {(state == IncomeState::Expected).then(|| view! { <Expected id channel on_done/> })}
        <IncomeFacts income=income.clone() purposes=fund.purposes.clone()/>
        {paper.map(|number| view! { <div class="row no-print"><Receipt id number/></div> })}
        <p><a href=open_address(fund.id)>{funds::see_books}</a></p>
        {booked.then(|| view! { <CheckIncome income/> })}
    }
}

/// What is to be done before the fund has it, and giving up on it.
#[component]
fn Expected(id: IncomeId, channel: Channel, on_done: Callback<()>) -> impl IntoView {
    let (session, toasts, once) = (Session::get(), Toasts::get(), Once::new());
    let asking = RwSignal::new(false);
    let words = if channel == Channel::Bank { funds::give_bank_hint } else { funds::give_counter_hint };
    let cancel = move |(form, text): Reason| {
        let body = IncomeReason { reason: text.trim().to_owned() };
        let key = once.key(&(id, &body));
        let ask = move |client: Client, body: IncomeReason| {
            let key = key.clone();
            async move { client.cancel_income(id, &body, Some(&key)).await }
        };
        send(session, form, body, ask, move |_| {
            asking.set(false);
            toasts.say(funds::was_cancelled());
            on_done.run(());
        });
    };
    view! {
        <Notice tone=Tone::Waiting><p>{words}</p></Notice>
        <div class="row no-print">
            <Button icon=icondata_lu::LuX on_press=move |()| asking.set(true)>{funds::give_up}</Button>
        </div>
        <ReasonDialog open=asking name="cancel-donation" title=funds::give_up_question label=funds::reason hint=funds::give_up_hint
            verb=funds::give_up characters_max=INCOME_NOTE_CHARS_MAX on_submit=cancel/>
    }
}
