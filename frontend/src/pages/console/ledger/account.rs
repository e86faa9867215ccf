//! One account: what it holds, why, and what can be done with it.

use contract::ledger::ExplainedAccount;
use domain::{ids::LedgerAccountId, ledger::OwnerKind, permissions::Permission};
use leptos::prelude::*;

use super::{
    act::Acts,
    explain::{Parts, Pending},
    export::Export,
    moment::AtMoment,
    statement::Statement,
    words,
};
use crate::{
    components::{Badge, PageHead, Stat, Time},
    fetch::fetch,
    format,
    i18n::ledger,
    live,
    pages::console::{
        BASE,
        inspections::held::held,
        named::{OnePage, missing},
    },
};

/// The page.
#[component]
pub fn Account() -> impl IntoView {
    view! {
        <OnePage title=ledger::account needs=Permission::ViewLedger list=("/ledger", ledger::ledger)
            show=|id: LedgerAccountId| view! { <One id/> }.into_any() missing=no_such_account/>
    }
}

fn no_such_account() -> AnyView {
    missing(ledger::no_such_account, ("/ledger", ledger::to_ledger))
}

#[component]
fn One(id: LedgerAccountId) -> impl IntoView {
    let found = fetch(move |client| async move { client.get_ledger_account(id).await });
    let ticks = RwSignal::new(0_u32);
    // What is posted is told by what it is for, not by the accounts that it touches.
    live::follow(
        |event| {
            let moves = ["claim.", "points.", "programme.", "gift.", "redemption.", "ledger."];
            moves.iter().any(|kind| event.event.starts_with(kind))
        },
        move || {
            found.reload();
            ticks.update(|ticks| *ticks = ticks.wrapping_add(1));
        },
    );
    let done = Callback::new(move |()| found.reload());
    held(found, no_such_account, move |found| whole(id, found, ticks, done))
}

fn whole(
    id: LedgerAccountId,
    found: Signal<ExplainedAccount>,
    ticks: RwSignal<u32>,
    done: Callback<()>,
) -> impl IntoView {
    let account = Signal::derive(move || found.with(|found| found.account.clone()));
    let first = account.get_untracked();
    let title =
        move || account.with(|account| format!("{} · {}", words::kind(account.kind), words::owner(account)));
    let tone = Signal::derive(move || words::state(account.with(|account| account.state)).0);
    let state = move || words::state(account.with(|account| account.state)).1();
    let (book, unit, owner) = (first.book_id, first.unit, first.owner_id);
    let book_name = first.book_name.clone();
    view! {
        <div class="stack stack--loose">
            <PageHead title=title><Badge tone label=state/></PageHead>
            <Figures account/>
            <Acts account on_done=done/>
            <Parts found/>
            <Pending found/>
            <Statement id unit ticks/>
            <AtMoment id unit/>
            <section class="stack" aria-labelledby="facts-head">
                <h2 id="facts-head">{ledger::about_account}</h2>
                <dl class="facts">
                    <dt>{ledger::column_book}</dt>
                    <dd>
                        <a href=format!("{BASE}/points/programmes/{book}")>{book_name.clone().unwrap_or_else(|| book.to_string())}</a>
                        " · "
                        <a href=format!("{BASE}/ledger?book={book}")>{ledger::accounts_of_book}</a>
                    </dd>
                    <dt>{ledger::column_owner}</dt>
                    <dd>
                        {words::owner(&first)}
                        {(first.owner_kind != OwnerKind::Book).then(|| view! {
                            " · " <a href=format!("{BASE}/ledger?owner={owner}")>{ledger::same_owner}</a>
                        })}
                    </dd>
                    <dt>{ledger::floor}</dt>
                    <dd>{move || match first.floor {
                        Some(floor) => words::unit_amount(unit, floor),
                        None => ledger::no_floor().to_owned(),
                    }}</dd>
                    {first.purpose.clone().map(|purpose| view! { <dt>{ledger::purpose}</dt><dd><code>{purpose}</code></dd> })}
                    <dt>{ledger::opened_at}</dt><dd><Time at=first.opened_at/></dd>
                    <dt>{ledger::column_entries}</dt><dd>{move || account.with(|account| format::number(account.entries))}</dd>
                    <dt>{ledger::account_id}</dt><dd><code class="breakable">{id.to_string()}</code></dd>
                </dl>
            </section>
            <section class="stack" aria-labelledby="export-head">
                <h2 id="export-head">{ledger::export}</h2>
                <Export book name=book_name.unwrap_or_default()/>
            </section>
        </div>
    }
}

/// What is there, what is held of it, what is coming, and what can be taken out now.
#[component]
fn Figures(account: Signal<contract::ledger::LedgerAccount>) -> impl IntoView {
    let figure = move |label: fn() -> &'static str,
                       note: fn() -> &'static str,
                       href,
                       of: fn(&contract::ledger::LedgerAccount) -> Option<i64>| {
        let value = move || {
            account.with(|account| match of(account) {
                Some(amount) => words::unit_amount(account.unit, amount),
                None => ledger::without_limit().to_owned(),
            })
        };
        view! { <Stat label href value note/> }
    };
    view! {
        <div class="stats">
            {figure(ledger::balance, ledger::balance_note, "#parts-head", |account| Some(account.balance))}
            {figure(ledger::held, ledger::held_note, "#pending-head", |account| Some(account.held))}
            {figure(ledger::coming, ledger::coming_note, "#pending-head", |account| Some(account.coming))}
            {figure(ledger::available, ledger::available_note, "#pending-head", |account| account.available)}
        </div>
    }
}
