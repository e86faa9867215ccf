//! What a fund got or is to get. Every filter is in the URL.

use contract::funds::{Fund, Income, ListIncome};
use domain::{
    funds::{
        FundState,
        income::{IncomeState, SourceKind},
    },
    permissions::Permission,
};
use leptos::prelude::*;

use super::super::{address, income_address, of_fund::OfFund};
use crate::{
    components::{
        BackLink, Badge, ButtonKind, ButtonLink, EmptyState, FilterSelect, Filters, PageHead, TableBox, Time,
    },
    fetch::fetch_list,
    format,
    i18n::funds,
    live,
    pages::{
        console::lists::listed,
        funds::{receipt::receipt_number, words},
    },
    query::QueryParam,
    session::Session,
};

/// Rows of one keyset page.
const ROWS: u32 = 50;

/// The page.
#[component]
pub fn Incomes() -> impl IntoView {
    view! { <OfFund title=funds::incomes page=|fund| view! { <List fund/> }.into_any()/> }
}

#[component]
fn List(fund: Fund) -> impl IntoView {
    let id = fund.id;
    let (state, source) = (QueryParam::of("state").value, QueryParam::of("source").value);
    let list = fetch_list(move |client, after| {
        let query = ListIncome {
            state: state.with(|word| IncomeState::parse(word)),
            source: source.with(|word| SourceKind::parse(word)),
            limit: Some(ROWS),
            after,
        };
        async move { client.list_income(id, &query).await }
    });
    live::follow_list(list, ROWS, |event| event.event.starts_with("income."));
    let states = Signal::derive(|| {
        IncomeState::ALL
            .map(|state| (state.as_str().to_owned(), words::income(state).1().to_owned()))
            .to_vec()
    });
    let sources = Signal::derive(|| {
        SourceKind::ALL.map(|kind| (kind.as_str().to_owned(), words::source(kind).to_owned())).to_vec()
    });
    let registers =
        fund.state == FundState::Open && Session::get().may(Permission::KeepFunds, &fund.area_path);
    let new = format!("{}/income/new", address(id));
    let again = new.clone();
    view! {
        <BackLink href=address(id) label=fund.name.clone()/>
        <PageHead title=funds::incomes lead=funds::incomes_lead>
            {registers.then(|| view! {
                <ButtonLink kind=ButtonKind::Primary icon=icondata_lu::LuPlus href=new>{funds::register}</ButtonLink>
            })}
        </PageHead>
        <Filters>
            <FilterSelect name="state" label=funds::column_state options=states/>
            <FilterSelect name="source" label=funds::source options=sources/>
        </Filters>
        {listed(
            list,
            {
                let again = StoredValue::new(again);
                move || view! {
                    <EmptyState title=funds::no_incomes detail=funds::no_incomes_detail icon=icondata_lu::LuHandCoins>
                        {registers.then(|| view! { <ButtonLink href=again.get_value()>{funds::register}</ButtonLink> })}
                    </EmptyState>
                }.into_any()
            },
            rows,
        )}
    }
}

fn rows(items: Vec<Income>) -> AnyView {
    let row = |income: Income| {
        let (tone, state) = words::income(income.state);
        let (kind, form) = (words::source_kind(&income.source), income.form);
        view! {
            <tr>
                <th scope="row">
                    <a href=income_address(income.id)>{move || words::source(kind)}</a>
                    {income.donor_name.map(|name| view! { <br/><span class="small soft">{name}</span> })}
                </th>
                <td class="number">{format::money(income.amount_fen.fen())}</td>
                <td>{move || words::form(form)}</td>
                <td><Badge tone label=state/></td>
                <td>{income.receipt_number.map(receipt_number)}</td>
                <td><Time at=income.registered_at/></td>
            </tr>
        }
    };
    view! {
        <TableBox caption=funds::incomes>
            <thead><tr>
                <th scope="col">{funds::source}</th>
                <th scope="col" class="number">{funds::amount}</th>
                <th scope="col">{funds::form}</th>
                <th scope="col">{funds::column_state}</th>
                <th scope="col">{funds::receipt}</th>
                <th scope="col">{funds::registered_at}</th>
            </tr></thead>
            <tbody>{items.into_iter().map(row).collect_view()}</tbody>
        </TableBox>
    }
    .into_any()
}
