//! A visit that was made: what was found, correcting it for a day, adding a note later, and reporting what has to be done.

use contract::{
    categories::ListCategories,
    visits::{AddVisitNote, FollowUpVisit, Visit, VisitNote, WriteVisit},
};
use domain::{
    ids::{AreaId, VisitId},
    visits::{NOTE_CHARS_MAX, VisitOutcome},
};
use leptos::prelude::*;

use super::{show::Shown, words};
use crate::{
    components::{
        Badge, Button, ButtonKind, ButtonLink, Checkbox, Dialog, Form, FormState, RadioCards, SelectField,
        TextArea, Toasts, Tone,
    },
    fetch::fetch,
    format,
    i18n::{self, common, visits as texts},
    once::Once,
    pages::community::field::photo::{Source, Thumb},
    send::send,
    session::Session,
};

/// One visit.
#[component]
pub fn Made(
    /// The visit.
    visit: Visit,
    /// The household that was visited.
    household: AreaId,
    /// Whether the plan names somebody of the household.
    has_member: bool,
    /// What is loaded anew afterwards.
    fetched: Shown,
) -> impl IntoView {
    let (word, tone) = words::outcome(visit.visit.outcome);
    let (correcting, noting, reporting) = (RwSignal::new(false), RwSignal::new(false), RwSignal::new(false));
    let (id, at, by) = (visit.id, visit.visit.visited_at, visit.recorder_name.clone());
    let to_report = visit.visit.outcome == VisitOutcome::FollowUpNeeded && visit.ticket_id.is_none();
    let written = visit.visit.clone();
    let note = |note: VisitNote| {
        let (by, at) = (note.noter_name, note.noted_at);
        view! {
            <li>
                <p class="breakable">{note.text}</p>
                <p class="small soft">{move || texts::noted_by(&by, format::date_time(at))}</p>
            </li>
        }
    };
    view! {
        <li class="card stack stack--tight">
            <div class="row">
                <strong>{move || format::date_time(at)}</strong>
                <Badge tone label=word/>
                {visit.after_end.then(|| view! { <Badge tone=Tone::Neutral label=texts::after_end/> })}
            </div>
            {(!written.note.is_empty()).then(|| view! { <p class="breakable">{written.note.clone()}</p> })}
            {visit.photo.map(|photo| view! { <Thumb source=Source::Server(photo) alt=texts::photo().to_owned()/> })}
            <p class="small soft">
                {move || texts::recorded_by(&by)}
                {visit.corrected_at.map(|at| view! { " · " {move || texts::corrected_at(format::date_time(at))} })}
            </p>
            {(!visit.notes.is_empty()).then(|| view! {
                <ul class="stack stack--tight list" role="list">{visit.notes.into_iter().map(note).collect_view()}</ul>
            })}
            <div class="row">
                {visit.ticket_id.map(|ticket| view! {
                    <ButtonLink href=format!("/tickets/{ticket}")>{texts::to_ticket}</ButtonLink>
                })}
                {to_report.then(|| view! {
                    <Button kind=ButtonKind::Primary on_press=move |()| reporting.set(true)>{texts::report}</Button>
                })}
                {visit.correctable.then(|| view! {
                    <Button on_press=move |()| correcting.set(true)>{texts::correct}</Button>
                })}
                <Button on_press=move |()| noting.set(true)>{texts::add_note}</Button>
            </div>
            <Correct open=correcting id written=visit.visit fetched/>
            <AddNote open=noting id fetched/>
            {to_report.then(|| view! { <Report open=reporting id household has_member fetched/> })}
        </li>
    }
}

fn chars_max() -> u32 {
    u32::try_from(NOTE_CHARS_MAX).unwrap_or(u32::MAX)
}

