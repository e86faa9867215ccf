//! Writing a plan and saying something else in it.

use std::sync::Arc;

use client::{Client, ClientError, Tagged, every_page};
use contract::{
    areas::ListAreas,
    identity::Me,
    page::LIMIT_MAX,
    visits::{MakeVisitPlan, VisitPlanDetail, WriteVisitPlan},
};
use domain::{
    areas::AreaKind,
    ids::{AreaId, VisitPlanId},
    memberships::MembershipState,
    permissions::{Permission, Role},
};
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

use super::{
    fields::{PlanFields, Typed},
    words,
};
use crate::{
    components::{BackLink, Button, ButtonKind, EmptyState, Form, FormState, PageHead, SelectField, Toasts},
    fetch::{Loaded, fetch},
    i18n::visits as texts,
    once::Once,
    pages::identity::SignedInOnly,
    route::Go,
    send::send,
    session::Session,
};

/// Writing a new plan.
#[component]
pub fn NewPlan() -> impl IntoView {
    view! {
        <SignedInOnly title=texts::new_plan home="/" let:me>
            <div class="stack">
                <BackLink href="/work/visits" label=texts::plans/>
                <PageHead title=texts::new_plan lead=texts::new_plan_lead/>
                <Households me/>
            </div>
        </SignedInOnly>
    }
}

/// The households of the grids in which this person works, or of the places that they look after, by id and name.
async fn households(client: Client, me: &Me) -> Result<Vec<(String, String)>, ClientError> {
    let visits = || me.grants.iter().filter(|grant| grant.role.allows(Permission::Visit));
    let works = visits().any(|grant| grant.role == Role::GridWorker);
    let mut found: Vec<(String, String)> = Vec::new();
    for grant in visits().filter(|grant| !works || grant.role == Role::GridWorker) {
        let there = every_page(|after| {
            let query = ListAreas {
                under_id: Some(grant.area_id),
                kind: Some(AreaKind::Household),
                limit: Some(LIMIT_MAX),
                after,
                ..ListAreas::default()
            };
            let client = client.clone();
            async move { client.list_areas(&query).await }
        });
        let named = |area: contract::areas::Area| {
            (area.id.to_string(), format!("{} · {}", grant.area_name, area.name))
        };
        found.extend(there.await?.into_iter().map(named));
    }
    found.dedup();
    Ok(found)
}

/// Who belongs to a household, by id and name.
async fn members(client: Client, household: AreaId) -> Result<Vec<(String, String)>, ClientError> {
    let found = client.list_household_members(household).await?.items;
    let confirmed = found.into_iter().filter(|member| member.state == MembershipState::Confirmed);
    Ok(confirmed.map(|member| (member.user_id.to_string(), member.display_name)).collect())
}

/// Oneself, and who visits already where that is somebody else.
fn workers(me: &Me, there: Option<(String, String)>) -> Vec<(String, String)> {
    let mut all = vec![(me.id.to_string(), texts::myself().to_owned())];
    all.extend(there.filter(|(id, _)| *id != me.id.to_string()));
    all
}

#[component]
fn Households(me: Arc<Me>) -> impl IntoView {
    let me = StoredValue::new(me);
    let fetched = fetch(move |client| {
        let me = me.get_value();
        async move { households(client, &me).await }
    });
    view! {
        <Loaded fetched let:households>
            {if households.is_empty() {
                view! { <EmptyState title=texts::no_households detail=texts::no_households_detail icon=icondata_lu::LuHouse/> }.into_any()
            } else {
                view! { <NewForm me=me.get_value() households/> }.into_any()
            }}
        </Loaded>
    }
}

