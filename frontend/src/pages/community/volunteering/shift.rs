//! One shift: what it is, one's own part in it, and what to do next.

use contract::volunteering::{MySignUp, Shift, ShiftState};
use domain::{
    ids::ShiftId,
    volunteering::{AttendanceName, Place},
};
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

use super::words;
use crate::{
    components::{
        BackLink, Badge, Button, ButtonKind, ButtonLink, Confirm, Notice, PageHead, Save, Toasts, Tone,
    },
    device,
    fetch::{Fetched, Loaded, fetch},
    format,
    i18n::volunteering as texts,
    live,
    once::Once,
    pages::{community::where_map::WhereMap, funds::projects::open_project, identity::SignedInOnly},
    send::press,
    session::Session,
};

/// The shift that the address names.
pub(super) fn shift_of_address() -> Memo<ShiftId> {
    let params = use_params_map();
    Memo::new(move |_| {
        params
            .with(|params| params.get("id"))
            .and_then(|id| id.parse().ok())
            .unwrap_or_else(|| uuid::Uuid::nil().into())
    })
}

/// The page.
#[component]
pub fn ShiftPage() -> impl IntoView {
    view! { <SignedInOnly title=texts::activities home="/" let:_me><Known/></SignedInOnly> }
}

#[component]
fn Known() -> impl IntoView {
    let id = shift_of_address();
    let fetched = fetch(move |client| {
        let id = id.get();
        async move { client.get_shift(id).await.map(|tagged| tagged.body) }
    });
    // A place that came free is somebody's sign-up that moved.
    live::follow(
        move |event| {
            event.subject.starts_with("sign_up:") || event.subject.ends_with(&id.get_untracked().to_string())
        },
        move || fetched.reload(),
    );
    view! {
        <div class="stack">
            <BackLink href="/volunteer" label=texts::back_to_activities/>
            <Loaded fetched let:shift><Shown shift fetched/></Loaded>
        </div>
    }
}

#[component]
fn Shown(shift: Shift, fetched: Fetched<Shift>) -> impl IntoView {
    let id = shift.id;
    let manages = shift.may_manage;
    let tone = words::standing(&shift).1;
    let word = {
        let shift = shift.clone();
        move || words::standing(&shift).0
    };
    view! {
        <PageHead title=shift.title.clone()/>
        <p><Badge tone label=word/></p>
        <Standing shift=shift.clone()/>
        <Actions shift=shift.clone() fetched/>
        <p class="prose">{shift.description.clone()}</p>
        <Facts shift=shift.clone()/>
        <div class="row">
            <Save name=format!("shift-{id}.ics") kind="text/calendar" ask=move |client: client::Client| async move { client.get_shift_calendar(id).await }>
                {texts::add_to_calendar}
            </Save>
            {manages.then(|| view! {
                <ButtonLink href=format!("/work/shifts/{id}") icon=icondata_lu::LuUsers>{texts::roster}</ButtonLink>
            })}
        </div>
        <WhereMap area=shift.area.id position=shift.position/>
    }
}

/// What is written about it.
#[component]
pub fn Facts(
    /// The shift.
    shift: Shift,
) -> impl IntoView {
    let shift = StoredValue::new(shift);
    let of = move |text: fn(&Shift) -> String| move || shift.with_value(text);
    let bring = shift.with_value(|shift| shift.bring.clone());
    let project = shift.with_value(|shift| shift.project.clone()).map(|project| {
        let href = open_project(project.fund_id, project.id);
        view! { <dt>{texts::for_project}</dt><dd class="breakable"><a href=href>{project.title}</a></dd> }
    });
    view! {
        <dl class="facts">
            <dt>{texts::when}</dt>
            <dd>{of(words::span)}</dd>
            <dt>{texts::where_to}</dt>
            <dd class="breakable">{of(|shift| shift.place.clone())}</dd>
            <dt>{texts::for_area}</dt>
            <dd>{of(|shift| shift.area.name.clone())}</dd>
            {project}
            <dt>{texts::places}</dt>
            <dd>
                {of(|shift| texts::places_taken(shift.taken, shift.places))}
                {move || shift.with_value(|shift| (shift.waiting > 0).then(|| format!(" · {}", texts::waiting_count(shift.waiting))))}
            </dd>
            <dt>{texts::sign_up_until}</dt>
            <dd>{of(|shift| format::date_time(shift.sign_up_until))}</dd>
            {bring.map(|bring| view! { <dt>{texts::to_bring}</dt><dd class="breakable prose">{bring}</dd> })}
        </dl>
    }
}

/// What a reader should know first.
#[component]
fn Standing(shift: Shift) -> impl IntoView {
    if shift.state == ShiftState::Cancelled {
        let reason = shift.cancel_reason.unwrap_or_default();
        return view! { <Notice tone=Tone::Alert><p>{move || texts::cancelled_because(&reason)}</p></Notice> }.into_any();
    }
    let Some(mine) = shift.mine.clone() else { return ().into_any() };
    let tone = match (mine.place, mine.attendance) {
        (Place::Waiting, _) => Tone::Waiting,
        (_, AttendanceName::Absent) => Tone::Alert,
        (_, AttendanceName::In) => Tone::Working,
        _ => Tone::Done,
    };
    let reason = mine.reason.clone();
    view! {
        <Notice tone>
            <p>{move || own_words(&mine, &shift)}</p>
            {reason.map(|reason| view! { <p class="soft">{move || texts::reason(&reason)}</p> })}
        </Notice>
    }
    .into_any()
}

