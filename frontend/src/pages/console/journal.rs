//! The journal: everything that happened, with filters in the URL, and a check of each entry in this browser.

use client::ClientError;
use contract::journal::{JournalEntry, ListJournal};
use domain::{ids::EntryId, journal::Root, permissions::Permission};
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use wasm_bindgen_futures::spawn_local;

use super::{
    BASE,
    events::event_name,
    lists::{listed, loaded},
    office::{Scope, office, placed},
};
use crate::{
    components::{
        BackLink, Button, ButtonKind, Copyable, EmptyState, FilterSearch, FilterSelect, Filters, Notice,
        PageHead, TableBox, Time, Tone,
    },
    failure::{Failure, PROOF_FAILED},
    fetch::{fetch, fetch_list},
    format,
    i18n::console,
    pages::identity::SignedInOnly,
    query::QueryParam,
    session::Session,
};

/// What an event's name begins with, and what its readers call that.
type Kind = (&'static str, fn() -> &'static str);

/// Rows of one keyset page.
const ROWS: u32 = 50;

/// The list.
#[component]
pub fn Journal() -> impl IntoView {
    view! { <SignedInOnly title=console::journal home=BASE children=|me| placed(&me, Permission::ViewJournal, || view! { <List/> }.into_any())/> }
}

/// One entry.
#[component]
pub fn JournalEntryPage() -> impl IntoView {
    view! { <SignedInOnly title=console::journal home=BASE children=|me| office(&me, Permission::ViewJournal, || view! { <Show/> }.into_any())/> }
}

#[component]
fn List() -> impl IntoView {
    let scope = Scope::get();
    let (event, subject) = (QueryParam::of("event").value, QueryParam::of("q").value);
    let given = |value: String| (!value.is_empty()).then_some(value);
    let list = fetch_list(move |client, after| {
        let query = ListJournal {
            under_id: scope.area.get(),
            event: given(event.get()),
            subject: given(subject.get()),
            limit: Some(ROWS),
            after,
            ..ListJournal::default()
        };
        async move { client.list_journal(&query).await }
    });
    let kinds = Signal::derive(|| {
        let kinds: [Kind; 6] = [
            ("ticket.", console::tickets),
            ("area.", console::journal_areas),
            ("membership.", console::journal_members),
            ("grant.", console::journal_grants),
            ("user.", console::journal_users),
            ("session.", console::journal_sessions),
        ];
        kinds.map(|(key, words)| (key.to_owned(), words().to_owned())).to_vec()
    });
    view! {
        <PageHead title=console::journal lead=console::journal_lead/>
        <Filters>
            <FilterSearch label=console::journal_subject/>
            <FilterSelect name="event" label=console::journal_event options=kinds/>
        </Filters>
        {listed(
            list,
            || view! { <EmptyState title=console::journal_empty detail=console::journal_empty_detail icon=icondata_lu::LuBookOpen/> }.into_any(),
            rows,
        )}
    }
}

fn rows(items: Vec<JournalEntry>) -> AnyView {
    let row = |entry: JournalEntry| {
        let position = i64::try_from(entry.position).unwrap_or(i64::MAX);
        let same = format!("{BASE}/journal?q={}", js_sys::encode_uri_component(&entry.subject));
        view! {
            <tr>
                <th scope="row" class="number">
                    <a href=format!("{BASE}/journal/{}", entry.id)>{format::number(position)}</a>
                </th>
                <td><Time at=entry.at/></td>
                <td>{event_name(&entry.event)}</td>
                <td>{entry.agent_name.unwrap_or_else(|| console::side_system().to_owned())}</td>
                <td><a href=same>{entry.subject}</a></td>
            </tr>
        }
    };
    view! {
        <TableBox caption=console::journal>
            <thead>
                <tr>
                    <th scope="col" class="number">{console::journal_position}</th>
                    <th scope="col">{console::journal_when}</th>
                    <th scope="col">{console::journal_event}</th>
                    <th scope="col">{console::journal_who}</th>
                    <th scope="col">{console::journal_subject}</th>
                </tr>
            </thead>
            <tbody>{items.into_iter().map(row).collect_view()}</tbody>
        </TableBox>
    }
    .into_any()
}

