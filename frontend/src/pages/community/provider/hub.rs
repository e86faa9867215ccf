//! The first page: what is to be done, how many wait at the counter, and where to go.

use contract::{
    providers::Provider,
    redemptions::{ListProviderRedemptions, RedemptionStateName},
};
use leptos::prelude::*;

use super::{
    frame::{Place, at},
    work::{Count, ToDo},
};
use crate::{
    components::{BigButton, ListLink},
    fetch::fetch,
    i18n::{provider_work, redemptions},
    live,
};

/// Most that are counted here: beyond that it says "and more".
const COUNTED: u32 = 100;

/// The page.
#[component]
pub fn Hub() -> impl IntoView {
    view! {
        <Place title=redemptions::place lead=provider_work::hub_lead first=true
            children=|provider| view! { <Links provider/> }.into_any()/>
    }
}

#[component]
fn Links(provider: Provider) -> impl IntoView {
    let id = provider.id;
    let waiting = fetch(move |client| async move {
        let query = ListProviderRedemptions {
            state: Some(RedemptionStateName::Reserved),
            limit: Some(COUNTED),
            ..ListProviderRedemptions::default()
        };
        client.list_provider_redemptions(id, &query).await
    });
    live::follow(|event| event.subject.starts_with("redemption:"), move || waiting.reload());
    let count = move || {
        waiting.answer.with(|answer| match answer {
            Some(Ok(page)) => Count::of(page).words(),
            Some(Err(_)) | None => String::new(),
        })
    };
    view! {
        <h2>{provider.name.clone()}</h2>
        <ToDo provider/>
        <h2>{provider_work::counter}</h2>
        <div class="big-buttons">
            <BigButton first=true href=at("/collect", id) label=redemptions::collect icon=icondata_lu::LuScanLine/>
        </div>
        <ul class="list" role="list">
            <ListLink href=at("/redemptions", id) label=redemptions::list icon=icondata_lu::LuClipboardList>
                <span class="soft">{redemptions::waiting}" "{count}</span>
            </ListLink>
            <ListLink href=at("/offers", id) label=redemptions::offers icon=icondata_lu::LuPackage/>
            <ListLink href=at("/statement", id) label=redemptions::statement icon=icondata_lu::LuReceipt/>
        </ul>
    }
}
