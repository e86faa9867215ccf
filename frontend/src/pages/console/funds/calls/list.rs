//! The calls of a fund, drafts too for who may see them.

use contract::funds::{Fund, ListProposalCalls, ProposalCall};
use domain::{funds::projects::CallStage, permissions::Permission};
use leptos::prelude::*;

use super::{
    super::{address as fund_address, of_fund::OfFund},
    address,
};
use crate::{
    components::{BackLink, Badge, ButtonKind, ButtonLink, EmptyState, FilterSelect, Filters, PageHead},
    fetch::fetch_list,
    format,
    i18n::projects,
    live,
    pages::{console::lists::listed, funds::projects::words},
    query::QueryParam,
    session::Session,
};

/// Every stage, by its name in the address.
const STAGES: [(CallStage, &str); 4] = [
    (CallStage::Draft, "draft"),
    (CallStage::Announced, "announced"),
    (CallStage::Open, "open"),
    (CallStage::Closed, "closed"),
];

/// The page.
#[component]
pub fn Calls() -> impl IntoView {
    view! { <OfFund title=projects::calls page=|fund| view! { <List fund/> }.into_any()/> }
}

#[component]
fn List(fund: Fund) -> impl IntoView {
    let (id, stage) = (fund.id, QueryParam::of("stage").value);
    let list = fetch_list(move |client, after| {
        let stage = stage.with(|word| STAGES.iter().find(|(_, name)| name == word).map(|(stage, _)| *stage));
        let query = ListProposalCalls { fund_id: Some(id), stage, after, ..ListProposalCalls::default() };
        async move { client.list_proposal_calls(&query).await }
    });
    live::follow(|event| event.event.starts_with("proposal_call."), move || list.reload());
    let manages = Session::get().may(Permission::ManageFunds, &fund.area_path);
    let new = format!("{}/calls/new", fund_address(id));
    let stages = Signal::derive(|| {
        STAGES.map(|(stage, name)| (name.to_owned(), words::call(stage).1().to_owned())).to_vec()
    });
    let empty_new = new.clone();
    let empty = StoredValue::new(manages.then_some(empty_new));
    view! {
        <BackLink href=fund_address(id) label=fund.name.clone()/>
        <PageHead title=projects::calls lead=projects::calls_lead>
            {manages.then(|| view! {
                <ButtonLink kind=ButtonKind::Primary icon=icondata_lu::LuPlus href=new>{projects::new_call}</ButtonLink>
            })}
        </PageHead>
        <Filters><FilterSelect name="stage" label=projects::column_state options=stages/></Filters>
        {listed(
            list,
            move || view! {
                <EmptyState title=projects::no_calls detail=projects::no_calls_detail icon=icondata_lu::LuMegaphone>
                    {empty.get_value().map(|href| view! { <ButtonLink href=href>{projects::new_call}</ButtonLink> })}
                </EmptyState>
            }.into_any(),
            |items| view! { <ul class="list" role="list">{items.into_iter().map(row).collect_view()}</ul> }.into_any(),
        )}
    }
}

fn row(call: ProposalCall) -> impl IntoView {
    let (tone, stage) = words::call(call.stage);
    let (most, closes) = (call.most_fen, call.closes_at);
    view! {
        <li>
            <a class="list__link list__link--rows" href=address(call.id)>
                <span class="grow">
                    {call.title}<br/>
                    <span class="small soft">{move || projects::call_line(format::money(most), format::date_time(closes))}</span>
                </span>
                <Badge tone label=stage/>
            </a>
        </li>
    }
}
