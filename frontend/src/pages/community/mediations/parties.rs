//! The parties, and what each says to the latest text.

use contract::mediations::Party;
use domain::{ids::MediationId, mediations::Answer};
use leptos::prelude::*;

use super::{show::Shown, sign::Sign, words};
use crate::{
    components::{Badge, Button},
    format,
    i18n::mediations as texts,
    pages::community::field::photo::{Source, Thumb},
};

/// The parties of a record.
#[component]
pub fn Parties(
    /// Of which record.
    id: MediationId,
    /// The number of the latest text; 0 before the first.
    number: u32,
    /// The parties.
    parties: Vec<Party>,
    /// Whether signatures can be recorded.
    signs: bool,
    /// What is loaded anew afterwards.
    fetched: Shown,
) -> impl IntoView {
    let one = move |party: Party| view! { <One id number party signs fetched/> };
    view! {
        <section class="stack" aria-labelledby="parties-head">
            <h2 id="parties-head">{texts::parties}</h2>
            <ul class="stack list" role="list">{parties.into_iter().map(one).collect_view()}</ul>
        </section>
    }
}

#[component]
fn One(id: MediationId, number: u32, party: Party, signs: bool, fetched: Shown) -> impl IntoView {
    let (word, tone) = words::answer(party.answer);
    let signing = RwSignal::new(false);
    let to_sign = signs && !party.has_account && party.answer != Some(Answer::Confirmed);
    let by_hand = !party.has_account;
    view! {
        <li class="card stack stack--tight">
            <div class="row">
                <strong>{party.name}</strong>
                {party.me.then(|| view! { <span>{texts::this_is_you}</span> })}
                {(number > 0).then(|| view! { <Badge tone label=word/> })}
            </div>
            {by_hand.then(|| view! { <span class="small soft">{texts::without_account}</span> })}
            {party.phone.map(|phone| {
                let href = format!("tel:{phone}");
                view! { <a href=href>{phone}</a> }
            })}
            {party.answered_at.map(|at| view! { <span class="small soft">{move || format::date_time(at)}</span> })}
            {party.decline_reason.map(|reason| view! { <p class="breakable">{move || texts::because(&reason)}</p> })}
            {party.witness.map(|witness| view! { <span class="small">{move || texts::witnessed_by(&witness)}</span> })}
            {party.signature.map(|photo| view! { <Thumb source=Source::Server(photo) alt=texts::signature().to_owned()/> })}
            {to_sign.then(|| view! {
                <div class="row"><Button on_press=move |()| signing.set(true)>{texts::record_signature}</Button></div>
                <Sign open=signing id party=party.id number fetched/>
            })}
        </li>
    }
}
