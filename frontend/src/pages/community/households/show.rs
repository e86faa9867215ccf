//! One household as those who live in it see it: its pledge, its titles, its checks.

use domain::ids::AreaId;
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

use super::{checks::Checks, pledge::PledgeCard, titles::Titles};
use crate::{
    components::{BackLink, EmptyState, PageHead},
    fetch::{Loaded, fetch},
    i18n::{identity, pledges},
    pages::identity::SignedInOnly,
};

/// The page of one household.
#[component]
pub fn MyHousehold() -> impl IntoView {
    view! {
        <SignedInOnly title=pledges::household_page home="/" let:_me>
            <div class="stack stack--loose">
                <BackLink href="/households" label=identity::my_households/>
                <Mine/>
            </div>
        </SignedInOnly>
    }
}

/// The household of the address, where it is one of mine.
#[component]
fn Mine() -> impl IntoView {
    let params = use_params_map();
    let id =
        Memo::new(move |_| params.with(|params| params.get("id")).and_then(|id| id.parse::<AreaId>().ok()));
    let found = fetch(move |client| {
        let id = id.get();
        async move {
            let mine = client.list_my_memberships().await?.items;
            let lived_in = |one: &contract::memberships::Membership| {
                Some(one.household_id) == id && one.state == domain::memberships::MembershipState::Confirmed
            };
            Ok(mine.into_iter().find(lived_in))
        }
    });
    view! {
        <Loaded fetched=found let:found>
            {match found {
                Some(one) => {
                    let (id, name) = (one.household_id, one.place.last().cloned().unwrap_or_default());
                    let above = super::list::above(&one.place);
                    view! {
                        <PageHead title=name lead=above/>
                        <PledgeCard id/>
                        <Titles id/>
                        <Checks id/>
                    }
                    .into_any()
                }
                None => view! {
                    <PageHead title=pledges::household_page/>
                    <EmptyState title=pledges::not_member detail=pledges::not_member_detail icon=icondata_lu::LuHouse/>
                }
                .into_any(),
            }}
        </Loaded>
    }
}
