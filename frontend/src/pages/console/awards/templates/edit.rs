//! Writing a template: a new one, or a new version of one.

use client::{Client, Tagged};
use contract::inspections::{CreateTemplate, GetTemplate, ReviseTemplate, TemplateVersion};
use domain::{ids::TemplateId, inspections::Template, permissions::Permission};
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

use super::{
    super::half_written::HalfWritten,
    fields::outline_fields,
    outline::{Outline, SUM},
    sum::sum_bar,
    typed::TypedTemplate,
};
use crate::{
    components::{
        BackLink, Button, ButtonKind, ButtonLink, EmptyState, Form, FormState, Notice, PageHead, TextField,
        Tone,
    },
    failure::Failure,
    fetch::fetch,
    i18n::{self, awards},
    once::Once,
    pages::{
        console::{
            BASE,
            lists::loaded,
            office::{Scope, office, placed},
        },
        identity::SignedInOnly,
    },
    query::QueryParam,
    session::Session,
};

/// A new template.
#[component]
pub fn NewTemplate() -> impl IntoView {
    view! {
        <SignedInOnly title=awards::new_template home=BASE
            children=|me| placed(&me, Permission::ManageInspections, || view! { <New/> }.into_any())/>
    }
}

/// A new version of a template.
#[component]
pub fn EditTemplate() -> impl IntoView {
    view! {
        <SignedInOnly title=awards::edit_template home=BASE
            children=|me| office(&me, Permission::ManageInspections, || view! { <div class="stack"><Revise/></div> }.into_any())/>
    }
}

/// What the saving is for.
#[derive(Clone)]
enum Purpose {
    New,
    Revise(Box<Tagged<TemplateVersion>>),
}

#[component]
fn New() -> impl IntoView {
    let from = QueryParam::of("from").value;
    let start = fetch(move |client| {
        let from = from.get();
        async move {
            if from.is_empty() {
                return Ok(TypedTemplate::blank());
            }
            if let Ok(id) = from.parse::<TemplateId>() {
                let found = client.get_template(id, &GetTemplate::default()).await?.body;
                return Ok(TypedTemplate::from(&found.content));
            }
            let ready =
                client.list_ready_templates().await?.items.into_iter().find(|ready| ready.code == from);
            Ok(ready.map_or_else(TypedTemplate::blank, |ready| TypedTemplate::from(&ready.content)))
        }
    });
    view! {
        <BackLink href=format!("{BASE}/inspections/templates") label=awards::templates/>
        <PageHead title=awards::new_template lead=awards::new_template_lead/>
        {loaded(start, move |start| {
            let kept_as = format!("new:{}", from.get_untracked());
            view! { <Restartable start purpose=Purpose::New kept_as/> }
        })}
    }
}

#[component]
fn Revise() -> impl IntoView {
    let (params, session) = (use_params_map(), Session::get());
    let id = Memo::new(move |_| {
        params.with(|params| params.get("id")).and_then(|id| id.parse::<TemplateId>().ok())
    });
    let found = fetch(move |client| {
        let id = id.get();
        async move {
            match id {
                Some(id) => client.get_template(id, &GetTemplate::default()).await.map(Some),
                None => Ok(None),
            }
        }
    });
    view! {
        {loaded(found, move |found: Option<Tagged<TemplateVersion>>| {
            let Some(found) = found else {
                return view! { <EmptyState title=awards::no_such_template icon=icondata_lu::LuMapPinOff/> }.into_any();
            };
            let version = found.body.clone();
            let (id, next) = (version.template.id, version.template.latest + 1);
            if !session.may(Permission::ManageInspections, &version.template.area_path) {
                let copy = format!("{BASE}/inspections/templates/new?from={id}");
                return view! {
                    <EmptyState title=awards::template_not_yours detail=awards::template_not_yours_why icon=icondata_lu::LuLock>
                        <ButtonLink kind=ButtonKind::Primary href=copy>{awards::copy_template}</ButtonLink>
                    </EmptyState>
                }
                .into_any();
            }
            let count = version.rounds_count;
            view! {
                <BackLink href=format!("{BASE}/inspections/templates/{id}") label=awards::template/>
                <PageHead title=awards::edit_template/>
                <Notice tone=Tone::Waiting>
                    <p>{move || if count > 0 { awards::used_by(count, next) } else { awards::used_by_none(next) }}</p>
                </Notice>
                <Restartable start=TypedTemplate::from(&version.content) purpose=Purpose::Revise(Box::new(found)) kept_as=id.to_string()/>
            }
            .into_any()
        })}
    }
}

