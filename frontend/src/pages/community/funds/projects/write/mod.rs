//! Writing a proposal: anew for a call, or better where it is a draft or was returned. What is typed is kept on the device.

pub mod rows;
mod typed;

use client::{Client, Created, Tagged};
use contract::funds::{Fund, Project, ProposalCall, WriteProject};
use domain::{
    funds::{
        PROJECT_PLAN_CHARS_MAX, PROJECT_TITLE_CHARS_MAX, PROPOSER_NAME_CHARS_MAX,
        projects::{Action, CallStage, ProposerKind},
    },
    ids::{ProjectId, ProposalCallId},
};
use leptos::prelude::*;

use self::{
    rows::{LineRows, MilestoneRows},
    typed::{Fields, Typed},
};
use super::{call::no_such_call, one::no_such_project};
use crate::{
    components::{
        BackLink, Button, ButtonKind, Checkbox, Choice, Form, FormState, Notice, PageHead, RadioCards,
        TextArea, TextField, Tone,
    },
    failure::Failure,
    fetch::{Loaded, fetch},
    format,
    i18n::projects,
    once::Once,
    pages::{
        NotFound,
        console::awards::half_written::HalfWritten,
        funds::{
            id_at, if_there,
            projects::{call_address, own_address},
        },
        identity::SignedInOnly,
    },
    send::mistakes,
    session::Session,
};

/// The page on which a call is answered.
#[component]
pub fn ProposePage() -> impl IntoView {
    let id = id_at::<ProposalCallId>("id");
    move || match id.get() {
        None => view! { <NotFound home="/"/> }.into_any(),
        Some(id) => {
            view! { <SignedInOnly title=projects::propose home="/" let:_me><Propose id/></SignedInOnly> }
                .into_any()
        }
    }
}

#[component]
fn Propose(id: ProposalCallId) -> impl IntoView {
    let found = fetch(move |client| async move {
        let Some(call) = if_there(client.get_proposal_call(id).await)? else { return Ok(None) };
        let fund = client.get_fund(call.body.fund_id).await?.body;
        Ok(Some((fund, call.body)))
    });
    let show = move |found: Option<(Fund, ProposalCall)>| {
        let Some((fund, call)) = found else { return no_such_call() };
        if !matches!(call.stage, CallStage::Open | CallStage::Announced) {
            return view! { <Notice tone=Tone::Waiting><p>{projects::call_is_closed}</p></Notice> }
                .into_any();
        }
        let half = HalfWritten::take_up("project", call.id.to_string());
        let most = call.most_fen;
        view! {
            <PageHead title=projects::propose lead=call.title.clone()/>
            <p>{move || projects::propose_most(format::money(most))}</p>
            {half.edited(move |kept| {
                let target = Target::Call(call.id);
                view! { <Editor fund=fund.clone() target began=Typed::begun() kept half/> }
            })}
        }
        .into_any()
    };
    view! {
        <div class="stack">
            <BackLink href=call_address(id) label=projects::call/>
            <Loaded fetched=found children=show/>
        </div>
    }
}

/// The page on which a draft, or what was returned, is written anew.
#[component]
pub fn EditPage() -> impl IntoView {
    let id = id_at::<ProjectId>("id");
    move || match id.get() {
        None => view! { <NotFound home="/"/> }.into_any(),
        Some(id) => {
            view! { <SignedInOnly title=projects::edit home="/" let:_me><Edit id/></SignedInOnly> }.into_any()
        }
    }
}

#[component]
fn Edit(id: ProjectId) -> impl IntoView {
    let found = fetch(move |client| async move {
        let Some(project) = if_there(client.get_project(id).await)? else { return Ok(None) };
        let fund = client.get_fund(project.body.summary.fund_id).await?.body;
        Ok(Some((fund, project)))
    });
    let show = move |found: Option<(Fund, Tagged<Project>)>| {
        let Some((fund, Tagged { body: project, etag })) = found else { return no_such_project() };
        if !project.actions.contains(&Action::Revise) {
            return view! { <Notice tone=Tone::Waiting><p>{projects::not_to_be_edited}</p></Notice> }
                .into_any();
        }
        let half = HalfWritten::take_up("project", id.to_string());
        let began = Typed::of(&project);
        view! {
            <PageHead title=projects::edit lead=project.summary.title.clone()/>
            {half.edited(move |kept| {
                let target = Target::Project(id, etag.clone());
                view! { <Editor fund=fund.clone() target began=began.clone() kept half/> }
            })}
        }
        .into_any()
    };
    view! {
        <div class="stack">
            <BackLink href=own_address(id) label=projects::project/>
            <Loaded fetched=found children=show/>
        </div>
    }
}

