//! The checks of a household: its scores, what was found, and objecting while there is time.

use client::Client;
use contract::inspections::{GetTemplate, HouseholdCheck, HouseholdChecks, RaiseObjection};
use domain::{
    ids::{AreaId, RoundId},
    inspections::{Method, Score},
};
use leptos::prelude::*;

use crate::{
    components::{
        Badge, Button, ButtonKind, Dialog, EmptyState, Form, FormState, SelectField, TextArea, Toasts, Tone,
    },
    device,
    failure::Failure,
    fetch::{Fetched, Loaded, fetch},
    format,
    i18n::titles,
    once::Once,
    send::send,
    session::Session,
};

/// The checks of a household.
#[component]
pub fn Checks(
    /// Of which household.
    id: AreaId,
) -> impl IntoView {
    let fetched = fetch(move |client| async move { client.list_household_checks(id).await });
    view! {
        <section class="stack" aria-labelledby="checks-head">
            <h2 id="checks-head">{titles::own_checks}</h2>
            <p class="soft">{titles::own_checks_lead}</p>
            <Loaded fetched let:found>
                {if found.items.is_empty() {
                    view! { <EmptyState title=titles::no_checks detail=titles::no_checks_detail icon=icondata_lu::LuClipboardCheck/> }.into_any()
                } else {
                    found.items.into_iter().map(|check| view! { <One id check fetched/> }).collect_view().into_any()
                }}
            </Loaded>
        </section>
    }
}

#[component]
fn One(id: AreaId, check: HouseholdCheck, fetched: Fetched<HouseholdChecks>) -> impl IntoView {
    let (opened, objecting) = (RwSignal::new(false), RwSignal::new(false));
    let round = check.round_id;
    let first = chrono::NaiveDate::from_ymd_opt(check.month.year().into(), check.month.month().into(), 1);
    let month = move || format::month(first.unwrap_or_default());
    let until = check.objections_until.filter(|until| !check.published && *until > device::now());
    let (tone, word): (Tone, fn() -> &'static str) = match (check.published, until.is_some()) {
        (true, _) => (Tone::Done, titles::score_final),
        (false, true) => (Tone::Waiting, titles::can_object),
        (false, false) => (Tone::Working, titles::window_over),
    };
    let sent = move |()| {
        objecting.set(false);
        fetched.reload();
    };
    view! {
        <article class="card">
            <div class="row">
                <h3 class="card__title grow">{month}" · "{titles::points(check.score)}</h3>
                <Badge tone label=word/>
            </div>
            <p class="soft">{check.template_name.clone()}</p>
            {until.map(|until| view! { <p>{move || titles::object_until(format::date_time(until))}</p> })}
            <Show when=move || opened.get() fallback=move || view! {
                <div class="row"><Button on_press=move |()| opened.set(true)>{titles::see_found}</Button></div>
            }>
                <Found id round/>
            </Show>
            {until.map(|_| view! {
                <div class="row"><Button on_press=move |()| objecting.set(true)>{titles::object}</Button></div>
                <Dialog open=objecting title=titles::object><Objecting id round on_done=sent/></Dialog>
            })}
        </article>
    }
}

/// A mark that cost something: its code, what it is called, what it cost, why.
#[derive(Clone, Debug, PartialEq)]
struct Lost {
    code: String,
    name: String,
    points: String,
    note: String,
}

/// Every mark of a household's sheet that cost something, in the order of the template.
async fn lost(client: Client, round: RoundId, id: AreaId) -> Result<Vec<Lost>, client::ClientError> {
    let sheet = client.get_sheet(round, id).await?.body;
    let of = client.get_round(round).await?.body.round;
    let number = Some(of.template_number);
    let template = client.get_template(of.template_id, &GetTemplate { number }).await?.body.content;
    let mark = |indicator: &domain::inspections::Indicator| {
        let finding = sheet.findings.get(&indicator.code)?;
        let taken = match indicator.method {
            Method::Deduct => finding.points.hundredths(),
            Method::Add => indicator.weight.hundredths() - finding.points.hundredths(),
        };
        let points = Score::new(taken).ok().filter(|points| *points > Score::ZERO)?.to_string();
        let (code, name, note) = (indicator.code.clone(), indicator.name.clone(), finding.note.clone());
        Some(Lost { code, name, points, note })
    };
    Ok(template.indicators().filter_map(mark).collect())
}

#[component]
fn Found(id: AreaId, round: RoundId) -> impl IntoView {
    let fetched = fetch(move |client| lost(client, round, id));
    let item = |lost: Lost| {
        let Lost { name, points, note, .. } = lost;
        view! {
            <li>
                <strong>{name}</strong>" · "{move || titles::lost(&points)}
                {(!note.is_empty()).then(|| view! { <br/><span class="soft">{note}</span> })}
            </li>
        }
    };
    view! {
        <h4>{titles::found}</h4>
        <Loaded fetched let:found>
            {if found.is_empty() {
                view! { <p>{titles::found_nothing}</p> }.into_any()
            } else {
                view! { <ul>{found.into_iter().map(item).collect_view()}</ul> }.into_any()
            }}
        </Loaded>
    }
}

#[component]
fn Objecting(id: AreaId, round: RoundId, #[prop(into)] on_done: Callback<()>) -> impl IntoView {
    let fetched = fetch(move |client| lost(client, round, id));
    view! { <Loaded fetched let:found><Objection id round found on_done/></Loaded> }
}

#[component]
fn Objection(id: AreaId, round: RoundId, found: Vec<Lost>, on_done: Callback<()>) -> impl IntoView {
    let (session, toasts) = (Session::get(), Toasts::get());
    let (state, once) = (FormState::new("object"), Once::new());
    let (code, text) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let options = Signal::derive(move || {
        let option =
            |lost: &Lost| (lost.code.clone(), format!("{} · {}", lost.name, titles::lost(&lost.points)));
        found.iter().map(option).collect::<Vec<_>>()
    });
    let submit = move |()| {
        if code.with_untracked(String::is_empty) {
            return state.refuse(Failure::here(titles::object_choose()));
        }
        let body = RaiseObjection {
            code: code.get_untracked(),
            text: text.with_untracked(|text| text.trim().to_owned()),
            photos: Vec::new(),
        };
        let key = once.key(&body);
        let ask = move |client: Client, body: RaiseObjection| {
            let key = key.clone();
            async move { client.raise_objection(round, id, &body, Some(&key)).await }
        };
        send(session, state, body, ask, move |_| {
            toasts.say(titles::objected());
            on_done.run(());
        });
    };
    view! {
        <Form state on_submit=submit>
            <SelectField name="code" label=titles::object_which value=code options/>
            <TextArea name="text" label=titles::object_why value=text characters_max=1000/>
            <div class="form__actions">
                <Button kind=ButtonKind::Primary submit=true busy=state.busy>{titles::object_send}</Button>
            </div>
        </Form>
    }
}
