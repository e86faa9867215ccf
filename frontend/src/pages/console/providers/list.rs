//! The providers of a place.

use contract::providers::{ListProviders, Provider};
use domain::permissions::Permission;
use leptos::prelude::*;

use super::words;
use crate::{
    components::{Badge, ButtonKind, ButtonLink, EmptyState, FilterSelect, Filters, PageHead, TableBox},
    fetch::fetch_list,
    i18n::providers,
    pages::{
        console::{
            BASE,
            lists::listed,
            office::{Scope, placed},
        },
        identity::SignedInOnly,
    },
    query::QueryParam,
};

/// Rows of one keyset page.
const ROWS: u32 = 50;

/// The page.
#[component]
pub fn Providers() -> impl IntoView {
    view! {
        <SignedInOnly title=providers::providers home=BASE
            children=|me| placed(&me, Permission::ManageProviders, || view! { <List/> }.into_any())/>
    }
}

#[component]
fn List() -> impl IntoView {
    let scope = Scope::get();
    let ended = QueryParam::of("ended").value;
    let list = fetch_list(move |client, after| {
        let query = ListProviders {
            area_id: scope.area.get(),
            ended: ended.get() == "true",
            limit: Some(ROWS),
            after,
        };
        async move { client.list_providers(&query).await }
    });
    let ended_too = Signal::derive(|| vec![("true".to_owned(), providers::ended_too().to_owned())]);
    view! {
        <PageHead title=providers::providers lead=providers::lead>
            <Show when=move || scope.may(Permission::ManageProviders)>
                <ButtonLink kind=ButtonKind::Primary icon=icondata_lu::LuPlus href=format!("{BASE}/providers/new")>{providers::add}</ButtonLink>
            </Show>
        </PageHead>
        <Filters><FilterSelect name="ended" label=providers::state options=ended_too/></Filters>
        {listed(
            list,
            || view! { <EmptyState title=providers::none detail=providers::none_detail icon=icondata_lu::LuStore/> }.into_any(),
            rows,
        )}
    }
}

fn rows(items: Vec<Provider>) -> AnyView {
    let row = |provider: Provider| {
        let (kind, (word, tone)) = (provider.kind, words::state(provider.state));
        view! {
            <tr>
                <th scope="row">
                    <a href=format!("{BASE}/providers/{}", provider.id)>{provider.name}</a><br/>
                    <span class="small soft">{provider.address}</span>
                </th>
                <td>{move || words::kind(kind)}</td>
                <td>{provider.area_name}</td>
                <td>{provider.telephone.unwrap_or_else(|| "—".to_owned())}</td>
                <td><Badge tone label=word/></td>
            </tr>
        }
    };
    view! {
        <TableBox caption=providers::providers>
            <thead>
                <tr>
                    <th scope="col">{providers::name}</th>
                    <th scope="col">{providers::kind}</th>
                    <th scope="col">{providers::area}</th>
                    <th scope="col">{providers::telephone}</th>
                    <th scope="col">{providers::state}</th>
                </tr>
            </thead>
            <tbody>{items.into_iter().map(row).collect_view()}</tbody>
        </TableBox>
    }
    .into_any()
}
