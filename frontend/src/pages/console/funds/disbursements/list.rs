//! What a fund pays. Every filter is in the URL.

use contract::funds::{DisbursementSummary, Fund, ListDisbursements};
use domain::{funds::disbursements::DisbursementStateName as State, ids::FundId};
use leptos::prelude::*;

use super::{
    super::{READING, address, no_such_fund},
    payment_address,
};
use crate::{
    components::{
        BackLink, Badge, ButtonKind, ButtonLink, EmptyState, FilterSelect, Filters, PageHead, TableBox, Time,
    },
    fetch::{fetch, fetch_list},
    format,
    i18n::{disbursements as texts, funds},
    live,
    pages::{
        console::{
            BASE,
            lists::{listed, loaded},
            office::office,
        },
        funds::{disbursements as words, id_at, if_there},
        identity::SignedInOnly,
    },
    query::QueryParam,
};

/// Rows of one keyset page.
const ROWS: u32 = 50;

/// The page.
#[component]
pub fn Payments() -> impl IntoView {
    view! {
        <SignedInOnly title=texts::payments home=BASE
            children=|me| office(&me, READING, || view! { <div class="stack"><Whole/></div> }.into_any())/>
    }
}

#[component]
fn Whole() -> impl IntoView {
    let id = id_at::<FundId>("id");
    let found = fetch(move |client| {
        let id = id.get();
        async move {
            let Some(id) = id else { return Ok(None) };
            if_there(client.get_fund(id).await.map(|found| found.body))
        }
    });
    view! {
        {loaded(found, |found: Option<Fund>| match found {
            Some(fund) => view! { <List fund/> }.into_any(),
            None => no_such_fund(),
        })}
    }
}

#[component]
fn List(fund: Fund) -> impl IntoView {
    let id = fund.id;
    let state = QueryParam::of("state").value;
    let list = fetch_list(move |client, after| {
        let query = ListDisbursements {
            fund_id: Some(id),
            state: state.with(|word| State::parse(word)),
            limit: Some(ROWS),
            after,
            ..ListDisbursements::default()
        };
        async move { client.list_disbursements(&query).await }
    });
    live::follow(
        |event| event.event.starts_with("disbursement."),
        move || {
            // Somebody who has read on is not thrown back to the start.
            if list.count() <= usize::try_from(ROWS).unwrap_or(usize::MAX) {
                list.reload();
            }
        },
    );
    let states = Signal::derive(|| {
        State::ALL.map(|state| (state.as_str().to_owned(), words::state(state).1().to_owned())).to_vec()
    });
    let new = format!("{}/payments/new", address(id));
    let again = StoredValue::new(new.clone());
    view! {
        <BackLink href=address(id) label=fund.name.clone()/>
        <PageHead title=texts::payments lead=texts::payments_lead>
            <ButtonLink kind=ButtonKind::Primary icon=icondata_lu::LuPlus href=new>{texts::propose}</ButtonLink>
        </PageHead>
        <Filters>
            <FilterSelect name="state" label=funds::column_state options=states/>
        </Filters>
        {listed(
            list,
            move || view! {
                <EmptyState title=texts::no_payments detail=texts::no_payments_detail icon=icondata_lu::LuReceiptText>
                    <ButtonLink href=again.get_value()>{texts::propose}</ButtonLink>
                </EmptyState>
            }.into_any(),
            rows,
        )}
    }
}

/// The rows of such a list.
pub(in crate::pages::console::funds) fn rows(items: Vec<DisbursementSummary>) -> AnyView {
    let row = |payment: DisbursementSummary| {
        let (tone, state) = words::state(payment.state);
        view! {
            <tr>
                <th scope="row">
                    <a href=payment_address(payment.id)>{payment.title}</a>
                    {payment.project_title.map(|title| view! { <br/><span class="small soft">{title}</span> })}
                </th>
                <td class="number">{format::money(payment.amount_fen.fen())}</td>
                <td>{payment.payee.name}</td>
                <td><Badge tone label=state/></td>
                <td><Time at=payment.proposed_at/></td>
            </tr>
        }
    };
    view! {
        <TableBox caption=texts::payments>
            <thead><tr>
                <th scope="col">{texts::pays_for}</th>
                <th scope="col" class="number">{funds::amount}</th>
                <th scope="col">{texts::payee}</th>
                <th scope="col">{funds::column_state}</th>
                <th scope="col">{texts::proposed_at}</th>
            </tr></thead>
            <tbody>{items.into_iter().map(row).collect_view()}</tbody>
        </TableBox>
    }
    .into_any()
}
