//! A programme's first and last step: it starts by a draft of its rules, and it ends for good.

use client::Client;
use contract::points::{Programme, ProgrammeRulesVersion, StartProgramme};
use domain::{ids::ProgrammeRulesId, permissions::Permission, points::ProgrammeState};
use leptos::prelude::*;

use super::{super::rules, new::Change};
use crate::{
    components::{
        Button, ButtonKind, ButtonLink, Confirm, Dialog, Form, FormState, Notice, SelectField, Toasts, Tone,
    },
    failure::Failure,
    format,
    i18n::{common, programmes},
    once::Once,
    send::{press, send},
    session::Session,
};

/// The buttons of whoever manages it.
#[component]
pub(super) fn Steps(
    /// The programme and its tag as they stand.
    found: Signal<client::Tagged<Programme>>,
    /// Its versions and drafts of rules, as far as they are here.
    versions: Signal<Vec<ProgrammeRulesVersion>>,
    /// It is to be shown as it is now.
    on_done: Callback<()>,
) -> impl IntoView {
    let (session, toasts) = (Session::get(), Toasts::get());
    let (starting, ending, changing) = (RwSignal::new(false), RwSignal::new(false), RwSignal::new(false));
    let (busy, once) = (RwSignal::new(false), Once::new());
    let state = Memo::new(move |_| found.with(|found| found.body.state));
    let may = move || found.with(|found| session.may(Permission::ManageProgrammes, &found.body.area_path));
    let id = found.with_untracked(|found| found.body.id);
    let name = move || found.with(|found| found.body.name.clone());
    let done = move |words: &'static str| {
        toasts.say(words);
        on_done.run(());
    };
    let end = move |()| {
        let etag = found.with_untracked(|found| found.etag.clone());
        let key = once.key(&(id, &etag));
        let ask = move |client: Client| {
            let (etag, key) = (etag.clone(), key.clone());
            async move { client.end_programme(id, &etag, Some(&key)).await }
        };
        press(session, toasts, busy, ask, move |_| done(programmes::was_ended()));
    };
    let consequence =
        move || found.with(|found| programmes::end_consequence(format::number(found.body.totals.left)));
    let started = move |()| {
        starting.set(false);
        done(programmes::was_started());
    };
    let changed = move |()| {
        changing.set(false);
        done(programmes::was_changed());
    };
    view! {
        <Show when=may>
            <div class="row no-print" role="group" aria-label=programmes::actions>
                <Show when=move || state.get() == ProgrammeState::Draft>
                    <Button kind=ButtonKind::Primary icon=icondata_lu::LuPlay on_press=move |()| starting.set(true)>{programmes::start}</Button>
                </Show>
                <Show when=move || state.get() != ProgrammeState::Ended>
                    <Button icon=icondata_lu::LuPencil on_press=move |()| changing.set(true)>{programmes::change}</Button>
                </Show>
                <Show when=move || state.get() == ProgrammeState::Running>
                    <Button kind=ButtonKind::Danger icon=icondata_lu::LuCircleStop busy on_press=move |()| ending.set(true)>{programmes::end}</Button>
                </Show>
            </div>
        </Show>
        <Dialog open=starting title=move || programmes::start_question(name())>
            <Start found versions on_done=started on_cancel=move |()| starting.set(false)/>
        </Dialog>
        <Dialog open=changing title=programmes::change>
            {move || {
                let (programme, etag) = found.with_untracked(|found| (found.body.clone(), found.etag.clone()));
                view! { <Change programme etag on_done=changed/> }
            }}
        </Dialog>
        <Confirm open=ending title=move || programmes::end_question(name()) consequence verb=programmes::end on_confirm=end danger=true/>
    }
}

#[component]
fn Start(
    found: Signal<client::Tagged<Programme>>,
    versions: Signal<Vec<ProgrammeRulesVersion>>,
    #[prop(into)] on_done: Callback<()>,
    #[prop(into)] on_cancel: Callback<()>,
) -> impl IntoView {
    let (session, state) = (Session::get(), FormState::new("start-programme"));
    let drafts: Vec<_> =
        versions.get_untracked().into_iter().filter(|rules| rules.adopted_from.is_none()).collect();
    let chosen = RwSignal::new(drafts.first().map(|draft| draft.id.to_string()).unwrap_or_default());
    let (id, from) = found.with_untracked(|found| (found.body.id, found.body.starts_on));
    let none = drafts.is_empty();
    let options = Signal::derive(move || {
        let words = |draft: &ProgrammeRulesVersion| {
            let written = format::date_time(draft.written_at);
            (draft.id.to_string(), programmes::draft_of(written, draft.content.activities.len()))
        };
        drafts.iter().map(words).collect::<Vec<_>>()
    });
    let submit = move |()| {
        let Some(rules_id) = chosen.with_untracked(|chosen| chosen.parse::<ProgrammeRulesId>().ok()) else {
            return state.refuse(Failure::here(programmes::choose_draft()));
        };
        let etag = found.with_untracked(|found| found.etag.clone());
        let ask = move |client: Client, body: StartProgramme| {
            let etag = etag.clone();
            async move { client.start_programme(id, &etag, &body).await }
        };
        send(session, state, StartProgramme { rules_id }, ask, move |_| on_done.run(()));
    };
    let begins = move || {
        let first = from.max(super::super::today());
        programmes::start_consequence(format::date(first))
    };
    if none {
        return view! {
            <Notice tone=Tone::Waiting><p>{programmes::no_draft_to_start}</p></Notice>
            <div class="dialog__actions">
                <Button on_press=on_cancel>{common::cancel}</Button>
                <ButtonLink kind=ButtonKind::Primary href=rules::new_address(id, None)>{programmes::write_rules}</ButtonLink>
            </div>
        }
        .into_any();
    }
    view! {
        <Form state on_submit=submit>
            <SelectField name="rules_id" label=programmes::start_by_rules value=chosen options/>
            <p>{begins}</p>
            <div class="dialog__actions">
                <Button on_press=on_cancel>{common::cancel}</Button>
                <Button kind=ButtonKind::Primary submit=true busy=state.busy>{programmes::start}</Button>
            </div>
        </Form>
    }
    .into_any()
}
