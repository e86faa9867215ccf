//! Writing a template: a new one, or a new version of one. What is typed is kept on the device until it is saved.

use std::collections::BTreeMap;

use client::{Client, Tagged};
use contract::inspections::{CreateTemplate, GetTemplate, ReviseTemplate, TemplateVersion};
use domain::{ids::TemplateId, inspections::Template, permissions::Permission};
use leptos::{prelude::*, task::tick};
use leptos_router::hooks::use_params_map;
use wasm_bindgen_futures::spawn_local;

use super::{
    fields::outline_fields,
    outline::{Outline, SUM},
    sum::sum_bar,
    typed::TypedTemplate,
};
use crate::{
    components::{
        BackLink, Button, ButtonKind, ButtonLink, EmptyState, Form, FormState, Notice, PageHead, TextField,
        Toasts, Tone,
    },
    draft::Draft,
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
    route::Go,
    session::Session,
};

/// What is half written, by what it began with: at most [`DRAFTS_MAX`].
type Drafts = BTreeMap<String, TypedTemplate>;
const DRAFTS_MAX: usize = 10;

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
    let drafts = Draft::<Drafts>::take_up("inspection-templates");
    let (began, again) = (StoredValue::new((start, purpose, kept_as)), RwSignal::new(0_u32));
    let discard = move |()| {
        began.with_value(|(_, _, kept_as)| drafts.value.update(|drafts| drop(drafts.remove(kept_as))));
        again.update(|again| *again += 1);
    };
    move || {
        again.track();
        let (start, purpose, kept_as) = began.get_value();
        view! { <Editor start purpose kept_as drafts on_discard=discard/> }
    }
}

#[component]
fn Editor(
    start: TypedTemplate,
    purpose: Purpose,
    kept_as: String,
    drafts: Draft<Drafts>,
    #[prop(into)] on_discard: Callback<()>,
) -> impl IntoView {
    let (session, toasts, go) = (Session::get(), Toasts::get(), Go::new());
    let (state, once) = (FormState::new("template"), Once::new());
    let area = use_context::<Scope>().map(|scope| scope.area);
    let kept = drafts.value.with_untracked(|drafts| drafts.get(&kept_as).cloned());
    let restored = kept.is_some();
    let outline = Outline::of(kept.unwrap_or_else(|| start.clone()));
    state.register(SUM, awards::sum.into());
    let (watched, kept_key) = (outline.clone(), kept_as.clone());
    Effect::new(move |_| {
        let typed = watched.typed();
        drafts.value.update(|drafts| keep(drafts, &kept_key, (typed != start).then_some(typed)));
    });
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
        state.busy.set(true);
        let (outline, kept_as) = (outline.clone(), kept_as.clone());
        spawn_local(async move {
            let sent = async {
                match revised {
                    None => create(session, once, area.and_then(|area| area.get_untracked()), content).await,
                    Some((id, _)) => {
                        if anew {
                            let newest = session.call(|client| async move {
                                client.get_template(id, &GetTemplate::default()).await
                            });
                            etag.set_value(newest.await?.etag);
                        }
                        revise(session, id, etag.get_value(), content).await
                    }
                }
            };
            match sent.await {
                Ok(made) => {
                    state.accept();
                    drafts.value.update(|drafts| drop(drafts.remove(&kept_as)));
                    // The draft is forgotten before its page is.
                    tick().await;
                    toasts.say(awards::template_saved(made.number));
                    go.to(&format!("{BASE}/inspections/templates/{}", made.template.id));
                }
                Err(mut failure) => {
                    overtaken.set(failure.code == contract::problems::CHANGED_MEANWHILE.code);
                    failure.errors = outline.at_fields(std::mem::take(&mut failure.errors));
                    state.refuse(failure);
                }
            }
        });
    });
    let verb =
        move || revised.map_or_else(|| awards::save_template().to_owned(), |(_, next)| awards::save_as(next));
    view! {
        <Form state on_submit=move |()| save.run(false)>
            {restored.then(|| view! {
                <Notice tone=Tone::Neutral>
                    <p>{awards::draft_restored}</p>
                    <Button small=true icon=icondata_lu::LuRotateCcw on_press=on_discard>{awards::discard_draft}</Button>
                </Notice>
            })}
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

/// Keeps what is half written; what is as it began needs no keeping.
fn keep(drafts: &mut Drafts, name: &str, typed: Option<TypedTemplate>) {
    let Some(typed) = typed else { return drop(drafts.remove(name)) };
    while drafts.len() >= DRAFTS_MAX && !drafts.contains_key(name) {
        drafts.pop_first();
    }
    drafts.insert(name.to_owned(), typed);
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
