//! What a fund pays. Every filter is in the URL.

use contract::funds::{DisbursementSummary, Fund, ListDisbursements};
use domain::funds::disbursements::DisbursementStateName as State;
use leptos::prelude::*;

use super::{
    super::{address, of_fund::OfFund},
    payment_address,
};
use crate::{
    components::{
        BackLink, Badge, ButtonKind, ButtonLink, EmptyState, FilterSelect, Filters, PageHead, TableBox, Time,
    },
    fetch::fetch_list,
    format,
    i18n::{disbursements as texts, funds},
    live,
    pages::{console::lists::listed, funds::disbursements as words},
    query::QueryParam,
};

/// Rows of one keyset page.
const ROWS: u32 = 50;

/// The page.
#[component]
pub fn Payments() -> impl IntoView {
    view! { <OfFund title=texts::payments page=|fund| view! { <List fund/> }.into_any()/> }
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
    live::follow_list(list, ROWS, |event| event.event.starts_with("disbursement."));
    let states = Signal::derive(|| {
        State::ALL.map(|state| (state.as_str().to_owned(), words::state(state).1().to_owned())).to_vec()
    });
    let new = format!("{}/payments/new", address(id));
    let again = StoredValue::new(new.clone());
    view! {
        <BackLink href=address(id) label=fund.name.clone()/>
        <PageHead title=texts::payments lead=texts::payments_lead>
            <ButtonLink kind=ButtonKind::Primary icon=icondata_lu::LuPlus href=new>{texts::propose}</ButtonLink>
            <ButtonLink icon=icondata_lu::LuAward href=format!("{}/payouts/new", address(id))>{texts::make_payout}</ButtonLink>
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
