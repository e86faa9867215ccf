//! The templates that a place can use, and those to begin with.

use std::collections::BTreeMap;

use contract::inspections::{ListTemplates, ListedTemplate, ReadyTemplate};
use domain::{ids::AreaId, permissions::Permission};
use leptos::prelude::*;

use super::content::Content;
use crate::{
    components::{Badge, ButtonKind, ButtonLink, EmptyState, FilterSelect, Filters, PageHead, TableBox},
    fetch::fetch,
    i18n::awards,
    pages::{
        console::{
            BASE,
            awards::{READING, state_of_offer},
            lists::loaded,
            office::{Scope, placed},
        },
        identity::SignedInOnly,
    },
    query::QueryParam,
};

/// The page.
#[component]
pub fn Templates() -> impl IntoView {
    view! {
        <SignedInOnly title=awards::templates home=BASE
            children=|me| placed(&me, READING, || view! { <List/> }.into_any())/>
    }
}

/// The way to a new template of the place.
fn new(from: &str) -> String {
    format!("{BASE}/inspections/templates/new?from={from}")
}

#[component]
fn List() -> impl IntoView {
    let (scope, inactive) = (Scope::get(), QueryParam::of("inactive").value);
    let found = fetch(move |client| {
        let (area, inactive) = (scope.area.get(), inactive.get() == "true");
        async move {
            let Some(area_id) = area else { return Ok((Vec::new(), BTreeMap::new())) };
            let items = client.list_templates(&ListTemplates { area_id, inactive }).await?.items;
            let lineage = client.get_lineage(area_id).await?.items;
            let names: BTreeMap<AreaId, String> =
                lineage.into_iter().map(|area| (area.id, area.name)).collect();
            Ok((items, names))
        }
    });
    let ready = fetch(|client| async move { client.list_ready_templates().await.map(|ready| ready.items) });
    let offers = Signal::derive(|| {
        vec![
            ("false".to_owned(), awards::offered_only().to_owned()),
            ("true".to_owned(), awards::inactive_too().to_owned()),
        ]
    });
    let manages = move || scope.may(Permission::ManageInspections);
    view! {
        <PageHead title=awards::templates lead=awards::templates_lead>
            <Show when=manages>
                <ButtonLink kind=ButtonKind::Primary icon=icondata_lu::LuPlus href=format!("{BASE}/inspections/templates/new")>
                    {awards::new_template}
                </ButtonLink>
            </Show>
        </PageHead>
        <Filters><FilterSelect name="inactive" label=awards::column_state options=offers default="false"/></Filters>
        {loaded(found, move |(items, names)| {
            if items.is_empty() {
                return view! {
                    <EmptyState title=awards::no_templates detail=awards::no_templates_detail icon=icondata_lu::LuClipboardList/>
                }.into_any();
            }
            rows(items, names)
        })}
        <section class="stack" aria-labelledby="ready-head">
            <h2 id="ready-head">{awards::ready_templates}</h2>
            <p class="soft">{awards::ready_templates_lead}</p>
            {loaded(ready, move |items| items.into_iter().map(|ready| view! { <Ready ready manages=Signal::derive(manages)/> }).collect_view())}
        </section>
    }
}

#[component]
fn Ready(ready: ReadyTemplate, manages: Signal<bool>) -> impl IntoView {
    let lines = ready.content.indicators().count();
    let (name, parts) = (ready.content.name.clone(), ready.content.dimensions.len());
    let href = new(&ready.code);
    view! {
        <details class="card">
            <summary>
                <span class="grow">{name}" "<span class="soft small">{move || awards::parts_and_lines(parts, lines)}</span></span>
            </summary>
            <div class="stack">
                <Show when=move || manages.get()>
                    <div><ButtonLink icon=icondata_lu::LuCopyPlus href=href.clone()>{awards::begin_with_this}</ButtonLink></div>
                </Show>
                <Content template=ready.content/>
            </div>
        </details>
    }
}

fn rows(items: Vec<ListedTemplate>, names: BTreeMap<AreaId, String>) -> AnyView {
    let row = move |template: ListedTemplate| {
        let whose = names.get(&template.area_id).cloned().unwrap_or_default();
        let (tone, state) = state_of_offer(template.active);
        let latest = template.latest;
        view! {
            <tr>
                <th scope="row" class="text"><a href=format!("{BASE}/inspections/templates/{}", template.id)>{template.name}</a></th>
                <td>{whose}</td>
                <td>{move || awards::version(latest)}</td>
                <td><Badge tone label=state/></td>
            </tr>
        }
    };
    view! {
        <TableBox caption=awards::templates>
            <thead><tr>
                <th scope="col">{awards::template_name}</th>
                <th scope="col">{awards::column_whose}</th>
                <th scope="col">{awards::column_version}</th>
                <th scope="col">{awards::column_state}</th>
            </tr></thead>
            <tbody>{items.into_iter().map(row).collect_view()}</tbody>
        </TableBox>
    }
    .into_any()
}
