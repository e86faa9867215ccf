//! What a kind asks of whoever reports one.

use client::Client;
use contract::categories::{Category, ListCategories, UpdateCategory};
use domain::{ids::CategoryId, permissions::Permission, tickets::form::Form as Asked};
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

use super::{etag, fields::question_fields, outline::Outline, typed::TypedForm};
use crate::{
    components::{BackLink, Button, ButtonKind, EmptyState, Form, FormState, Notice, PageHead, Skeleton},
    failure::Failure,
    fetch::fetch,
    i18n::{self, forms, places},
    pages::{
        console::{
            BASE,
            awards::half_written::HalfWritten,
            lists::loaded,
            office::{Scope, placed},
        },
        identity::SignedInOnly,
    },
    session::Session,
};

/// The page.
#[component]
pub fn Questions() -> impl IntoView {
    view! {
        <SignedInOnly title=forms::questions home=BASE
            children=|me| placed(&me, Permission::ManageCategories, || view! { <One/> }.into_any())/>
    }
}

#[component]
fn One() -> impl IntoView {
    let (params, scope) = (use_params_map(), Scope::get());
    let id = Memo::new(move |_| {
        params.with(|params| params.get("id")).and_then(|id| id.parse::<CategoryId>().ok())
    });
    let found = fetch(move |client| {
        let (id, area_id) = (id.get(), scope.area.get());
        async move {
            let all = client.list_categories(&ListCategories { area_id, inactive: true }).await?.items;
            Ok(all.into_iter().find(|category| Some(category.id) == id))
        }
    });
    view! {
        <BackLink href=format!("{BASE}/categories") label=places::categories/>
        {loaded(found, move |found: Option<Category>| {
            let Some(category) = found else {
                return view! { <EmptyState title=forms::no_such_kind icon=icondata_lu::LuMapPinOff/> }.into_any();
            };
            if scope.here().is_none() {
                return view! { <Skeleton count=4/> }.into_any();
            }
            let own = category.area_id.is_some() && category.area_id == scope.area.get();
            if !own || !scope.may(Permission::ManageCategories) {
                return view! {
                    <EmptyState title=forms::not_own detail=forms::not_own_why icon=icondata_lu::LuLock/>
                }
                .into_any();
            }
            let names = category.names.clone();
            view! {
                <PageHead title=move || forms::questions_of(names.get(i18n::lang())) lead=forms::questions_lead/>
                <Restartable category/>
            }
            .into_any()
        })}
    }
}

/// The editor, which begins again where a draft is given up.
#[component]
fn Restartable(category: Category) -> impl IntoView {
    let half = HalfWritten::take_up("category-forms", category.id.to_string());
    half.edited(move |kept| view! { <Editor category=category.clone() kept half/> })
}

#[component]
fn Editor(category: Category, kept: Option<TypedForm>, half: HalfWritten<TypedForm>) -> impl IntoView {
    let (session, state) = (Session::get(), FormState::new("questions"));
    let restored = kept.is_some();
    let began = TypedForm::from(&category.form);
    let outline = Outline::of(kept.unwrap_or_else(|| began.clone()));
    let watched = outline.clone();
    half.keep(began, move || watched.typed());
    let (id, version) = (category.id, category.version);
    let fields = outline.clone();
    let save = move |()| {
        let form = match untrack(|| outline.typed()).form(untrack(i18n::lang)) {
            Ok(form) => form,
            Err(wrong) => {
                state.refuse_fields(outline.at_fields(wrong));
                return;
            }
        };
        let outline = outline.clone();
        half.save(
            state,
            change(session, id, version, form),
            |_| (places::category_saved().to_owned(), format!("{BASE}/categories")),
            move |failure| failure.errors = outline.at_fields(std::mem::take(&mut failure.errors)),
        );
    };
    view! {
        <Form state on_submit=save>
            {restored.then(|| half.here_again())}
            <Notice>{forms::questions_note}</Notice>
            {question_fields(fields, state)}
            <div class="form__actions">
                <Button kind=ButtonKind::Primary submit=true busy=state.busy>{places::save}</Button>
            </div>
        </Form>
    }
}

async fn change(session: Session, id: CategoryId, version: i64, form: Asked) -> Result<Category, Failure> {
    let body = UpdateCategory { form: Some(form), ..UpdateCategory::default() };
    let ask = |client: Client| {
        let body = body.clone();
        async move { client.update_category(id, &etag(version), &body).await }
    };
    session.call(ask).await.map(|changed| changed.body)
}
