//! Who works for a provider: how much each has to do, and what they solved of late.

use chrono::TimeDelta;
use contract::{
    providers::Provider,
    tickets::{ProviderWorker, ProviderWorkers},
};
use domain::ids::ProviderId;
use leptos::prelude::*;

use super::{
    frame::Place,
    tickets::{late_of_worker, of_worker, solved_by_worker},
};
use crate::{
    components::{EmptyState, PairedBar, PairedBars, TableBox},
    device,
    fetch::{Loaded, fetch},
    format,
    i18n::provider_work as texts,
    live,
};

/// How far back the server counts what was solved, in days.
const SOLVED_DAYS: i64 = 30;

/// The page.
#[component]
pub fn Workers() -> impl IntoView {
    view! {
        <Place title=texts::workers lead=texts::workers_lead
            children=|provider| view! { <All provider/> }.into_any()/>
    }
}

#[component]
fn All(provider: Provider) -> impl IntoView {
    let id = provider.id;
    let fetched = fetch(move |client| async move { client.list_provider_workers(id).await });
    live::follow(|event| event.subject.starts_with("ticket:"), move || fetched.reload());
    view! {
        <Loaded fetched let:found>
            {if found.items.is_empty() {
                view! { <EmptyState title=texts::no_workers detail=texts::no_workers_detail icon=icondata_lu::LuUsers/> }.into_any()
            } else {
                view! { <Chart found=found.clone()/> <Table provider=id found/> }.into_any()
            }}
        </Loaded>
    }
}

fn count(value: u64) -> i64 {
    i64::try_from(value).unwrap_or(i64::MAX)
}

#[component]
fn Chart(found: ProviderWorkers) -> impl IntoView {
    let amount = |value: u64| (count(value), format::number(count(value)));
    let pair = |worker: ProviderWorker| PairedBar {
        name: worker.name,
        one: amount(worker.open),
        other: amount(worker.solved),
    };
    let pairs: Vec<PairedBar> = found.items.into_iter().map(pair).collect();
    view! { <PairedBars caption=texts::workers one=texts::worker_open other=texts::worker_solved pairs/> }
}

/// Every number leads to what it counts.
#[component]
fn Table(provider: ProviderId, found: ProviderWorkers) -> impl IntoView {
    let since = device::now() - TimeDelta::days(SOLVED_DAYS);
    let cell = |value: u64, href: String| {
        view! { <td class="number"><a href=href>{format::number(count(value))}</a></td> }
    };
    let row = move |worker: ProviderWorker| {
        let id = worker.id;
        view! {
            <tr>
                <th scope="row">{worker.name}</th>
                {cell(worker.open, of_worker(provider, id))}
                {cell(worker.overdue, late_of_worker(provider, id))}
                {cell(worker.solved, solved_by_worker(provider, id, since))}
            </tr>
        }
    };
    view! {
        <TableBox caption=texts::workers>
            <thead>
                <tr>
                    <th scope="col">{texts::worker_name}</th>
                    <th scope="col" class="number">{texts::worker_open}</th>
                    <th scope="col" class="number">{texts::worker_overdue}</th>
                    <th scope="col" class="number">{texts::worker_solved}</th>
                </tr>
            </thead>
            <tbody>{found.items.into_iter().map(row).collect_view()}</tbody>
        </TableBox>
    }
}
