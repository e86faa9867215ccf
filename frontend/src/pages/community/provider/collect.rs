//! Handing out: scan or type the code, look at what it is, confirm.

use client::Client;
use contract::{
    providers::Provider,
    redemptions::{AtCounter, RedemptionStateName, ShownCode},
};
use domain::{ids::ProviderId, redemptions::RedemptionCode};
use leptos::prelude::*;

use super::{
    frame::Place,
    scanner::{Scanner, can_scan},
};
use crate::{
    components::{Badge, Button, ButtonKind, Form, FormState, Notice, TextField, Toasts, Tone},
    device, format,
    i18n::redemptions,
    once::Once,
    pages::offers::{OfferPicture, words},
    query::QueryParam,
    send::{press, send},
    session::Session,
};

/// Characters of a typed code, with its dash and blanks.
const TYPED_MAX: u32 = 12;

/// The page.
#[component]
pub fn Collect() -> impl IntoView {
    view! {
        <Place title=redemptions::collect lead=redemptions::collect_lead any=true
            children=|provider| view! { <Counter provider/> }.into_any()/>
    }
}

#[component]
fn Counter(provider: Provider) -> impl IntoView {
    let session = Session::get();
    let id = provider.id;
    let state = FormState::new("code");
    let typed = RwSignal::new(String::new());
    let found = RwSignal::new(None::<(AtCounter, String)>);
    let look = move |()| {
        let body = ShownCode { code: typed.get_untracked() };
        let shown = body.code.clone();
        let ask = move |client: Client, body: ShownCode| async move { client.look_at_code(id, &body).await };
        send(session, state, body, ask, move |seen| found.set(Some((seen, shown))));
    };
    let read = Callback::new(move |text: String| {
        let code = RedemptionCode::parse(&text).map(|code| code.grouped());
        typed.set(code.unwrap_or(text));
        look(());
    });
    // A code that a telephone's camera read opens this page with it.
    let given = QueryParam::of("code").value.get_untracked();
    if !given.is_empty() {
        Effect::new(move |before: Option<()>| {
            if before.is_none() {
                read.run(given.clone());
            }
        });
    }
    let next = move || {
        found.set(None);
        typed.set(String::new());
        request_animation_frame(move || device::focus(&state.field_id("code")));
    };
    move || {
        match found.get() {
        Some((seen, code)) => view! { <Seen here=id seen code on_next=move |()| next()/> }.into_any(),
        None => view! {
            <div class="stack">
                {if can_scan() {
                    view! { <Scanner on_read=read/> }.into_any()
                } else {
                    view! { <Notice><p>{redemptions::no_camera}</p></Notice> }.into_any()
                }}
                <Form state on_submit=look>
                    <TextField name="code" label=redemptions::typed_code hint=redemptions::typed_code_hint value=typed code=true
                        characters_max=TYPED_MAX autocomplete="off"/>
                    <div class="form__actions">
                        <Button kind=ButtonKind::Primary submit=true busy=state.busy>{redemptions::look}</Button>
                    </div>
                </Form>
            </div>
        }
        .into_any(),
    }
    }
}

#[component]
fn Seen(
    /// At whose counter it is read.
    here: ProviderId,
    seen: AtCounter,
    code: String,
    #[prop(into)] on_next: Callback<()>,
) -> impl IntoView {
    let (session, toasts, once) = (Session::get(), Toasts::get(), Once::new());
    let busy = RwSignal::new(false);
    let state = RwSignal::new(seen.state);
    let provider = seen.provider_id;
    let elsewhere = (provider != here).then_some(seen.provider_name);
    let title = seen.title.clone();
    let hand_out = move |()| {
        let body = ShownCode { code: code.clone() };
        let key = once.key(&body);
        let title = title.clone();
        let ask = move |client: Client| {
            let (body, key) = (body.clone(), key.clone());
            async move { client.collect_redemption(provider, &body, Some(&key)).await }
        };
        press(session, toasts, busy, ask, move |done: AtCounter| {
            toasts.say(redemptions::handed_out(title));
            state.set(done.state);
        });
    };
    let word = Signal::derive(move || words::redemption_state(state.get()).0());
    let tone = Signal::derive(move || words::redemption_state(state.get()).1);
    let waits = move || state.get() == RedemptionStateName::Reserved;
    let (points, until, at) = (seen.points, seen.keep_until, seen.collected_at.or(seen.ended_at));
    let hand_out = Callback::new(hand_out);
    view! {
        <article class="card">
            <OfferPicture offer=seen.offer_id photo=seen.photo title=seen.title.clone() large=true/>
            <div class="row">
                <h2 class="card__title grow" tabindex="-1">{seen.title.clone()}</h2>
                <Badge tone label=move || word.get()/>
            </div>
            <dl class="facts">
                <dt>{redemptions::price}</dt><dd>{move || words::points(points)}</dd>
                <dt>{redemptions::person}</dt><dd>{seen.person}</dd>
                <dt>{redemptions::until}</dt><dd>{move || format::date_time(until)}</dd>
                {at.map(|at| view! { <dt>{redemptions::when}</dt><dd>{move || format::date_time(at)}</dd> })}
            </dl>
            {elsewhere.map(|name| view! { <Notice><p>{move || redemptions::of_other_provider(&name)}</p></Notice> })}
            {seen.reason.map(|reason| view! { <p>{redemptions::reason}": "{reason}</p> })}
            <Show when=waits>
                <Notice tone=Tone::Waiting><p>{redemptions::hand_out_note}</p></Notice>
                <Button kind=ButtonKind::Primary wide=true icon=icondata_lu::LuCheck busy on_press=hand_out>{redemptions::hand_out}</Button>
            </Show>
            <Button wide=true icon=icondata_lu::LuScanLine on_press=on_next>{redemptions::next_code}</Button>
        </article>
    }
}
