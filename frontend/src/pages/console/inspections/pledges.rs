//! How many households have pledged, place by place.

use contract::inspections::{GetPledgeCoverage, PledgeCount, PledgeCoverage};
use domain::permissions::Permission;
use leptos::prelude::*;

use crate::{
    components::{EmptyState, PageHead, TableBox},
    fetch::fetch,
    format,
    i18n::pledges,
    pages::{
        console::{
            BASE,
            lists::loaded,
            office::{Scope, placed},
        },
        identity::SignedInOnly,
    },
};

/// The page.
#[component]
pub fn Pledges() -> impl IntoView {
    view! {
        <SignedInOnly title=pledges::coverage_console home=BASE
            children=|me| placed(&me, Permission::ViewHouseholds, || view! { <Whole/> }.into_any())/>
    }
}

#[component]
fn Whole() -> impl IntoView {
    let scope = Scope::get();
    let found = fetch(move |client| {
        let area = scope.area.get();
        async move {
            let Some(area_id) = area else { return Ok(None) };
            match client.get_pledge_coverage(&GetPledgeCoverage { area_id }).await {
                Err(error) if error.code() == Some("not_found") => Ok(None),
                other => other.map(Some),
            }
        }
    });
    view! {
        <PageHead title=pledges::coverage_console lead=pledges::coverage_console_lead/>
        {loaded(found, |found| match found {
            Some(found) => view! { <Table found/> }.into_any(),
            None => view! {
                <EmptyState title=pledges::coverage_small detail=pledges::coverage_small_detail icon=icondata_lu::LuEyeOff/>
            }
            .into_any(),
        })}
    }
}

#[component]
fn Table(found: PledgeCoverage) -> impl IntoView {
    let row = |count: PledgeCount, whole: bool| {
        let PledgeCount { area_id, area_name, pledged, households, .. } = count;
        let percent = format::percent(pledged.into(), households.into()).unwrap_or_else(|| "—".to_owned());
        let thousandths = u64::from(pledged) * 1000;
        let width = thousandths.checked_div(households.into()).unwrap_or(0);
        view! {
            <tr>
                <th scope="row" class="table__whole">
                    {if whole {
                        view! { <strong>{area_name}" · "{pledges::whole}</strong> }.into_any()
                    } else {
                        view! { <a href=format!("{BASE}/inspections/pledges?area={area_id}")>{area_name}</a> }.into_any()
                    }}
                </th>
                <td class="number">{format::number(pledged.into())}</td>
                <td class="number">{format::number(households.into())}</td>
                <td class="number">{percent}</td>
                <td class="table__bar">
                    <svg class="stat__bar" viewBox="0 0 1000 10" preserveAspectRatio="none" aria-hidden="true">
                        <rect width=width height="10"></rect>
                    </svg>
                </td>
            </tr>
        }
    };
    let none = found.parts.is_empty();
    view! {
        <TableBox caption=pledges::coverage_console>
            <thead><tr>
                <th scope="col">{pledges::place}</th>
                <th scope="col" class="number">{pledges::pledged}</th>
                <th scope="col" class="number">{pledges::households}</th>
                <th scope="col" class="number">{pledges::share}</th>
                <th aria-hidden="true"></th>
            </tr></thead>
            <tbody>
                {row(found.whole, true)}
                {found.parts.into_iter().map(|part| row(part, false)).collect_view()}
            </tbody>
        </TableBox>
        <p class="small soft">{move || if none { pledges::no_parts() } else { pledges::coverage_note() }}</p>
    }
}
