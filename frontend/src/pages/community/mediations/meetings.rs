//! The meetings of a record, and writing one down.

use contract::mediations::{AddMeeting, Meeting};
use domain::{
    ids::MediationId,
    mediations::{MEETING_CHARS_MAX, PLACE_CHARS_MAX},
    town_time,
};
use leptos::prelude::*;

use super::show::Shown;
use crate::{
    components::{Button, ButtonKind, DateField, Form, FormState, TextArea, TextField, Toasts},
    device, format,
    i18n::mediations as texts,
    once::Once,
    pages::community::visits::words::{clock, missing, moment},
    send::send,
    session::Session,
};

/// The meetings, the earliest first.
#[component]
pub fn Meetings(
    /// Of which record.
    id: MediationId,
    /// The meetings.
    meetings: Vec<Meeting>,
    /// Whether one can be added.
    meets: bool,
    /// What is loaded anew afterwards.
    fetched: Shown,
) -> impl IntoView {
    let one = |meeting: Meeting| {
        let AddMeeting { held_at, place, notes } = meeting.meeting;
        view! {
            <li class="card stack stack--tight">
                <strong>{move || format::date_time(held_at)}</strong>
                <span>{place}</span>
                {(!notes.is_empty()).then(|| view! { <p class="pre">{notes}</p> })}
            </li>
        }
    };
    let none = meetings.is_empty();
    view! {
        <section class="stack" aria-labelledby="meetings-head">
            <h2 id="meetings-head">{texts::meetings}</h2>
            {none.then(|| view! { <p class="soft">{texts::no_meetings}</p> })}
            <ol class="stack list" role="list">{meetings.into_iter().map(one).collect_view()}</ol>
            {meets.then(|| view! { <Add id fetched/> })}
        </section>
    }
}

#[component]
fn Add(id: MediationId, fetched: Shown) -> impl IntoView {
    let (session, toasts) = (Session::get(), Toasts::get());
    let (state, once) = (FormState::new("meeting"), Once::new());
    let now = device::now();
    let on = RwSignal::new(format::iso_date(town_time::date(now)));
    let at = RwSignal::new(clock(now));
    let (place, notes) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let submit = move |()| {
        let held_at = on.with_untracked(|on| at.with_untracked(|at| moment(on, at)));
        let Some(held_at) = held_at else {
            state.refuse_fields(vec![missing("/held_on")]);
            return;
        };
        let body = AddMeeting { held_at, place: place.get_untracked(), notes: notes.get_untracked() };
        let key = once.key(&body);
        let call = move |client: client::Client, body: AddMeeting| {
            let key = key.clone();
            async move { client.add_meeting(id, &body, Some(&key)).await }
        };
        send(session, state, body, call, move |_| {
            toasts.say(texts::did_meet());
            fetched.reload();
        });
    };
    let chars = |max: u64| u32::try_from(max).unwrap_or(u32::MAX);
    view! {
        <details class="card">
            <summary>{texts::add_meeting}</summary>
            <Form state on_submit=submit>
                <div class="pair">
                    <DateField name="held_on" label=texts::held_on value=on/>
                    <TextField name="held_at" label=texts::held_at value=at kind="time"/>
                </div>
                <TextField name="place" label=texts::place value=place characters_max=chars(PLACE_CHARS_MAX)/>
                <TextArea name="notes" label=texts::notes hint=texts::notes_hint value=notes optional=true characters_max=chars(MEETING_CHARS_MAX)/>
                <Button kind=ButtonKind::Primary submit=true busy=state.busy>{texts::add_meeting}</Button>
            </Form>
        </details>
    }
}
