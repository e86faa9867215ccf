//! Kinds of matters with their time limits: a place's own, and those it takes over from above.

pub mod edit;
mod fields;
pub mod keeper;
mod outline;
pub mod questions;
mod typed;

pub use questions::Questions;

use client::Client;
use contract::categories::{Category, ListCategories, UpdateCategory};
use domain::{
    permissions::Permission,
    tickets::{Counting, Node, Tree},
};
use leptos::prelude::*;

use self::edit::Edit;
use super::{
    BASE,
    ask::Ask,
    lists::loaded,
    office::{Scope, placed},
};
use crate::{
    components::{
        Badge, Button, ButtonKind, Confirm, Dialog, EmptyState, PageHead, TableBox, Toasts, Tone, UrgentBadge,
    },
    fetch::fetch,
    i18n::{self, forms, moves, places, public_tickets},
    pages::identity::SignedInOnly,
    send::press,
    session::Session,
};

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
pub enum Purpose {
    /// A kind that is not there yet.
    Add,
    /// One of the place's own, in place of this one.
    Override(Category),
    /// This one, changed.
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
            {move || form.row().map(|purpose| {
                let all = fetched.answer.get_untracked().and_then(Result::ok).unwrap_or_default();
                view! { <Edit purpose all on_done=done/> }
            })}
        </Dialog>
        <Confirm open=retire.open title=question consequence verb on_confirm=switch/>
    }
}

/// The tag that an update must name: lists tell the version.
fn etag(version: i64) -> String {
    format!("\"{version}\"")
}

/// The kinds as a tree: which are in which group.
fn tree(items: &[Category]) -> Tree<'_> {
    Tree::of(items.iter().map(|kind| Node {
        code: &kind.code,
        parent: kind.parent_code.as_ref(),
        active: kind.active,
    }))
}

/// Each with the group that it is in, which comes before it.
fn in_groups(items: &[Category]) -> Vec<(Category, Option<Category>)> {
    let tree = tree(items);
    let mut listed = Vec::with_capacity(items.len());
    for wide in items.iter().filter(|kind| tree.group_of(&kind.code).is_none()) {
        listed.push((wide.clone(), None));
        let parts = items.iter().filter(|kind| tree.group_of(&kind.code) == Some(&wide.code));
        listed.extend(parts.map(|part| (part.clone(), Some(wide.clone()))));
    }
    listed
}

fn rows(items: Vec<Category>, scope: Scope, form: Ask<Purpose>, retire: Ask<Category>) -> AnyView {
    let items = in_groups(&items);
    let row = move |(category, group): (Category, Option<Category>)| {
        let (is_group, count, priority) = (category.group, category.form.fields.len(), category.priority);
        let of = group.map(|group| group.names);
        let names = category.names.clone();
        let (defined, active, is_public) = (category.area_id, category.active, category.is_public);
        let own = move || defined.is_some() && defined == scope.area.get();
        let origin = move || match (own(), defined) {
            (true, _) => places::own_here(),
            (false, Some(_)) => places::from_above(),
            (false, None) => places::from_all(),
        };
        let working = category.counting == Counting::WorkingTime;
        let hours = |hours: u32, working: bool| {
            let words = move || if working { moves::working_hours(hours) } else { places::hours(hours) };
            view! { <td class="number">{words}</td> }
        };
        let id = category.id;
        let questions = move || {
            let area = scope.area.get().map(|area| area.to_string()).unwrap_or_default();
            format!("{BASE}/categories/{id}/questions?area={area}")
        };
        let held = StoredValue::new(category.clone());
        let buttons = move || {
            scope.may(Permission::ManageCategories).then(|| {
                let name = held.with_value(|category| category.names.get(i18n::lang()).to_owned());
                if own() {
                    let (again, third) = (name.clone(), name.clone());
                    view! {
                        <div class="row">
                            <Button small=true on_press=move |()| form.about(Purpose::Edit(held.get_value()))>
                                {places::edit}<span class="visually-hidden">" "{again}</span>
                            </Button>
                            {(!is_group).then(|| view! {
                                <a class="button button--secondary button--small" href=questions()>
                                    {forms::questions}<span class="visually-hidden">" "{third}</span>
                                </a>
                            })}
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
                    {of.map(|of| view! {
                        <br/><span class="small soft">{move || forms::part_of(of.get(i18n::lang()))}</span>
                    })}
                    {is_group.then(|| view! { <br/><span class="small soft">{forms::is_group}</span> })}
                    {(count > 0).then(|| view! { <br/><span class="small soft">{move || forms::asks(count)}</span> })}
                    " "<UrgentBadge priority/>
                </th>
                <td>{origin}</td>
                {hours(category.answer_within_hours, working)}
                {hours(category.solve_within_hours, working)}
                {hours(category.objection_window_hours, false)}
                <td>
                    <div class="row">
                        {if active {
                            view! { <Badge tone=Tone::Done label=places::in_use/> }.into_any()
                        } else {
                            view! { <Badge tone=Tone::Neutral label=places::retired/> }.into_any()
                        }}
                        {is_public.then(|| view! { <span class="small soft">{public_tickets::kind_badge}</span> })}
                    </div>
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