#[component]
fn NewForm(me: Arc<Me>, households: Vec<(String, String)>) -> impl IntoView {
    let (session, toasts, go) = (Session::get(), Toasts::get(), Go::new());
    let (state, once, typed) = (FormState::new("plan"), Once::new(), Typed::of(None));
    let household = RwSignal::new(String::new());
    let chosen = Memo::new(move |_| household.with(|id| id.parse::<AreaId>().ok()));
    Effect::new(move |_| {
        chosen.track();
        // Who was chosen belongs to another household.
        typed.member.set(String::new());
    });
    let there = fetch(move |client| {
        let household = chosen.get();
        async move {
            match household {
                Some(household) => members(client, household).await,
                None => Ok(Vec::new()),
            }
        }
    });
    let members = Signal::derive(move || match &*there.answer.read() {
        Some(Ok(members)) => members.clone(),
        _ => Vec::new(),
    });
    let submit = move |()| {
        let (household, plan) = (chosen.get_untracked(), typed.read("/plan"));
        let (household_id, plan) = match (household, plan) {
            (Some(household), Ok(plan)) => (household, plan),
            (household, plan) => {
                let mut missing = plan.err().unwrap_or_default();
                if household.is_none() {
                    missing.insert(0, words::missing("/household_id"));
                }
                state.refuse_fields(missing);
                return;
            }
        };
        let body = MakeVisitPlan { household_id, plan };
        let key = once.key(&body);
        let call = move |client: Client, body: MakeVisitPlan| {
            let key = key.clone();
            async move { client.make_visit_plan(&body, Some(&key)).await }
        };
        send(session, state, body, call, move |made: Tagged<VisitPlanDetail>| {
            toasts.say(texts::did_make());
            go.instead(&format!("/work/visits/{}", made.body.plan.id));
        });
    };
    view! {
        <Form state on_submit=submit>
            <SelectField name="household_id" label=texts::household value=household options=Signal::stored(households)/>
            <PlanFields typed within="plan/" members workers=workers(&me, None)/>
            <Button kind=ButtonKind::Primary submit=true wide=true busy=state.busy>{texts::make}</Button>
        </Form>
    }
}

/// Saying something else in a plan.
#[component]
pub fn EditPlan() -> impl IntoView {
    view! {
        <SignedInOnly title=texts::edit home="/" let:me><OfPlan me/></SignedInOnly>
    }
}

#[component]
fn OfPlan(me: Arc<Me>) -> impl IntoView {
    let params = use_params_map();
    let plan = Memo::new(move |_| {
        let found = params.with(|params| params.get("plan")?.parse::<VisitPlanId>().ok());
        found.unwrap_or(VisitPlanId(uuid::Uuid::nil()))
    });
    let me = StoredValue::new(me);
    let fetched = fetch(move |client| {
        let plan = plan.get();
        async move {
            let found = client.get_visit_plan(plan).await?;
            let members = members(client, found.body.plan.household_id).await?;
            Ok((found, members))
        }
    });
    view! {
        <div class="stack">
            {move || view! { <BackLink href=format!("/work/visits/{}", plan.get()) label=texts::plan/> }}
            <PageHead title=texts::edit/>
            <Loaded fetched let:found>
                {
                    let (found, members) = found;
                    view! { <EditForm me=me.get_value() found members/> }
                }
            </Loaded>
        </div>
    }
}

#[component]
fn EditForm(me: Arc<Me>, found: Tagged<VisitPlanDetail>, members: Vec<(String, String)>) -> impl IntoView {
    let (session, toasts, go) = (Session::get(), Toasts::get(), Go::new());
    let plan = found.body.plan;
    let (state, once, typed) = (FormState::new("plan"), Once::new(), Typed::of(Some(&plan.plan)));
    let there = plan.plan.worker_id.map(|id| id.to_string()).zip(plan.worker_name);
    let (id, etag) = (plan.id, StoredValue::new(found.etag));
    let submit = move |()| {
        let body = match typed.read("") {
            Ok(body) => body,
            Err(missing) => {
                state.refuse_fields(missing);
                return;
            }
        };
        let key = once.key(&body);
        let call = move |client: Client, body: WriteVisitPlan| {
            let (key, etag) = (key.clone(), etag.get_value());
            async move { client.change_visit_plan(id, &etag, &body, Some(&key)).await }
        };
        send(session, state, body, call, move |_| {
            toasts.say(texts::did_edit());
            go.instead(&format!("/work/visits/{id}"));
        });
    };
    view! {
        <Form state on_submit=submit>
            <PlanFields typed within="" members=Signal::stored(members) workers=workers(&me, there)/>
            <Button kind=ButtonKind::Primary submit=true wide=true busy=state.busy>{texts::save}</Button>
        </Form>
    }
}
