//! Recording a visit: kept on the device first, and sent as soon as the network is there.

use chrono::{DateTime, Utc};
use contract::{photos::PHOTO_BYTES_MAX, visits::WriteVisit};
use domain::{
    ids::{UserId, VisitId, VisitPlanId},
    town_time,
    visits::{NOTE_CHARS_MAX, VisitOutcome},
};
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use wasm_bindgen_futures::spawn_local;

use crate::{
    components::{
        Button, ButtonKind, DateField, Form, FormState, PageHead, Photo, PhotoPicker, RadioCards, TextArea,
        TextField, Toasts,
    },
    device,
    failure::Failure,
    format,
    i18n::{day, visits as texts},
    offline::{
        store, sync,
        visits::{self, KeptVisit},
    },
    online::Connection,
    pages::community::{
        field::{
            account::{AccountOnly, Frame, SignInAgain},
            stored::why,
        },
        visits::words,
    },
    route::Go,
    send::mistakes,
    session::Session,
};

/// The page.
#[component]
pub fn RecordPage() -> impl IntoView {
    let params = use_params_map();
    let plan = Memo::new(move |_| {
        let found = params.with(|params| params.get("plan")?.parse::<VisitPlanId>().ok());
        found.unwrap_or(VisitPlanId(uuid::Uuid::nil()))
    });
    view! {
        <AccountOnly title=texts::record let:account>
            {move || view! { <OfPlan account plan=plan.get()/> }}
        </AccountOnly>
    }
}

/// The form, with what the household is called as soon as that is known. It is not made anew with what the device keeps: that
/// changes while somebody writes, and when they are done.
#[component]
fn OfPlan(account: UserId, plan: VisitPlanId) -> impl IntoView {
    let session = Session::get();
    let (title, detail) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    spawn_local(async move {
        let Some((name, reason)) = named(session, account, plan).await else { return };
        let _ = title.try_set(name);
        let _ = detail.try_set(reason);
    });
    let head = move || {
        title.with(
            |title| {
                if title.is_empty() { texts::record().to_owned() } else { texts::record_of(title) }
            },
        )
    };
    view! {
        <Frame back="/work/day" back_label=day::title>
            <SignInAgain/>
            <PageHead title=head/>
            <Show when=move || detail.with(|detail| !detail.is_empty())><p>{move || detail.get()}</p></Show>
            <RecordForm account plan title/>
        </Frame>
    }
}

/// What the household is called, and why it is visited: from the day's list, or from the server where it is not on that.
async fn named(session: Session, account: UserId, plan: VisitPlanId) -> Option<(String, String)> {
    let kept = visits::day(account).await.ok().flatten();
    let stop = kept.and_then(|kept| kept.day.stops.into_iter().find(|stop| stop.plan() == Some(plan)));
    if let Some(stop) = stop {
        return Some((stop.title, stop.detail));
    }
    let ask = move |client: client::Client| async move { client.get_visit_plan(plan).await };
    let found = sync::call(session, account, ask).await.ok()?.body.plan;
    Some((found.place.last().cloned().unwrap_or_default(), found.plan.detail))
}

#[component]
fn RecordForm(account: UserId, plan: VisitPlanId, title: RwSignal<String>) -> impl IntoView {
    let (connection, toasts, go) = (Connection::get(), Toasts::get(), Go::new());
    let state = FormState::new("visit");
    let now = device::now();
    let (outcome, note) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let on = RwSignal::new(format::iso_date(town_time::date(now)));
    let at = RwSignal::new(words::clock(now));
    let photos = RwSignal::new(Vec::<Photo>::new());
    let submit = move |()| {
        let outcome = outcome.with_untracked(|word| VisitOutcome::parse(word));
        let moment = on.with_untracked(|on| at.with_untracked(|at| words::moment(on, at)));
        let (Some(outcome), Some(moment)) = (outcome, moment) else {
            let missing = [("/outcome", outcome.is_none()), ("/visited_on", moment.is_none())];
            let missing = missing.into_iter().filter(|(_, missing)| *missing);
            state.refuse_fields(missing.map(|(pointer, _)| words::missing(pointer)).collect());
            return;
        };
        let visit = WriteVisit { visited_at: no_later(moment, now), outcome, note: note.get_untracked() };
        if state.refuse_fields(mistakes(&visit)) {
            return;
        }
        let Ok(id) = device::fresh_id().parse::<VisitId>() else { return };
        state.busy.set(true);
        let (photo, title) = (photos.with_untracked(|photos| photos.first().cloned()), title.get_untracked());
        spawn_local(async move {
            let blob = match &photo {
                Some(photo) => Some(photo.file().await),
                None => None,
            };
            let file = photo.map(|_| device::fresh_key());
            let kept = KeptVisit { id, plan, title, visit, file, photo: None, sent: false, refused: None };
            match visits::keep(account, &kept, blob.as_ref()).await {
                Ok(()) => {
                    let count = store::count_unsent(account).await.unwrap_or(1);
                    let _ = connection.waiting.try_set(count);
                    let online = connection.online.try_get_untracked() == Some(true);
                    toasts.say(if online { texts::did_record() } else { texts::did_keep() });
                    go.instead("/work/day");
                }
                Err(error) => {
                    let detail = why(&error).to_owned();
                    let failure =
                        Failure { code: "storage".into(), detail, request_id: None, errors: Vec::new() };
                    state.refuse(failure);
                }
            }
        });
    };
    let chars_max = u32::try_from(NOTE_CHARS_MAX).unwrap_or(u32::MAX);
    view! {
        <Form state on_submit=submit>
            <RadioCards name="outcome" label=texts::how_was_it value=outcome choices=Signal::stored(words::outcomes())/>
            <TextArea name="note" label=texts::note hint=texts::note_hint value=note optional=true characters_max=chars_max/>
            <PhotoPicker name="photo" label=texts::photo hint=texts::photo_hint photos photos_max=1
                photo_bytes_max=u32::try_from(PHOTO_BYTES_MAX).unwrap_or(u32::MAX)/>
            <div class="pair">
                <DateField name="visited_on" label=texts::visited_on value=on max=town_time::date(now)/>
                <TextField name="visited_at" label=texts::visited_at value=at kind="time"/>
            </div>
            <Button kind=ButtonKind::Primary submit=true wide=true busy=state.busy>{texts::record}</Button>
        </Form>
    }
}

/// Minutes are typed, so the moment may be a little later than now by what was cut off; never later than the form was sent.
fn no_later(moment: DateTime<Utc>, opened: DateTime<Utc>) -> DateTime<Utc> {
    // Somebody who did not touch the time made the visit when they opened the form.
    if words::clock(moment) == words::clock(opened) && town_time::date(moment) == town_time::date(opened) {
        opened
    } else {
        moment
    }
}
