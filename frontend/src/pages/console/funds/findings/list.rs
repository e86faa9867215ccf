//! What looks wrong among a fund's payments. Every filter is in the URL.

use contract::funds::{FindingSummary, Fund, ListFindings};
use domain::{funds::findings::Kind, ids::FundId};
use leptos::prelude::*;

use super::{
    super::{READING, address, no_such_fund},
    finding_address, words,
};
use crate::{
    components::{BackLink, Badge, EmptyState, FilterSelect, Filters, PageHead, TableBox, Time},
    fetch::{fetch, fetch_list},
    i18n::{disbursements as texts, funds},
    live,
    pages::{
        console::{
            BASE,
            lists::{listed, loaded},
            office::office,
        },
        funds::{id_at, if_there},
        identity::SignedInOnly,
    },
    query::QueryParam,
};

/// Rows of one keyset page.
const ROWS: u32 = 50;

/// The page.
#[component]
pub fn Findings() -> impl IntoView {
    view! {
        <SignedInOnly title=texts::findings home=BASE
            children=|me| office(&me, READING, || view! { <div class="stack"><Whole/></div> }.into_any())/>
    }
}

#[component]
fn Whole() -> impl IntoView {
    let id = id_at::<FundId>("id");
    let found = fetch(move |client| {
        let id = id.get();
        async move {
            let Some(id) = id else { return Ok(None) };
            if_there(client.get_fund(id).await.map(|found| found.body))
        }
    });
    view! {
        {loaded(found, |found: Option<Fund>| match found {
            Some(fund) => view! { <List fund/> }.into_any(),
            None => no_such_fund(),
        })}
    }
}

#[component]
fn List(fund: Fund) -> impl IntoView {
    let id = fund.id;
    let (state, kind) = (QueryParam::of("state").value, QueryParam::of("kind").value);
    let list = fetch_list(move |client, after| {
        let standing = state.with(|word| words::STANDINGS.into_iter().find(|(_, known)| known == word));
        let query = ListFindings {
            state: standing.map(|(standing, _)| standing),
            kind: kind.with(|word| Kind::parse(word)),
            limit: Some(ROWS),
            after,
        };
        async move { client.list_findings(id, &query).await }
    });
    live::follow(
        |event| event.event.starts_with("finding."),
        move || {
            // Somebody who has read on is not thrown back to the start.
            if list.count() <= usize::try_from(ROWS).unwrap_or(usize::MAX) {
                list.reload();
            }
        },
    );
    let states = Signal::derive(|| {
        words::STANDINGS
            .map(|(standing, word)| (word.to_owned(), words::standing(standing).1().to_owned()))
            .to_vec()
    });
    let kinds = Signal::derive(|| {
        Kind::ALL.map(|kind| (kind.as_str().to_owned(), words::kind(kind)().to_owned())).to_vec()
    });
    view! {
        <BackLink href=address(id) label=fund.name.clone()/>
        <PageHead title=texts::findings lead=texts::findings_lead/>
        <Filters>
            <FilterSelect name="state" label=funds::column_state options=states/>
            <FilterSelect name="kind" label=texts::finding_kind options=kinds/>
        </Filters>
        {listed(
            list,
            || view! { <EmptyState title=texts::no_findings detail=texts::no_findings_detail icon=icondata_lu::LuCircleCheck/> }.into_any(),
            rows,
        )}
    }
}

fn rows(items: Vec<FindingSummary>) -> AnyView {
    let row = |found: FindingSummary| {
        let (severity_tone, severity) = words::severity(found.severity);
        let (tone, state) = words::standing(found.state);
        let count = found.disbursement_ids.len();
        view! {
            <tr>
                <th scope="row"><a href=finding_address(found.id)>{words::kind(found.kind)}</a></th>
                <td><Badge tone=severity_tone label=severity/></td>
                <td>{move || texts::payments_count(count)}</td>
                <td><Badge tone label=state/></td>
                <td><Time at=found.raised_at/></td>
            </tr>
        }
    };
    view! {
        <TableBox caption=texts::findings>
            <thead><tr>
                <th scope="col">{texts::finding_kind}</th>
                <th scope="col">{texts::severity}</th>
                <th scope="col">{texts::payments}</th>
                <th scope="col">{funds::column_state}</th>
                <th scope="col">{texts::raised_at}</th>
            </tr></thead>
            <tbody>{items.into_iter().map(row).collect_view()}</tbody>
        </TableBox>
    }
    .into_any()
}
