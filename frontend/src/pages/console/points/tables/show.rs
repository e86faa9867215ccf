//! One table: its rows, what hinders any of them, and its commitment by somebody else.

use client::Client;
use contract::points::{BulkAward, BulkAwardState, BulkRow};
use domain::{ids::BulkAwardId, permissions::Permission};
use leptos::prelude::*;

use super::super::{READING, words};
use crate::{
    components::{Badge, Button, ButtonKind, Confirm, Notice, PageHead, Stat, TableBox, Time, Toasts, Tone},
    fetch::fetch,
    format,
    i18n::programmes,
    live,
    once::Once,
    pages::console::{
        BASE,
        inspections::held::held,
        named::{OnePage, missing},
    },
    send::press,
    session::Session,
};

/// The page.
#[component]
pub fn TablePage() -> impl IntoView {
    view! {
        <OnePage title=programmes::table needs=READING list=("/points/tables", programmes::tables)
            show=|id: BulkAwardId| view! { <One id/> }.into_any() missing=no_such_table/>
    }
}

fn no_such_table() -> AnyView {
    missing(programmes::no_such_table, ("/points/tables", programmes::tables))
}

#[component]
fn One(id: BulkAwardId) -> impl IntoView {
    let found = fetch(move |client| async move { client.get_bulk_award(id).await });
    live::follow(move |event| event.subject == format!("bulk_award:{id}"), move || found.reload());
    let again = Callback::new(move |()| found.reload());
    held(found, no_such_table, move |table| view! { <Shown id table on_done=again/> })
}

#[component]
fn Shown(id: BulkAwardId, table: Signal<BulkAward>, on_done: Callback<()>) -> impl IntoView {
    let (session, toasts) = (Session::get(), Toasts::get());
    let (committing, discarding, busy) = (RwSignal::new(false), RwSignal::new(false), RwSignal::new(false));
    let once = Once::new();
    let first = table.get_untracked();
    let me = session.me().map(|me| me.id);
    let own = me == Some(first.preparer.id);
    let waits = Memo::new(move |_| table.with(|table| table.state == BulkAwardState::Prepared));
    let problems = Memo::new(move |_| table.with(|table| table.problems_total));
    let approves = session.may_somewhere(Permission::ApprovePoints);
    let stands = Signal::derive(move || words::table(table.with(|table| table.state)));
    let total = i64::try_from(first.rows_total).unwrap_or(i64::MAX);
    let (points, programme, expires_at) = (first.points, first.programme_id, first.expires_at);
    let commit = move |()| {
        let key = once.key(&id);
        let ask = move |client: Client| {
            let key = key.clone();
            async move { client.commit_bulk_award(id, Some(&key)).await }
        };
        press(session, toasts, busy, ask, move |_| {
            toasts.say(programmes::was_committed(total, format::number(points)));
            on_done.run(());
        });
    };
    let discard = move |()| {
        let ask = move |client: Client| async move { client.discard_bulk_award(id).await };
        press(session, toasts, busy, ask, move |()| {
            toasts.say(programmes::was_discarded());
            on_done.run(());
        });
    };
    let all = move || table.with(|table| rows(table.rows.clone(), false));
    let bad = move || table.with(|table| table.rows.iter().any(|row| row.problem.is_some()));
    view! {
        <PageHead title=move || programmes::table_of(format::date_time(first.prepared_at))>
            {move || { let (tone, label) = stands.get(); view! { <Badge tone label/> } }}
        </PageHead>
        <div class="stats">
            <Stat label=programmes::column_rows href="#rows-head" value=move || format::number(total)/>
            <Stat label=programmes::column_points href="#rows-head" value=move || format::number(points)/>
        </div>
        <dl class="facts">
            <dt>{programmes::programme}</dt>
            <dd><a href=format!("{BASE}/points/programmes/{programme}")>{programmes::to_programme}</a></dd>
            <dt>{programmes::column_preparer}</dt><dd>{first.preparer.name.clone()}" · "<Time at=first.prepared_at/></dd>
            {move || table.with(|table| table.committer.clone().zip(table.committed_at)).map(|(person, at)| view! {
                <dt>{programmes::column_committer}</dt><dd>{person.name}" · "<Time at/></dd>
            })}
        </dl>
        <Show when=move || waits.get()>
            <Notice tone=Tone::Waiting>
                <p>{if own { programmes::somebody_else_commits } else { programmes::waits_for_commitment }}</p>
                <p>{programmes::until}" "<Time at=expires_at/></p>
            </Notice>
            <Show when=move || { problems.get() > 0 }>
                <Notice tone=Tone::Alert><p>{move || programmes::rows_hindered(problems.get())}</p></Notice>
            </Show>
            <div class="row no-print" role="group" aria-label=programmes::actions>
                {(!own && approves).then(|| view! {
                    <Button kind=ButtonKind::Primary icon=icondata_lu::LuCheck busy on_press=move |()| committing.set(true)>{programmes::commit}</Button>
                })}
                {own.then(|| view! {
                    <Button icon=icondata_lu::LuTrash2 busy on_press=move |()| discarding.set(true)>{programmes::discard}</Button>
                })}
                <Show when=move || busy.get()><progress aria-label=programmes::committing></progress></Show>
            </div>
        </Show>
        <Confirm open=committing title=move || programmes::commit_question(total, format::number(points))
            consequence=programmes::commit_consequence verb=programmes::commit on_confirm=commit/>
        <Confirm open=discarding title=move || programmes::discard_question(total)
            consequence=programmes::discard_consequence verb=programmes::discard on_confirm=discard danger=true/>
        <section class="stack" aria-labelledby="rows-head">
            <h2 id="rows-head" tabindex="-1">{programmes::table_rows}</h2>
            <Show when=bad><p class="soft">{programmes::bad_rows_marked}</p></Show>
            {all}
        </section>
    }
}

