//! The bulletins, the latest first.

use contract::inspections::ListedRound;
use domain::inspections::Regularity;
use leptos::prelude::*;

use super::published;
use crate::{
    components::{BackLink, Badge, EmptyState, PageHead, Tone},
    fetch::{Loaded, fetch},
    i18n::open,
    pages::awards_words::month,
};

/// The bulletins.
#[component]
pub fn Bulletins() -> impl IntoView {
    let rounds = fetch(published);
    let show = |rounds: Vec<ListedRound>| {
        if rounds.is_empty() {
            view! { <EmptyState title=open::no_bulletins detail=open::no_results_detail icon=icondata_lu::LuScrollText/> }
                .into_any()
        } else {
            view! { <ul class="list">{rounds.into_iter().map(line).collect_view()}</ul> }.into_any()
        }
    };
    view! {
        <div class="stack stack--loose">
            <BackLink href="/open" label=open::hub/>
            <PageHead title=open::bulletins lead=open::bulletins_lead/>
            <Loaded fetched=rounds boxes=true children=show/>
        </div>
    }
}

fn line(round: ListedRound) -> impl IntoView {
    let (of, area, irregular) = (round.month, round.area_name, round.regularity == Regularity::Irregular);
    let corrected = round.revision > 1;
    view! {
        <li>
            <a class="list__link" href=format!("/open/bulletins/{}", round.id)>
                <span class="grow">
                    {move || open::ranking_of(&area, month(of))}
                    {irregular.then_some(open::beside_routine)}
                </span>
                {corrected.then(|| view! { <Badge tone=Tone::Waiting label=open::was_corrected/> })}
            </a>
        </li>
    }
}
