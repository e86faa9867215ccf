//! Who does not go where, and how the rest is shared out.

use contract::inspections::{RecusalReason, RoundRecusal, RoundRecusals};
use leptos::prelude::*;

use super::desk::{Desk, is_before_start};
use crate::{
    components::{Notice, Skeleton, TableBox, Tone},
    i18n::rounds,
};

/// The recusals of the team, while it can still be changed.
#[component]
pub(super) fn Recusals(desk: Desk) -> impl IntoView {
    let here = desk.memo(|round| round.manages && is_before_start(&round.round.state));
    // What a draw among the subjects decides is not known before it.
    let unknown = desk.memo(|round| round.places == Some(0));
    let body = move || match desk.recusals.answer.get() {
        None => view! { <Skeleton count=2/> }.into_any(),
        Some(Err(failure)) if failure.code == "targets_secret" => {
            view! { <Notice tone=Tone::Waiting><p>{rounds::recusals_secret}</p></Notice> }.into_any()
        }
        Some(Err(failure)) => view! { <p class="soft">{failure.detail}</p> }.into_any(),
        Some(Ok(Some(_))) if unknown.get() => {
            view! { <p class="soft">{rounds::recusals_after_draw}</p> }.into_any()
        }
        Some(Ok(Some(found))) => table(found).into_any(),
        Some(Ok(None)) => ().into_any(),
    };
    view! {
        <Show when=move || here.get()>
            <section class="stack" aria-labelledby="recusals-head">
                <h2 id="recusals-head">{rounds::recusals}</h2>
                <p class="soft">{rounds::recusals_lead}</p>
                {body}
            </section>
        </Show>
    }
}

fn table(found: RoundRecusals) -> impl IntoView {
    let (total, shown, uncovered) = (found.total, found.items.len(), found.uncovered.len());
    let more = usize::try_from(total).unwrap_or(usize::MAX).saturating_sub(shown);
    if found.items.is_empty() && uncovered == 0 {
        return view! { <p>{rounds::no_recusals}</p> }.into_any();
    }
    view! {
        <TableBox caption=rounds::recusals>
            <thead>
                <tr>
                    <th scope="col">{rounds::column_place}</th>
                    <th scope="col">{rounds::column_inspector}</th>
                    <th scope="col">{rounds::column_reason}</th>
                </tr>
            </thead>
            <tbody>{found.items.into_iter().map(row).collect_view()}</tbody>
        </TableBox>
        {(more > 0).then(|| view! { <p class="soft">{move || rounds::recusals_more(more)}</p> })}
    }
    .into_any()
}

fn row(recusal: RoundRecusal) -> impl IntoView {
    let reasons = recusal.reasons;
    let words = move || {
        let word = |reason: &RecusalReason| match reason {
            RecusalReason::Office => rounds::reason_office(),
            RecusalReason::Household => rounds::reason_household(),
            RecusalReason::Kinship => rounds::reason_kinship(),
        };
        reasons.iter().map(word).collect::<Vec<_>>().join(rounds::comma())
    };
    view! { <tr><th scope="row">{recusal.area_name}</th><td>{recusal.name}</td><td>{words}</td></tr> }
}
