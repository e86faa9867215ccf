//! What a fund got or is to get. Every filter is in the URL.

use contract::funds::{Fund, Income, ListIncome};
use domain::{
    funds::{
        FundState,
        income::{IncomeState, SourceKind},
    },
    ids::FundId,
    permissions::Permission,
};
use leptos::prelude::*;

use super::super::{READING, address, income_address, no_such_fund};
use crate::{
    components::{
        BackLink, Badge, ButtonKind, ButtonLink, EmptyState, FilterSelect, Filters, PageHead, TableBox, Time,
    },
    fetch::{fetch, fetch_list},
    format,
    i18n::funds,
    live,
    pages::{
        console::{
            BASE,
            lists::{listed, loaded},
            office::office,
        },
        funds::{id_at, if_there, receipt::receipt_number, words},
        identity::SignedInOnly,
    },
    query::QueryParam,
    session::Session,
};

/// Rows of one keyset page.
const ROWS: u32 = 50;

/// The page.
#[component]
pub fn Incomes() -> impl IntoView {
    view! {
        <SignedInOnly title=funds::incomes home=BASE
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
    live::follow(
        |event| event.event.starts_with("income."),
        move || {
            // Somebody who has read on is not thrown back to the start.
            if list.count() <= usize::try_from(ROWS).unwrap_or(usize::MAX) {
                list.reload();
            }
        },
    );
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
