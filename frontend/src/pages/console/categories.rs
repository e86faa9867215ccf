//! Kinds of matters with their time limits: a place's own, and those it takes over from above.

use client::Client;
use contract::categories::{Category, CreateCategory, ListCategories, Names, UpdateCategory};
use domain::permissions::Permission;
use leptos::prelude::*;

use super::{
    BASE,
    ask::Ask,
    lists::loaded,
    office::{Scope, placed},
};
use crate::{
    components::{
        Badge, Button, ButtonKind, Confirm, Dialog, EmptyState, Form, FormState, Notice, PageHead, TableBox,
        TextField, Toasts, Tone,
    },
    failure::Failure,
    fetch::fetch,
    i18n::{self, places},
    once::Once,
    pages::identity::SignedInOnly,
    send::{press, send},
    session::Session,
};

/// Limits of a kind that is added where nothing else is said: a day to answer, three to solve, three to object.
const HOURS_DEFAULT: [u32; 3] = [24, 72, 72];

/// The page.
#[component]
pub fn Categories() -> impl IntoView {
    view! {
        <SignedInOnly title=places::categories home=BASE
            children=|me| placed(&me, Permission::ManageCategories, || view! { <List/> }.into_any())/>
    }
}

/// What the form is for.
#[derive(Clone)]
enum Purpose {
    Add,
    Override(Category),
    Edit(Category),
}

#[component]
fn List() -> impl IntoView {
    let (scope, session, toasts) = (Scope::get(), Session::get(), Toasts::get());
    let fetched = fetch(move |client| {
        let query = ListCategories { area_id: scope.area.get(), inactive: true };
        async move { client.list_categories(&query).await.map(|categories| categories.items) }
    });
    let form = Ask::<Purpose>::new();
    let (retire, busy) = (Ask::<Category>::new(), RwSignal::new(false));
    let done = move |()| {
        form.open.set(false);
        toasts.say(places::category_saved());
        fetched.reload();
    };
    let switch = move |()| {
        let Some(category) = retire.row() else { return };
        let body = UpdateCategory { active: Some(!category.active), ..UpdateCategory::default() };
        let ask = move |client: Client| {
            let body = body.clone();
            async move { client.update_category(category.id, &etag(category.version), &body).await }
        };
        press(session, toasts, busy, ask, move |_| done(()));
    };
    let name = |category: &Category| category.names.get(i18n::lang()).to_owned();
    let question = move || {
        retire.words(|category| {
            if category.active {
                places::retire_question(name(category))
            } else {
                places::revive_question(name(category))
            }
        })
    };
    let consequence = move || {
        let words = |category: &Category| {
            if category.active { places::retire_consequence() } else { places::revive_consequence() }
        };
        retire.words(|category| words(category).to_owned())
    };
    let verb = move || {
        let words = |category: &Category| if category.active { places::retire() } else { places::revive() };
        retire.words(|category| words(category).to_owned())
    };
    let title = move || {
        form.words(|purpose| {
            match purpose {
                Purpose::Add => places::add_category(),
                Purpose::Override(_) => places::override_category(),
                Purpose::Edit(_) => places::edit_category(),
            }
            .to_owned()
        })
    };
    view! {
        <PageHead title=places::categories lead=places::categories_lead>
            <Show when=move || scope.may(Permission::ManageCategories)>
                <Button kind=ButtonKind::Primary icon=icondata_lu::LuPlus on_press=move |()| form.about(Purpose::Add)>{places::add_category}</Button>
            </Show>
        </PageHead>
        {loaded(fetched, move |items| {
            if items.is_empty() {
                return view! { <EmptyState title=places::no_categories detail=places::no_categories_detail icon=icondata_lu::LuTags/> }.into_any();
            }
            rows(items, scope, form, retire)
        })}
        <Dialog open=form.open title=title>
            {move || form.row().map(|purpose| view! { <Edit purpose on_done=done/> })}
        </Dialog>
        <Confirm open=retire.open title=question consequence verb on_confirm=switch/>
    }
}

/// The tag that an update must name: lists tell the version.
fn etag(version: i64) -> String {
    format!("\"{version}\"")
}

