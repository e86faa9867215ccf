//! In what providers' bills and the payments for a fund do not agree, and saying what became of it.

use client::Client;
use contract::funds::{AnswerPaymentDifference, Fund, ListPaymentDifferences, PaymentDifference};
use domain::{
    areas::AreaPath,
    funds::INCOME_NOTE_CHARS_MAX,
    ids::{FundId, PaymentDifferenceId},
    permissions::Permission,
};
use leptos::prelude::*;

use super::{super::of_fund::OfFund, payments_address};
use crate::{
    components::{
        BackLink, Button, EmptyState, FilterSelect, Filters, PageHead, Reason, ReasonDialog, TableBox, Time,
        Toasts,
    },
    fetch::{Listed, fetch_list},
    format,
    i18n::online,
    live,
    once::Once,
    pages::{console::lists::listed, funds::online as said},
    query::QueryParam,
    send::send,
    session::Session,
};

/// Rows of one keyset page.
const ROWS: u32 = 50;
const ANSWERED: &str = "answered";
const OPEN: &str = "open";

/// The page.
#[component]
pub fn PaymentDifferences() -> impl IntoView {
    view! { <OfFund title=online::differences page=|fund| view! { <List fund/> }.into_any()/> }
}

#[component]
fn List(fund: Fund) -> impl IntoView {
    let id = fund.id;
    let state = QueryParam::of("state").value;
    let list = fetch_list(move |client, after| {
        let answered = state.with(|word| match word.as_str() {
            ANSWERED => Some(true),
            OPEN => Some(false),
            _ => None,
        });
        let query = ListPaymentDifferences { answered, limit: Some(ROWS), after };
        async move { client.list_payment_differences(id, &query).await }
    });
    live::follow_list(list, ROWS, |event| event.event.starts_with("payment.difference_"));
    let states = Signal::derive(|| {
        vec![
            (OPEN.to_owned(), online::difference_open().to_owned()),
            (ANSWERED.to_owned(), online::difference_answered().to_owned()),
        ]
    });
    let path = fund.area_path.clone();
    view! {
        <BackLink href=payments_address(id) label=online::payments/>
        <PageHead title=online::differences lead=online::differences_lead/>
        <Filters><FilterSelect name="state" label=online::difference_state options=states/></Filters>
        <Answering list id path/>
    }
}

#[component]
fn Answering(list: Listed<PaymentDifference>, id: FundId, path: AreaPath) -> impl IntoView {
    let (session, toasts, once) = (Session::get(), Toasts::get(), Once::new());
    let (open, of) = (RwSignal::new(false), RwSignal::new(None::<PaymentDifferenceId>));
    let keeps = session.may(Permission::KeepFunds, &path);
    let submit = move |(form, note): Reason| {
        let Some(difference) = of.get_untracked() else { return };
        let body = AnswerPaymentDifference { note: note.trim().to_owned() };
        let key = once.key(&(difference, &body));
        let ask = move |client: Client, body: AnswerPaymentDifference| {
            let key = key.clone();
            async move { client.answer_payment_difference(id, difference, &body, Some(&key)).await }
        };
        send(session, form, body, ask, move |_| {
            open.set(false);
            toasts.say(online::answered_now());
            list.reload();
        });
    };
    let rows = move |items: Vec<PaymentDifference>| {
        let answer = move |id| {
            of.set(Some(id));
            open.set(true);
        };
        rows(items, keeps.then_some(Callback::new(answer)))
    };
    view! {
        {listed(
            list,
            || view! { <EmptyState title=online::no_differences detail=online::no_differences_detail icon=icondata_lu::LuCircleCheck/> }.into_any(),
            rows,
        )}
        <ReasonDialog open name="answer-difference" field="note" title=online::answer_question label=online::answer_label
            hint=online::answer_hint verb=online::answer characters_max=INCOME_NOTE_CHARS_MAX on_submit=submit/>
    }
}

fn rows(items: Vec<PaymentDifference>, answer: Option<Callback<PaymentDifferenceId>>) -> AnyView {
    let money = |fen: Option<i64>| fen.map_or_else(|| "—".to_owned(), format::money);
    let row = move |found: PaymentDifference| {
        let (id, day) = (found.id, found.day);
        let said_of_it = match (found.note, found.answered_by, found.answered_at) {
            (Some(note), Some(by), Some(at)) => {
                view! { <p class="breakable">{note}</p><p class="soft">{by}" "<Time at/></p> }.into_any()
            }
            _ => answer
                .map(|answer| {
                    view! { <Button icon=icondata_lu::LuPencil on_press=move |()| answer.run(id)>{online::answer}</Button> }
                })
                .into_any(),
        };
        view! {
            <tr>
                <th scope="row">{move || format::date(day)}</th>
                <td>{said::channel(found.channel)}</td>
                <td>{said::difference(found.kind)}</td>
                <td><code class="breakable">{found.refund.unwrap_or(found.order)}</code></td>
                <td><span class="amount">{money(found.ours_fen)}</span></td>
                <td><span class="amount">{money(found.theirs_fen)}</span></td>
                <td>{said_of_it}</td>
            </tr>
        }
    };
    view! {
        <TableBox caption=online::differences>
            <thead><tr>
                <th scope="col">{online::bill_day}</th>
                <th scope="col">{online::through}</th>
                <th scope="col">{online::difference}</th>
                <th scope="col">{online::order}</th>
                <th scope="col">{online::ours}</th>
                <th scope="col">{online::theirs}</th>
                <th scope="col">{online::what_became}</th>
            </tr></thead>
            <tbody>{items.into_iter().map(row).collect_view()}</tbody>
        </TableBox>
    }
    .into_any()
}
