//! One fund: what it is for, what it has, who decides by which charter, and what was decided.

use contract::{
    funds::{Charters, Fund, FundSeats},
    page::PageQuery,
};
use domain::{
    funds::{FundState, Part},
    ids::FundId,
};
use leptos::prelude::*;

use super::{
    super::Print,
    accounts::{Accounts, overdue},
    figures::Figures,
    no_such_fund,
    pay::PayLink,
    whole,
};
use crate::{
    components::{
        BackLink, Badge, ButtonKind, ButtonLink, ErrorState, Notice, PageHead, ReadAloud, Save, Skeleton,
        Tone,
    },
    device,
    fetch::{Loaded, More, fetch, fetch_list},
    format,
    i18n::{funds, projects},
    pages::funds::{
        charter::CharterList, committee::Members, id_at, if_there, open_address, projects::open_projects,
        resolution::ResolutionLine, words,
    },
};

/// The page.
#[component]
pub fn FundPage() -> impl IntoView {
    let id = id_at::<FundId>("id");
    let found = fetch(move |client| {
        let id = id.get();
        async move {
            let Some(id) = id else { return Ok(None) };
            if_there(client.get_fund(id).await.map(|found| found.body))
        }
    });
    let show = |found: Option<Fund>| match found {
        Some(fund) => view! { <Whole fund/> }.into_any(),
        None => no_such_fund(),
    };
    view! {
        <div class="stack stack--loose">
            <BackLink href="/open/funds" label=funds::funds/>
            <Loaded fetched=found children=show/>
        </div>
    }
}

#[component]
fn Whole(fund: Fund) -> impl IntoView {
    let (id, (tone, state), standing) = (fund.id, words::state(fund.state), fund.state);
    let aloud = format!("{}。{}", fund.name, fund.description);
    let opened = fund.opened_on;
    view! {
        <PageHead title=fund.name.clone() lead=fund.area_name.clone()>
            <Badge tone label=state/>
            <ReadAloud text=Signal::derive(move || aloud.clone())/>
            <Print/>
        </PageHead>
        {notice(standing)}
        {overdue(&fund)}
        <section class="stack" aria-labelledby="about-head">
            <h2 id="about-head">{funds::what_for}</h2>
            {if fund.description.is_empty() {
                view! { <p class="soft">{funds::no_description}</p> }.into_any()
            } else {
                view! { <p class="pre breakable">{fund.description.clone()}</p> }.into_any()
            }}
            {opened.map(|day| view! { <p class="soft">{move || funds::opened_on(format::date(day))}</p> })}
            {(standing == FundState::Open).then(|| view! {
                <div class="row no-print">
                    <ButtonLink kind=ButtonKind::Primary icon=icondata_lu::LuHandHeart href=format!("/funds/{id}/give")>{funds::give}</ButtonLink>
                    <PayLink id/>
                </div>
            })}
        </section>
        <Figures fund=fund.clone()/>
        <ProjectsPart id/>
        <Accounts id/>
        <Downloads id/>
        <CharterPart fund=fund.clone()/>
        <CommitteePart id/>
        <Resolutions fund/>
    }
}

/// What a state means for whoever reads the books.
fn notice(state: FundState) -> Option<AnyView> {
    let words: words::Text = match state {
        FundState::Open => return None,
        FundState::Founding => funds::founding_notice,
        FundState::Closing => funds::closing_notice,
        FundState::Closed => funds::closed_notice,
    };
    Some(view! { <Notice tone=Tone::Waiting><p>{words}</p></Notice> }.into_any())
}

/// The way to what the fund pays for.
#[component]
fn ProjectsPart(id: FundId) -> impl IntoView {
    view! {
        <section class="stack stack--tight" aria-labelledby="projects-head">
            <h2 id="projects-head">{projects::projects}</h2>
            <p class="soft">{projects::open_lead}</p>
            <div class="row no-print">
                <ButtonLink icon=icondata_lu::LuSprout href=open_projects(id)>{projects::to_projects}</ButtonLink>
            </div>
        </section>
    }
}

/// All postings of the money, as files.
#[component]
fn Downloads(id: FundId) -> impl IntoView {
    let file = move |kind: &'static str, ending: &'static str, words: words::Text| {
        let ask = move |client: client::Client| async move {
            client.export_fund_postings(id, &whole(Part::Cash), kind).await
        };
        view! { <Save name=format!("fund-{id}.{ending}") kind ask>{words}</Save> }
    };
    view! {
        <section class="stack stack--tight no-print" aria-labelledby="files-head">
            <h2 id="files-head">{funds::files}</h2>
            <p class="soft">{funds::files_lead}</p>
            <div class="row">
                {file(device::XLSX, "xlsx", funds::save_xlsx)}
                {file(device::CSV, "csv", funds::save_csv)}
            </div>
        </section>
    }
}

/// The charter in force, and every version there was.
#[component]
fn CharterPart(fund: Fund) -> impl IntoView {
    let id = fund.id;
    let charters = fetch(move |client| async move { client.list_fund_charters(id).await });
    let current = fund.charter;
    let show = move |found: Charters| {
        if found.items.is_empty() {
            return view! { <p class="soft">{funds::no_charter}</p> }.into_any();
        }
        let address = |summary: &contract::funds::CharterSummary| {
            format!("{}/charters/{}", open_address(summary.fund_id), summary.id)
        };
        view! { <CharterList items=found.items current=current.clone() address/> }.into_any()
    };
    view! {
        <section class="stack" aria-labelledby="charter-head">
            <h2 id="charter-head">{funds::charter}</h2>
            <p class="soft">{funds::charter_lead}</p>
            <Loaded fetched=charters children=show/>
        </section>
    }
}

/// Who decides.
#[component]
fn CommitteePart(id: FundId) -> impl IntoView {
    let seats = fetch(move |client| async move { client.list_fund_seats(id).await });
    view! {
        <section class="stack" aria-labelledby="committee-head">
            <h2 id="committee-head">{funds::committee}</h2>
            <p class="soft">{funds::committee_lead}</p>
            <Loaded fetched=seats children=|found: FundSeats| view! { <Members seats=found.items/> }/>
        </section>
    }
}

/// What the committee decided, the latest first.
#[component]
fn Resolutions(fund: Fund) -> impl IntoView {
    let id = fund.id;
    let list = fetch_list(move |client, after| async move {
        client.list_resolutions(id, &PageQuery { limit: None, after }).await
    });
    let purposes = StoredValue::new(fund.purposes);
    let body = move || match list.answer.get() {
        None => view! { <Skeleton count=3/> }.into_any(),
        Some(Err(failure)) => view! { <ErrorState failure on_retry=move |()| list.reload()/> }.into_any(),
        Some(Ok(items)) if items.is_empty() => {
            view! { <p class="soft">{funds::no_resolutions}</p> }.into_any()
        }
        Some(Ok(items)) => {
            let line = |resolution: contract::funds::Resolution| {
                let href = format!("{}/resolutions/{}", open_address(id), resolution.id);
                view! { <ResolutionLine resolution purposes=purposes.get_value() href/> }
            };
            view! {
                <ul class="list" role="list">{items.into_iter().map(line).collect_view()}</ul>
                <More list/>
            }
            .into_any()
        }
    };
    view! {
        <section class="stack" aria-labelledby="resolutions-head">
            <h2 id="resolutions-head">{funds::resolutions}</h2>
            <p class="soft">{funds::resolutions_lead}</p>
            {body}
        </section>
    }
}