/// Where it goes.
#[derive(Clone)]
enum Target {
    /// It answers a call.
    Call(ProposalCallId),
    /// It takes the place of what was written, which is still so.
    Project(ProjectId, String),
}

impl Target {
    async fn send(
        self,
        client: Client,
        body: WriteProject,
        key: String,
    ) -> Result<ProjectId, client::ClientError> {
        match self {
            Self::Call(call) => {
                let made: Created<Project> = client.draft_project(call, &body, Some(&key)).await?;
                Ok(made.body.summary.id)
            }
            Self::Project(id, etag) => client.revise_project(id, &etag, &body).await.map(|_| id),
        }
    }
}

#[component]
fn Editor(
    fund: Fund,
    target: Target,
    began: Typed,
    kept: Option<Typed>,
    half: HalfWritten<Typed>,
) -> impl IntoView {
    let session = Session::get();
    let (state, once) = (FormState::new("project"), Once::new());
    let restored = kept.is_some();
    let fields = Fields::of(kept.unwrap_or_else(|| began.clone()));
    let (keeping, totals) = (fields.clone(), fields.clone());
    half.keep(began, move || keeping.typed());
    let sending = fields.clone();
    let submit = move |()| {
        let keys = sending.keys();
        let body = match untrack(|| sending.typed()).read() {
            Ok(body) => body,
            Err(wrong) => {
                state.refuse_fields(keys.at_fields(wrong));
                return;
            }
        };
        if state.refuse_fields(keys.at_fields(mistakes(&body))) {
            return;
        }
        let key = once.key(&body);
        let target = target.clone();
        let ask = move |client: Client| target.clone().send(client, body.clone(), key.clone());
        let saved = |id: ProjectId| (projects::draft_saved().to_owned(), own_address(id));
        let refused = move |failure: &mut Failure| {
            let errors = std::mem::take(&mut failure.errors);
            failure.errors = keys.at_fields(errors);
        };
        half.save(state, session.call(ask), saved, refused);
    };
    let sums = Memo::new(move |_| totals.typed().totals());
    let sums = move || {
        let (planned, instalments) = sums.get();
        projects::sums(format::money(planned), format::money(instalments))
    };
    let grouped = fields.proposer;
    view! {
        <Form state on_submit=submit>
            {restored.then(|| half.here_again())}
            <Notice><p>{projects::form_lead}</p></Notice>
            <TextField name="title" label=projects::title hint=projects::title_hint value=fields.title
                characters_max=chars(PROJECT_TITLE_CHARS_MAX)/>
            <TextArea name="plan" label=projects::plan hint=projects::plan_hint value=fields.plan
                characters_max=chars(PROJECT_PLAN_CHARS_MAX)/>
            <RadioCards name="proposer" label=projects::proposer_question value=fields.proposer choices=proposers()/>
            <Show when=move || grouped.with(|kind| kind == ProposerKind::Group.as_str())>
                <TextField name="proposer/group_name" label=projects::group_name value=fields.group
                    characters_max=chars(PROPOSER_NAME_CHARS_MAX)/>
            </Show>
            <TextArea name="people" label=projects::people_question hint=projects::people_hint value=fields.people
                optional=true characters_max=5_000_u32/>
            <LineRows rows=fields.lines.clone() state purposes=fund.purposes/>
            <MilestoneRows rows=fields.milestones.clone() state/>
            <p role="status">{sums}</p>
            <Checkbox name="advance" label=projects::advance value=fields.advance/>
            <div class="form__actions">
                <Button kind=ButtonKind::Primary submit=true wide=true busy=state.busy>{projects::save_draft}</Button>
            </div>
            <p class="small soft">{projects::save_draft_hint}</p>
        </Form>
    }
}

/// For oneself, for a group, and for each organisation that one serves.
fn proposers() -> Signal<Vec<Choice>> {
    let served = fetch(|client| async move { client.list_my_providers().await.map(|mine| mine.items) });
    Signal::derive(move || {
        let mut all = vec![
            Choice::new(ProposerKind::Resident.as_str(), projects::for_myself),
            Choice::new(ProposerKind::Group.as_str(), projects::for_group).hint(projects::for_group_hint),
        ];
        // Where they cannot be read, one still proposes for oneself.
        let served = served.answer.get().and_then(Result::ok).unwrap_or_default();
        all.extend(served.into_iter().map(|one| Choice::new(one.id.to_string(), one.name)));
        all
    })
}

/// A limit of a text as fields take it.
fn chars(max: u64) -> u32 {
    u32::try_from(max).unwrap_or(u32::MAX)
}
