//! One claim: where it stands, what was done, what shows it, what happened, and what one can do.

use client::Tagged;
use contract::{
    photos::PhotoSize,
    points::{Claim, ClaimMove},
};
use domain::{
    ids::{ClaimId, PhotoId},
    points::ClaimStateName,
};
use leptos::prelude::*;
use leptos_router::hooks::{use_params_map, use_query_map};

use super::{decide::Decide, words};
use crate::{
    components::{
        BackLink, Badge, Button, ButtonKind, ButtonLink, Confirm, Notice, PageHead, Timeline, TimelineEvent,
        Toasts, Tone,
    },
    device,
    fetch::{Fetched, Loaded, fetch},
    format,
    i18n::points,
    live,
    once::Once,
    pages::{
        NotFound,
        community::{
            field::photo::{Picture, Source},
            households::list::above,
        },
        identity::SignedInOnly,
    },
    send::press,
    session::Session,
};

/// The page of one claim.
#[component]
pub fn ShowClaim() -> impl IntoView {
    let params = use_params_map();
    let id =
        Memo::new(move |_| params.with(|params| params.get("id")).and_then(|id| id.parse::<ClaimId>().ok()));
    move || match id.get() {
        None => view! { <NotFound home="/"/> }.into_any(),
        Some(id) => view! { <SignedInOnly title=points::one_claim home="/" let:_me><One id/></SignedInOnly> }
            .into_any(),
    }
}

#[component]
fn One(id: ClaimId) -> impl IntoView {
    let fetched = fetch(move |client| async move { client.get_claim(id).await });
    let subject = format!("claim:{id}");
    // A reason that somebody has begun with is not swept away.
    live::follow(
        move |event| event.subject == subject,
        move || {
            if !device::has_begun() {
                fetched.reload();
            }
        },
    );
    let query = use_query_map();
    let is_new = move || query.with(|query| query.get("new").is_some());
    view! {
        <div class="stack">
            <BackLink href="/points/claims" label=points::my_claims/>
            <Show when=is_new>
                <Notice tone=Tone::Done><p>{points::received}</p></Notice>
            </Show>
            <Loaded fetched let:tagged><Shown claim=tagged.body fetched/></Loaded>
        </div>
    }
}

/// Photos as wide as their place, one below the other.
#[component]
pub fn Evidence(
    /// Which.
    photos: Vec<PhotoId>,
) -> impl IntoView {
    let count = photos.len();
    (count > 0).then(|| {
        let photo = move |(at, id): (usize, PhotoId)| {
            let alt = points::photo_of(at + 1, count);
            view! { <div class="evidence__photo"><Picture source=Source::Server(id) size=PhotoSize::Medium alt missing=points::photo_failed/></div> }
        };
        view! { <div class="evidence">{photos.into_iter().enumerate().map(photo).collect_view()}</div> }
    })
}

/// What was done, when, and for whom.
#[component]
pub fn Facts(
    /// The claim.
    claim: Claim,
    /// Whether its reader knows whose it is.
    #[prop(optional)]
    mine: bool,
) -> impl IntoView {
    let (day, minutes, amount) = (claim.day, claim.minutes, claim.points);
    let (who, home) = (words::whose(&claim), claim.place.last().cloned().unwrap_or_default());
    let place = format!("{} · {home}", above(&claim.place));
    let source = claim.source;
    let issuer = claim.issuer.clone().filter(|issuer| Some(issuer) != claim.beneficiary.as_ref());
    view! {
        <dl class="facts">
            <dt>{points::earns}</dt><dd><strong>{move || points::amount(amount)}</strong></dd>
            <dt>{points::when}</dt>
            <dd>
                {move || format::date(day)}
                {minutes.map(|minutes| view! { " · " {move || words::duration(minutes)} })}
            </dd>
            {(!mine).then(|| view! { <dt>{points::for_whom}</dt><dd>{who}</dd> })}
            <dt>{points::home}</dt><dd>{place}</dd>
            <dt>{points::programme}</dt><dd>{claim.programme_name.clone()}</dd>
            <dt>{points::comes_from}</dt><dd>{move || words::source(source)}</dd>
            {issuer.map(|issuer| view! { <dt>{points::proposed_by}</dt><dd>{issuer.name}</dd> })}
        </dl>
        {claim.words.clone().map(|words| view! { <p class="breakable">{words}</p> })}
    }
}

