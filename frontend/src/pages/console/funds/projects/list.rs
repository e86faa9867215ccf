//! The projects of a fund. The filter is in the URL.

use contract::funds::{Fund, ListProjects, ProjectSummary};
use domain::funds::projects::StateName;
use leptos::prelude::*;

use super::{
    super::{address as fund_address, of_fund::OfFund},
    address,
};
use crate::{
    components::{BackLink, EmptyState, FilterSelect, Filters, PageHead},
    fetch::fetch_list,
    i18n::projects,
    live,
    pages::{
        console::lists::listed,
        funds::projects::{facts::ProjectRow, words},
    },
    query::QueryParam,
};

/// The page.
#[component]
pub fn Projects() -> impl IntoView {
    view! { <OfFund title=projects::projects page=|fund| view! { <List fund/> }.into_any()/> }
}

#[component]
fn List(fund: Fund) -> impl IntoView {
    let (id, state) = (fund.id, QueryParam::of("state").value);
    let list = fetch_list(move |client, after| {
        let query = ListProjects {
            fund_id: Some(id),
            state: state.with(|state| StateName::parse(state)),
            after,
            ..ListProjects::default()
        };
        async move { client.list_projects(&query).await }
    });
    live::follow(|event| event.event.starts_with("project."), move || list.reload());
    let states = Signal::derive(|| words::state_options(&StateName::ALL));
    let row = |project: ProjectSummary| {
        let href = address(project.id);
        view! { <ProjectRow project href/> }
    };
    view! {
        <BackLink href=fund_address(id) label=fund.name.clone()/>
        <PageHead title=projects::projects lead=projects::console_lead/>
        <Filters><FilterSelect name="state" label=projects::column_state options=states/></Filters>
        {listed(
            list,
            || view! {
                <EmptyState title=projects::no_projects detail=projects::no_projects_console icon=icondata_lu::LuSprout/>
            }.into_any(),
            move |items| view! { <ul class="list" role="list">{items.into_iter().map(row).collect_view()}</ul> }.into_any(),
        )}
    }
}
