//! One code: large, with where, when and until when.

use client::Client;
use contract::redemptions::{CancelRedemption, Redemption, RedemptionStateName, collect_address};
use domain::ids::RedemptionId;
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

use crate::{
    components::{
        BackLink, Badge, Button, ButtonKind, ButtonLink, Confirm, EmptyState, Notice, PageHead, QrCode, Time,
        Toasts, Tone,
    },
    device,
    fetch::{Fetched, Loaded, fetch},
    format,
    i18n::redemptions,
    live,
    once::Once,
    pages::{
        identity::SignedInOnly,
        offers::{Hours, words},
    },
    send::press,
    session::Session,
};

/// The page.
#[component]
pub fn CodePage() -> impl IntoView {
    view! {
        <SignedInOnly title=redemptions::codes home="/" let:_me>
            <div class="stack">
                <BackLink href="/shop/codes".to_owned() label=redemptions::codes/>
                <Found/>
            </div>
        </SignedInOnly>
    }
}

#[component]
fn Found() -> impl IntoView {
    let params = use_params_map();
    let id = Memo::new(move |_| {
        params.with(|params| params.get("id")).and_then(|id| id.parse::<RedemptionId>().ok())
    });
    let fetched = fetch(move |client| {
        let id = id.get();
        async move {
            match id {
                Some(id) => client.get_redemption(id).await.map(|found| Some(found.body)),
                None => Ok(None),
            }
        }
    });
    // The shop scans it: the page says so at once.
    live::follow(
        move |event| id.get_untracked().is_some_and(|id| event.subject == format!("redemption:{id}")),
        move || fetched.reload(),
    );
    view! {
        <Loaded fetched let:found>
            {match found {
                Some(one) => view! { <One one fetched/> }.into_any(),
                None => view! {
                    <PageHead title=redemptions::codes/>
                    <EmptyState title=redemptions::no_codes detail=redemptions::no_codes_detail icon=icondata_lu::LuTicket>
                        <ButtonLink kind=ButtonKind::Primary href="/shop">{redemptions::to_shop}</ButtonLink>
                    </EmptyState>
                }
                .into_any(),
            }}
        </Loaded>
    }
}

#[component]
fn One(one: Redemption, fetched: Fetched<Option<Redemption>>) -> impl IntoView {
    let (word, tone) = words::redemption_state(one.state);
    let (points, until, household) = (one.points, one.keep_until, one.household_id.is_some());
    let note = match one.state {
        RedemptionStateName::Collected => Some((Tone::Done, redemptions::collected_note as fn() -> _)),
        RedemptionStateName::Cancelled | RedemptionStateName::Expired | RedemptionStateName::Returned => {
            Some((Tone::Neutral, redemptions::points_back as fn() -> _))
        }
        RedemptionStateName::Reserved => None,
    };
    let reserved = one.state == RedemptionStateName::Reserved;
    let person = (!one.mine).then(|| one.person.clone());
    view! {
        <PageHead title=one.title.clone() lead=one.provider_name.clone()><Badge tone label=word/></PageHead>
        {note.map(|(tone, words)| view! { <Notice tone><p>{words}</p></Notice> })}
        {one.reason.clone().map(|reason| view! { <p>{redemptions::reason}": "{reason}</p> })}
        {reserved.then(|| view! { <Code code=one.code.clone()/> })}
        <dl class="facts">
            <dt>{redemptions::price}</dt><dd>{move || words::points(points)}</dd>
            <dt>{redemptions::paid_by}</dt>
            <dd>{move || if household { redemptions::paid_household() } else { redemptions::paid_own() }}</dd>
            {person.map(|person| view! { <dt>{redemptions::reserved_by}</dt><dd>{person}</dd> })}
            <dt>{redemptions::reserved_at}</dt><dd><Time at=one.reserved_at/></dd>
            {one.collected_at.map(|at| view! { <dt>{redemptions::collected_at}</dt><dd><Time at/></dd> })}
            {one.ended_at.map(|at| view! { <dt>{redemptions::ended_at}</dt><dd><Time at/></dd> })}
            {reserved.then(|| view! { <dt>{redemptions::until}</dt><dd>{move || format::date_time(until)}</dd> })}
            <dt>{redemptions::where_to}</dt><dd>{one.pick_up.clone()}</dd>
            {one.telephone.clone().map(|number| {
                let href = format!("tel:{}", number.replace(' ', ""));
                view! { <dt>{redemptions::telephone}</dt><dd><a href=href>{number}</a></dd> }
            })}
            {reserved.then(|| view! { <dt>{redemptions::hours}</dt><dd><Hours hours=one.opening_hours.clone()/></dd> })}
        </dl>
        {reserved.then(|| view! { <Cancel one=one.clone() fetched/> })}
    }
}

#[component]
fn Code(code: Option<String>) -> impl IntoView {
    let Some(code) = code else {
        return view! { <Notice tone=Tone::Alert><p>{redemptions::code_gone}</p></Notice> }.into_any();
    };
    let origin = device::window().and_then(|window| window.location().origin().ok()).unwrap_or_default();
    let text = collect_address(&origin, &code);
    let label = {
        let code = code.clone();
        move || redemptions::qr_label(&code)
    };
    view! {
        <section class="show-code" aria-label=redemptions::your_code>
            <QrCode text=Signal::derive(move || text.clone()) label/>
            <p class="show-code__typed" translate="no">{code}</p>
        </section>
    }
    .into_any()
}

#[component]
fn Cancel(one: Redemption, fetched: Fetched<Option<Redemption>>) -> impl IntoView {
    let (session, toasts, once) = (Session::get(), Toasts::get(), Once::new());
    let (asked, busy) = (RwSignal::new(false), RwSignal::new(false));
    let (id, title, points) = (one.id, one.title, one.points);
    let cancel = move |()| {
        let body = CancelRedemption::default();
        let key = once.key(&(id, &body));
        let ask = move |client: Client| {
            let (body, key) = (body.clone(), key.clone());
            async move { client.cancel_redemption(id, &body, Some(&key)).await }
        };
        press(session, toasts, busy, ask, move |_| {
            toasts.say(redemptions::cancelled_toast());
            fetched.reload();
        });
    };
    let question = move || redemptions::cancel_ask(&title);
    let effect = move || redemptions::cancel_effect(format::number(points));
    view! {
        <div class="row">
            <Button busy icon=icondata_lu::LuUndo2 on_press=move |()| asked.set(true)>{redemptions::cancel}</Button>
        </div>
        <Confirm open=asked title=question consequence=effect verb=redemptions::cancel on_confirm=cancel danger=true/>
    }
}