#[component]
fn Shown(claim: Claim, fetched: Fetched<Tagged<Claim>>) -> impl IntoView {
    let (word, tone) = words::state(claim.state);
    let me = Session::get().me().map(|me| me.id);
    let mine = me.is_some() && claim.beneficiary.as_ref().map(|person| person.id) == me;
    let done = move |()| fetched.reload();
    view! {
        <div class="stack">
            <PageHead title=claim.activity_name.clone()><Badge tone label=word/></PageHead>
            <Told claim=claim.clone()/>
            <Facts claim=claim.clone() mine/>
            <Evidence photos=claim.photos.clone()/>
            <Decide claim=claim.clone() on_done=done on_anew=done/>
            {claim.may.contains(&ClaimMove::Withdraw).then(|| view! { <Withdraw claim=claim.clone() fetched/> })}
            <section class="stack">
                <h2>{points::what_happened}</h2>
                <Happened claim/>
            </section>
        </div>
    }
}

/// What its state means for its reader, in a sentence.
#[component]
fn Told(claim: Claim) -> impl IntoView {
    let amount = format::number(claim.points);
    let reason = claim.reason.clone().unwrap_or_default();
    let found = claim.re_audit_reason.clone().unwrap_or_default();
    let (back, missing) = (claim.taken_back, claim.unrecovered);
    match claim.state {
        ClaimStateName::Submitted => view! { <Notice tone=Tone::Waiting><p>{points::told_submitted}</p></Notice> }.into_any(),
        ClaimStateName::Approved => view! {
            <Notice tone=Tone::Done>
                <p>{move || points::told_approved(&amount)}</p>
                {(back > 0).then(|| view! { <p>{move || points::told_taken_back(format::number(back))}</p> })}
            </Notice>
        }
        .into_any(),
        ClaimStateName::Rejected => view! {
            <Notice tone=Tone::Alert>
                <p>{points::told_rejected}</p>
                <p>{move || points::because(&reason)}</p>
                <p><ButtonLink href="/points/claim" icon=icondata_lu::LuPlus>{points::claim_anew}</ButtonLink></p>
            </Notice>
        }
        .into_any(),
        ClaimStateName::Withdrawn => view! { <Notice tone=Tone::Neutral><p>{points::told_withdrawn}</p></Notice> }.into_any(),
        ClaimStateName::Overturned => view! {
            <Notice tone=Tone::Alert>
                <p>{move || points::told_overturned(format::number(back))}</p>
                {(!found.is_empty()).then(|| view! { <p>{move || points::because(&found)}</p> })}
                {(missing > 0).then(|| view! { <p>{move || points::told_unrecovered(format::number(missing))}</p> })}
            </Notice>
        }
        .into_any(),
    }
}

#[component]
fn Happened(claim: Claim) -> impl IntoView {
    let made = if claim.issuer.is_none() { points::event_told } else { points::event_claimed };
    let by = claim.issuer.clone().map(|person| person.name).unwrap_or_default();
    let decider = claim.decider.clone().map(|person| person.name).unwrap_or_default();
    type Decided = (chrono::DateTime<chrono::Utc>, fn() -> &'static str, Tone);
    let decided = claim.decided_at.map(|at| -> Decided {
        match claim.state {
            ClaimStateName::Rejected => (at, points::event_rejected, Tone::Alert),
            ClaimStateName::Withdrawn => (at, points::event_withdrawn, Tone::Neutral),
            ClaimStateName::Submitted | ClaimStateName::Approved | ClaimStateName::Overturned => {
                (at, points::event_approved, Tone::Done)
            }
        }
    });
    let overturned = claim.state == ClaimStateName::Overturned;
    view! {
        <Timeline>
            <TimelineEvent at=claim.claimed_at title=made tone=Tone::Waiting who=by/>
            {decided.map(|(at, title, tone)| view! { <TimelineEvent at title tone who=decider/> })}
        </Timeline>
        {overturned.then(|| view! {
            <p class="row"><Badge tone=Tone::Alert label=points::state_overturned/><span>{points::event_overturned}</span></p>
        })}
    }
}

#[component]
fn Withdraw(claim: Claim, fetched: Fetched<Tagged<Claim>>) -> impl IntoView {
    let (session, toasts) = (Session::get(), Toasts::get());
    let (open, busy, once) = (RwSignal::new(false), RwSignal::new(false), Once::new());
    let (id, name) = (claim.id, claim.activity_name);
    let withdraw = move |()| {
        let key = once.key(&id);
        let ask = move |client: client::Client| {
            let key = key.clone();
            async move { client.withdraw_claim(id, Some(&key)).await }
        };
        press(session, toasts, busy, ask, move |tagged: Tagged<Claim>| {
            toasts.say(points::said_withdrawn());
            fetched.answer.set(Some(Ok(tagged)));
        });
    };
    view! {
        <div class="row"><Button kind=ButtonKind::Quiet busy on_press=move |()| open.set(true)>{points::withdraw}</Button></div>
        <Confirm
            open
            title=move || points::withdraw_ask(&name)
            consequence=points::withdraw_effect
            verb=points::withdraw
            danger=true
            on_confirm=withdraw
        />
    }
}
