//! What looks wrong among a fund's payments. Every filter is in the URL.

use contract::funds::{FindingSummary, Fund, ListFindings};
use domain::funds::findings::Kind;
use leptos::prelude::*;

use super::{
    super::{address, of_fund::OfFund},
    finding_address,
    thresholds::Thresholds,
    words,
};
use crate::{
    components::{BackLink, Badge, EmptyState, FilterSelect, Filters, PageHead, TableBox, Time},
    fetch::fetch_list,
    i18n::{disbursements as texts, funds},
    live,
    pages::console::lists::listed,
    query::QueryParam,
};

/// Rows of one keyset page.
const ROWS: u32 = 50;

/// The page.
#[component]
pub fn Findings() -> impl IntoView {
    view! { <OfFund title=texts::findings page=|fund| view! { <List fund/> }.into_any()/> }
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
    live::follow_list(list, ROWS, |event| event.event.starts_with("finding."));
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
        <Thresholds id path=fund.area_path.clone()/>
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
