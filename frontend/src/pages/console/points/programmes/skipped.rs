//! What would have earned points by itself and did not, and why.

use contract::points::{ListSkippedEvents, SkippedEvent};
use domain::{ids::ProgrammeId, permissions::Permission};
use leptos::prelude::*;

use super::{
    super::{READING, words},
    address,
    show::no_such_programme,
};
use crate::{
    components::{BackLink, EmptyState, PageHead, TableBox, Time},
    fetch::fetch_list,
    format,
    i18n::programmes,
    pages::{
        console::{BASE, events::event_name, lists::listed, named::named, office::office},
        identity::SignedInOnly,
    },
    session::Session,
};

/// Rows of one keyset page.
const ROWS: u32 = 50;

/// The page.
#[component]
pub fn Skipped() -> impl IntoView {
    view! {
        <SignedInOnly title=programmes::skipped home=BASE
            children=|me| office(&me, READING, || {
                let shown = named(|id: ProgrammeId| view! { <List id/> }.into_any(), no_such_programme);
                view! { <div class="stack">{shown}</div> }.into_any()
            })/>
    }
}

#[component]
fn List(id: ProgrammeId) -> impl IntoView {
    let list = fetch_list(move |client, after| {
        let query = ListSkippedEvents { limit: Some(ROWS), after };
        async move { client.list_skipped_events(id, &query).await }
    });
    view! {
        <BackLink href=address(id) label=programmes::programme/>
        <PageHead title=programmes::skipped lead=programmes::skipped_lead/>
        {listed(
            list,
            || view! { <EmptyState title=programmes::none_skipped detail=programmes::none_skipped_detail icon=icondata_lu::LuCircleCheck/> }.into_any(),
            rows,
        )}
    }
}

fn rows(items: Vec<SkippedEvent>) -> AnyView {
    let reads_journal = Session::get().may_somewhere(Permission::ViewJournal);
    let row = move |event: SkippedEvent| {
        let (reason, cap, name) = (event.reason, event.cap, event.event.clone());
        let words = move || event_name(&name);
        view! {
            <tr>
                <th scope="row"><Time at=event.at/></th>
                <td>{if reads_journal {
                    view! { <a href=format!("{BASE}/journal/{}", event.entry_id)>{words}</a> }.into_any()
                } else {
                    words.into_any()
                }}</td>
                <td>{event.activity_name}</td>
                <td class="number">{format::number(event.points)}</td>
                <td class="text">{move || words::skipped(reason, cap)}</td>
            </tr>
        }
    };
    view! {
        <TableBox caption=programmes::skipped>
            <thead><tr>
                <th scope="col">{programmes::column_when}</th>
                <th scope="col">{programmes::column_event}</th>
                <th scope="col">{programmes::column_activity}</th>
                <th scope="col" class="number">{programmes::column_points}</th>
                <th scope="col">{programmes::column_why}</th>
            </tr></thead>
            <tbody>{items.into_iter().map(row).collect_view()}</tbody>
        </TableBox>
    }
    .into_any()
}
