//! Second looks at approved claims: what was drawn and waits, and what was found.

use contract::points::{Claim, ListReAudits};
use domain::{ids::ProgrammeId, permissions::Permission};
use leptos::prelude::*;

use super::{
    ON, claims, words,
};
use crate::{
    components::{
        Badge, Choice, EmptyState, Notice, PageHead, Segments, TableBox, Time, Tone,
    },
    fetch::fetch_list,
    format,
    i18n::programmes,
    live,
    pages::{
        console::{BASE, lists::listed, office::office},
        identity::SignedInOnly,
    },
    query::QueryParam,
};

/// Rows of one keyset page.
const ROWS: u32 = 50;

/// The page.
#[component]
pub fn ReAudits() -> impl IntoView {
    view! {
        <SignedInOnly title=programmes::re_audits home=BASE
            children=|me| office(&me, Permission::AuditLedger, || view! { <div class="stack"><List/></div> }.into_any())/>
    }
}

#[component]
fn List() -> impl IntoView {
    let done = QueryParam::of("done");
    let programme = QueryParam::of("programme");
    let looked_at = Memo::new(move |_| done.value.with(|done| done == ON));
    let list = fetch_list(move |client, after| {
        let query = ListReAudits {
            programme_id: programme.value.with(|id| id.parse::<ProgrammeId>().ok()),
            done: looked_at.get(),
            limit: Some(ROWS),
            after,
        };
        async move { client.list_re_audits(&query).await }
    });
    live::follow(
        |event| event.event.starts_with("claim."),
        move || {
            if list.count() <= usize::try_from(ROWS).unwrap_or(usize::MAX) {
                list.reload();
            }
        },
    );
    let choices = Signal::derive(|| {
        vec![Choice::new("", programmes::re_audits_waiting), Choice::new(ON, programmes::re_audits_done)]
    });
    let shown = Signal::derive(move || if looked_at.get() { ON } else { "" }.to_owned());
    // Of what is shown; the list may go on.
    let missing = move || {
        let items = list.answer.get().and_then(Result::ok).unwrap_or_default();
        items.iter().map(|claim| claim.unrecovered).sum::<i64>()
    };
    view! {
        <PageHead title=programmes::re_audits lead=programmes::re_audits_lead/>
        <Segments name="re-audits-list" label=programmes::re_audits choices value=shown on_choose=move |chosen: String| done.set(chosen)/>
        <Show when=move || { missing() > 0 }>
            <Notice tone=Tone::Alert><p>{move || programmes::unrecovered_shown(format::number(missing()))}</p></Notice>
        </Show>
        {listed(
            list,
            move || if looked_at.get() {
                view! { <EmptyState title=programmes::no_re_audits_done detail=programmes::no_re_audits_detail icon=icondata_lu::LuScanSearch/> }.into_any()
            } else {
                view! { <EmptyState title=programmes::no_re_audits detail=programmes::no_re_audits_detail icon=icondata_lu::LuCircleCheck/> }.into_any()
            },
            rows,
        )}
    }
}

fn rows(items: Vec<Claim>) -> AnyView {
    let row = |claim: Claim| {
        let stands = claim.re_audit.map(words::re_audit);
        let address = format!("{}?from={}", claims::address(claim.id), claims::FROM_RE_AUDITS);
        let number = |value: i64| if value == 0 { "—".to_owned() } else { format::number(value) };
        view! {
            <tr>
                <th scope="row"><a href=address>{claim.activity_name.clone()}</a></th>
                <td>{claims::earner(&claim)}</td>
                <td class="number">{format::number(claim.points)}</td>
                <td>{claim.decider.clone().map_or_else(|| programmes::by_itself().to_owned(), |person| person.name)}</td>
                <td>{claim.decided_at.map_or_else(|| "—".into_any(), |at| view! { <Time at/> }.into_any())}</td>
                <td>{stands.map(|(tone, label)| view! { <Badge tone label/> })}</td>
                <td class="number">{number(claim.taken_back)}</td>
                <td class="number">
                    {if claim.unrecovered > 0 {
                        view! { <Badge tone=Tone::Alert label=format::number(claim.unrecovered)/> }.into_any()
                    } else {
                        "—".into_any()
                    }}
                </td>
            </tr>
        }
    };
    view! {
        <TableBox caption=programmes::re_audits>
            <thead><tr>
                <th scope="col">{programmes::column_activity}</th>
                <th scope="col">{programmes::who_earns}</th>
                <th scope="col" class="number">{programmes::column_points}</th>
                <th scope="col">{programmes::decided_by}</th>
                <th scope="col">{programmes::decided_at}</th>
                <th scope="col">{programmes::second_look}</th>
                <th scope="col" class="number">{programmes::taken_back}</th>
                <th scope="col" class="number">{programmes::unrecovered}</th>
            </tr></thead>
            <tbody>{items.into_iter().map(row).collect_view()}</tbody>
        </TableBox>
    }
    .into_any()
}
