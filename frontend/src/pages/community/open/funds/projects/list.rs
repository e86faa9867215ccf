//! What a fund pays for or was asked to pay for: calls that are open, what the projects come to, each project.

use contract::funds::{Fund, ListProjects, ListProposalCalls, ProjectTotal, ProjectTotals, ProposalCall};
use domain::{
    funds::projects::{CallStage, StateName},
    ids::FundId,
};
use leptos::prelude::*;

use super::super::no_such_fund;
use crate::{
    components::{
        BackLink, Badge, Bar, Bars, EmptyState, ErrorState, FilterSelect, Filters, PageHead, Skeleton,
        TableBox,
    },
    fetch::{Loaded, More, fetch, fetch_list},
    format,
    i18n::projects,
    pages::funds::{
        id_at, if_there, open_address,
        projects::{call_address, facts::ProjectRow, open_project, words},
    },
    query::QueryParam,
};

/// The page.
#[component]
pub fn ProjectsPage() -> impl IntoView {
    let id = id_at::<FundId>("id");
    let found = fetch(move |client| {
        let id = id.get();
        async move {
            let Some(id) = id else { return Ok(None) };
            if_there(client.get_fund(id).await.map(|found| found.body))
        }
    });
    let show = |found: Option<Fund>| match found {
        Some(fund) => view! { <Found fund/> }.into_any(),
        None => no_such_fund(),
    };
    view! { <div class="stack stack--loose"><Loaded fetched=found children=show/></div> }
}

#[component]
fn Found(fund: Fund) -> impl IntoView {
    let id = fund.id;
    view! {
        <BackLink href=open_address(id) label=fund.name.clone()/>
        <PageHead title=projects::projects lead=projects::open_lead/>
        <Calls id/>
        <Totals id/>
        <All id/>
    }
}

/// Calls that can be answered now.
#[component]
fn Calls(id: FundId) -> impl IntoView {
    let calls = fetch(move |client| async move {
        let of = |stage| ListProposalCalls {
            fund_id: Some(id),
            stage: Some(stage),
            ..ListProposalCalls::default()
        };
        let mut all = client.list_proposal_calls(&of(CallStage::Open)).await?.items;
        all.extend(client.list_proposal_calls(&of(CallStage::Announced)).await?.items);
        Ok(all)
    });
    let show = |all: Vec<ProposalCall>| {
        if all.is_empty() {
            return view! { <p class="soft">{projects::no_calls_open}</p> }.into_any();
        }
        view! { <ul class="list" role="list">{all.into_iter().map(call).collect_view()}</ul> }.into_any()
    };
    view! {
        <section class="stack" aria-labelledby="calls-head">
            <h2 id="calls-head">{projects::calls}</h2>
            <Loaded fetched=calls children=show/>
        </section>
    }
}

fn call(call: ProposalCall) -> impl IntoView {
    let (tone, stage) = words::call(call.stage);
    let (most, closes) = (call.most_fen, call.closes_at);
    view! {
        <li>
            <a class="list__link list__link--rows" href=call_address(call.id)>
                <span class="grow">
                    {call.title}<br/>
                    <span class="small soft">
                        {move || projects::call_line(format::money(most), format::date_time(closes))}
                    </span>
                </span>
                <Badge tone label=stage/>
            </a>
        </li>
    }
}

/// What the projects come to, by where they stand.
#[component]
fn Totals(id: FundId) -> impl IntoView {
    let totals = fetch(move |client| async move { client.get_project_totals(id).await });
    let show = |totals: ProjectTotals| {
        if totals.items.is_empty() {
            return ().into_any();
        }
        let sum = |of: fn(&ProjectTotal) -> i64| totals.items.iter().map(of).sum::<i64>();
        let (cost, spent) = (sum(|one| one.budget_fen), sum(|one| one.spent_fen));
        let bar = |name: words::Text, amount: i64| Bar {
            name: name().to_owned(),
            amount,
            words: format::money(amount),
            href: None,
        };
        let bars = vec![bar(projects::planned, cost), bar(projects::spent, spent)];
        let row = |one: &ProjectTotal| {
            let state = words::state(one.state).1;
            view! {
                <tr>
                    <th scope="row">{state}</th>
                    <td class="number">{format::number(one.count)}</td>
                    <td class="number">{format::money(one.budget_fen)}</td>
                    <td class="number">{format::money(one.spent_fen)}</td>
                </tr>
            }
        };
        let rows = totals.items.iter().map(row).collect_view();
        view! {
            <section class="stack" aria-labelledby="totals-head">
                <h2 id="totals-head">{projects::totals}</h2>
                <Bars caption=projects::totals_caption bars/>
                <TableBox caption=projects::totals>
                    <thead>
                        <tr>
                            <th scope="col">{projects::column_state}</th>
                            <th scope="col" class="number">{projects::count}</th>
                            <th scope="col" class="number">{projects::planned}</th>
                            <th scope="col" class="number">{projects::spent}</th>
                        </tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </TableBox>
            </section>
        }
        .into_any()
    };
    view! { <Loaded fetched=totals children=show/> }
}

/// The projects, the newest first; the filter is in the address.
#[component]
fn All(id: FundId) -> impl IntoView {
    let state = QueryParam::of("state").value;
    let list = fetch_list(move |client, after| {
        let query = ListProjects {
            fund_id: Some(id),
            state: state.with(|state| StateName::parse(state)),
            after,
            ..ListProjects::default()
        };
        async move { client.list_projects(&query).await }
    });
    let states = Signal::derive(|| words::state_options(&words::PUBLIC));
    let body = move || {
        match list.answer.get() {
        None => view! { <Skeleton count=4/> }.into_any(),
        Some(Err(failure)) => view! { <ErrorState failure on_retry=move |()| list.reload()/> }.into_any(),
        Some(Ok(items)) if items.is_empty() => view! {
            <EmptyState title=projects::no_projects detail=projects::no_projects_detail icon=icondata_lu::LuSprout/>
        }
        .into_any(),
        Some(Ok(items)) => {
            let row = |project: contract::funds::ProjectSummary| {
                let href = open_project(project.fund_id, project.id);
                view! { <ProjectRow project href/> }
            };
            view! {
                <ul class="list" role="list">{items.into_iter().map(row).collect_view()}</ul>
                <More list/>
            }
            .into_any()
        }
    }
    };
    view! {
        <section class="stack" aria-labelledby="projects-head">
            <h2 id="projects-head">{projects::all_projects}</h2>
            <Filters><FilterSelect name="state" label=projects::column_state options=states/></Filters>
            {body}
        </section>
    }
}
