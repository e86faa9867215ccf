//! A call for proposals: what it asks for, until when, and the way to answer it.

use contract::funds::{Fund, ProposalCall};
use domain::{funds::projects::CallStage, ids::ProposalCallId};
use leptos::prelude::*;

use crate::{
    components::{BackLink, Badge, ButtonKind, ButtonLink, EmptyState, Notice, PageHead, ReadAloud, Tone},
    fetch::{Loaded, fetch},
    format,
    i18n::{funds, projects},
    pages::funds::{
        id_at, if_there,
        projects::{call_address, open_projects, words},
        words as fund_words,
    },
};

/// The page; everybody may read it.
#[component]
pub fn CallPage() -> impl IntoView {
    let id = id_at::<ProposalCallId>("id");
    let found = fetch(move |client| {
        let id = id.get();
        async move {
            let Some(id) = id else { return Ok(None) };
            let Some(call) = if_there(client.get_proposal_call(id).await)? else { return Ok(None) };
            let fund = client.get_fund(call.body.fund_id).await?.body;
            Ok(Some((fund, call.body)))
        }
    });
    let show = |found: Option<(Fund, ProposalCall)>| match found {
        Some((fund, call)) => view! { <Shown fund call/> }.into_any(),
        None => no_such_call(),
    };
    view! { <div class="stack stack--loose"><Loaded fetched=found children=show/></div> }
}

/// There is no such call, or it is not published.
pub(super) fn no_such_call() -> AnyView {
    view! {
        <EmptyState title=projects::no_such_call detail=projects::no_such_call_detail icon=icondata_lu::LuMapPinOff>
            <ButtonLink href="/open/funds">{funds::to_funds}</ButtonLink>
        </EmptyState>
    }
    .into_any()
}

#[component]
fn Shown(fund: Fund, call: ProposalCall) -> impl IntoView {
    let (tone, stage) = words::call(call.stage);
    let (opens, closes) = (call.opens_at, call.closes_at);
    let purposes: Vec<String> =
        call.purposes.iter().map(|code| fund_words::purpose(Some(code), &fund.purposes)).collect();
    let aloud = format!("{}。{}", call.title, call.text);
    let act = match call.stage {
        CallStage::Open => view! {
            <Notice><p>{projects::propose_lead}</p></Notice>
            <div class="row no-print">
                <ButtonLink kind=ButtonKind::Primary wide=true icon=icondata_lu::LuPencilLine
                    href=format!("{}/propose", call_address(call.id))>{projects::propose}</ButtonLink>
            </div>
        }
        .into_any(),
        CallStage::Announced => {
            view! { <Notice tone=Tone::Waiting><p>{move || projects::opens_later(format::date_time(opens))}</p></Notice> }
                .into_any()
        }
        CallStage::Draft | CallStage::Closed => {
            view! { <Notice tone=Tone::Waiting><p>{projects::call_is_closed}</p></Notice> }.into_any()
        }
    };
    view! {
        <BackLink href=open_projects(fund.id) label=projects::projects/>
        <PageHead title=call.title.clone() lead=fund.name.clone()>
            <Badge tone label=stage/>
            <ReadAloud text=Signal::derive(move || aloud.clone())/>
        </PageHead>
        {(!call.text.is_empty()).then(|| view! { <p class="pre breakable">{call.text.clone()}</p> })}
        <dl class="facts">
            <dt>{projects::call_from}</dt><dd>{move || format::date_time(opens)}</dd>
            <dt>{projects::call_until}</dt><dd>{move || format::date_time(closes)}</dd>
            <dt>{projects::call_most}</dt><dd>{format::money(call.most_fen)}</dd>
            <dt>{projects::call_purposes}</dt>
            <dd>{if purposes.is_empty() { projects::any_purpose().to_owned() } else { purposes.join("、") }}</dd>
        </dl>
        {act}
    }
}
