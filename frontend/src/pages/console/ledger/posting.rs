//! One posting: both sides, what it is for, what took it back, and its proof.

use contract::ledger::{LedgerPosting, PostingEntry, PostingStanding, StatementLine};
use domain::{
    ids::{LedgerAccountId, PostingId},
    permissions::Permission,
};
use leptos::prelude::*;

use super::{address, check::Checked, words};
use crate::{
    components::{Badge, Button, ButtonKind, PageHead, Time},
    fetch::fetch,
    i18n::{console, ledger},
    pages::console::{
        BASE,
        inspections::held::held,
        named::{OnePage, missing},
    },
    session::Session,
};

/// The page.
#[component]
pub fn Posting() -> impl IntoView {
    view! {
        <OnePage title=ledger::posting needs=Permission::ViewLedger list=("/ledger", ledger::ledger)
            show=|id: PostingId| view! { <One id/> }.into_any() missing=no_such_posting/>
    }
}

fn no_such_posting() -> AnyView {
    missing(ledger::no_such_posting, ("/ledger", ledger::to_ledger))
}

#[component]
fn One(id: PostingId) -> impl IntoView {
    let found = fetch(move |client| async move { client.get_ledger_posting(id).await });
    held(found, no_such_posting, |found| move || view! { <Whole posting=found.get()/> })
}

#[component]
fn Whole(posting: LedgerPosting) -> impl IntoView {
    let (kind, unit) = (posting.kind.clone(), posting.unit);
    let (tone, state) = words::standing(posting.state);
    let (subject, page) = words::link_of(&posting.subject);
    let moved: i64 = posting.entries.iter().map(|entry| entry.amount.max(0)).sum();
    let entry_of = |entry: &PostingEntry| {
        let (kind, owner, amount) = (entry.kind, entry.owner_name.clone(), entry.amount);
        let name = move || match &owner {
            Some(owner) => format!("{} · {owner}", words::kind(kind)),
            None => words::kind(kind).to_owned(),
        };
        view! {
            <li>
                <a href=address(entry.account_id)>{name}</a>
                <span class="amount">{words::signed(amount)}</span>
            </li>
        }
    };
    let side = |sign: i64| {
        let of = posting.entries.iter().filter(|entry| entry.amount.signum() == sign);
        of.map(entry_of).collect_view()
    };
    let other = |id: PostingId| view! { <a href=format!("{BASE}/ledger/postings/{id}")><code class="breakable">{id.to_string()}</code></a> };
    let line = provable(&posting);
    let (from, into) = (side(-1), side(1));
    view! {
        <div class="stack stack--loose">
            <PageHead title=move || format!("{} · {}", words::posting_kind(&kind), words::unit_amount(unit, moved))>
                <Badge tone label=state/>
            </PageHead>
            <section class="stack" aria-labelledby="sides-head">
                <h2 id="sides-head">{ledger::both_sides}</h2>
                <div class="flow">
                    <div class="flow__side"><h3>{ledger::taken_from}</h3><ul>{from}</ul></div>
                    <div class="flow__side"><h3>{ledger::given_to}</h3><ul>{into}</ul></div>
                </div>
                <p class="soft">{ledger::sums_to_zero}</p>
            </section>
            <dl class="facts">
                <dt>{ledger::column_subject}</dt>
                <dd>{match page {
                    Some(page) => view! { <a href=page>{subject}</a> }.into_any(),
                    None => subject.into_any(),
                }}</dd>
                {posting.purpose.clone().map(|purpose| view! { <dt>{ledger::purpose}</dt><dd><code>{purpose}</code></dd> })}
                <dt>{ledger::made_at}</dt><dd><Time at=posting.made_at/></dd>
                {posting.until.map(|at| view! { <dt>{ledger::column_until}</dt><dd><Time at/></dd> })}
                {posting.settled_at.map(|at| view! { <dt>{ledger::settled_at}</dt><dd><Time at/></dd> })}
                {posting.reverses_id.map(|id| view! { <dt>{ledger::reverses}</dt><dd>{other(id)}</dd> })}
                {posting.reversed_by_id.map(|id| view! { <dt>{ledger::reversed}</dt><dd>{other(id)}</dd> })}
                <dt>{ledger::journal_entry}</dt>
                <dd>{if Session::get().may_somewhere(Permission::ViewJournal) {
                    view! { <a href=format!("{BASE}/journal/{}", posting.entry_id)><code class="breakable">{posting.entry_id.to_string()}</code></a> }.into_any()
                } else {
                    view! { <code class="breakable">{posting.entry_id.to_string()}</code> }.into_any()
                }}</dd>
            </dl>
            <section class="stack" aria-labelledby="check-head">
                <h2 id="check-head">{console::check_yourself}</h2>
                {match line {
                    Some((account, line)) => view! { <Check account line/> }.into_any(),
                    None => view! { <p class="soft">{ledger::only_committed_proven}</p> }.into_any(),
                }}
            </section>
        </div>
    }
}

/// What the journal tells of a posting that counts, as the line of one of its accounts.
fn provable(posting: &LedgerPosting) -> Option<(LedgerAccountId, StatementLine)> {
    let entry = posting.entries.first().filter(|_| posting.state == PostingStanding::Committed)?;
    let line = StatementLine {
        number: 0,
        at: posting.settled_at.unwrap_or(posting.made_at),
        amount: entry.amount,
        balance: 0,
        posting_id: posting.id,
        kind: posting.kind.clone(),
        subject: posting.subject.clone(),
        reverses_id: posting.reverses_id,
        reversed_by_id: posting.reversed_by_id,
        entry_id: posting.entry_id,
    };
    Some((entry.account_id, line))
}

#[component]
fn Check(account: LedgerAccountId, line: StatementLine) -> impl IntoView {
    let begun = RwSignal::new(false);
    let line = StoredValue::new(line);
    view! {
        <Show
            when=move || begun.get()
            fallback=move || view! {
                <p>{console::check_what}</p>
                <div class="row">
                    <Button kind=ButtonKind::Primary icon=icondata_lu::LuShieldCheck on_press=move |()| begun.set(true)>{ledger::check_proof}</Button>
                </div>
            }
        >
            <Checked account line=line.get_value()/>
        </Show>
    }
}
