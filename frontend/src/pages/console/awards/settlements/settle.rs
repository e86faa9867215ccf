//! Settling a half-year: asked once, in words that name it, its villages and what is still open.

use std::collections::BTreeSet;

use client::Client;
use contract::inspections::{GetRanking, SettleHalfYear, Settlement};
use leptos::prelude::*;

use super::list::Half;
use crate::{
    components::{Button, ButtonKind, Form, FormState, Notice, Toasts, Tone},
    fetch::{Loaded, fetch},
    i18n::awards,
    once::Once,
    pages::{
        awards_words::{half_year, month},
        console::BASE,
    },
    route::Go,
    send::send,
    session::Session,
};

/// What is in the dialog. `on_lost` hears of a half-year that could not be settled: what is shown of it may be old.
pub(super) fn settle(half: &Half, on_lost: Callback<()>) -> impl IntoView + use<> {
    let (session, toasts, go) = (Session::get(), Toasts::get(), Go::new());
    let (state, once) = (FormState::new("settle"), Once::new());
    let rounds: Vec<_> = half.rounds.iter().map(|round| round.id).collect();
    let rounds = StoredValue::new(rounds);
    // A village takes part that was inspected in any of the months.
    let villages = fetch(move |client| {
        let rounds = rounds.get_value();
        async move {
            let mut villages = BTreeSet::new();
            for round in rounds {
                let ranking = client.get_ranking(round, &GetRanking::default()).await?;
                villages.extend(ranking.items.into_iter().map(|place| place.area_id));
            }
            Ok(villages.len())
        }
    });
    let (name, without, from) = (half.half_year, half.without(), half.rules_from);
    let body = SettleHalfYear { area_id: half.area_id, half_year: half.half_year };
    let submit = move |()| {
        let key = once.key(&body);
        let ask = move |client: Client, body: SettleHalfYear| {
            let key = key.clone();
            async move { client.settle_half_year(&body, Some(&key)).await }
        };
        send(session, state, body, ask, move |made: Settlement| {
            toasts.say(awards::settled_now(half_year(made.settlement.half_year)));
            go.to(&format!("{BASE}/inspections/settlements/{}", made.settlement.id));
        });
    };
    Effect::new(move |before: Option<bool>| {
        let busy = state.busy.get();
        // Not busy any more and still here: it was refused.
        if before == Some(true) && !busy {
            on_lost.run(());
        }
        busy
    });
    let missing = (!without.is_empty()).then(move || {
        let names =
            move || without.iter().map(|of| month(*of)).collect::<Vec<_>>().join(awards::list_separator());
        view! { <Notice tone=Tone::Waiting><p>{move || awards::settle_without(names())}</p></Notice> }
    });
    view! {
        <Form state on_submit=submit>
            <Loaded fetched=villages children=move |count: usize| view! { <p>{move || awards::settle_villages(count)}</p> }/>
            {missing}
            <p>{move || from.map(|from| awards::settle_rules(half_year(from)))}</p>
            <p>{awards::settle_consequence}</p>
            <div class="dialog__actions">
                <Button kind=ButtonKind::Primary submit=true busy=state.busy>{move || awards::settle_verb(half_year(name))}</Button>
            </div>
        </Form>
    }
}
