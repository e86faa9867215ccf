//! The accounts of a place. Every filter is in the URL.

use contract::{
    ledger::{LedgerAccount, ListLedgerAccounts},
    page::LIMIT_MAX,
    points::ListProgrammes,
};
use domain::{
    ledger::{AccountKind, AccountState},
    permissions::Permission,
};
use leptos::prelude::*;
use uuid::Uuid;

use super::{address, export::Export, words};
use crate::{
    components::{Badge, EmptyState, FilterSelect, Filters, Notice, PageHead, TableBox, Time},
    fetch::{fetch, fetch_list},
    format,
    i18n::ledger,
    pages::{
        console::{
            BASE,
            lists::listed,
            office::{Scope, placed},
        },
        identity::SignedInOnly,
    },
    query::QueryParam,
};

/// Rows of one keyset page.
const ROWS: u32 = 50;

/// The page.
#[component]
pub fn Accounts() -> impl IntoView {
    view! {
        <SignedInOnly title=ledger::ledger home=BASE
            children=|me| placed(&me, Permission::ViewLedger, || view! { <List/> }.into_any())/>
    }
}

#[component]
fn List() -> impl IntoView {
    let scope = Scope::get();
    let (kind, book) = (QueryParam::of("kind").value, QueryParam::of("book").value);
    let (owner, state) = (QueryParam::of("owner"), QueryParam::of("state").value);
    let id = |value: String| value.parse::<Uuid>().ok();
    let list = fetch_list(move |client, after| {
        let query = ListLedgerAccounts {
            // The accounts of a book or an owner are where they are: not only here.
            under_id: scope.area.get().filter(|_| id(book.get()).is_none() && id(owner.value.get()).is_none()),
            kind: kind.with(|kind| AccountKind::parse(kind)),
            book_id: id(book.get()),
            owner_id: id(owner.value.get()),
            state: state.with(|state| AccountState::parse(state)),
            limit: Some(ROWS),
            after,
        };
        async move { client.list_ledger_accounts(&query).await }
    });
    let books = fetch(move |client| {
        let query =
            ListProgrammes { area_id: scope.area.get(), limit: Some(LIMIT_MAX), ..ListProgrammes::default() };
        async move { client.list_programmes(&query).await.map(|page| page.items) }
    });
    let books = Signal::derive(move || {
        let items = books.answer.get().and_then(Result::ok).unwrap_or_default();
        items.into_iter().map(|item| (item.id.to_string(), item.name)).collect::<Vec<_>>()
    });
    let kinds = Signal::derive(|| {
        AccountKind::ALL.map(|kind| (kind.as_str().to_owned(), words::kind(kind).to_owned())).to_vec()
    });
    let states = Signal::derive(|| {
        let all = [AccountState::Open, AccountState::Frozen, AccountState::Closed];
        all.map(|state| (state.as_str().to_owned(), words::state(state).1().to_owned())).to_vec()
    });
    view! {
        <PageHead title=ledger::ledger lead=ledger::ledger_lead/>
        <Filters>
            <FilterSelect name="kind" label=ledger::column_kind options=kinds/>
            <FilterSelect name="book" label=ledger::column_book options=books/>
            <FilterSelect name="state" label=ledger::column_state options=states/>
        </Filters>
        <Show when=move || id(owner.value.get()).is_some()>
            <Notice>
                <p>
                    {ledger::of_one_owner} " "
                    <button type="button" class="button button--small" on:click=move |_| owner.set("")>{ledger::of_every_owner}</button>
                </p>
            </Notice>
        </Show>
        {move || id(book.get()).map(|book| {
            let name = books.with(|books| books.iter().find(|(id, _)| *id == book.to_string()).map(|(_, name)| name.clone()));
            view! { <Export book name=name.unwrap_or_default()/> }
        })}
        {listed(
            list,
            || view! { <EmptyState title=ledger::no_accounts detail=ledger::no_accounts_detail icon=icondata_lu::LuBookText/> }.into_any(),
            rows,
        )}
    }
}

fn rows(items: Vec<LedgerAccount>) -> AnyView {
    let row = |account: LedgerAccount| {
        let (kind, (tone, state)) = (account.kind, words::state(account.state));
        let (owner, owner_id, book) = (words::owner(&account), account.owner_id, account.book_id);
        let waiting = |amount: i64| if amount == 0 { "—".to_owned() } else { format::number(amount) };
        view! {
            <tr>
                <th scope="row"><a href=address(account.id)>{move || format!("{} · {owner}", words::kind(kind))}</a></th>
                <td class="text">
                    <a href=format!("{BASE}/ledger?book={book}")>{account.book_name.unwrap_or_else(|| book.to_string())}</a>
                </td>
                <td><Badge tone label=state/></td>
                <td class="number">{words::unit_amount(account.unit, account.balance)}</td>
                <td class="number">{waiting(account.held)}</td>
                <td class="number">{waiting(account.coming)}</td>
                <td class="number">{format::number(account.entries)}</td>
                <td>{account.last_at.map_or_else(|| "—".into_any(), |at| view! { <Time at/> }.into_any())}</td>
                <td><a href=format!("{BASE}/ledger?owner={owner_id}")>{ledger::same_owner}</a></td>
            </tr>
        }
    };
    view! {
        <TableBox caption=ledger::ledger>
            <thead>
                <tr>
                    <th scope="col">{ledger::column_account}</th>
                    <th scope="col">{ledger::column_book}</th>
                    <th scope="col">{ledger::column_state}</th>
                    <th scope="col" class="number">{ledger::balance}</th>
                    <th scope="col" class="number">{ledger::held}</th>
                    <th scope="col" class="number">{ledger::coming}</th>
                    <th scope="col" class="number">{ledger::column_entries}</th>
                    <th scope="col">{ledger::column_last}</th>
                    <th scope="col">{ledger::column_owner}</th>
                </tr>
            </thead>
            <tbody>{items.into_iter().map(row).collect_view()}</tbody>
        </TableBox>
    }
    .into_any()
}
