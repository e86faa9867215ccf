//! Saying which posting a line of the bank's belongs to, and taking that back.

use client::Client;
use contract::{
    funds::{BankLine, CashPosting, ListUnbankedPostings, MatchBankLine},
    page::LIMIT_MAX,
    problems::fields,
};
use domain::ids::FundId;
use leptos::prelude::*;

use crate::{
    components::{
        Button, ButtonKind, Choice, Confirm, Dialog, ErrorState, Form, FormState, RadioCards, Skeleton,
        Toasts,
    },
    fetch::{More, fetch_list},
    format,
    i18n::{self, bank as texts, common},
    once::Once,
    pages::{console::ask::Ask, funds::words},
    send::{press, send},
    session::Session,
};

/// The two dialogs.
#[component]
pub fn Matching(
    /// Of which fund.
    id: FundId,
    /// The line whose posting is to be said.
    matching: Ask<BankLine>,
    /// The line that does not belong to its posting.
    parting: Ask<BankLine>,
    /// Something has changed.
    on_done: Callback<()>,
) -> impl IntoView {
    let (session, toasts, once) = (Session::get(), Toasts::get(), Once::new());
    let busy = RwSignal::new(false);
    let part = move |()| {
        let Some(line) = parting.row() else { return };
        let key = once.key(&("part", line.id, line.posting.as_ref().map(|posting| posting.id)));
        let ask = move |client: Client| {
            let key = key.clone();
            async move { client.part_bank_line(line.id, Some(&key)).await }
        };
        press(session, toasts, busy, ask, move |_: BankLine| {
            toasts.say(texts::parted_now());
            on_done.run(());
        });
    };
    let title = move || matching.words(|line| texts::match_title(words::signed(line.fen)));
    view! {
        <Dialog open=matching.open title>
            {move || matching.row().map(|line| view! { <Choose id line open=matching.open on_done/> })}
        </Dialog>
        <Confirm open=parting.open
            title=move || parting.words(|line| texts::part_question(words::signed(line.fen)))
            consequence=texts::part_consequence verb=texts::part_line on_confirm=part/>
    }
}

/// The postings of the line's amount.
#[component]
fn Choose(id: FundId, line: BankLine, open: RwSignal<bool>, on_done: Callback<()>) -> impl IntoView {
    let (session, toasts) = (Session::get(), Toasts::get());
    let (state, once, chosen) = (FormState::new("match"), Once::new(), RwSignal::new(String::new()));
    let (line, fen) = (line.id, line.fen);
    let list = fetch_list(move |client, after| async move {
        let query = ListUnbankedPostings { fen: Some(fen), limit: Some(LIMIT_MAX), after };
        client.list_unbanked_postings(id, &query).await
    });
    let submit = move |()| {
        let Some(posting_id) = chosen.with_untracked(|chosen| chosen.parse().ok()) else {
            let missing = fields::problem("/posting_id", "required", untrack(i18n::lang), &[]);
            state.refuse_fields(vec![missing]);
            return;
        };
        let body = MatchBankLine { posting_id };
        let key = once.key(&(line, posting_id));
        let ask = move |client: Client, body: MatchBankLine| {
            let key = key.clone();
            async move { client.match_bank_line(line, &body, Some(&key)).await }
        };
        send(session, state, body, ask, move |_: BankLine| {
            open.set(false);
            toasts.say(texts::matched_now());
            on_done.run(());
        });
    };
    let none = Signal::derive(move || {
        list.answer.with(|answer| matches!(answer, Some(Ok(items)) if items.is_empty()))
    });
    view! {
        <Form state on_submit=submit>
            <p class="soft">{texts::match_lead}</p>
            {move || match list.answer.get() {
                None => view! { <Skeleton count=3/> }.into_any(),
                Some(Err(failure)) => view! { <ErrorState failure on_retry=move |()| list.reload()/> }.into_any(),
                Some(Ok(items)) if items.is_empty() => view! { <p>{texts::match_none}</p> }.into_any(),
                Some(Ok(items)) => {
                    let choices = Signal::stored(items.into_iter().map(choice).collect::<Vec<_>>());
                    view! {
                        <RadioCards name="posting_id" label=texts::match_which value=chosen choices/>
                        <More list=list/>
                    }.into_any()
                }
            }}
            <div class="dialog__actions">
                <Button on_press=move |()| open.set(false)>{common::cancel}</Button>
                <Show when=move || !none.get()>
                    <Button kind=ButtonKind::Primary submit=true busy=state.busy>{texts::match_do}</Button>
                </Show>
            </div>
        </Form>
    }
}

fn choice(posting: CashPosting) -> Choice {
    let title = if posting.title.is_empty() { words::posting_kind(&posting.kind) } else { posting.title };
    let at = posting.at;
    let number = posting.reference.map_or_else(String::new, |number| format!(" · {number}"));
    let hint = move || format!("{}{number}", format::day_of(at));
    Choice::new(posting.id.to_string(), title).hint(hint)
}
