//! One payment on line, for whoever began it: its code, where it stands while they wait, and the receipt. What shows it is behind the mark
//! of the address, which no server reads.

use client::{Client, Tagged};
use contract::funds::Payment;
use domain::{
    funds::payments::PaymentState,
    ids::{FundId, PaymentIntentId},
};
use gloo_timers::future::TimeoutFuture;
use leptos::prelude::*;
use leptos_router::hooks::use_location;
use wasm_bindgen_futures::spawn_local;

use crate::{
    components::{BackLink, Badge, ButtonLink, EmptyState, Notice, PageHead, QrCode, Save, Time, Tone},
    fetch::{Fetched, Loaded, fetch},
    format,
    i18n::{funds, online},
    pages::funds::{id_at, if_there, online as said, open_address, receipt::receipt_number},
};

/// How often it is asked whether the payer has paid, in milliseconds.
const ASK_EVERY_MS: u32 = 3_000;

/// The page.
#[component]
pub fn PayingPage() -> impl IntoView {
    let (fund, id) = (id_at::<FundId>("id"), id_at::<PaymentIntentId>("payment"));
    let hash = use_location().hash;
    let token = Memo::new(move |_| hash.with(|hash| hash.trim_start_matches('#').to_owned()));
    let found = fetch(move |client| {
        let (id, token) = (id.get(), token.get());
        async move {
            let Some(id) = id else { return Ok(None) };
            let token = Some(token.as_str()).filter(|token| !token.is_empty());
            if_there(client.get_payment(id, token).await.map(|found: Tagged<Payment>| found.body))
        }
    });
    watch(found);
    let show = move |found: Option<Payment>| {
        match found {
        Some(payment) => view! { <Paying payment token/> }.into_any(),
        None => view! {
            <EmptyState title=online::no_such_payment detail=online::no_such_payment_detail icon=icondata_lu::LuQrCode>
                <ButtonLink href="/open/funds">{funds::to_funds}</ButtonLink>
            </EmptyState>
        }
        .into_any(),
    }
    };
    let back = move || fund.get().map(|fund| view! { <BackLink href=open_address(fund)/> });
    view! { <div class="stack">{back}<Loaded fetched=found children=show/></div> }
}

/// Asks again while it waits for the payer, until the page is gone.
fn watch(found: Fetched<Option<Payment>>) {
    spawn_local(async move {
        loop {
            TimeoutFuture::new(ASK_EVERY_MS).await;
            let waits = found.answer.try_with_untracked(|answer| match answer {
                Some(Ok(Some(payment))) => payment.state.is_open(),
                Some(Ok(None)) => false,
                Some(Err(_)) | None => true,
            });
            match waits {
                Some(true) => found.reload(),
                Some(false) | None => return,
            }
        }
    });
}

#[component]
fn Paying(payment: Payment, token: Memo<String>) -> impl IntoView {
    let (tone, state) = said::state(payment.state);
    let (id, channel) = (payment.id, payment.channel);
    let ask = move |client: Client| {
        let token = token.get_untracked();
        async move { client.get_payment_receipt(id, Some(token.as_str()).filter(|token| !token.is_empty())).await }
    };
    let receipt = payment.receipt_number.map(|number| {
        view! {
            <div class="row no-print">
                <Save name=format!("receipt-{number}.pdf") kind="application/pdf" ask>{move || funds::save_receipt(receipt_number(number))}</Save>
            </div>
        }
    });
    let code = payment.code.clone().map(|code| {
        let app = app_address(&code);
        view! {
            <p>{move || online::scan_with(said::channel(channel)())}</p>
            <QrCode text=code label=online::code_label/>
            <p class="soft">{online::pay_until}" "<Time at=payment.expires_at/></p>
            <p class="soft">{online::on_this_telephone}</p>
            {app.map(|address| view! {
                <div class="row no-print">
                    <ButtonLink href=address icon=icondata_lu::LuSmartphone>{move || online::open_app(said::channel(channel)())}</ButtonLink>
                </div>
            })}
        }
    });
    view! {
        <PageHead title=online::payment lead=online::payment_lead><Badge tone label=state/></PageHead>
        <div role="status">{explained(payment.state)}</div>
        {code}
        {receipt}
        <dl class="facts">
            <dt>{funds::amount}</dt><dd><strong class="amount">{format::money(payment.amount_fen)}</strong></dd>
            <dt>{online::through}</dt><dd>{said::channel(channel)}</dd>
            <dt>{funds::donor}</dt><dd class="breakable">{payment.donor_name.clone()}</dd>
            {payment.paid_at.map(|at| view! { <dt>{online::paid_at}</dt><dd><Time at/></dd> })}
            {payment.transaction.clone().map(|number| view! { <dt>{funds::reference}</dt><dd class="breakable">{number}</dd> })}
        </dl>
        <Notice><p>{online::keep_address}</p></Notice>
    }
}

/// The code as an address that opens the provider's app on this very telephone, where it is one: WeChat's is for its scanner alone.
fn app_address(code: &str) -> Option<String> {
    code.starts_with("https://").then(|| code.to_owned())
}

/// What a state means for the payer.
fn explained(state: PaymentState) -> AnyView {
    let (tone, text): (Tone, fn() -> &'static str) = match state {
        PaymentState::Created => (Tone::Waiting, online::explain_created),
        PaymentState::Paid => (Tone::Done, online::explain_paid),
        PaymentState::PartRefunded | PaymentState::Refunded => (Tone::Neutral, online::explain_refunded),
        PaymentState::PaidLate => (Tone::Alert, online::explain_paid_late),
        PaymentState::Closed | PaymentState::Expired => (Tone::Neutral, online::explain_expired),
    };
    view! { <Notice tone><p>{text}</p></Notice> }.into_any()
}
