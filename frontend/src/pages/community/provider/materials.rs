//! What material a provider used in a month, by name and unit.

use contract::{
    providers::Provider,
    tickets::{MaterialSum, MaterialSums, SumMaterials},
};
use domain::town_time;
use leptos::prelude::*;

use super::{
    frame::Place,
    months::{self, MonthFilter},
};
use crate::{
    components::{EmptyState, Filters, Notice, TableBox},
    fetch::{Loaded, fetch},
    format,
    i18n::provider_work as texts,
};

/// The page.
#[component]
pub fn Materials() -> impl IntoView {
    view! {
        <Place title=texts::materials lead=texts::materials_lead
            children=|provider| view! { <Month provider/> }.into_any()/>
    }
}

#[component]
fn Month(provider: Provider) -> impl IntoView {
    let (id, month) = (provider.id, months::chosen());
    let fetched = fetch(move |client| {
        let (from, until) = month.get();
        let query = SumMaterials { from: town_time::begin(from), until: town_time::begin(until) };
        async move { client.sum_provider_materials(id, &query).await }
    });
    view! {
        <Filters><MonthFilter/></Filters>
        <Loaded fetched let:found><Sums found/></Loaded>
    }
}

#[component]
fn Sums(found: MaterialSums) -> impl IntoView {
    if found.items.is_empty() {
        return view! {
            <EmptyState title=texts::no_materials detail=texts::no_materials_detail icon=icondata_lu::LuPackageOpen/>
        }
        .into_any();
    }
    let shown = format::number(i64::try_from(found.items.len()).unwrap_or(i64::MAX));
    let row = |sum: MaterialSum| {
        view! {
            <tr>
                <th scope="row">{sum.name}</th>
                <td class="number">{sum.quantity}</td>
                <td>{sum.unit}</td>
                <td class="number">{format::number(i64::try_from(sum.tickets).unwrap_or(i64::MAX))}</td>
            </tr>
        }
    };
    view! {
        {found.more.then(|| view! { <Notice><p>{move || texts::more_materials(&shown)}</p></Notice> })}
        <TableBox caption=texts::materials>
            <thead>
                <tr>
                    <th scope="col">{texts::material}</th>
                    <th scope="col" class="number">{texts::quantity}</th>
                    <th scope="col">{texts::unit}</th>
                    <th scope="col" class="number">{texts::for_tickets}</th>
                </tr>
            </thead>
            <tbody>{found.items.into_iter().map(row).collect_view()}</tbody>
        </TableBox>
    }
    .into_any()
}
