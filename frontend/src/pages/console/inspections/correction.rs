//! Correcting published marks: which, what they become, why, and what that changes in the ranking, before it is sent.

pub mod form;
pub mod preview;

use contract::inspections::{GetRanking, GetTemplate, ListSettlements, Ranking, Round};
use domain::{
    ids::RoundId,
    inspections::{Regularity, Subjects, Template},
};
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

use super::{held::held, round::no_such_round, words};
use crate::{
    components::{BackLink, ButtonLink, EmptyState, PageHead},
    fetch::fetch,
    i18n::rounds,
    pages::{
        console::{BASE, office::office},
        identity::SignedInOnly,
    },
};
use domain::permissions::Permission;

/// The page.
#[component]
pub fn Correction() -> impl IntoView {
    view! {
        <SignedInOnly title=rounds::correction home=BASE
            children=|me| office(&me, Permission::ManageInspections, || view! { <Load/> }.into_any())/>
    }
}

/// What a correction begins with.
#[derive(Clone, PartialEq)]
pub struct Begin {
    round: Round,
    ranking: Ranking,
    template: Template,
    /// Whether its half-year is settled.
    settled: bool,
}

#[component]
fn Load() -> impl IntoView {
    let params = use_params_map();
    let id =
        Memo::new(move |_| params.with(|params| params.get("id")).and_then(|id| id.parse::<RoundId>().ok()));
    move || match id.get() {
        Some(id) => view! {
            <div class="stack">
                <BackLink href=words::address(id) label=rounds::back_to_round/>
                <One id/>
            </div>
        }
        .into_any(),
        None => no_such_round(),
    }
}

#[component]
fn One(id: RoundId) -> impl IntoView {
    let begin = fetch(move |client| async move {
        let round = client.get_round(id).await?.body;
        if round.round.state != "published" || !round.manages {
            return Ok(None);
        }
        let ranking = client.get_ranking(id, &GetRanking::default()).await?;
        let query = GetTemplate { number: Some(round.round.template_number) };
        let template = client.get_template(round.round.template_id, &query).await?.body.content;
        let counts =
            round.round.subjects == Subjects::Villages && round.round.regularity == Regularity::Regular;
        let (area, half_year) = (round.round.area_id, round.round.month.half_year());
        let settled = counts
            && client
                .list_settlements(&ListSettlements { area_id: area })
                .await?
                .items
                .iter()
                .any(|settled| settled.area_id == area && settled.half_year == half_year);
        Ok(Some(Begin { round, ranking, template, settled }))
    });
    held(begin, no_such_round, move |begin| {
        match begin.get_untracked() {
            Some(begin) => {
                let (month, area) = (begin.round.round.month, begin.round.round.area_name.clone());
                view! {
                    <PageHead title=move || rounds::correction_of(words::month(month), &area) lead=rounds::correction_lead/>
                    <form::Correct begin/>
                }
                .into_any()
            }
            None => view! {
                <PageHead title=rounds::correction/>
                <EmptyState title=rounds::nothing_to_correct detail=rounds::nothing_to_correct_detail icon=icondata_lu::LuPencilOff>
                    <ButtonLink href=words::address(id)>{rounds::to_round}</ButtonLink>
                </EmptyState>
            }
            .into_any(),
        }
    })
}
