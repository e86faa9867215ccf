//! The pledge of a household, and recording one that was signed on paper.

use client::Client;
use contract::inspections::{HouseholdPledge, RecordPledge};
use domain::ids::AreaId;
use leptos::prelude::*;

use crate::{
    components::{Badge, Button, ButtonKind, DateField, Dialog, Form, FormState, TextField, Toasts, Tone},
    device,
    failure::Failure,
    fetch::{Fetched, fetch},
    i18n::pledges,
    once::Once,
    pages::{community::households::pledge::signed, console::lists::loaded},
    send::send,
    session::Session,
};

/// What is known of a household's pledge; who `records` may add a paper.
#[component]
pub fn Pledge(
    /// Which household.
    id: AreaId,
    /// Whether the caller may add a paper.
    records: bool,
) -> impl IntoView {
    let fetched = fetch(move |client| async move { client.get_household_pledge(id).await });
    let open = RwSignal::new(false);
    view! {
        <section class="stack" aria-labelledby="pledge-head">
            <h2 id="pledge-head">{pledges::title}</h2>
            {loaded(fetched, move |found| known(found, records.then_some(open)))}
            <Dialog open title=pledges::record><Record id fetched open/></Dialog>
        </section>
    }
}

fn known(found: HouseholdPledge, record: Option<RwSignal<bool>>) -> impl IntoView {
    let pledged = found.in_force().is_some();
    let one = |pledge: contract::inspections::Pledge| view! { <li>{move || signed(&pledge)}</li> };
    view! {
        <div class="row">
            {if pledged {
                view! { <Badge tone=Tone::Done label=pledges::in_force/> }.into_any()
            } else {
                view! { <Badge tone=Tone::Neutral label=pledges::none/> }.into_any()
            }}
            {record.filter(|_| !pledged).map(|open| view! {
                <Button icon=icondata_lu::LuFilePen on_press=move |()| open.set(true)>{pledges::record}</Button>
            })}
        </div>
        <ul>{found.pledges.into_iter().map(one).collect_view()}</ul>
    }
}

#[component]
fn Record(id: AreaId, fetched: Fetched<HouseholdPledge>, open: RwSignal<bool>) -> impl IntoView {
    let (session, toasts) = (Session::get(), Toasts::get());
    let (state, once) = (FormState::new("record-pledge"), Once::new());
    let (signer, signed_on) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let submit = move |()| {
        let Ok(day) = signed_on.with_untracked(|day: &String| day.parse()) else {
            return state.refuse(Failure::here(pledges::signed_on_missing()));
        };
        let signer = signer.with_untracked(|signer| signer.trim().to_owned());
        let body = RecordPledge { signer, signed_on: day };
        let key = once.key(&body);
        let ask = move |client: Client, body: RecordPledge| {
            let key = key.clone();
            async move { client.record_pledge(id, &body, Some(&key)).await }
        };
        send(session, state, body, ask, move |_| {
            open.set(false);
            toasts.say(pledges::recorded());
            fetched.reload();
        });
    };
    let today = domain::town_time::date(device::now());
    view! {
        <Form state on_submit=submit>
            <p>{pledges::record_lead}</p>
            <TextField name="signer" label=pledges::signer hint=pledges::signer_hint value=signer characters_max=40_u32/>
            <DateField name="signed_on" label=pledges::signed_on value=signed_on max=today/>
            <div class="form__actions">
                <Button kind=ButtonKind::Primary submit=true busy=state.busy>{pledges::record}</Button>
            </div>
        </Form>
    }
}
