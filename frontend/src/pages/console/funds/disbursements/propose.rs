//! Asking for money: for what, to whom, how much, on which line, with its invoices.

use client::{Client, Created};
use contract::funds::{
    Disbursement, Fund, FundPayee, ListProjects, MilestoneStage, Project, ResolutionMatter,
};
use domain::{
    funds::{DISBURSEMENT_TITLE_CHARS_MAX, projects::StateName},
    ids::{PhotoId, ProjectId},
};
use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;

use super::{
    super::{address, chars, of_fund::OfFund, resolutions::carried},
    form::Fields,
    invoices::{self, InvoiceFields},
    payee::{AddPayeeDialog, payees},
    payment_address,
};
use crate::{
    components::{
        BackLink, Button, ButtonKind, Form, FormState, Notice, PageHead, SelectField, TextField, Toasts,
    },
    failure::Failure,
    fetch::fetch,
    format,
    i18n::{self, disbursements as texts, funds},
    once::Once,
    pages::funds::{if_there, words},
    photos::upload_all,
    route::Go,
    send::mistakes,
    session::Session,
};

/// The page.
#[component]
pub fn ProposePayment() -> impl IntoView {
    view! {
        <OfFund title=texts::propose page=written/>
    }
}

fn written(fund: Fund) -> AnyView {
    view! {
        <BackLink href=format!("{}/payments", address(fund.id)) label=texts::payments/>
        <PageHead title=texts::propose lead=texts::propose_lead/>
        <Editor fund/>
    }
    .into_any()
}

/// A line that can be chosen, with what is left of it.
fn line_option(number: u16, title: &str, left_fen: i64) -> (String, String) {
    (number.to_string(), texts::line_left(title, format::money(left_fen)))
}