/// The editor, which begins again where a draft is given up.
#[component]
fn Restartable(start: TypedTemplate, purpose: Purpose, kept_as: String) -> impl IntoView {
    let half = HalfWritten::take_up("inspection-templates", kept_as);
    half.edited(move |kept| view! { <Editor start=start.clone() purpose=purpose.clone() kept half/> })
}

#[component]
fn Editor(
    start: TypedTemplate,
    purpose: Purpose,
    kept: Option<TypedTemplate>,
    half: HalfWritten<TypedTemplate>,
) -> impl IntoView {
    let session = Session::get();
    let (state, once) = (FormState::new("template"), Once::new());
    let area = use_context::<Scope>().map(|scope| scope.area);
    let restored = kept.is_some();
    let outline = Outline::of(kept.unwrap_or_else(|| start.clone()));
    state.register(SUM, awards::sum.into());
    let watched = outline.clone();
    half.keep(start, move || watched.typed());
    // Somebody else saved meanwhile: the tag of theirs, once it was asked for.
    let overtaken = RwSignal::new(false);
    let revised = match &purpose {
        Purpose::New => None,
        Purpose::Revise(found) => Some((found.body.template.id, found.body.template.latest + 1)),
    };
    let etag = StoredValue::new(match &purpose {
        Purpose::New => String::new(),
        Purpose::Revise(found) => found.etag.clone(),
    });
    let named = RwSignal::from(outline.name.clone());
    let (fields, summed) = (outline.clone(), outline.clone());
    let save = Callback::new(move |anew: bool| {
        let content = match untrack(|| outline.typed()).template(untrack(i18n::lang)) {
            Ok(content) => content,
            Err(wrong) => {
                state.refuse_fields(outline.at_fields(wrong));
                return;
            }
        };
        let sent = async move {
            let Some((id, _)) = revised else {
                return create(session, once, area.and_then(|area| area.get_untracked()), content).await;
            };
            if anew {
                let newest = session
                    .call(|client| async move { client.get_template(id, &GetTemplate::default()).await });
                etag.set_value(newest.await?.etag);
            }
            revise(session, id, etag.get_value(), content).await
        };
        let outline = outline.clone();
        half.save(
            state,
            sent,
            |made| {
                let address = format!("{BASE}/inspections/templates/{}", made.template.id);
                (awards::template_saved(made.number), address)
            },
            move |failure| {
                overtaken.set(failure.code == contract::problems::CHANGED_MEANWHILE.code);
                failure.errors = outline.at_fields(std::mem::take(&mut failure.errors));
            },
        );
    });
    let verb =
        move || revised.map_or_else(|| awards::save_template().to_owned(), |(_, next)| awards::save_as(next));
    view! {
        <Form state on_submit=move |()| save.run(false)>
            {restored.then(|| half.here_again())}
            <Show when=move || overtaken.get()>
                <Notice tone=Tone::Alert>
                    <p>{awards::overtaken}</p>
                    <div class="row">
                        {revised.map(|(id, _)| view! {
                            <a href=format!("{BASE}/inspections/templates/{id}") target="_blank">{awards::see_theirs}</a>
                        })}
                        <Button small=true busy=state.busy on_press=move |()| save.run(true)>{awards::save_over}</Button>
                    </div>
                </Notice>
            </Show>
            <TextField name="name" label=awards::template_name hint=awards::template_name_hint value=named characters_max=60_u32/>
            <p class="soft small">{awards::outline_hint}</p>
            {outline_fields(fields, state)}
            <div class="form__foot">
                {sum_bar(summed, state)}
                <div class="form__actions">
                    <Button kind=ButtonKind::Primary submit=true busy=state.busy>{verb}</Button>
                </div>
            </div>
        </Form>
    }
}

async fn create(
    session: Session,
    once: Once,
    area: Option<domain::ids::AreaId>,
    content: Template,
) -> Result<TemplateVersion, Failure> {
    let area_id = area.ok_or_else(Failure::offline)?;
    let body = CreateTemplate { area_id, content };
    let key = once.key(&body);
    let ask = |client: Client| {
        let (body, key) = (body.clone(), key.clone());
        async move { client.create_template(&body, Some(&key)).await }
    };
    session.call(ask).await.map(|made| made.body)
}

async fn revise(
    session: Session,
    id: TemplateId,
    etag: String,
    content: Template,
) -> Result<TemplateVersion, Failure> {
    let body = ReviseTemplate { content };
    let ask = |client: Client| {
        let (body, etag) = (body.clone(), etag.clone());
        async move { client.revise_template(id, &etag, &body).await }
    };
    session.call(ask).await.map(|made| made.body)
}