fn rows(items: Vec<Category>, scope: Scope, form: Ask<Purpose>, retire: Ask<Category>) -> AnyView {
    let row = move |category: Category| {
        let names = category.names.clone();
        let (defined, active) = (category.area_id, category.active);
        let own = move || defined.is_some() && defined == scope.area.get();
        let origin = move || match (own(), defined) {
            (true, _) => places::own_here(),
            (false, Some(_)) => places::from_above(),
            (false, None) => places::from_all(),
        };
        let hours = |hours: u32| view! { <td class="number">{move || places::hours(hours)}</td> };
        let held = StoredValue::new(category.clone());
        let buttons = move || {
            scope.may(Permission::ManageCategories).then(|| {
                let name = held.with_value(|category| category.names.get(i18n::lang()).to_owned());
                if own() {
                    let again = name.clone();
                    view! {
                        <div class="row">
                            <Button small=true on_press=move |()| form.about(Purpose::Edit(held.get_value()))>
                                {places::edit}<span class="visually-hidden">" "{again}</span>
                            </Button>
                            <Button small=true on_press=move |()| retire.about(held.get_value())>
                                {if active { places::retire() } else { places::revive() }}
                                <span class="visually-hidden">" "{name}</span>
                            </Button>
                        </div>
                    }
                    .into_any()
                } else {
                    view! {
                        <Button small=true on_press=move |()| form.about(Purpose::Override(held.get_value()))>
                            {places::override_here}<span class="visually-hidden">" "{name}</span>
                        </Button>
                    }
                    .into_any()
                }
            })
        };
        view! {
            <tr>
                <th scope="row">
                    {move || names.get(i18n::lang()).to_owned()}<br/>
                    <span class="small soft">{category.code.as_str().to_owned()}</span>
                </th>
                <td>{origin}</td>
                {hours(category.answer_within_hours)}
                {hours(category.solve_within_hours)}
                {hours(category.objection_window_hours)}
                <td>
                    {if active {
                        view! { <Badge tone=Tone::Done label=places::in_use/> }.into_any()
                    } else {
                        view! { <Badge tone=Tone::Neutral label=places::retired/> }.into_any()
                    }}
                </td>
                <td>{buttons}</td>
            </tr>
        }
    };
    view! {
        <TableBox caption=places::categories>
            <thead>
                <tr>
                    <th scope="col">{places::column_name}</th>
                    <th scope="col">{places::column_origin}</th>
                    <th scope="col" class="number">{places::column_answer}</th>
                    <th scope="col" class="number">{places::column_solve}</th>
                    <th scope="col" class="number">{places::column_objection}</th>
                    <th scope="col">{places::column_state}</th>
                    <th scope="col">{places::column_actions}</th>
                </tr>
            </thead>
            <tbody>{items.into_iter().map(row).collect_view()}</tbody>
        </TableBox>
    }
    .into_any()
}

#[component]
fn Edit(purpose: Purpose, #[prop(into)] on_done: Callback<()>) -> impl IntoView {
    let (session, scope) = (Session::get(), Scope::get());
    let (state, once) = (FormState::new("category"), Once::new());
    let before = match &purpose {
        Purpose::Add => None,
        Purpose::Override(category) | Purpose::Edit(category) => Some(category.clone()),
    };
    let edited = matches!(purpose, Purpose::Edit(_)).then(|| before.clone()).flatten();
    let is_new_code = before.is_none();
    let text = |read: fn(&Category) -> String| RwSignal::new(before.as_ref().map(read).unwrap_or_default());
    let hours = |read: fn(&Category) -> u32, otherwise: u32| {
        RwSignal::new(before.as_ref().map_or(otherwise, read).to_string())
    };
    let code = text(|category| category.code.as_str().to_owned());
    let (hans, hant, en) = (
        text(|category| category.names.hans.clone()),
        text(|category| category.names.hant.clone()),
        text(|category| category.names.en.clone()),
    );
    let [answer, solve, objection] = [
        hours(|category| category.answer_within_hours, HOURS_DEFAULT[0]),
        hours(|category| category.solve_within_hours, HOURS_DEFAULT[1]),
        hours(|category| category.objection_window_hours, HOURS_DEFAULT[2]),
    ];
    let ordinal = before.as_ref().map(|category| category.ordinal).unwrap_or_default();
    let submit = move |()| {
        let read = |text: RwSignal<String>| text.with_untracked(|text| text.trim().to_owned());
        let number = |text| read(text).parse::<u32>().ok();
        let (Some(answer), Some(solve), Some(objection)) = (number(answer), number(solve), number(objection))
        else {
            return state.refuse(Failure::here(places::hours_not_number()));
        };
        let names = Names { hans: read(hans), hant: read(hant), en: read(en) };
        if let Some(category) = edited.clone() {
            let body = UpdateCategory {
                names: Some(names),
                answer_within_hours: Some(answer),
                solve_within_hours: Some(solve),
                objection_window_hours: Some(objection),
                ..UpdateCategory::default()
            };
            let ask = move |client: Client, body: UpdateCategory| async move {
                client.update_category(category.id, &etag(category.version), &body).await
            };
            return send(session, state, body, ask, move |_| on_done.run(()));
        }
        let Some(area_id) = scope.area.get_untracked() else { return };
        let body = CreateCategory {
            area_id,
            code: read(code),
            names,
            answer_within_hours: answer,
            solve_within_hours: solve,
            objection_window_hours: objection,
            ordinal,
            active: true,
        };
        let key = once.key(&body);
        let ask = move |client: Client, body: CreateCategory| {
            let key = key.clone();
            async move { client.create_category(&body, Some(&key)).await }
        };
        send(session, state, body, ask, move |_| on_done.run(()));
    };
    view! {
        <Form state on_submit=submit>
            <Notice>{places::limits_note}</Notice>
            {is_new_code.then(|| view! {
                <TextField name="code" label=places::column_code_name hint=places::code_name_hint value=code characters_max=32_u32/>
            })}
            <TextField name="names/zh-Hans" label=places::name_hans value=hans characters_max=40_u32/>
            <TextField name="names/zh-Hant" label=places::name_hant value=hant characters_max=40_u32/>
            <TextField name="names/en" label=places::name_en value=en characters_max=40_u32/>
            <TextField name="answer_within_hours" label=places::answer_hours value=answer inputmode="numeric" characters_max=4_u32/>
            <TextField name="solve_within_hours" label=places::solve_hours value=solve inputmode="numeric" characters_max=4_u32/>
            <TextField name="objection_window_hours" label=places::objection_hours value=objection inputmode="numeric" characters_max=4_u32/>
            <div class="form__actions">
                <Button kind=ButtonKind::Primary submit=true busy=state.busy>{places::save}</Button>
            </div>
        </Form>
    }
}