#[component]
fn Show() -> impl IntoView {
    let params = use_params_map();
    let id =
        Memo::new(move |_| params.with(|params| params.get("id")).and_then(|id| id.parse::<EntryId>().ok()));
    let entry = fetch(move |client| {
        let id = id.get();
        async move {
            match id {
                Some(id) => client.get_journal_entry(id).await.map(Some),
                None => Ok(None),
            }
        }
    });
    view! {
        <BackLink href=format!("{BASE}/journal") label=console::journal/>
        {loaded(entry, |found| match found {
            Some(entry) => view! { <Entry entry/> }.into_any(),
            None => view! { <EmptyState title=console::journal_no_entry icon=icondata_lu::LuMapPinOff/> }.into_any(),
        })}
    }
}

#[component]
fn Entry(entry: JournalEntry) -> impl IntoView {
    let position = format::number(i64::try_from(entry.position).unwrap_or(i64::MAX));
    // Pretty-printing a value that came as JSON cannot fail.
    let payload = serde_json::to_string_pretty(&entry.payload).unwrap_or_default();
    view! {
        <PageHead title=move || console::journal_entry(&position)/>
        <dl class="facts">
            <dt>{console::journal_when}</dt><dd><Time at=entry.at/></dd>
            <dt>{console::journal_event}</dt><dd>{event_name(&entry.event)}" "<code>{entry.event.clone()}</code></dd>
            <dt>{console::journal_who}</dt>
            <dd>{entry.agent_name.unwrap_or_else(|| console::side_system().to_owned())}</dd>
            {entry.principal_name.map(|name| view! { <dt>{console::journal_for}</dt><dd>{name}</dd> })}
            <dt>{console::column_place}</dt><dd><code>{entry.area_path.to_string()}</code></dd>
            <dt>{console::journal_subject}</dt><dd><code>{entry.subject}</code></dd>
            <dt>{console::journal_payload}</dt><dd><pre class="pre">{payload}</pre></dd>
        </dl>
        <Check id=entry.id/>
    }
}

/// Fetches the proof and checks it with the rules that the server itself runs, in this browser.
#[component]
fn Check(id: EntryId) -> impl IntoView {
    let session = Session::get();
    let busy = RwSignal::new(false);
    let answer = RwSignal::new(None::<Result<(Root, usize), Failure>>);
    let check = move |()| {
        busy.set(true);
        spawn_local(async move {
            let ask = |client: client::Client| async move {
                let checked: Result<_, ClientError> = client.verify_journal_entry(id, None).await;
                checked.map(|(proof, root)| (root, proof.path.len()))
            };
            let checked = session.call(ask).await;
            let _ = answer.try_set(Some(checked));
            let _ = busy.try_set(false);
        });
    };
    view! {
        <section class="stack" aria-labelledby="check-head">
            <h2 id="check-head">{console::check_yourself}</h2>
            <p>{console::check_what}</p>
            <div class="row">
                <Button kind=ButtonKind::Primary icon=icondata_lu::LuShieldCheck busy on_press=check>{console::check_now}</Button>
            </div>
            <div role="status">
                {move || answer.get().map(|checked| match checked {
                    Ok((root, hashes)) => view! {
                        <Notice tone=Tone::Done>
                            <p>{move || console::check_holds(hashes, root.size)}</p>
                            <Copyable text=root.hash.to_string()/>
                        </Notice>
                    }
                    .into_any(),
                    Err(failure) if failure.code == PROOF_FAILED => {
                        view! { <Notice tone=Tone::Alert>{console::check_fails}</Notice> }.into_any()
                    }
                    Err(failure) => view! { <Notice tone=Tone::Waiting>{failure.detail}</Notice> }.into_any(),
                })}
            </div>
        </section>
    }
}
