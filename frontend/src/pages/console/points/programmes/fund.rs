//! A programme's budget: what it got, and giving it more.

use client::Client;
use contract::points::{FundProgramme, Funding, Programme};
use domain::{ids::ProgrammeId, permissions::Permission, points::ProgrammeState};
use leptos::prelude::*;

use super::super::WORDS_CHARS_MAX;
use crate::{
    components::{
        Button, ButtonKind, Dialog, EmptyState, Form, FormState, TableBox, TextArea, TextField, Time, Toasts,
    },
    fetch::fetch,
    format,
    i18n::{common, programmes},
    once::Once,
    pages::console::{lists::loaded, points::rules::points},
    send::send,
    session::Session,
};

/// What it got, and the way to give it more for whoever funds programmes there.
#[component]
pub(super) fn Fundings(
    /// The programme as it stands.
    programme: Signal<Programme>,
    /// Grows whenever something may have moved.
    ticks: RwSignal<u32>,
    /// It got more.
    on_done: Callback<()>,
) -> impl IntoView {
    let (session, toasts) = (Session::get(), Toasts::get());
    let id = programme.with_untracked(|programme| programme.id);
    let found = fetch(move |client| {
        ticks.track();
        async move { client.list_programme_fundings(id).await.map(|all| all.items) }
    });
    let open = RwSignal::new(false);
    // What was typed stays where the dialog is closed by mistake.
    let (amount, note) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let may = move || {
        programme.with(|programme| {
            programme.state != ProgrammeState::Ended
                && session.may(Permission::FundProgrammes, &programme.area_path)
        })
    };
    let done = Callback::new(move |()| {
        open.set(false);
        amount.set(String::new());
        note.set(String::new());
        toasts.say(programmes::was_funded());
        found.reload();
        on_done.run(());
    });
    let title = move || programme.with(|programme| programmes::fund_question(&programme.name));
    view! {
        <section class="stack" aria-labelledby="fundings-head">
            <div class="row row--between">
                <h2 id="fundings-head" tabindex="-1">{programmes::fundings}</h2>
                <Show when=may>
                    <Button kind=ButtonKind::Primary icon=icondata_lu::LuCoins on_press=move |()| open.set(true)>{programmes::fund}</Button>
                </Show>
            </div>
            {loaded(found, move |items| {
                if items.is_empty() {
                    return view! { <EmptyState title=programmes::no_fundings detail=programmes::no_fundings_detail icon=icondata_lu::LuCoins/> }.into_any();
                }
                rows(items)
            })}
        </section>
        <Dialog open title=title>
            <Fund id left=programme.with_untracked(|programme| programme.totals.left) amount note on_done=done on_cancel=move |()| open.set(false)/>
        </Dialog>
    }
}

fn rows(items: Vec<Funding>) -> AnyView {
    let row = |funding: Funding| {
        view! {
            <tr>
                <th scope="row"><Time at=funding.funded_at/></th>
                <td class="number">{format::number(funding.points)}</td>
                <td class="text">{funding.note}</td>
                <td>{funding.funder_name}</td>
            </tr>
        }
    };
    view! {
        <TableBox caption=programmes::fundings>
            <thead><tr>
                <th scope="col">{programmes::column_when}</th>
                <th scope="col" class="number">{programmes::column_points}</th>
                <th scope="col">{programmes::column_note}</th>
                <th scope="col">{programmes::column_who}</th>
            </tr></thead>
            <tbody>{items.into_iter().map(row).collect_view()}</tbody>
        </TableBox>
    }
    .into_any()
}

/// How many and from where, and what the budget becomes by it.
#[component]
fn Fund(
    id: ProgrammeId,
    /// What is left of the budget now.
    left: i64,
    amount: RwSignal<String>,
    note: RwSignal<String>,
    on_done: Callback<()>,
    #[prop(into)] on_cancel: Callback<()>,
) -> impl IntoView {
    let session = Session::get();
    let (state, once) = (FormState::new("fund-programme"), Once::new());
    let read = move || amount.with(|amount| points(amount));
    let submit = move |()| {
        let body = FundProgramme {
            // What is no number is refused as one that is too small.
            points: untrack(read).unwrap_or(0),
            note: note.with_untracked(|note| note.trim().to_owned()),
        };
        let key = once.key(&body);
        let ask = move |client: Client, body: FundProgramme| {
            let key = key.clone();
            async move { client.fund_programme(id, &body, Some(&key)).await }
        };
        send(session, state, body, ask, move |_| on_done.run(()));
    };
    let becomes = move || {
        let more = read().unwrap_or(0);
        programmes::budget_becomes(format::number(left), format::number(left.saturating_add(more)))
    };
    let verb = move || match read() {
        Some(more) if more > 0 => programmes::fund_points(more),
        _ => programmes::fund().to_owned(),
    };
    view! {
        <Form state on_submit=submit>
            <TextField name="points" label=programmes::points_to_give value=amount inputmode="numeric"/>
            <TextArea name="note" label=programmes::funding_note hint=programmes::funding_note_hint value=note characters_max=WORDS_CHARS_MAX/>
            <p aria-live="polite"><strong>{becomes}</strong></p>
            <p class="soft">{programmes::fund_consequence}</p>
            <div class="dialog__actions">
                <Button on_press=on_cancel>{common::cancel}</Button>
                <Button kind=ButtonKind::Primary submit=true busy=state.busy>{verb}</Button>
            </div>
        </Form>
    }
}
