//! A kind of matter: its names, its limits, its group, and whether it is urgent.

use client::Client;
use contract::categories::{Category, CreateCategory, Names, UpdateCategory};
use domain::tickets::{CategoryCode, Counting, Keeper, Priority};
use leptos::prelude::*;

use super::{
    Purpose, etag,
    keeper::{KeeperFields, KeeperTyped},
};
use crate::{
    components::{Button, ButtonKind, Checkbox, Form, FormState, Notice, SelectField, TextField},
    failure::Failure,
    i18n::{self, forms, moves, places, public_tickets},
    once::Once,
    pages::{console::office::Scope, moves::forms::refuse_empty},
    send::send,
    session::Session,
};

/// Limits of a kind that is added where nothing else is said: a day to answer, three to solve, three to object.
const HOURS_DEFAULT: [u32; 3] = [24, 72, 72];

/// The form.
#[component]
pub fn Edit(
    /// What it is for.
    purpose: Purpose,
    /// The kinds in force here.
    all: Vec<Category>,
    /// It was saved.
    #[prop(into)]
    on_done: Callback<()>,
) -> impl IntoView {
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
    let parent = text(|category| {
        category.parent_code.as_ref().map(|code| code.as_str().to_owned()).unwrap_or_default()
    });
    let urgent = RwSignal::new(before.as_ref().is_some_and(|category| category.priority == Priority::Urgent));
    let working = before.as_ref().map(|category| category.counting) == Some(Counting::WorkingTime);
    let working = RwSignal::new(working);
    let is_public = RwSignal::new(before.as_ref().is_some_and(|category| category.is_public));
    let keeper = KeeperTyped::of(before.as_ref());
    let photo_required = RwSignal::new(before.as_ref().is_none_or(|category| category.photo_required));
    let anonymous = RwSignal::new(before.as_ref().is_some_and(|category| category.anonymous_allowed));
    let asked = before.as_ref().map(|category| category.form.clone()).unwrap_or_default();
    let groups = groups(all, before.as_ref().map(|category| category.code.clone()));
    let ordinal = before.as_ref().map(|category| category.ordinal).unwrap_or_default();
    let submit = move |()| {
        let read = |text: RwSignal<String>| text.with_untracked(|text| text.trim().to_owned());
        let number = |text| read(text).parse::<u32>().ok();
        let (Some(answer), Some(solve), Some(objection)) = (number(answer), number(solve), number(objection))
        else {
            return state.refuse(Failure::here(places::hours_not_number()));
        };
        let priority = if urgent.get_untracked() { Priority::Urgent } else { Priority::Normal };
        let counting = if working.get_untracked() { Counting::WorkingTime } else { Counting::AroundTheClock };
        let (keeper, keeper_provider_id) = keeper.read();
        if keeper == Keeper::Provider && keeper_provider_id.is_none() {
            return refuse_empty(state, "/keeper_provider_id");
        }
        let parent_code = Some(read(parent)).filter(|code| !code.is_empty());
        let names = Names { hans: read(hans), hant: read(hant), en: read(en) };
        if let Some(category) = edited.clone() {
            let body = UpdateCategory {
                names: Some(names),
                answer_within_hours: Some(answer),
                solve_within_hours: Some(solve),
                objection_window_hours: Some(objection),
                counting: Some(counting),
                parent_code: Some(parent_code),
                priority: Some(priority),
                is_public: Some(is_public.get_untracked()),
                keeper: Some(keeper),
                keeper_provider_id,
                photo_required: Some(photo_required.get_untracked()),
                anonymous_allowed: Some(anonymous.get_untracked()),
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
            counting,
            ordinal,
            active: true,
            parent_code,
            priority,
            is_public: is_public.get_untracked(),
            keeper,
            keeper_provider_id,
            photo_required: photo_required.get_untracked(),
            anonymous_allowed: anonymous.get_untracked(),
            form: asked.clone(),
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
            <Checkbox name="counting" label=moves::in_working_time value=working/>
            <TextField name="objection_window_hours" label=places::objection_hours value=objection inputmode="numeric" characters_max=4_u32/>
            <Checkbox name="is_public" label=public_tickets::kind_is_public value=is_public/>
            <p class="small soft">{public_tickets::kind_is_public_hint}</p>
            <KeeperFields typed=keeper/>
            <Checkbox name="photo_required" label=forms::photo_required value=photo_required/>
            <p class="small soft">{forms::photo_required_hint}</p>
            <Checkbox name="anonymous_allowed" label=forms::anonymous_allowed value=anonymous/>
            <p class="small soft">{forms::anonymous_allowed_hint}</p>
            <SelectField name="parent_code" label=forms::group hint=forms::group_hint value=parent options=groups optional=true/>
            <Checkbox name="priority" label=forms::is_urgent value=urgent/>
            <div class="form__actions">
                <Button kind=ButtonKind::Primary submit=true busy=state.busy>{places::save}</Button>
            </div>
        </Form>
    }
}

/// What a kind can be a part of: each that is in use and itself no part of another.
fn groups(all: Vec<Category>, own: Option<CategoryCode>) -> Signal<Vec<(String, String)>> {
    Signal::derive(move || {
        let fits = |kind: &&Category| {
            let other = own.as_ref() != Some(&kind.code);
            other && kind.active && kind.parent_code.is_none() && !kind.code.is_internal()
        };
        let named =
            |kind: &Category| (kind.code.as_str().to_owned(), kind.names.get(i18n::lang()).to_owned());
        all.iter().filter(fits).map(named).collect()
    })
}
