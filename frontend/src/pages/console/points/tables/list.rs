//! The tables of a programme.

use contract::{
    page::LIMIT_MAX,
    points::{BulkAward, ListBulkAwards, ListProgrammes},
};
use domain::{ids::ProgrammeId, permissions::Permission, points::ProgrammeState};
use leptos::prelude::*;

use super::{
    super::{READING, words},
    address,
};
use crate::{
    components::{
        Badge, ButtonKind, ButtonLink, EmptyState, FilterSelect, Filters, PageHead, TableBox, Time,
    },
    fetch::fetch,
    format,
    i18n::programmes,
    live,
    pages::{
        console::{BASE, lists::loaded, office::office},
        identity::SignedInOnly,
    },
    query::QueryParam,
    session::Session,
};

/// The page.
#[component]
pub fn Tables() -> impl IntoView {
    view! {
        <SignedInOnly title=programmes::tables home=BASE
            children=|me| office(&me, READING, || view! { <div class="stack"><List/></div> }.into_any())/>
    }
}

#[component]
fn List() -> impl IntoView {
    let session = Session::get();
    let chosen = QueryParam::of("programme").value;
    let running = fetch(move |client| async move {
        let query = ListProgrammes {
            state: Some(ProgrammeState::Running),
            limit: Some(LIMIT_MAX),
            ..ListProgrammes::default()
        };
        client.list_programmes(&query).await.map(|page| page.items)
    });
    let known = Signal::derive(move || running.answer.get().and_then(Result::ok).unwrap_or_default());
    let options = Signal::derive(move || {
        known.with(|known| known.iter().map(|item| (item.id.to_string(), item.name.clone())).collect::<Vec<_>>())
    });
    // The one that was chosen, else the first that runs.
    let programme = Memo::new(move |_| {
        let first = || known.with(|known| known.first().map(|programme| programme.id));
        chosen.with(|chosen| chosen.parse::<ProgrammeId>().ok()).or_else(first)
    });
    let list = fetch(move |client| {
        let programme = programme.get();
        async move {
            match programme {
                Some(programme_id) => {
                    client.list_bulk_awards(&ListBulkAwards { programme_id }).await.map(|all| all.items)
                }
                None => Ok(Vec::new()),
            }
        }
    });
    live::follow(|event| event.event.starts_with("points.bulk_"), move || list.reload());
    let upload = Signal::derive(move || {
        let programme = programme.get().map(|id| format!("?programme={id}")).unwrap_or_default();
        format!("{BASE}/points/tables/new{programme}")
    });
    let proposes = move || session.may_somewhere(Permission::ProposePoints);
    view! {
        <PageHead title=programmes::tables lead=programmes::tables_lead>
            <Show when=proposes>
                <ButtonLink kind=ButtonKind::Primary icon=icondata_lu::LuFileUp href=upload>{programmes::upload_table}</ButtonLink>
            </Show>
        </PageHead>
        <Filters>
            {move || programme.get().map(|first| view! {
                <FilterSelect name="programme" label=programmes::programme options default=first.to_string()/>
            })}
        </Filters>
        {loaded(list, move |items| {
            if items.is_empty() {
                return view! {
                    <EmptyState title=programmes::no_tables detail=programmes::no_tables_detail icon=icondata_lu::LuTable/>
                }.into_any();
            }
            rows(items)
        })}
    }
}

fn rows(items: Vec<BulkAward>) -> AnyView {
    let row = |table: BulkAward| {
        let (tone, state) = words::table(table.state);
        let count = i64::try_from(table.rows_total).unwrap_or(i64::MAX);
        view! {
            <tr>
                <th scope="row">{match table.id {
                    Some(id) => view! { <a href=address(id)>{move || programmes::table_of(format::date_time(table.prepared_at))}</a> }.into_any(),
                    None => format::date_time(table.prepared_at).into_any(),
                }}</th>
                <td><Badge tone label=state/></td>
                <td class="number">{format::number(count)}</td>
                <td class="number">{format::number(table.points)}</td>
                <td>{table.preparer.name}</td>
                <td>{table.committer.map_or_else(|| "—".to_owned(), |person| person.name)}</td>
                <td>{table.committed_at.map_or_else(|| "—".into_any(), |at| view! { <Time at/> }.into_any())}</td>
            </tr>
        }
    };
    view! {
        <TableBox caption=programmes::tables>
            <thead><tr>
                <th scope="col">{programmes::column_table}</th>
                <th scope="col">{programmes::column_state}</th>
                <th scope="col" class="number">{programmes::column_rows}</th>
                <th scope="col" class="number">{programmes::column_points}</th>
                <th scope="col">{programmes::column_preparer}</th>
                <th scope="col">{programmes::column_committer}</th>
                <th scope="col">{programmes::committed_at}</th>
            </tr></thead>
            <tbody>{items.into_iter().map(row).collect_view()}</tbody>
        </TableBox>
    }
    .into_any()
}
