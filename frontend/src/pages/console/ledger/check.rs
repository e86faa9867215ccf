//! Checking in this browser that the journal covers a line of a statement: with the rules that the server itself has.

use client::{Client, ClientError};
use contract::ledger::StatementLine;
use domain::{ids::LedgerAccountId, journal::Root, permissions::Permission};
use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;

use super::words;
use crate::{
    components::{Button, ButtonKind, Copyable, Dialog, Notice, Tone},
    failure::{Failure, PROOF_FAILED},
    format,
    i18n::{common, console, ledger},
    pages::console::{BASE, ask::Ask},
    session::Session,
};

/// The dialog about one line; it checks as soon as it opens.
#[component]
pub(super) fn CheckLine(
    /// The account.
    account: LedgerAccountId,
    /// Asks about a line.
    ask: Ask<StatementLine>,
) -> impl IntoView {
    let title = move || ask.words(|line| ledger::check_line(format::number(line.number)));
    view! {
        <Dialog open=ask.open title=title>
            {move || ask.row().map(|line| view! { <Checked account line/> })}
            <div class="dialog__actions"><Button on_press=move |()| ask.open.set(false)>{common::close}</Button></div>
        </Dialog>
    }
}

/// Checks a line, and says what came of it.
#[component]
pub(super) fn Checked(
    /// The account.
    account: LedgerAccountId,
    /// The line of its statement.
    line: StatementLine,
) -> impl IntoView {
    let session = Session::get();
    let busy = RwSignal::new(false);
    let answer = RwSignal::new(None::<Result<(Root, usize), Failure>>);
    let (entry, kind, amount) = (line.entry_id, line.kind.clone(), line.amount);
    let check = move || {
        busy.set(true);
        let line = line.clone();
        spawn_local(async move {
            let ask = |client: Client| {
                let line = line.clone();
                async move {
                    let checked: Result<_, ClientError> = client.verify_statement_line(account, &line, None).await;
                    checked.map(|(proof, root)| (root, proof.path.len()))
                }
            };
            let checked = session.call(ask).await;
            // Its dialog may be closed by now.
            let _ = answer.try_set(Some(checked));
            let _ = busy.try_set(false);
        });
    };
    check();
    view! {
        <p>{move || ledger::check_what(words::posting_kind(&kind), words::signed(amount))}</p>
        <div role="status" class="stack">
            {move || match answer.get() {
                None => view! { <p class="soft">{ledger::checking}</p> }.into_any(),
                Some(Ok((root, hashes))) => view! {
                    <Notice tone=Tone::Done>
                        <p>{move || console::check_holds(hashes, root.size)}</p>
                        <Copyable text=root.hash.to_string()/>
                    </Notice>
                }
                .into_any(),
                Some(Err(failure)) if failure.code == PROOF_FAILED => {
                    view! { <Notice tone=Tone::Alert>{console::check_fails}</Notice> }.into_any()
                }
                Some(Err(failure)) => view! {
                    <Notice tone=Tone::Waiting><p>{failure.detail}</p><p>{ledger::check_later}</p></Notice>
                }
                .into_any(),
            }}
        </div>
        <div class="row">
            <Show when=move || answer.with(|answer| matches!(answer, Some(Err(_))))>
                <Button kind=ButtonKind::Primary busy on_press={ let check = check.clone(); move |()| check() }>{common::try_again}</Button>
            </Show>
            {session.may_somewhere(Permission::ViewJournal).then(|| view! {
                <a href=format!("{BASE}/journal/{entry}")>{ledger::journal_entry}</a>
            })}
        </div>
    }
}
