//! The rounds that one inspects in: those on the device at once, those of the server as soon as it answers.

use std::collections::BTreeMap;

use contract::inspections::ListedRound;
use domain::ids::{RoundId, UserId};
use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;

use super::{
    account::{AccountOnly, Frame, SignInAgain},
    download,
    stored::{FromDevice, stored},
    words::month,
};
use crate::{
    components::{Badge, Card, EmptyState, ErrorState, PageHead, Skeleton, Tone},
    failure::Failure,
    i18n::{scoring, tickets},
    offline::{
        model::{KeptRound, KeptSheet},
        store,
    },
    session::Session,
};

/// The rounds that one inspects in.
#[component]
pub fn Rounds() -> impl IntoView {
    view! { <AccountOnly title=scoring::rounds let:account><Mine account/></AccountOnly> }
}

type Asked = Option<Result<Vec<ListedRound>, Failure>>;

#[component]
fn Mine(account: UserId) -> impl IntoView {
    let session = Session::get();
    let asked: RwSignal<Asked> = RwSignal::new(None);
    let ask = move || {
        spawn_local(async move {
            let answer = download::under_way(session, account).await;
            if let Ok(rounds) = &answer {
                let ids: Vec<RoundId> = rounds.iter().map(|round| round.id).collect();
                drop(store::tidy(account, Some(&ids)).await);
            }
            let _ = asked.try_set(Some(answer));
        });
    };
    let unreachable = move || asked.set(Some(Err(Failure::offline())));
    download::when_reachable(account, ask, unreachable);
    let kept =
        stored(
            move || async move { Ok((store::rounds(account).await?, store::sheets(account, None).await?)) },
        );
    view! {
        <Frame back="/work" back_label=tickets::work>
            <PageHead title=scoring::rounds lead=scoring::rounds_lead/>
            <SignInAgain/>
            <FromDevice stored=kept let:kept>
                {move || list(kept.clone(), asked.get(), Callback::new(move |()| { asked.set(None); ask(); }))}
            </FromDevice>
        </Frame>
    }
}

fn list(kept: (Vec<KeptRound>, Vec<KeptSheet>), asked: Asked, again: Callback<()>) -> AnyView {
    let (rounds, sheets) = kept;
    // By id, so that what is in both is there once; the newest first.
    let mut all: BTreeMap<RoundId, ListedRound> =
        rounds.iter().map(|kept| (kept.round.id, kept.round.clone())).collect();
    let told = asked.as_ref().and_then(|asked| asked.as_ref().ok());
    all.extend(told.into_iter().flatten().map(|round| (round.id, round.clone())));
    if all.is_empty() {
        return match asked {
            None => view! { <Skeleton boxes=true count=2/> }.into_any(),
            Some(Err(failure)) => view! { <ErrorState failure on_retry=again/> }.into_any(),
            Some(Ok(_)) => view! {
                <EmptyState title=scoring::no_rounds detail=scoring::no_rounds_detail icon=icondata_lu::LuClipboardPenLine/>
            }
            .into_any(),
        };
    }
    let card = |round: ListedRound| {
        let kept = rounds.iter().find(|kept| kept.round.id == round.id);
        let unsent: usize =
            sheets.iter().filter(|sheet| sheet.round == round.id).map(KeptSheet::entries_unsent).sum();
        let here = kept.is_some();
        let title = {
            let (at, area) = (round.month, round.area_name.clone());
            move || scoring::round_of(month(at), &area)
        };
        view! {
            <Card title href=format!("/work/inspections/{}", round.id)>
                <p>{round.template_name.clone()}</p>
                <p class="card__foot">
                    {if here {
                        view! { <Badge tone=Tone::Done label=scoring::on_device/> }
                    } else {
                        view! { <Badge tone=Tone::Neutral label=scoring::not_on_device/> }
                    }}
                    {(unsent > 0).then(|| view! { <Badge tone=Tone::Waiting label=move || scoring::unsent(unsent)/> })}
                </p>
            </Card>
        }
    };
    view! { <div class="stack">{all.into_values().rev().map(card).collect_view()}</div> }.into_any()
}
