//! The list of households; personal data is masked by the server.

use client::Client;
use contract::households::{Household, ListHouseholds};
use domain::permissions::Permission;
use leptos::prelude::*;

use super::form::HouseholdForm;
use crate::{
    components::{Button, ButtonKind, ButtonLink, Dialog, EmptyState, PageHead, TableBox, Toasts},
    device,
    fetch::fetch_list,
    format,
    i18n::{common, people},
    pages::{
        console::{
            BASE,
            lists::listed,
            office::{Scope, placed},
        },
        identity::SignedInOnly,
    },
    route::Go,
    send::press,
    session::Session,
};

/// Rows of one keyset page.
const ROWS: u32 = 50;

/// The page.
#[component]
pub fn Households() -> impl IntoView {
    view! {
        <SignedInOnly title=people::households home=BASE
            children=|me| placed(&me, Permission::ViewHouseholds, || view! { <List/> }.into_any())/>
    }
}

#[component]
fn List() -> impl IntoView {
    let (scope, toasts) = (Scope::get(), Toasts::get());
    let list = fetch_list(move |client, after| {
        let query = ListHouseholds { under_id: scope.area.get(), limit: Some(ROWS), after };
        async move { client.list_households(&query).await }
    });
    let adding = RwSignal::new(false);
    let go = Go::new();
    let added = move |household: Household| {
        adding.set(false);
        toasts.say(people::household_added());
        go.to(&format!("{BASE}/households/{}", household.id));
    };
    let import = Signal::derive(move || {
        let area = scope.area.get().map(|area| area.to_string()).unwrap_or_default();
        format!("{BASE}/households/import?area={area}")
    });
    view! {
        <PageHead title=people::households lead=people::households_lead>
            <Show when=move || scope.may(Permission::ManageHouseholds)>
                <Export scope/>
                <ButtonLink href=import icon=icondata_lu::LuFileUp>{people::import_file}</ButtonLink>
                <Button kind=ButtonKind::Primary icon=icondata_lu::LuPlus on_press=move |()| adding.set(true)>
                    {people::add_household}
                </Button>
            </Show>
        </PageHead>
        <Dialog open=adding title=people::add_household><HouseholdForm on_done=added/></Dialog>
        {listed(
            list,
            || view! { <EmptyState title=people::no_households detail=people::no_households_detail icon=icondata_lu::LuHouse/> }.into_any(),
            rows,
        )}
    }
}

/// Saves the list as a file.
#[component]
fn Export(scope: Scope) -> impl IntoView {
    let (session, toasts) = (Session::get(), Toasts::get());
    let busy = RwSignal::new(false);
    let query = move || ListHouseholds { under_id: scope.area.get_untracked(), ..ListHouseholds::default() };
    let keep = move |name: &str, kind: &str, bytes: &[u8]| {
        if !device::download(name, kind, bytes) {
            toasts.say(common::not_saved());
        }
    };
    let csv = move |()| {
        let ask = move |client: Client| {
            let query = query();
            async move { client.export_households_csv(&query).await }
        };
        press(session, toasts, busy, ask, move |bytes| keep("households.csv", device::CSV, &bytes));
    };
    let xlsx = move |()| {
        let ask = move |client: Client| {
            let query = query();
            async move { client.export_households_xlsx(&query).await }
        };
        press(session, toasts, busy, ask, move |bytes| keep("households.xlsx", device::XLSX, &bytes));
    };
    view! {
        <Button icon=icondata_lu::LuFileDown busy on_press=xlsx>{people::export_xlsx}</Button>
        <Button icon=icondata_lu::LuFileDown busy on_press=csv>{people::export_csv}</Button>
    }
}

fn rows(items: Vec<Household>) -> AnyView {
    let text = |text: Option<String>| text.unwrap_or_else(|| "—".into());
    let row = move |household: Household| {
        view! {
            <tr>
                <th scope="row"><a href=format!("{BASE}/households/{}", household.id)>{household.number}</a></th>
                <td class="text">{household.place.join(" · ")}</td>
                <td>{text(household.holder_name)}</td>
                <td class="nowrap">{text(household.identity_number)}</td>
                <td class="nowrap">{text(household.phone)}</td>
                <td class="number">{text(household.floor_area)}</td>
                <td class="number">{text(household.head_count.map(format::number))}</td>
            </tr>
        }
    };
    view! {
        <TableBox caption=people::households>
            <thead>
                <tr>
                    <th scope="col">{people::column_door}</th>
                    <th scope="col">{people::column_place}</th>
                    <th scope="col">{people::column_holder}</th>
                    <th scope="col">{people::column_identity_number}</th>
                    <th scope="col">{people::column_phone}</th>
                    <th scope="col" class="number">{people::column_floor_area}</th>
                    <th scope="col" class="number">{people::column_heads}</th>
                </tr>
            </thead>
            <tbody>{items.into_iter().map(row).collect_view()}</tbody>
        </TableBox>
    }
    .into_any()
}
