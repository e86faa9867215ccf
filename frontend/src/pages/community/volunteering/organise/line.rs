//! One person of a roster, with what can be noted of them.

use chrono::{DateTime, Utc};
use contract::volunteering::{AttendanceKind, NoteAttendance, Shift, ShiftState, SignUpEntry};
use domain::volunteering::{AttendanceName, Place};
use leptos::prelude::*;

use super::super::words;
use crate::{
    components::{
        Avatar, Badge, Button, ButtonKind, Confirm, Dialog, Form, FormState, TextArea, TextField, Toasts,
        Tone,
    },
    i18n::volunteering as texts,
    once::Once,
    send::{press, send},
    session::Session,
};

/// What can be noted now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Phase {
    /// Nobody is expected yet.
    Before,
    /// People come and go.
    During,
    /// It is over: minutes and absence are decided.
    After,
    /// It does not take place.
    Off,
}

impl Phase {
    pub(super) fn of(shift: &Shift, now: DateTime<Utc>) -> Self {
        if shift.state == ShiftState::Cancelled {
            Self::Off
        } else if now < shift.check_in_from {
            Self::Before
        } else if now < shift.ends_at {
            Self::During
        } else {
            Self::After
        }
    }
}

/// A line of the roster.
#[component]
pub fn Line(
    /// Of which shift.
    shift: Shift,
    /// Who.
    entry: SignUpEntry,
    /// What can be noted now.
    phase: Phase,
    /// Something was noted.
    #[prop(into)]
    on_change: Callback<()>,
) -> impl IntoView {
    let name = entry.person_name.clone();
    let (tone, word) = standing(&entry);
    view! {
        <li class="roster__line">
            <div class="roster__who">
                <Avatar name=name.clone()/>
                <div class="grow">
                    <p class="roster__name">{name}</p>
                    <Noted entry=entry.clone()/>
                </div>
                <Badge tone label=word/>
            </div>
            <Notes shift entry phase on_change/>
        </li>
    }
}

fn standing(entry: &SignUpEntry) -> (Tone, Box<dyn Fn() -> String + Send + Sync>) {
    let (tone, word): (Tone, fn() -> &'static str) = match (entry.place, entry.attendance) {
        (Place::Waiting | Place::Withdrawn, _) => (Tone::Waiting, texts::in_line),
        (_, AttendanceName::Open) => (Tone::Neutral, texts::not_come),
        (_, AttendanceName::In) => (Tone::Working, texts::checked_in),
        (_, AttendanceName::Absent) => (Tone::Alert, texts::absent),
        (_, AttendanceName::Attended) => {
            let minutes = i64::from(entry.minutes.unwrap_or(0));
            return (Tone::Done, Box::new(move || words::length(minutes)));
        }
    };
    (tone, Box::new(move || word().to_owned()))
}

/// When they came and went, who noted it, and why.
#[component]
fn Noted(entry: SignUpEntry) -> impl IntoView {
    let came = move || {
        let at = words::clock(entry.checked_in_at?);
        Some(match &entry.checked_in_by {
            Some(name) => texts::in_at_by(at, name),
            None => texts::in_at(at),
        })
    };
    let went = move || {
        let at = words::clock(entry.checked_out_at?);
        Some(match &entry.checked_out_by {
            Some(name) => texts::out_at_by(at, name),
            None => texts::out_at(at),
        })
    };
    let by = entry.signed_up_by.clone();
    let reason = entry.reason.clone();
    view! {
        <p class="small soft">
            {by.map(|name| view! { <span class="roster__note">{move || texts::signed_up_by(&name)}</span> })}
            <span class="roster__note">{came}</span>
            <span class="roster__note">{went}</span>
            {reason.map(|reason| view! { <span class="roster__note breakable">{move || texts::reason(&reason)}</span> })}
        </p>
    }
}

#[component]
fn Notes(shift: Shift, entry: SignUpEntry, phase: Phase, on_change: Callback<()>) -> impl IntoView {
    let placed = entry.place == Place::Placed;
    let open = matches!(entry.attendance, AttendanceName::Open | AttendanceName::Absent);
    let comes = phase == Phase::During && placed && open;
    let goes = matches!(phase, Phase::During | Phase::After)
        && entry.attendance == AttendanceName::In
        && crate::device::now() < shift.check_out_until;
    let settles = phase == Phase::After && placed;
    let absent = settles && entry.attendance != AttendanceName::Absent;
    let leaves = crate::device::now() < shift.starts_at
        && phase != Phase::Off
        && entry.attendance == AttendanceName::Open;
    let kept = StoredValue::new(entry.clone());
    let entry = move || kept.get_value();
    let (id, max) = (shift.id, whole_minutes(&shift));
    view! {
        <div class="roster__actions">
            {comes.then(|| view! { <Press id entry=entry() kind=AttendanceKind::Present on_change/> })}
            {goes.then(|| view! { <Press id entry=entry() kind=AttendanceKind::Left on_change/> })}
            {settles.then(|| view! { <Decide id entry=entry() kind=AttendanceKind::Minutes max on_change/> })}
            {absent.then(|| view! { <Decide id entry=entry() kind=AttendanceKind::Absent max on_change/> })}
            {leaves.then(|| view! { <TakeOff id entry=entry() on_change/> })}
        </div>
    }
}

fn whole_minutes(shift: &Shift) -> i64 {
    shift.ends_at.signed_duration_since(shift.starts_at).num_minutes()
}

