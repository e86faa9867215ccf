//! What a fund goes through: founded, opened, wound up by a resolution, and ended.

use client::{Client, Tagged};
use contract::funds::{ByResolution, Fund, ResolutionMatter};
use domain::{funds::FundState, ids::FundId, permissions::Permission};
use leptos::prelude::*;

use super::{address, new::Change, resolutions::carried};
use crate::{
    components::{
        Button, ButtonKind, ButtonLink, Confirm, Dialog, Form, FormState, Notice, SelectField, Toasts, Tone,
    },
    fetch::fetch,
    i18n::{common, funds},
    pages::{console::lists::loaded, moves::forms::refuse_empty},
    send::{press, send},
    session::Session,
};

/// The buttons of whoever manages it, and what is still missing before it can be opened.
#[component]
pub(super) fn Steps(
    /// The fund and its tag as they stand.
    found: Signal<Tagged<Fund>>,
    /// Grows whenever something may have happened.
    ticks: RwSignal<u32>,
    /// It is to be shown as it is now.
    on_done: Callback<()>,
) -> impl IntoView {
    let (session, toasts) = (Session::get(), Toasts::get());
    let [opening, changing, winding, closing] = [(); 4].map(|()| RwSignal::new(false));
    let busy = RwSignal::new(false);
    let state = Memo::new(move |_| found.with(|found| found.body.state));
    let may = move || found.with(|found| session.may(Permission::ManageFunds, &found.body.area_path));
    let id = found.with_untracked(|found| found.body.id);
    let name = move || found.with(|found| found.body.name.clone());
    let done = move |words: &'static str| {
        toasts.say(words);
        on_done.run(());
    };
    let step = move |close: bool| {
        let etag = found.with_untracked(|found| found.etag.clone());
        let ask = move |client: Client| {
            let etag = etag.clone();
            async move {
                if close { client.close_fund(id, &etag).await } else { client.open_fund(id, &etag).await }
            }
        };
        press(session, toasts, busy, ask, move |_: Tagged<Fund>| {
            done(if close { funds::was_closed() } else { funds::was_opened() });
        });
    };
    let changed = move |()| {
        changing.set(false);
        done(funds::was_changed());
    };
    let wound_up = move |()| {
        winding.set(false);
        done(funds::was_wound_up());
    };
    view! {
        <Show when=may>
            <Show when=move || state.get() == FundState::Founding><Missing found ticks/></Show>
            <div class="row no-print" role="group" aria-label=funds::actions>
                <Show when=move || state.get() == FundState::Founding>
                    <Button kind=ButtonKind::Primary icon=icondata_lu::LuPlay busy on_press=move |()| opening.set(true)>{funds::open_fund}</Button>
                </Show>
                <Show when=move || state.get() != FundState::Closed>
                    <Button icon=icondata_lu::LuPencil on_press=move |()| changing.set(true)>{funds::change}</Button>
                </Show>
                <Show when=move || state.get() == FundState::Open>
                    <Button kind=ButtonKind::Danger icon=icondata_lu::LuCircleStop on_press=move |()| winding.set(true)>{funds::wind_up}</Button>
                </Show>
                <Show when=move || state.get() == FundState::Closing>
                    <Button kind=ButtonKind::Danger icon=icondata_lu::LuCircleStop busy on_press=move |()| closing.set(true)>{funds::close}</Button>
                </Show>
            </div>
        </Show>
        <Confirm open=opening title=move || funds::open_question(name()) consequence=funds::open_consequence
            verb=funds::open_fund on_confirm=move |()| step(false)/>
        <Confirm open=closing title=move || funds::close_question(name()) consequence=funds::close_consequence
            verb=funds::close on_confirm=move |()| step(true) danger=true/>
        <Dialog open=changing title=funds::change>
            {move || view! { <Change found=found.get_untracked() on_done=changed/> }}
        </Dialog>
        <Dialog open=winding title=move || funds::wind_up_question(name())>
            <WindUp found on_done=wound_up on_cancel=move |()| winding.set(false)/>
        </Dialog>
    }
}

