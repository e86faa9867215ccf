//! Payments on line for a fund, and sending one back. Every filter is in the URL.

use client::Client;
use contract::funds::{Fund, ListPayments, Payment, PaymentRefund, RefundPayment};
use domain::{
    areas::AreaPath,
    funds::{
        REFUND_REASON_CHARS_MAX,
        payments::{PaymentChannel, PaymentState},
    },
    ids::PaymentIntentId,
    permissions::Permission,
};
use leptos::prelude::*;

use super::{
    super::{address, of_fund::OfFund},
    differences_address,
};
use crate::{
    components::{
        BackLink, Badge, Button, ButtonLink, EmptyState, FilterSelect, Filters, PageHead, Reason,
        ReasonDialog, TableBox, Time, Toasts,
    },
    fetch::{Listed, fetch_list},
    format,
    i18n::{funds, online},
    live,
    once::Once,
    pages::{
        console::lists::listed,
        funds::{online as said, receipt::receipt_number},
    },
    query::QueryParam,
    send::send,
    session::Session,
};

/// Rows of one keyset page.
const ROWS: u32 = 50;

/// The page.
#[component]
pub fn OnlinePayments() -> impl IntoView {
    view! { <OfFund title=online::payments page=|fund| view! { <List fund/> }.into_any()/> }
}

#[component]
fn List(fund: Fund) -> impl IntoView {
    let id = fund.id;
    let (state, channel) = (QueryParam::of("state").value, QueryParam::of("channel").value);
    let list = fetch_list(move |client, after| {
        let query = ListPayments {
            state: state.with(|word| PaymentState::parse(word)),
            channel: channel.with(|word| PaymentChannel::parse(word)),
            limit: Some(ROWS),
            after,
        };
        async move { client.list_payments(id, &query).await }
    });
    live::follow_list(list, ROWS, |event| {
        event.event.starts_with("payment.") || event.event.starts_with("income.")
    });
    let states = Signal::derive(|| {
        let option = |state: &PaymentState| (state.as_str().to_owned(), said::state(*state).1().to_owned());
        PaymentState::ALL.iter().map(option).collect::<Vec<_>>()
    });
    let channels = Signal::derive(|| {
        let option = |one: &PaymentChannel| (one.as_str().to_owned(), said::channel(*one)().to_owned());
        PaymentChannel::ALL.iter().map(option).collect::<Vec<_>>()
    });
    let path = fund.area_path.clone();
    view! {
        <BackLink href=address(id) label=fund.name.clone()/>
        <PageHead title=online::payments lead=online::payments_lead>
            <ButtonLink href=differences_address(id) icon=icondata_lu::LuScale>{online::differences}</ButtonLink>
        </PageHead>
        <Filters>
            <FilterSelect name="state" label=funds::column_state options=states/>
            <FilterSelect name="channel" label=online::through options=channels/>
        </Filters>
        <Refunding list path/>
    }
}

/// The rows, with what asks for the reason of a refund.
#[component]
fn Refunding(list: Listed<Payment>, path: AreaPath) -> impl IntoView {
    let (session, toasts, once) = (Session::get(), Toasts::get(), Once::new());
    let (open, of) = (RwSignal::new(false), RwSignal::new(None::<PaymentIntentId>));
    let keeps = session.may(Permission::KeepFunds, &path);
    let submit = move |(form, reason): Reason| {
        let Some(id) = of.get_untracked() else { return };
        let body = RefundPayment { reason: reason.trim().to_owned() };
        let key = once.key(&(id, &body));
        let ask = move |client: Client, body: RefundPayment| {
            let key = key.clone();
            async move { client.refund_payment(id, &body, Some(&key)).await }
        };
        send(session, form, body, ask, move |_| {
            open.set(false);
            toasts.say(online::refund_wanted());
            list.reload();
        });
    };
    let rows = move |items: Vec<Payment>| {
        let refund = move |id| {
            of.set(Some(id));
            open.set(true);
        };
        rows(items, keeps.then_some(Callback::new(refund)))
    };
    view! {
        {listed(
            list,
            || view! { <EmptyState title=online::no_payments detail=online::no_payments_detail icon=icondata_lu::LuQrCode/> }.into_any(),
            rows,
        )}
        <ReasonDialog open name="refund" title=online::refund_question label=online::refund_reason hint=online::refund_hint
            verb=online::refund characters_max=REFUND_REASON_CHARS_MAX on_submit=submit/>
    }
}

/// Whether some of it can still go back.
fn can_go_back(payment: &Payment) -> bool {
    use domain::funds::payments::RefundState;
    let promised: i64 = payment
        .refunds
        .iter()
        .filter(|refund| refund.state != RefundState::Failed)
        .map(|refund| refund.amount_fen)
        .sum();
    payment.paid_at.is_some() && promised < payment.amount_fen
}

fn rows(items: Vec<Payment>, refund: Option<Callback<PaymentIntentId>>) -> AnyView {
    let row = move |payment: Payment| {
        let (tone, state) = said::state(payment.state);
        let id = payment.id;
        let button = refund.filter(|_| can_go_back(&payment)).map(|refund| {
            view! { <Button icon=icondata_lu::LuUndo2 on_press=move |()| refund.run(id)>{online::refund}</Button> }
        });
        view! {
            <tr>
                <th scope="row"><Time at=payment.opened_at/></th>
                <td class="breakable">{payment.donor_name}</td>
                <td><span class="amount">{format::money(payment.amount_fen)}</span></td>
                <td>{said::channel(payment.channel)}</td>
                <td><Badge tone label=state/></td>
                <td>{payment.receipt_number.map(receipt_number)}</td>
                <td>{payment.refunds.into_iter().map(refund_line).collect_view()}{button}</td>
            </tr>
        }
    };
    view! {
        <TableBox caption=online::payments>
            <thead><tr>
                <th scope="col">{online::opened_at}</th>
                <th scope="col">{funds::donor}</th>
                <th scope="col">{funds::amount}</th>
                <th scope="col">{online::through}</th>
                <th scope="col">{funds::column_state}</th>
                <th scope="col">{funds::receipt}</th>
                <th scope="col">{online::refunds}</th>
            </tr></thead>
            <tbody>{items.into_iter().map(row).collect_view()}</tbody>
        </TableBox>
    }
    .into_any()
}

fn refund_line(refund: PaymentRefund) -> impl IntoView {
    let (tone, state) = said::refund(refund.state);
    view! {
        <p class="breakable">
            <Badge tone label=state/>" "{format::money(refund.amount_fen)}" "{refund.reason}
            {refund.fault.map(|code| view! { " "<code>{code}</code> })}
        </p>
    }
}