/// They come, or they go: one press.
#[component]
fn Press(
    id: domain::ids::ShiftId,
    entry: SignUpEntry,
    kind: AttendanceKind,
    on_change: Callback<()>,
) -> impl IntoView {
    let (session, toasts, busy, once) = (Session::get(), Toasts::get(), RwSignal::new(false), Once::new());
    let sign_up = entry.id;
    let note = move |()| {
        let body = NoteAttendance { kind, minutes: None, reason: None };
        let key = once.key(&(sign_up, &body));
        let call = move |client: client::Client| {
            let (key, body) = (key.clone(), body.clone());
            async move { client.note_attendance(id, sign_up, &body, Some(&key)).await }
        };
        press(session, toasts, busy, call, move |_: SignUpEntry| {
            toasts.say(texts::did_note());
            on_change.run(());
        });
    };
    let comes = kind == AttendanceKind::Present;
    let (verb, icon): (fn() -> &'static str, _) =
        if comes { (texts::came, icondata_lu::LuLogIn) } else { (texts::went, icondata_lu::LuLogOut) };
    let name = entry.person_name;
    // Which of many buttons it is, is said to those who do not see the line.
    let whose = move || if comes { texts::came_of(&name) } else { texts::went_of(&name) };
    view! {
        <Button kind=if comes { ButtonKind::Primary } else { ButtonKind::Secondary } icon busy on_press=note>
            <span aria-hidden="true">{verb}</span>
            <span class="visually-hidden">{whose}</span>
        </Button>
    }
}

/// Minutes or absence, for a reason.
#[component]
fn Decide(
    id: domain::ids::ShiftId,
    entry: SignUpEntry,
    kind: AttendanceKind,
    max: i64,
    on_change: Callback<()>,
) -> impl IntoView {
    let open = RwSignal::new(false);
    let settles = kind == AttendanceKind::Minutes;
    let name = StoredValue::new(entry.person_name.clone());
    let whose = move || {
        name.with_value(|name| if settles { texts::settle_of(name) } else { texts::mark_absent_of(name) })
    };
    let verb = if settles { texts::settle } else { texts::mark_absent };
    let entry = StoredValue::new(entry);
    view! {
        <Button on_press=move |()| open.set(true)>
            <span aria-hidden="true">{verb}</span>
            <span class="visually-hidden">{whose}</span>
        </Button>
        <Dialog open title=whose>
            <Why id entry=entry.get_value() kind max open on_change/>
        </Dialog>
    }
}

#[component]
fn Why(
    id: domain::ids::ShiftId,
    entry: SignUpEntry,
    kind: AttendanceKind,
    max: i64,
    open: RwSignal<bool>,
    on_change: Callback<()>,
) -> impl IntoView {
    let (session, toasts, state, once) = (Session::get(), Toasts::get(), FormState::new("note"), Once::new());
    let settles = kind == AttendanceKind::Minutes;
    let before = entry.minutes.map_or(max, i64::from).to_string();
    let (minutes, reason) = (RwSignal::new(before), RwSignal::new(String::new()));
    let sign_up = entry.id;
    let submit = move |()| {
        let body = NoteAttendance {
            kind,
            // What is no number is refused as too large.
            minutes: settles.then(|| minutes.get_untracked().trim().parse().unwrap_or(u32::MAX)),
            reason: Some(reason.get_untracked().trim().to_owned()),
        };
        let key = once.key(&body);
        let call = move |client: client::Client, body: NoteAttendance| {
            let key = key.clone();
            async move { client.note_attendance(id, sign_up, &body, Some(&key)).await }
        };
        send(session, state, body, call, move |_: SignUpEntry| {
            open.set(false);
            toasts.say(texts::did_note());
            on_change.run(());
        });
    };
    view! {
        <Form state on_submit=submit>
            {settles.then(|| view! {
                <TextField name="minutes" label=texts::minutes hint=move || texts::minutes_hint(max) value=minutes inputmode="numeric" characters_max=3_u32/>
            })}
            <TextArea name="reason" label=texts::why hint=texts::why_hint value=reason characters_max=300/>
            <div class="dialog__actions">
                <Button on_press=move |()| open.set(false)>{crate::i18n::common::cancel}</Button>
                <Button kind=ButtonKind::Primary submit=true busy=state.busy>{texts::note_it}</Button>
            </div>
        </Form>
    }
}

/// Withdrawing for somebody who called.
#[component]
fn TakeOff(id: domain::ids::ShiftId, entry: SignUpEntry, on_change: Callback<()>) -> impl IntoView {
    let (session, toasts) = (Session::get(), Toasts::get());
    let (busy, asked) = (RwSignal::new(false), RwSignal::new(false));
    let sign_up = entry.id;
    let name = StoredValue::new(entry.person_name);
    let take_off = move |()| {
        let call =
            move |client: client::Client| async move { client.withdraw_sign_up(id, sign_up, None).await };
        press(session, toasts, busy, call, move |_: client::Tagged<Shift>| {
            toasts.say(texts::did_withdraw());
            on_change.run(());
        });
    };
    view! {
        <Button busy on_press=move |()| asked.set(true)>
            <span aria-hidden="true">{texts::take_off}</span>
            <span class="visually-hidden">{move || name.with_value(|name| texts::take_off_of(name))}</span>
        </Button>
        <Confirm open=asked title=move || name.with_value(|name| texts::take_off_ask(name)) consequence=texts::take_off_effect
            verb=texts::take_off on_confirm=take_off danger=true/>
    }
}
