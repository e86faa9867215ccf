//! Who waits to be let into a household.

use contract::memberships::{ListRequests, Member};
use domain::permissions::Permission;
use leptos::prelude::*;

use super::{
    BASE,
    lists::listed,
    members::{Decisions, decide_buttons},
    office::{Scope, placed},
    words,
};
use crate::{
    components::{EmptyState, PageHead, TableBox, Time},
    fetch::fetch_list,
    i18n::people,
    live,
    pages::identity::SignedInOnly,
};

/// Rows of one keyset page.
const ROWS: u32 = 50;

/// The page.
#[component]
pub fn Requests() -> impl IntoView {
    view! {
        <SignedInOnly title=people::requests home=BASE
            children=|me| placed(&me, Permission::ConfirmMembers, || view! { <List/> }.into_any())/>
    }
}

#[component]
fn List() -> impl IntoView {
    let scope = Scope::get();
    let list = fetch_list(move |client, after| {
        let query = ListRequests { under_id: scope.area.get(), limit: Some(ROWS), after };
        async move { client.list_memberships(&query).await }
    });
    live::follow(|event| event.event.starts_with("membership."), move || list.reload());
    let decisions = Decisions::new(move || list.reload());
    view! {
        <PageHead title=people::requests lead=people::requests_lead/>
        {listed(
            list,
            || view! { <EmptyState title=people::no_requests detail=people::no_requests_detail icon=icondata_lu::LuUserCheck/> }.into_any(),
            move |items| rows(items, decisions),
        )}
        {decisions.dialogs()}
    }
}

fn rows(items: Vec<Member>, decisions: Decisions) -> AnyView {
    let row = move |member: Member| {
        let relation = member.relation;
        view! {
            <tr>
                <th scope="row">{member.display_name.clone()}</th>
                <td><a href=format!("{BASE}/households/{}", member.household_id)>{member.place.join(" · ")}</a></td>
                <td>{move || words::relation(relation)}</td>
                <td><Time at=member.created_at/></td>
                <td>{decide_buttons(&member, decisions)}</td>
            </tr>
        }
    };
    view! {
        <TableBox caption=people::requests>
            <thead>
                <tr>
                    <th scope="col">{people::column_person}</th>
                    <th scope="col">{people::column_household}</th>
                    <th scope="col">{people::column_relation}</th>
                    <th scope="col">{people::column_asked}</th>
                    <th scope="col">{people::column_actions}</th>
                </tr>
            </thead>
            <tbody>{items.into_iter().map(row).collect_view()}</tbody>
        </TableBox>
    }
    .into_any()
}
