//! One provider: what is known of it, its staff, what it is paid, what was redeemed at it.

use client::Client;
use contract::{
    grants::{Grant, ListGrants},
    providers::Provider,
};
use domain::{ids::ProviderId, permissions::Permission, providers::ProviderState};
use leptos::prelude::*;

use super::{
    agreements::Agreements, edit::provider_id, offers::offer_address, redemptions::Redemptions, words,
};
use crate::{
    components::{BackLink, Badge, Button, ButtonKind, ButtonLink, Confirm, PageHead, Time, Toasts},
    fetch::{Fetched, Loaded, fetch},
    i18n::providers,
    live,
    pages::{
        console::{BASE, lists::loaded, office::office},
        identity::SignedInOnly,
        offers::{Hours, ManagedOffers},
    },
    send::press,
    session::Session,
};

/// The page.
#[component]
pub fn ProviderPage() -> impl IntoView {
    view! {
        <SignedInOnly title=providers::providers home=BASE
            children=|me| office(&me, Permission::ManageProviders, || view! { <Whole/> }.into_any())/>
    }
}

#[component]
fn Whole() -> impl IntoView {
    let id = provider_id();
    let fetched = fetch(move |client| {
        let id = id.get();
        async move { client.get_provider(id).await.map(|found| found.body) }
    });
    live::follow(
        move |event| event.subject == format!("provider:{}", id.get_untracked()),
        move || fetched.reload(),
    );
    loaded(fetched, move |provider| view! { <div class="stack stack--loose"><One provider fetched/></div> })
}

#[component]
fn One(provider: Provider, fetched: Fetched<Provider>) -> impl IntoView {
    let session = Session::get();
    let (id, kind, (word, tone)) = (provider.id, provider.kind, words::state(provider.state));
    let path = provider.area_path.clone();
    let active = provider.state == ProviderState::Active;
    let manages = Memo::new(move |_| session.may(Permission::ManageProviders, &path));
    let may = Memo::new(move |_| active && manages.get());
    let (name, area) = (provider.name.clone(), provider.area_id);
    view! {
        <BackLink href=format!("{BASE}/providers") label=providers::providers/>
        <PageHead title=provider.name.clone() lead=provider.about.clone()>
            <Badge tone label=word/>
            <Show when=move || may.get()>
                <ButtonLink icon=icondata_lu::LuPencil href=format!("{BASE}/providers/{id}/edit")>{providers::edit}</ButtonLink>
            </Show>
        </PageHead>
        <dl class="facts">
            <dt>{providers::kind}</dt><dd>{move || words::kind(kind)}</dd>
            <dt>{providers::area}</dt><dd>{provider.area_name.clone()}</dd>
            <dt>{providers::address}</dt><dd>{provider.address.clone()}</dd>
            <dt>{providers::telephone}</dt><dd>{provider.telephone.clone().unwrap_or_else(|| "—".to_owned())}</dd>
            <dt>{providers::hours}</dt><dd><Hours hours=provider.opening_hours.clone()/></dd>
        </dl>
        <section class="stack">
            <h2>{providers::staff}</h2>
            <Staff id area active/>
        </section>
        <Show when=move || manages.get()>
            <section class="stack">
                <h2>{providers::offers}</h2>
                <p class="soft">{providers::offers_lead}</p>
                <ManagedOffers provider=id address=offer_address active/>
            </section>
        </Show>
        <section class="stack">
            <h2>{providers::agreements}</h2>
            <p class="soft">{providers::agreements_lead}</p>
            <Agreements id area may/>
        </section>
        <section class="stack">
            <h2>{providers::redemptions}</h2>
            <Redemptions id/>
        </section>
        <Show when=move || may.get()><End id name=name.clone() fetched/></Show>
    }
}

#[component]
fn Staff(id: ProviderId, area: domain::ids::AreaId, active: bool) -> impl IntoView {
    let fetched = fetch(move |client| async move {
        let query = ListGrants { provider_id: Some(id), limit: Some(100), ..ListGrants::default() };
        client.list_grants(&query).await.map(|page| page.items)
    });
    let row = |grant: Grant| {
        view! {
            <li class="list__line">
                <span class="grow">{grant.display_name}" "<span class="small soft">{grant.login}</span></span>
                <Time at=grant.from/>
            </li>
        }
    };
    view! {
        <p class="soft">{providers::staff_lead}</p>
        <Loaded fetched let:staff>
            {if staff.is_empty() {
                view! { <p>{providers::no_staff}</p> }.into_any()
            } else {
                view! { <ul class="list" role="list">{staff.into_iter().map(row).collect_view()}</ul> }.into_any()
            }}
        </Loaded>
        {active.then(|| view! {
            <div class="row">
                <ButtonLink icon=icondata_lu::LuUserPlus href=format!("{BASE}/grants?area={area}")>{providers::give_staff}</ButtonLink>
            </div>
        })}
    }
}

#[component]
fn End(id: ProviderId, name: String, fetched: Fetched<Provider>) -> impl IntoView {
    let (session, toasts) = (Session::get(), Toasts::get());
    let (asked, busy) = (RwSignal::new(false), RwSignal::new(false));
    let end = move |()| {
        let ask = move |client: Client| async move { client.end_provider(id).await };
        press(session, toasts, busy, ask, move |_| {
            toasts.say(providers::ended_toast());
            fetched.reload();
        });
    };
    let question = move || providers::end_ask(&name);
    view! {
        <div class="row">
            <Button kind=ButtonKind::Danger busy on_press=move |()| asked.set(true)>{providers::end}</Button>
        </div>
        <Confirm open=asked title=question consequence=providers::end_effect verb=providers::end on_confirm=end danger=true/>
    }
}