#[component]
fn Editor(fund: Fund) -> impl IntoView {
    let (session, toasts, go) = (Session::get(), Toasts::get(), Go::new());
    let (state, once) = (FormState::new("payment"), Once::new());
    let id = fund.id;
    let (fields, all) = (Fields::empty(), invoices::first());
    let uploaded = StoredValue::new(Vec::<(u32, PhotoId)>::new());

    let known = fetch(move |client| payees(client, id));
    let projects = fetch(move |client| async move {
        let query = ListProjects {
            fund_id: Some(id),
            state: Some(StateName::InProgress),
            limit: Some(100),
            ..ListProjects::default()
        };
        let found = client.list_projects(&query).await?.items;
        Ok(found.into_iter().map(|one| (one.id.to_string(), one.title)).collect::<Vec<_>>())
    });
    let resolutions = fetch(move |client| async move {
        carried(client, id, |matter| matches!(matter, ResolutionMatter::Spending { .. })).await
    });
    let budget = fetch(move |client| async move { Ok(client.get_fund_budget(id).await?.lines) });
    let project = fetch(move |client| {
        let chosen: Option<ProjectId> = fields.project.with(|id| id.parse().ok());
        async move {
            let Some(id) = chosen else { return Ok(None) };
            if_there(client.get_project(id).await.map(|found| found.body))
        }
    });
    // Lines and milestones belong to what was chosen.
    Effect::new(move |_| {
        fields.project.track();
        fields.line.set(String::new());
        fields.milestone.set(String::new());
    });
    let chosen = move || project.answer.get().and_then(Result::ok).flatten();
    let of_project = move || fields.project.with(|id| !id.is_empty());
    let lines = Signal::derive(move || match chosen() {
        Some(project) if of_project() => {
            let left =
                |line: &contract::funds::ProjectLine| line.limit_fen - line.reserved_fen - line.spent_fen;
            project.lines.iter().map(|line| line_option(line.number, &line.title, left(line))).collect()
        }
        _ if of_project() => Vec::new(),
        _ => {
            let lines = budget.answer.get().and_then(Result::ok).unwrap_or_default();
            lines.iter().map(|line| line_option(line.number, &line.title, line.left_fen)).collect::<Vec<_>>()
        }
    });
    let milestones = Signal::derive(move || chosen().map(milestone_options).unwrap_or_default());
    let there = |answer: Option<Result<Vec<(String, String)>, Failure>>| {
        answer.and_then(Result::ok).unwrap_or_default()
    };
    let payee_options = Signal::derive(move || there(known.answer.get()));
    let project_options = Signal::derive(move || there(projects.answer.get()));
    let resolution_options = Signal::derive(move || there(resolutions.answer.get()));
    let purposes = Signal::stored(words::purpose_options(&fund.purposes));
    let adding = RwSignal::new(false);
    let added = move |payee: FundPayee| {
        adding.set(false);
        known.reload();
        fields.payee.set(payee.id.to_string());
    };
    let submit = move |()| {
        let typed: Vec<_> =
            all.with_untracked(|all| all.iter().map(|one| (one.typed(), one.photos)).collect());
        let mut photos = Vec::new();
        for (number, (_, chosen)) in typed.iter().enumerate() {
            match chosen.with_untracked(|photos| photos.first().cloned()) {
                // Each picker counts from one: here each has a name of its own.
                Some(mut photo) => {
                    photo.id += 100 * u32::try_from(number).unwrap_or_default();
                    photos.push(photo);
                }
                None => {
                    let pointer = format!("/invoices/{number}/photo_id");
                    let lang = untrack(i18n::lang);
                    let missing = contract::problems::fields::problem(&pointer, "required", lang, &[]);
                    state.refuse_fields(vec![missing]);
                    return;
                }
            }
        }
        let resolution = untrack(chosen).and_then(|project| project.summary.resolution_id);
        // What is wrong beside the pictures shows before they are sent.
        let nothing = PhotoId(id.0);
        let draft: Vec<_> = typed.iter().map(|(typed, _)| (typed.clone(), nothing)).collect();
        match fields.read(resolution, &draft) {
            Err(faults) => {
                state.refuse_fields(faults);
                return;
            }
            Ok(body) if state.refuse_fields(mistakes(&body)) => return,
            Ok(_) => {}
        }
        state.busy.set(true);
        spawn_local(async move {
            let ids = match upload_all(session, &photos, uploaded).await {
                Ok(ids) => ids,
                Err(failure) => return state.refuse(failure),
            };
            let whole: Vec<_> = typed.into_iter().map(|(typed, _)| typed).zip(ids).collect();
            let Ok(body) = fields.read(resolution, &whole) else { return };
            let key = once.key(&body);
            let ask = move |client: Client| {
                let (body, key) = (body.clone(), key.clone());
                async move { client.propose_disbursement(id, &body, Some(&key)).await }
            };
            match session.call(ask).await {
                Ok(made) => {
                    let made: Created<Disbursement> = made;
                    state.accept();
                    toasts.say(texts::proposed_now());
                    go.to(&payment_address(made.body.summary.id));
                }
                Err(failure) => state.refuse(failure),
            }
        });
    };
    view! {
        <Form state on_submit=submit>
            <Notice><p>{texts::propose_notice}</p></Notice>
            <TextField name="title" label=texts::pays_for hint=texts::pays_for_hint value=fields.title
                characters_max=chars(DISBURSEMENT_TITLE_CHARS_MAX)/>
            <SelectField name="payee_id" label=texts::payee value=fields.payee options=payee_options/>
            <div><Button small=true icon=icondata_lu::LuUserPlus on_press=move |()| adding.set(true)>{texts::add_payee}</Button></div>
            <TextField name="amount_fen" label=funds::amount hint=funds::yuan_hint value=fields.amount inputmode="decimal"/>
            <SelectField name="project_id" label=texts::project hint=texts::project_hint value=fields.project options=project_options optional=true/>
            <SelectField name="line" label=texts::on_line value=fields.line options=lines/>
            <Show when=of_project>
                <SelectField name="milestone" label=texts::milestone hint=texts::milestone_hint value=fields.milestone options=milestones/>
            </Show>
            <SelectField name="purpose" label=funds::purpose hint=texts::purpose_hint value=fields.purpose options=purposes optional=true/>
            <Show when=move || !of_project()>
                <SelectField name="resolution_id" label=funds::by_resolution hint=texts::resolution_hint value=fields.resolution
                    options=resolution_options optional=true/>
            </Show>
            <h2>{texts::invoices}</h2>
            <InvoiceFields all/>
            <div class="form__actions">
                <Button kind=ButtonKind::Primary submit=true busy=state.busy>{texts::propose}</Button>
            </div>
        </Form>
        <AddPayeeDialog id open=adding on_done=added/>
    }
}

/// The milestones whose instalments can be paid.
fn milestone_options(project: Project) -> Vec<(String, String)> {
    let accepted = project.milestones.into_iter().filter(|one| one.stage == MilestoneStage::Accepted);
    let option = |one: contract::funds::ProjectMilestone| {
        let left = format::money(one.instalment_fen - one.used_fen);
        (one.number.to_string(), texts::line_left(one.title, left))
    };
    accepted.map(option).collect()
}