/// What a fund needs before it can be opened.
#[component]
fn Missing(found: Signal<Tagged<Fund>>, ticks: RwSignal<u32>) -> impl IntoView {
    let id = found.with_untracked(|found| found.body.id);
    let seated = fetch(move |client| {
        ticks.track();
        async move {
            let seats = client.list_fund_seats(id).await?.items;
            let today = super::today();
            Ok(seats.iter().filter(|seat| seat.from <= today && today < seat.until).count())
        }
    });
    let lines = move || {
        let charter = found.with(|found| found.body.charter.clone());
        let count = seated.answer.get().and_then(Result::ok).unwrap_or(0);
        let needed = charter.as_ref().map(|charter| charter.rules.unrecused_min);
        let members = needed.is_none_or(|needed| count < needed).then(|| match needed {
            Some(needed) => funds::missing_members(count, needed),
            None => funds::missing_committee().to_owned(),
        });
        let charter = charter.is_none().then(|| funds::missing_charter().to_owned());
        charter.into_iter().chain(members).collect::<Vec<_>>()
    };
    move || {
        let lines = lines();
        if lines.is_empty() {
            return view! { <Notice tone=Tone::Done><p>{funds::nothing_missing}</p></Notice> }.into_any();
        }
        let line = |words: String| view! { <li>{words}</li> };
        view! {
            <Notice tone=Tone::Waiting>
                <p>{funds::still_missing}</p>
                <ul class="bullets">{lines.into_iter().map(line).collect_view()}</ul>
            </Notice>
        }
        .into_any()
    }
}

/// Chooses the resolution by which the fund takes nothing new in.
#[component]
fn WindUp(
    found: Signal<Tagged<Fund>>,
    #[prop(into)] on_done: Callback<()>,
    #[prop(into)] on_cancel: Callback<()>,
) -> impl IntoView {
    let id = found.with_untracked(|found| found.body.id);
    let options = fetch(move |client| async move {
        carried(client, id, |matter| matches!(matter, ResolutionMatter::WindingUp {})).await
    });
    view! {
        {loaded(options, move |options: Vec<(String, String)>| {
            if options.is_empty() {
                return view! { <NoResolution id kind="winding_up" on_cancel/> }.into_any();
            }
            view! { <ChooseEnd found options on_done on_cancel/> }.into_any()
        })}
    }
}

#[component]
fn ChooseEnd(
    found: Signal<Tagged<Fund>>,
    options: Vec<(String, String)>,
    on_done: Callback<()>,
    on_cancel: Callback<()>,
) -> impl IntoView {
    let (session, state) = (Session::get(), FormState::new("wind-up"));
    let chosen = RwSignal::new(options.first().map(|(id, _)| id.clone()).unwrap_or_default());
    let submit = move |()| {
        let Ok(resolution_id) = chosen.with_untracked(|chosen| chosen.parse()) else {
            return refuse_empty(state, "/resolution_id");
        };
        let (id, etag) = found.with_untracked(|found| (found.body.id, found.etag.clone()));
        let ask = move |client: Client, body: ByResolution| {
            let etag = etag.clone();
            async move { client.wind_up_fund(id, &etag, &body).await }
        };
        send(session, state, ByResolution { resolution_id }, ask, move |_| on_done.run(()));
    };
    view! {
        <Form state on_submit=submit>
            <SelectField name="resolution_id" label=funds::by_resolution value=chosen options=Signal::stored(options)/>
            <p>{funds::wind_up_consequence}</p>
            <div class="dialog__actions">
                <Button on_press=on_cancel>{common::cancel}</Button>
                <Button kind=ButtonKind::Danger submit=true busy=state.busy>{funds::wind_up}</Button>
            </div>
        </Form>
    }
}

/// The committee has not said yes to it yet: the way to ask it.
#[component]
pub(super) fn NoResolution(
    /// The fund.
    id: FundId,
    /// What is to be put to the vote, as the form's address has it.
    #[prop(into)]
    kind: String,
    /// The dialog is left.
    on_cancel: Callback<()>,
) -> impl IntoView {
    view! {
        <Notice tone=Tone::Waiting><p>{funds::needs_resolution}</p></Notice>
        <div class="dialog__actions">
            <Button on_press=on_cancel>{common::cancel}</Button>
            <ButtonLink kind=ButtonKind::Primary href=format!("{}/resolutions/new?kind={kind}", address(id))>{funds::put_to_vote}</ButtonLink>
        </div>
    }
}