fn own_words(mine: &MySignUp, shift: &Shift) -> String {
    match (mine.place, mine.attendance) {
        (Place::Waiting, _) => texts::you_wait(mine.ahead.unwrap_or(0) + 1),
        (_, AttendanceName::Open) => texts::you_have_place().to_owned(),
        (_, AttendanceName::In) if device::now() >= shift.check_out_until => {
            texts::awaits_decision().to_owned()
        }
        (_, AttendanceName::In) => {
            texts::you_are_in(mine.checked_in_at.map(words::clock).unwrap_or_default())
        }
        (_, AttendanceName::Attended) => {
            texts::you_attended(words::length(i64::from(mine.minutes.unwrap_or(0))))
        }
        (_, AttendanceName::Absent) => texts::you_were_absent().to_owned(),
    }
}

/// What can be done now.
#[component]
fn Actions(shift: Shift, fetched: Fetched<Shift>) -> impl IntoView {
    let now = device::now();
    let live = shift.state == ShiftState::Planned;
    let mine = shift.mine.clone();
    let placed = mine.as_ref().is_some_and(|mine| mine.place == Place::Placed);
    let open = mine
        .as_ref()
        .is_some_and(|mine| matches!(mine.attendance, AttendanceName::Open | AttendanceName::In));
    let checks = live && placed && open && (shift.check_in_from..shift.check_out_until).contains(&now);
    let leaves = live
        && now < shift.starts_at
        && mine.as_ref().is_some_and(|mine| mine.attendance == AttendanceName::Open);
    let stays_out = live && mine.is_none() && !shift.may_sign_up && now < shift.ends_at;
    let closed = now >= shift.sign_up_until;
    view! {
        {checks.then(|| view! {
            <ButtonLink kind=ButtonKind::Primary wide=true href="/volunteer/check" icon=icondata_lu::LuQrCode>{texts::check_in_out}</ButtonLink>
        })}
        {shift.may_sign_up.then(|| view! { <SignUp shift=shift.clone() fetched/> })}
        {leaves.then(|| view! { <Leave shift=shift.clone() fetched/> })}
        {stays_out.then(|| view! { <WhyNot closed/> })}
    }
}

#[component]
fn SignUp(shift: Shift, fetched: Fetched<Shift>) -> impl IntoView {
    let (session, toasts, once, busy) = (Session::get(), Toasts::get(), Once::new(), RwSignal::new(false));
    let (id, full) = (shift.id, words::free(&shift) == 0);
    let taken = shift.taken;
    let sign_up = move |()| {
        let key = once.key(&(id, taken));
        let call = move |client: client::Client| {
            let key = key.clone();
            async move { client.sign_up_for_shift(id, Some(&key)).await }
        };
        press(session, toasts, busy, call, move |tagged: client::Tagged<Shift>| {
            let waits = tagged.body.mine.as_ref().is_some_and(|mine| mine.place == Place::Waiting);
            toasts.say(if waits { texts::did_wait() } else { texts::did_sign_up() });
            fetched.answer.set(Some(Ok(tagged.body)));
        });
    };
    let label = move || if full { texts::wait_for_place() } else { texts::sign_up() };
    view! {
        {full.then(|| view! { <p class="soft">{texts::wait_note}</p> })}
        <Button kind=ButtonKind::Primary wide=true busy icon=icondata_lu::LuHandHeart on_press=sign_up>{label}</Button>
    }
}

#[component]
fn Leave(shift: Shift, fetched: Fetched<Shift>) -> impl IntoView {
    let (session, toasts) = (Session::get(), Toasts::get());
    let (busy, asked) = (RwSignal::new(false), RwSignal::new(false));
    let (id, title) = (shift.id, shift.title);
    let leave = move |()| {
        let call = move |client: client::Client| async move { client.withdraw_from_shift(id, None).await };
        press(session, toasts, busy, call, move |tagged: client::Tagged<Shift>| {
            toasts.say(texts::did_withdraw());
            fetched.answer.set(Some(Ok(tagged.body)));
        });
    };
    view! {
        <div class="row"><Button busy on_press=move |()| asked.set(true)>{texts::withdraw}</Button></div>
        <Confirm open=asked title=move || texts::withdraw_ask(&title) consequence=texts::withdraw_effect
            verb=texts::withdraw on_confirm=leave danger=true/>
    }
}

/// Why there is no button to sign up.
#[component]
fn WhyNot(closed: bool) -> impl IntoView {
    if closed {
        return view! { <Notice><p>{texts::closed_note}</p></Notice> }.into_any();
    }
    view! {
        <Notice tone=Tone::Waiting>
            <p>{texts::join_first}</p>
            <p><a href="/join">{texts::join_household}</a></p>
        </Notice>
    }
    .into_any()
}
