//! One template: what a version says, what differs from another, and whether new inspections may use it.

use client::{Client, Tagged};
use contract::inspections::{GetTemplate, OfferTemplate, TemplateVersion};
use domain::{ids::TemplateId, permissions::Permission};
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

use super::{changes::Changes, content::Content};
use crate::{
    components::{
        BackLink, Badge, Button, ButtonKind, ButtonLink, Confirm, EmptyState, FilterSelect, Filters,
        PageHead, Time, Toasts,
    },
    fetch::{Fetched, fetch},
    i18n::awards,
    pages::{
        console::{
            BASE,
            awards::{READING, state_of_offer},
            lists::loaded,
            office::office,
        },
        identity::SignedInOnly,
    },
    query::QueryParam,
    send::press,
    session::Session,
};

/// The page.
#[component]
pub fn TemplatePage() -> impl IntoView {
    view! {
        <SignedInOnly title=awards::template home=BASE
            children=|me| office(&me, READING, || view! { <div class="stack"><Whole/></div> }.into_any())/>
    }
}

/// A version, and the one that it is compared with.
type Found = (Tagged<TemplateVersion>, Option<TemplateVersion>);

#[component]
fn Whole() -> impl IntoView {
    let params = use_params_map();
    let (number, with) = (QueryParam::of("number").value, QueryParam::of("with").value);
    let id = Memo::new(move |_| {
        params.with(|params| params.get("id")).and_then(|id| id.parse::<TemplateId>().ok())
    });
    let found = fetch(move |client| {
        let (id, number, with) = (id.get(), number.get().parse().ok(), with.get().parse().ok());
        async move {
            let Some(id) = id else { return Ok(None) };
            let version = match client.get_template(id, &GetTemplate { number }).await {
                Err(error) if error.code() == Some("not_found") => return Ok(None),
                other => other?,
            };
            let other = match with {
                Some(with) if with != version.body.number => {
                    Some(client.get_template(id, &GetTemplate { number: Some(with) }).await?.body)
                }
                _ => None,
            };
            Ok(Some((version, other)))
        }
    });
    view! {
        <BackLink href=format!("{BASE}/inspections/templates") label=awards::templates/>
        {loaded(found, move |shown: Option<Found>| match shown {
            Some((version, other)) => view! { <Shown found version other/> }.into_any(),
            None => view! { <EmptyState title=awards::no_such_template icon=icondata_lu::LuMapPinOff/> }.into_any(),
        })}
    }
}

#[component]
fn Shown(
    found: Fetched<Option<Found>>,
    version: Tagged<TemplateVersion>,
    other: Option<TemplateVersion>,
) -> impl IntoView {
    let (session, toasts) = (Session::get(), Toasts::get());
    let Tagged { body: version, etag } = version;
    let (id, active, latest) = (version.template.id, version.template.active, version.template.latest);
    let (number, written_at, count) = (version.number, version.written_at, version.rounds_count);
    let manages = session.may(Permission::ManageInspections, &version.template.area_path);
    let manages_somewhere = session.may_somewhere(Permission::ManageInspections);
    let name = version.content.name.clone();
    let at = format!("{BASE}/inspections/templates/{id}");
    let (asking, busy, etag) = (RwSignal::new(false), RwSignal::new(false), StoredValue::new(etag));
    let offer = move |()| {
        let ask = move |client: Client| {
            let etag = etag.get_value();
            async move { client.offer_template(id, &etag, &OfferTemplate { active: !active }).await }
        };
        press(session, toasts, busy, ask, move |_| {
            toasts.say(if active { awards::offer_ended() } else { awards::offered_again() });
            found.reload();
        });
    };
    let (asked, consequence) =
        (name.clone(), if active { awards::end_offer_consequence } else { awards::offer_again_consequence });
    let question = move || {
        if active { awards::end_offer_question(&asked) } else { awards::offer_again_question(&asked) }
    };
    let verb = move || if active { awards::end_offer() } else { awards::offer_again() };
    let named = |number: i64| (number.to_string(), awards::version(number));
    let numbers = Signal::derive(move || (1..=latest).rev().map(named).collect::<Vec<_>>());
    let others = Signal::derive(move || {
        let nothing = (String::new(), awards::compare_nothing().to_owned());
        let others = (1..=latest).rev().filter(|other| *other != number).map(named);
        std::iter::once(nothing).chain(others).collect::<Vec<_>>()
    });
    let (tone, state) = state_of_offer(active);
    let older = other.as_ref().is_some_and(|other| other.number < number);
    let content = version.content.clone();
    view! {
        <PageHead title=name.clone()>
            {manages.then(|| view! {
                <ButtonLink kind=ButtonKind::Primary icon=icondata_lu::LuPencil href=format!("{at}/edit")>{awards::edit}</ButtonLink>
            })}
            {manages_somewhere.then(|| view! {
                <ButtonLink icon=icondata_lu::LuCopyPlus href=format!("{BASE}/inspections/templates/new?from={id}")>{awards::copy_template}</ButtonLink>
            })}
            <ButtonLink icon=icondata_lu::LuPrinter href=format!("{at}/sheet?number={number}")>{awards::blank_sheet}</ButtonLink>
            {manages.then(|| view! { <Button busy on_press=move |()| asking.set(true)>{verb}</Button> })}
        </PageHead>
        <dl class="facts">
            <dt>{awards::column_state}</dt><dd><Badge tone label=state/></dd>
            <dt>{awards::column_version}</dt><dd>{move || awards::version_of(number, latest)}" · "<Time at=written_at/></dd>
            <dt>{awards::used}</dt><dd>{move || awards::used_times(count)}</dd>
        </dl>
        <Show when=move || { latest > 1 }>
            <Filters>
                <FilterSelect name="number" label=awards::column_version options=numbers default=latest.to_string()/>
                <FilterSelect name="with" label=awards::compare_with options=others default=String::new()/>
            </Filters>
        </Show>
        {other.map(|other| {
            let (old, new) = if older { (other, version) } else { (version, other) };
            let (from, to) = (old.number, new.number);
            view! {
                <section class="stack" aria-labelledby="changes-head">
                    <h2 id="changes-head">{move || awards::changes_between(from, to)}</h2>
                    <Changes old=old.content new=new.content/>
                </section>
            }
        })}
        <section class="stack" aria-labelledby="content-head">
            <h2 id="content-head">{move || awards::version(number)}</h2>
            <Content template=content/>
        </section>
        <Confirm open=asking title=question consequence verb on_confirm=offer/>
    }
}
