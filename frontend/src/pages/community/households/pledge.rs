//! The pledge of the four responsibilities: read it, sign it, take it back.

use contract::inspections::{HouseholdPledge, Pledge, SignPledge};
use domain::ids::AreaId;
use leptos::prelude::*;

use crate::{
    components::{Badge, Button, ButtonKind, Confirm, Toasts, Tone},
    fetch::{Fetched, Loaded, fetch},
    format,
    i18n::pledges,
    once::Once,
    send::press,
    session::Session,
};

/// The pledge of a household.
#[component]
pub fn PledgeCard(
    /// Which household.
    id: AreaId,
) -> impl IntoView {
    let fetched = fetch(move |client| async move { client.get_household_pledge(id).await });
    view! {
        <section class="stack" aria-labelledby="pledge-head">
            <h2 id="pledge-head">{pledges::title}</h2>
            <Loaded fetched let:found><Known id found fetched/></Loaded>
        </section>
    }
}

#[component]
fn Known(id: AreaId, found: HouseholdPledge, fetched: Fetched<HouseholdPledge>) -> impl IntoView {
    let (session, toasts, once) = (Session::get(), Toasts::get(), Once::new());
    let (busy, asked) = (RwSignal::new(false), RwSignal::new(false));
    let text_version = found.text_version;
    let sign = move |()| {
        let body = SignPledge { text_version };
        let key = once.key(&body);
        let call = move |client: client::Client| {
            let key = key.clone();
            async move { client.sign_pledge(id, &body, Some(&key)).await }
        };
        press(session, toasts, busy, call, move |_| {
            toasts.say(pledges::signed());
            fetched.reload();
        });
    };
    let withdraw = move |()| {
        let call = move |client: client::Client| async move { client.withdraw_pledge(id, None).await };
        press(session, toasts, busy, call, move |_| {
            toasts.say(pledges::withdrawn());
            fetched.reload();
        });
    };
    let in_force = found.in_force().cloned();
    let pledged = in_force.is_some();
    let earlier: Vec<Pledge> =
        found.pledges.iter().filter(|pledge| pledge.withdrawn_at.is_some()).cloned().collect();
    view! {
        <article class="card">
            <div class="row">
                {if pledged {
                    view! { <Badge tone=Tone::Done label=pledges::in_force/> }.into_any()
                } else {
                    view! { <Badge tone=Tone::Neutral label=pledges::none/> }.into_any()
                }}
            </div>
            <p>{pledges::we_promise}</p>
            <ol>{found.sentences.into_iter().map(|sentence| view! { <li>{sentence}</li> }).collect_view()}</ol>
            {match in_force {
                Some(pledge) => view! {
                    <p class="card__foot"><span>{move || signed(&pledge)}</span></p>
                    <div class="row"><Button busy on_press=move |()| asked.set(true)>{pledges::withdraw}</Button></div>
                }
                .into_any(),
                None => view! {
                    <p class="soft">{pledges::sign_note}</p>
                    <Button kind=ButtonKind::Primary wide=true busy icon=icondata_lu::LuPenLine on_press=sign>{pledges::sign}</Button>
                }
                .into_any(),
            }}
            <Confirm open=asked title=pledges::withdraw_ask consequence=pledges::withdraw_effect
                verb=pledges::withdraw on_confirm=withdraw danger=true/>
            {(!earlier.is_empty()).then(|| view! {
                <details>
                    <summary>{pledges::history}</summary>
                    <ul>{earlier.into_iter().map(|pledge| view! { <li>{move || signed(&pledge)}</li> }).collect_view()}</ul>
                </details>
            })}
        </article>
    }
}

/// Who signed when, and when it was taken back.
pub fn signed(pledge: &Pledge) -> String {
    let day = format::date(pledge.signed_on);
    let name = &pledge.recorder_name;
    let mut words = match &pledge.signer {
        Some(signer) => pledges::paper_by(signer, day, name),
        None => pledges::signed_by(name, day),
    };
    if let Some(at) = pledge.withdrawn_at {
        words.push_str(" · ");
        words.push_str(&pledges::withdrawn_on(format::day_of(at)));
    }
    words
}