/// The rows, in the order of the file, each with what is wrong with it; with `bad_first` those come first.
pub(super) fn rows(mut items: Vec<BulkRow>, bad_first: bool) -> AnyView {
    if bad_first {
        items.sort_by_key(|row| (row.problem.is_none(), row.line));
    }
    let row = |row: BulkRow| {
        let wrong = row.problem.is_some();
        let detail = row.problem_detail.or(row.problem);
        view! {
            <tr>
                <th scope="row" class="number">{row.line}</th>
                <td>{if wrong {
                    view! { <Badge tone=Tone::Alert label=programmes::row_bad/> }.into_any()
                } else {
                    view! { <Badge tone=Tone::Done label=programmes::row_good/> }.into_any()
                }}</td>
                <td class="text">{detail.unwrap_or_default()}</td>
                <td>{row.name}</td>
                <td class="text">{row.place.join(" · ")}</td>
                <td>{row.activity_name}</td>
                <td class="whole">{row.day.map_or_else(|| "—".to_owned(), format::date)}</td>
                <td class="number">{row.minutes.map_or_else(|| "—".to_owned(), |minutes| minutes.to_string())}</td>
                <td class="number">{format::number(row.points)}</td>
                <td class="text">{row.note.unwrap_or_default()}</td>
            </tr>
        }
    };
    view! {
        <TableBox caption=programmes::table_rows>
            <thead><tr>
                <th scope="col" class="number">{programmes::column_line}</th>
                <th scope="col">{programmes::column_state}</th>
                <th scope="col">{programmes::column_wrong}</th>
                <th scope="col">{programmes::who_earns}</th>
                <th scope="col">{programmes::column_place}</th>
                <th scope="col">{programmes::column_activity}</th>
                <th scope="col">{programmes::column_day}</th>
                <th scope="col" class="number">{programmes::column_minutes}</th>
                <th scope="col" class="number">{programmes::column_points}</th>
                <th scope="col">{programmes::column_note}</th>
            </tr></thead>
            <tbody>{items.into_iter().map(row).collect_view()}</tbody>
        </TableBox>
    }
    .into_any()
}