#[component]
fn Correct(open: RwSignal<bool>, id: VisitId, written: WriteVisit, fetched: Shown) -> impl IntoView {
    let (session, toasts) = (Session::get(), Toasts::get());
    let (state, once) = (FormState::new("correct"), Once::new());
    let outcome = RwSignal::new(written.outcome.as_str().to_owned());
    let note = RwSignal::new(written.note.clone());
    let visited_at = written.visited_at;
    let submit = move |()| {
        let Some(outcome) = outcome.with_untracked(|word| VisitOutcome::parse(word)) else { return };
        let body = WriteVisit { visited_at, outcome, note: note.get_untracked() };
        let key = once.key(&body);
        let call = move |client: client::Client, body: WriteVisit| {
            let key = key.clone();
            async move { client.correct_visit(id, &body, Some(&key)).await }
        };
        send(session, state, body, call, move |_| {
            open.set(false);
            toasts.say(texts::did_correct());
            fetched.reload();
        });
    };
    view! {
        <Dialog open title=texts::correct>
            <Form state on_submit=submit>
                <RadioCards name="outcome" label=texts::how_was_it value=outcome choices=Signal::stored(words::outcomes())/>
                <TextArea name="note" label=texts::note value=note optional=true characters_max=chars_max()/>
                <div class="dialog__actions">
                    <Button on_press=move |()| open.set(false)>{common::cancel}</Button>
                    <Button kind=ButtonKind::Primary submit=true busy=state.busy>{texts::correct}</Button>
                </div>
            </Form>
        </Dialog>
    }
}

#[component]
fn AddNote(open: RwSignal<bool>, id: VisitId, fetched: Shown) -> impl IntoView {
    let (session, toasts) = (Session::get(), Toasts::get());
    let (state, once, text) = (FormState::new("note"), Once::new(), RwSignal::new(String::new()));
    let submit = move |()| {
        let body = AddVisitNote { text: text.get_untracked() };
        let key = once.key(&body);
        let call = move |client: client::Client, body: AddVisitNote| {
            let key = key.clone();
            async move { client.add_visit_note(id, &body, Some(&key)).await }
        };
        send(session, state, body, call, move |_| {
            open.set(false);
            text.set(String::new());
            toasts.say(texts::did_note());
            fetched.reload();
        });
    };
    view! {
        <Dialog open title=texts::add_note>
            <Form state on_submit=submit>
                <TextArea name="text" label=texts::note value=text characters_max=chars_max()/>
                <div class="dialog__actions">
                    <Button on_press=move |()| open.set(false)>{common::cancel}</Button>
                    <Button kind=ButtonKind::Primary submit=true busy=state.busy>{texts::add_note}</Button>
                </div>
            </Form>
        </Dialog>
    }
}

/// Reporting what was found, as a ticket.
#[component]
fn Report(
    open: RwSignal<bool>,
    id: VisitId,
    household: AreaId,
    has_member: bool,
    fetched: Shown,
) -> impl IntoView {
    let (session, toasts) = (Session::get(), Toasts::get());
    let (state, once) = (FormState::new("follow-up"), Once::new());
    let (kind, text, on_behalf) =
        (RwSignal::new(String::new()), RwSignal::new(String::new()), RwSignal::new(has_member));
    // The kinds come when somebody asks for them.
    let kinds = fetch(move |client| {
        let wanted = open.get();
        async move {
            let query = ListCategories { area_id: Some(household), inactive: false };
            if wanted { Ok(client.list_categories(&query).await?.items) } else { Ok(Vec::new()) }
        }
    });
    let options = Signal::derive(move || match &*kinds.answer.read() {
        Some(Ok(kinds)) => kinds
            .iter()
            .filter(|kind| !kind.group && kind.form.fields.iter().all(|field| !field.required))
            .map(|kind| (kind.code.as_str().to_owned(), kind.names.get(i18n::lang()).to_owned()))
            .collect(),
        _ => Vec::new(),
    });
    let submit = move |()| {
        let body = FollowUpVisit {
            category: kind.get_untracked(),
            text: text.get_untracked(),
            on_behalf: on_behalf.get_untracked(),
        };
        let key = once.key(&body);
        let call = move |client: client::Client, body: FollowUpVisit| {
            let key = key.clone();
            async move { client.follow_up_visit(id, &body, Some(&key)).await }
        };
        send(session, state, body, call, move |_| {
            open.set(false);
            toasts.say(texts::did_report());
            fetched.reload();
        });
    };
    view! {
        <Dialog open title=texts::report>
            <Form state on_submit=submit>
                <SelectField name="category" label=texts::kind value=kind options/>
                <TextArea name="text" label=texts::what_is_to_be_done value=text characters_max=2000_u32/>
                {has_member.then(|| view! { <Checkbox name="on_behalf" label=texts::on_behalf value=on_behalf/> })}
                <div class="dialog__actions">
                    <Button on_press=move |()| open.set(false)>{common::cancel}</Button>
                    <Button kind=ButtonKind::Primary submit=true busy=state.busy>{texts::report}</Button>
                </div>
            </Form>
        </Dialog>
    }
}
